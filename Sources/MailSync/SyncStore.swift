import MailModel
import MailStore

/// What sync asks of the store, always on the store's own queues; errors become `SyncError`.
struct SyncStore: Sendable {
  private let store: MailStore

  init(_ store: MailStore) {
    self.store = store
  }

  /// Another instance writes here, or the files cannot be written.
  var isReadOnly: Bool { store.mode != .readWrite }
  /// Mail from the server can be stored, be it in memory; beside another instance it cannot.
  var takesMail: Bool { store.mode != .readOnly(.otherInstance) }

  func read<Value: Sendable>(
    _ work: @escaping @Sendable (MailStore) throws(StoreError) -> Value
  ) async throws(SyncError) -> Value {
    do { return try await store.reading(work) } catch { throw .store(error) }
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

  /// The address that mails from `inbox` bear.
  func address(of inbox: ID<Inbox>?) async -> String? {
    let inboxes = try? await read { (store) throws(StoreError) in try store.inboxes() }
    return inboxes?.first { $0.id == inbox }?.address
  }

  func listState(of inbox: ID<Inbox>) async throws(SyncError) -> ThreadListState? {
    try await read { (store) throws(StoreError) in try store.threadListState(of: inbox) }
  }

  func set(_ state: ThreadListState, of inbox: ID<Inbox>) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      try await store.setThreadListState(state, of: inbox)
    }
  }

  /// Whether one of the rows is stored just as it is.
  func hasUnchanged(
    among rows: [MailThread], of inbox: ID<Inbox>
  ) async throws(SyncError) -> Bool {
    try await read { (store) throws(StoreError) in
      for var row in rows {
        row.inbox = row.inbox ?? inbox
        if try store.threadRow(row.id)?.thread == row { return true }
      }
      return false
    }
  }

  func save(
    _ threads: [MailThread], of inbox: ID<Inbox>, receivedAt: Timestamp
  ) async throws(SyncError) -> MergeResult {
    try await write { (store) throws(StoreError) in
      try await store.mergeThreads(threads, inbox: inbox, receivedAt: receivedAt)
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
      var unknown: [ID<MailThread>] = []
      for id in threads {
        guard let row = try store.threadRow(id), !row.thread.isPlaceholder else { continue }
        if row.correspondent == nil { unknown.append(id) }
      }
      return unknown
    }
  }
}
