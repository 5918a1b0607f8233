import MailModel
import Testing

@testable import MailStore

struct LateMailTests {
  private let store: MailStore

  init() throws { store = try MailStore.inMemory { StoreFixture.now } }

  private func merge(_ threads: MailThread...) async throws {
    _ = try await store.mergeThreads(
      threads, inbox: Sample.inbox, receivedAt: StoreFixture.now)
  }

  @Test("PG-10 mail with an old date that comes into a whole list is unread")
  func oldDate() async throws {
    let age: Int64 = -20 * 86_400
    try await merge(Sample.thread("first", at: age))
    #expect(try store.threadRow(ID("first"))?.isUnread == false)
    for hasMore in [true, false] {
      let state = ThreadListState(nextCursor: hasMore ? "c" : nil, hasMore: hasMore)
      try await store.setThreadListState(state, of: Sample.inbox)
      try await merge(Sample.thread("late \(hasMore)", at: age))
      #expect(try store.threadRow(ID("late \(hasMore)"))?.isUnread == !hasMore)
    }
    #expect(try store.threadRow(ID("first"))?.isUnread == false)
  }

  @Test("PG-16 a copy of our own mail, or mail without a sender, is not the correspondent")
  func ownCopy() async throws {
    let inbox = Inbox(id: Sample.inbox, localPart: "help", address: "help@example.org")
    try await store.replaceInboxes([inbox])
    try await merge(Sample.thread("t"))
    var copy = Sample.message("copy", at: 1)
    copy.participants = [Participant(role: .sender, identity: "Help <HELP@example.org>")]
    var nameless = Sample.message("nameless", at: 2)
    nameless.participants = []
    try await store.mergeMessages(
      thread: ID("t"), [Sample.message("first"), copy, nameless], isComplete: true)
    let wanted = Address(name: "Ann", spec: "ann@example.org")
    #expect(try store.threadRow(ID("t"))?.correspondent == wanted)
  }
}
