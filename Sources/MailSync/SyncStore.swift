import MailModel
import MailStore

typealias SyncState = ThreadListState

/// What sync asks of the store, always on the store's own queues; errors become `SyncError`.
struct SyncStore: Sendable {
  let store: MailStore
  let clock: SyncClock

  var isReadOnly: Bool { store.mode != .readWrite }

  private func run<Value: Sendable>(
    _ body: () async throws(StoreError) -> Value
  ) async throws(SyncError) -> Value {
    do throws(StoreError) {
      return try await body()
    } catch {
      throw .store(error)
    }
  }

  private func read<Value: Sendable>(
    _ body: @escaping @Sendable (MailStore) throws(StoreError) -> Value
  ) async throws(SyncError) -> Value {
    do throws(StoreError) {
      return try await store.reading(body)
    } catch {
      throw .store(error)
    }
  }

  func replace(domains: [Domain]) async throws(SyncError) {
    try await run { () throws(StoreError) in try await store.replaceDomains(domains) }
  }

  func replace(inboxes: [Inbox]) async throws(SyncError) {
    try await run { () throws(StoreError) in try await store.replaceInboxes(inboxes) }
  }

  func inboxes() async throws(SyncError) -> [ID<Inbox>] {
    try await read { store throws(StoreError) in try store.inboxes().map(\.id) }
  }

  /// The address that mails from `inbox` bear.
  func address(of inbox: ID<Inbox>?) async -> String? {
    let known = try? await read { store throws(StoreError) in try store.inboxes() }
    return known?.first { $0.id == inbox }?.address
  }

  func listState(of inbox: ID<Inbox>) async throws(SyncError) -> SyncState? {
    try await read { store throws(StoreError) in try store.threadListState(of: inbox) }
  }

  func set(_ state: SyncState, of inbox: ID<Inbox>) async throws(SyncError) {
    try await run { () throws(StoreError) in
      try await store.setThreadListState(state, of: inbox)
    }
  }

  func save(
    _ threads: [MailThread], of inbox: ID<Inbox>, state: SyncState
  ) async throws(SyncError) -> MergeResult {
    try await run { () throws(StoreError) in
      let result = try await store.mergeThreads(
        threads, inbox: inbox, receivedAt: clock.now())
      try await store.setThreadListState(state, of: inbox)
      return result
    }
  }

  /// Those of `threads` whose messages are not all here.
  func incomplete(among threads: [ID<MailThread>]) async throws(SyncError) -> [MailThread] {
    try await read { store throws(StoreError) in
      var wanted: [MailThread] = []
      for id in threads {
        guard let row = try store.threadRow(id) else { continue }
        let state = try store.threadState(id)
        if state?.isComplete != true { wanted.append(row.thread) }
      }
      return wanted
    }
  }

  func withoutCorrespondent(
    among threads: [ID<MailThread>]
  ) async throws(SyncError) -> [ID<MailThread>] {
    try await read { store throws(StoreError) in
      var wanted: [ID<MailThread>] = []
      for id in threads where try store.threadRow(id)?.correspondent == nil { wanted.append(id) }
      return wanted
    }
  }

  /// All messages of a thread that can be had.
  func save(
    _ messages: [Message], of thread: ID<MailThread>, missing: Int
  ) async throws(SyncError) {
    _ = try await run { () throws(StoreError) in
      try await store.mergeMessages(
        thread: thread, messages, isComplete: true, missing: missing)
    }
  }

  /// Some messages of a thread.
  func add(_ messages: [Message], of thread: ID<MailThread>) async throws(SyncError) {
    let state = try await read { store throws(StoreError) in try store.threadState(thread) }
    _ = try await run { () throws(StoreError) in
      try await store.mergeMessages(
        thread: thread, messages, isComplete: state?.isComplete ?? false,
        missing: state?.missing ?? 0)
    }
  }

  /// Messages of many threads.
  func add(_ messages: [Message]) async throws(SyncError) {
    var threads: [ID<MailThread>: [Message]] = [:]
    for message in messages { threads[message.thread, default: []].append(message) }
    for (thread, messages) in threads { try await add(messages, of: thread) }
  }

  func outbox() async throws(SyncError) -> [OutboxItem] {
    try await read { store throws(StoreError) in try store.outboxItems() }
  }

  func enqueue(
    _ item: OutboxItem, body: [UInt8], fingerprint: String
  ) async throws(SyncError) {
    _ = try await run { () throws(StoreError) in
      try await store.enqueue(
        item.draft, key: item.key, body: body, fingerprint: Array(fingerprint.utf8),
        state: item.state)
    }
  }

  func body(of id: ID<Draft>) async throws(SyncError) -> [UInt8] {
    try await read { store throws(StoreError) in try store.frozenBody(id) }
  }

  /// Writes an item's new state if it is in one of `states` on the disk.
  func update(
    _ item: OutboxItem, from states: Set<OutboxItem.State>
  ) async throws(SyncError) {
    let known = try await read { store throws(StoreError) in try store.outboxItem(item.id) }
    guard let known else { throw .store(.notFound) }
    guard states.contains(known.state) else {
      throw .store(.stateChanged(actual: known.state))
    }
    _ = try await run { () throws(StoreError) in
      try await store.advance(
        item.id, from: known.state, to: item.state, note: item.note, notBefore: item.notBefore,
        sendID: item.sendID, tries: item.tries)
    }
  }

  func returnToDraft(_ id: ID<Draft>, note: String?) async throws(SyncError) {
    let known = try await read { store throws(StoreError) in try store.outboxItem(id) }
    guard let known else { throw .store(.notFound) }
    _ = try await run { () throws(StoreError) in
      let open: Set<OutboxItem.State> = [.unsure, .inFlight]
      if open.contains(known.state) {
        try await store.advance(
          id, from: known.state, to: note == nil ? .needsYou : .rejected, note: note)
      }
      return try await store.returnToDraft(id, note: note)
    }
  }
}
