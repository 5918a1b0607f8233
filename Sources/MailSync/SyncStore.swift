import MailModel
import MailStore

/// What sync asks of the store, always on the store's own queue; errors become `SyncError`.
struct SyncStore: Sendable {
  let store: MailStore

  var isReadOnly: Bool { fatalError() }
  func replace(domains: [Domain]) async throws(SyncError) { fatalError() }
  func replace(inboxes: [Inbox]) async throws(SyncError) { fatalError() }
  func inboxes() async throws(SyncError) -> [ID<Inbox>] { fatalError() }
  func address(of inbox: ID<Inbox>?) async -> String? { fatalError() }
  func listState(of inbox: ID<Inbox>) async throws(SyncError) -> SyncState? { fatalError() }
  func set(_ state: SyncState, of inbox: ID<Inbox>) async throws(SyncError) { fatalError() }
  func save(
    _ threads: [MailThread], of inbox: ID<Inbox>, state: SyncState
  ) async throws(SyncError) -> MergeResult { fatalError() }
  func incomplete(among threads: [ID<MailThread>]) async throws(SyncError) -> [MailThread] {
    fatalError()
  }
  func withoutCorrespondent(
    among threads: [ID<MailThread>]
  ) async throws(SyncError) -> [ID<MailThread>] { fatalError() }
  func save(_ messages: [Message], of thread: ID<MailThread>, missing: Int) async throws(SyncError)
  { fatalError() }
  func add(_ messages: [Message], of thread: ID<MailThread>) async throws(SyncError) {
    fatalError()
  }
  func add(_ messages: [Message]) async throws(SyncError) { fatalError() }
  func outbox() async throws(SyncError) -> [OutboxItem] { fatalError() }
  func enqueue(_ item: OutboxItem, body: [UInt8], fingerprint: String) async throws(SyncError) {
    fatalError()
  }
  func body(of id: ID<Draft>) async throws(SyncError) -> [UInt8] { fatalError() }
  func update(_ item: OutboxItem, from states: Set<OutboxItem.State>) async throws(SyncError) {
    fatalError()
  }
  func returnToDraft(_ id: ID<Draft>, note: String?) async throws(SyncError) { fatalError() }
}
