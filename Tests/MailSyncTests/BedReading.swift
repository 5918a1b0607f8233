import MailModel
import MailStore

@testable import MailSync

// What a test looks at.
extension SyncBed {
  var rows: [MailThread] {
    get throws {
      try store.threadRows(ThreadQuery(), from: nil, direction: .older, limit: 10_000).map(\.thread)
        .sorted { $0.id < $1.id }
    }
  }

  var threadIDs: [ID<MailThread>] { get throws { try rows.map(\.id) } }
  var threadCount: Int { get throws { try rows.count } }
  var inboxCount: Int { get throws { try store.inboxes().count } }

  func thread(_ id: String) throws -> MailThread? { try store.threadRow(ID(id))?.thread }

  func messages(_ thread: String) throws -> [Message] {
    try store.messages(in: ID(thread), limit: 2000)
  }

  func listState(_ inbox: ID<Inbox> = SyncBed.inbox) throws -> ThreadListState? {
    try store.threadListState(of: inbox)
  }

  func setCursor(_ cursor: String) async throws {
    try await store.setThreadListState(
      ThreadListState(nextCursor: cursor, hasMore: true), of: SyncBed.inbox)
  }

  func item(_ id: String = "d1") throws -> OutboxItem? { try store.outboxItem(ID(id)) }
  func state(_ id: String = "d1") throws -> OutboxItem.State? { try item(id)?.state }

  /// A draft that answers, or with no thread begins a conversation.
  func draft(
    _ id: String = "d1", to: String = "jane@mail.example", subject: String = "Order",
    body: String = "It is on its way.", thread: String? = "t0@help"
  ) -> Draft {
    Draft(
      id: ID(id), inbox: SyncBed.inbox, to: to, subject: subject, body: body,
      thread: thread.map { ID($0) }, answers: thread.map { _ in ID("m0.0@help") },
      changedAt: clock.now)
  }
}
