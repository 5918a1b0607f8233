import MailModel
import Testing

@testable import MailStore

@Suite("Merging mail") struct MergeTests {
  let store: MailStore
  let now = StoreFixture.now

  init() throws {
    store = try MailStore.inMemory(clock: { StoreFixture.now })
  }

  func rows(_ query: ThreadQuery = ThreadQuery()) throws -> [ThreadRow] {
    try store.threadRows(query, from: nil, direction: .older, limit: 1000)
  }

  @Test("PG-04 a thread that comes twice is one row in its newest state")
  func duplicates() async throws {
    let old = Sample.thread("a", at: -100)
    var new = Sample.thread("a", at: -50, .outbound)
    new.messageCount = 2
    let other = Sample.thread("b", at: -70)
    let first = try await store.mergeThreads([old, other, old], inbox: nil, receivedAt: now)
    #expect(first == MergeResult(inserted: 2, unchanged: 1))
    #expect(try rows().map(\.id.text) == ["b", "a"])
    let second = try await store.mergeThreads([new, other], inbox: nil, receivedAt: now)
    #expect(second == MergeResult(changed: 1, unchanged: 1))
    #expect(try rows().map(\.thread) == [new, other])
    let third = try await store.mergeThreads([MailThread(id: ID(""))], inbox: nil, receivedAt: now)
    #expect(third == MergeResult())
  }

  @Test("PG-04 what could be saved of an unreadable row does not wipe what is known")
  func placeholder() async throws {
    let known = Sample.thread("a", at: -100)
    _ = try await store.mergeThreads([known], inbox: nil, receivedAt: now)
    let broken = MailThread(id: known.id, messageCount: 3, isPlaceholder: true)
    _ = try await store.mergeThreads([broken], inbox: nil, receivedAt: now)
    let thread = try #require(try rows().first).thread
    #expect(thread.subject == known.subject && thread.messageCount == 3 && !thread.isPlaceholder)
  }

  @Test("PG-09 a date from the future or none at all does not hide later mail")
  func strangeDates() async throws {
    let year: Int64 = 365 * 86_400
    let future = Sample.thread("2099", at: 74 * year)
    let past = Sample.thread("1970", at: -60 * year)
    var none = Sample.thread("none")
    none.lastMessageAt = nil
    _ = try await store.mergeThreads([future, past, none], inbox: nil, receivedAt: now)
    #expect(try rows().map(\.position.sortedAt).max() == now)
    #expect(try rows().last?.id == past.id)
    #expect(try store.threadRow(future.id)?.thread == future)
    try await store.markRead(future.id, upTo: Timestamp(milliseconds: .max))
    let later = now.advanced(byMilliseconds: 60_000)
    var answered = future
    answered.messageCount = 2
    let new = Sample.thread("new", at: 30)
    _ = try await store.mergeThreads([new, past, none], inbox: nil, receivedAt: later)
    #expect(try rows().first?.id == new.id)
    _ = try await store.mergeThreads([answered], inbox: nil, receivedAt: later)
    #expect(try rows().first?.id == future.id)
    #expect(try rows().first?.isUnread == true)
  }

  @Test("PG-09 a clamped row stays where it is when it comes again")
  func clampedStays() async throws {
    let future = Sample.thread("2099", at: 1_000_000)
    _ = try await store.mergeThreads([future], inbox: nil, receivedAt: now)
    let later = now.advanced(byMilliseconds: 60_000)
    var renamed = future
    renamed.subject = "Another"
    for thread in [future, renamed] {
      _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: later)
      #expect(try rows().first?.position.sortedAt == now)
    }
  }

  @Test("PG-09 messages without a usable date keep the server's order")
  func messageDates() async throws {
    var messages = ["a", "b", "c", "d"].map { Sample.message($0, at: -10) }
    messages[1].createdAt = nil
    messages[2].createdAt = Timestamp(milliseconds: .max)
    messages[3].createdAt = nil
    try await store.mergeMessages(thread: ID("t"), messages, isComplete: true)
    #expect(try store.messages(in: ID("t"), limit: 9) == messages)
    #expect(try store.messages(in: ID("t"), limit: 2) == Array(messages.suffix(2)))
  }

  @Test("PG-13 a message that comes back with another sender or body is stored and marked")
  func rewritten() async throws {
    let message = Sample.message("m")
    let other = Sample.message("o")
    try await store.mergeMessages(thread: ID("t"), [message, other], isComplete: true)
    var delivered = message
    delivered.deliveryStatus = "delivered"
    try await store.mergeMessages(thread: ID("t"), [delivered], isComplete: true)
    #expect(try store.changedMessages(in: ID("t")).isEmpty)
    var forged = message
    forged.participants[0].identity = "mallory@example.org"
    try await store.mergeMessages(thread: ID("t"), [forged], isComplete: true)
    #expect(try store.changedMessages(in: ID("t")) == [message.id])
    #expect(try store.messages(in: ID("t"), limit: 9).first == forged)
    var rewritten = other
    rewritten.text = "Pay to another account"
    try await store.mergeMessages(thread: ID("t"), [rewritten], isComplete: true)
    #expect(try store.changedMessages(in: ID("t")) == [message.id, other.id])
    try await store.mergeMessages(thread: ID("t"), [message, other], isComplete: true)
    #expect(try store.changedMessages(in: ID("t")).count == 2)
  }

  @Test("PG-13 the same message id in two threads is two messages")
  func sameIDElsewhere() async throws {
    let first = Sample.message("m", in: "a", text: "one")
    let second = Sample.message("m", in: "b", text: "two")
    try await store.mergeMessages(thread: ID("a"), [first], isComplete: true)
    try await store.mergeMessages(thread: ID("b"), [second], isComplete: true)
    #expect(try store.messages(in: ID("a"), limit: 9) == [first])
    #expect(try store.messages(in: ID("b"), limit: 9) == [second])
    #expect(try store.changedMessages(in: ID("a")).isEmpty)
  }

  @Test("news of a thread make it incomplete again")
  func completeness() async throws {
    var thread = Sample.thread("t")
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: now)
    #expect(try store.threadState(ID("t"))?.isComplete == false)
    try await store.mergeMessages(
      thread: ID("t"), [Sample.message("m")], isComplete: true, missing: 7)
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: now)
    let state = try #require(try store.threadState(ID("t")))
    #expect(state.isComplete && state.missing == 7 && state.stored == 1)
    thread.messageCount = 2
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: now)
    #expect(try store.threadState(ID("t"))?.isComplete == false)
    #expect(try store.threadState(ID("none")) == nil)
  }
}
