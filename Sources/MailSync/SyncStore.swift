import Dispatch
import MailModel
import MailStore

/// What sync asks of the store. Reads run on a queue of their own, writes on the store's, so that
/// none blocks Swift's pool; errors become `SyncError`.
struct SyncStore: Sendable {
  private let store: MailStore
  private let reads = DispatchQueue(label: "mail-sync-reads")

  init(_ store: MailStore) {
    self.store = store
  }

  /// Another instance writes the journal: nothing is sent from here.
  var isReadOnly: Bool { store.mode != .readWrite }
  /// Mail from the server can be stored.
  var takesMail: Bool { store.cacheTakesMail }

  func read<Value: Sendable>(
    _ work: @escaping @Sendable (MailStore) throws(StoreError) -> Value
  ) async throws(SyncError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      reads.async { [store] in
        continuation.resume(returning: Result { () throws(StoreError) in try work(store) })
      }
    }
    do { return try result.get() } catch { throw .store(error) }
  }

  func write<Value>(
    _ work: (MailStore) async throws(StoreError) -> Value
  ) async throws(SyncError) -> Value {
    do { return try await work(store) } catch { throw .store(error) }
  }
}

// Domains, inboxes and threads.
extension SyncStore {
  func replace(domains: [Domain]) async throws(SyncError) {
    try await write { (store) throws(StoreError) in try await store.replaceDomains(domains) }
  }

  func replace(inboxes: [Inbox]) async throws(SyncError) {
    try await write { (store) throws(StoreError) in try await store.replaceInboxes(inboxes) }
  }

  func inboxes() async throws(SyncError) -> [ID<Inbox>] {
    try await read { (store) throws(StoreError) in try store.inboxes().map(\.id) }
  }

  func address(of inbox: ID<Inbox>?) async -> String? {
    let inboxes = try? await read { (store) throws(StoreError) in try store.inboxes() }
    return inboxes?.first { $0.id == inbox }?.address
  }

  func listState(of inbox: ID<Inbox>) async throws(SyncError) -> SyncState? {
    try await read { (store) throws(StoreError) in try store.syncState(inbox) }
  }

  func set(_ state: SyncState, of inbox: ID<Inbox>) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      try await store.setSyncState(state, of: inbox)
    }
  }

  /// A page and the state of its list, in one transaction.
  func save(
    _ threads: [MailThread], of inbox: ID<Inbox>, receivedAt: Timestamp, state: SyncState
  ) async throws(SyncError) -> MergeResult {
    try await write { (store) throws(StoreError) in
      try await store.mergeThreads(threads, inbox: inbox, receivedAt: receivedAt, state: state)
    }
  }

  /// Those of `threads`, in their order, whose messages are not all here and might be.
  func incomplete(among threads: [ID<MailThread>]) async throws(SyncError) -> [MailThread] {
    try await read { (store) throws(StoreError) in
      var wanted: [MailThread] = []
      for id in threads {
        guard let row = try store.threadRow(id), let state = try store.threadState(id),
          !state.isComplete, state.missing == 0, !row.thread.isPlaceholder
        else { continue }
        wanted.append(row.thread)
      }
      return wanted
    }
  }

  func withoutCorrespondent(
    among threads: [ID<MailThread>]
  ) async throws(SyncError) -> [ID<MailThread>] {
    try await read { (store) throws(StoreError) in
      let rows = try store.threadRows(ids: threads)
      return threads.filter { id in
        guard let row = rows[id] else { return false }
        return row.correspondent == nil && !row.thread.isPlaceholder
      }
    }
  }
}

// Messages.
extension SyncStore {
  /// All that the server gives of a thread, oldest first; so many are `missing`.
  func save(
    _ messages: [Message], of thread: ID<MailThread>, missing: Int
  ) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      // With some missing, what was stored of them before stays.
      try await store.mergeMessages(
        thread: thread, messages, isComplete: missing == 0, missing: missing)
    }
  }

  /// The newest messages of a thread; all of them, if they are fewer than the `limit` asked for.
  func add(
    _ messages: [Message], of thread: ID<MailThread>, limit: Int
  ) async throws(SyncError) {
    let known = try await read { (store) throws(StoreError) in try store.threadState(thread) }
    let isAll = messages.count < limit
    try await write { (store) throws(StoreError) in
      try await store.mergeMessages(
        thread: thread, messages, isComplete: isAll, missing: isAll ? 0 : known?.missing ?? 0)
    }
  }

  /// Messages of any threads. A thread is whole once it has as many as its row says.
  func add(_ messages: [Message]) async throws(SyncError) {
    let groups = Dictionary(grouping: messages, by: \.thread)
    let ids = Array(groups.keys)
    let known = try await read { (store) throws(StoreError) in
      var known: [ID<MailThread>: (count: Int, isComplete: Bool)] = [:]
      for (id, row) in try store.threadRows(ids: ids) {
        let state = try store.threadState(id)
        known[id] = (row.thread.messageCount, state?.isComplete ?? false)
      }
      return known
    }
    for (thread, rows) in groups where known[thread]?.isComplete != true {
      let isAll = known[thread].map { rows.count >= $0.count } ?? false
      try await write { (store) throws(StoreError) in
        try await store.mergeMessages(thread: thread, rows, isComplete: isAll)
      }
    }
  }
}
