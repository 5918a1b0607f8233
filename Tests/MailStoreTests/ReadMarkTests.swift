import Glibc
import MailModel
import Testing

@testable import MailStore

@Suite("Read marks and own mail") struct ReadMarkTests {
  let now = StoreFixture.now
  static let day: Int64 = 86_400

  func merge(_ store: MailStore, _ threads: [MailThread]) async throws {
    _ = try await store.mergeThreads(threads, inbox: nil, receivedAt: now)
  }

  func unread(_ store: MailStore, _ name: String) throws -> Bool? {
    try store.threadRow(ID(name))?.isUnread
  }

  @Test("on the first sync, what is older than 14 days counts as read, later everything new")
  func firstSync() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    try await merge(
      store,
      [
        Sample.thread("old", at: -14 * Self.day), Sample.thread("new", at: -14 * Self.day + 1),
        Sample.thread("sent", .outbound),
      ])
    #expect(try unread(store, "old") == false)
    #expect(try unread(store, "new") == true)
    #expect(try unread(store, "sent") == false)
    let later = now.advanced(byMilliseconds: 30 * Self.day * 1000)
    _ = try await store.mergeThreads(
      [Sample.thread("later", at: Self.day)], inbox: nil, receivedAt: later)
    #expect(try unread(store, "later") == true)
    #expect(try store.tally(inbox: Sample.inbox).unread == 2)
  }

  @Test("read marks survive a cache that was lost, and so does the first sync's moment")
  func lostCache() async throws {
    let fixture = try StoreFixture()
    let threads = [
      Sample.thread("read", at: -10), Sample.thread("open", at: -20),
      Sample.thread("again", at: -30),
    ]
    let first = try fixture.open()
    try await merge(first, threads)
    try await first.markRead(ID("read"), upTo: now)
    try await first.markRead(ID("again"), upTo: now)
    try await first.markUnread(ID("again"))
    first.close()
    for name in fixture.names(fixture.caches) { unlink(fixture.caches + "/" + name) }
    let second = try fixture.open()
    let later = now.advanced(byMilliseconds: 100 * Self.day * 1000)
    _ = try await second.mergeThreads(threads, inbox: nil, receivedAt: later)
    #expect(try unread(second, "read") == false)
    #expect(try unread(second, "open") == true)
    #expect(try unread(second, "again") == true)
    #expect(try second.threadState(ID("read"))?.readUpTo == now)
  }

  @Test("a mark never goes back, and new mail after it is unread")
  func marks() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    try await merge(store, [Sample.thread("t", at: -10)])
    try await store.markRead(ID("t"), upTo: now.advanced(byMilliseconds: -5000))
    try await store.markRead(ID("t"), upTo: Timestamp(milliseconds: .min))
    #expect(try unread(store, "t") == false)
    var news = Sample.thread("t", at: -1)
    news.messageCount = 2
    try await merge(store, [news])
    #expect(try unread(store, "t") == true)
    try await store.markUnread(ID("none"))
    try await store.markRead(ID("none"), upTo: now)
    #expect(try store.threadRow(ID("none")) == nil)
  }

  @Test("a thread whose newest mail was sent elsewhere says so; one that was sent here does not")
  func answeredElsewhere() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    try await merge(store, [Sample.thread("t", .outbound), Sample.thread("u", .outbound)])
    var here = Sample.message("m1", in: "t", .outbound)
    here.sendID = "send-1"
    let there = Sample.message("m2", in: "u", .outbound)
    var draft = Sample.draft("d")
    draft.thread = ID("t")
    _ = try await store.enqueue(draft, key: "k", body: [], fingerprint: [], state: .inFlight)
    try await store.advance(draft.id, from: .inFlight, to: .accepted, sendID: "send-1")
    try await store.mergeMessages(thread: ID("t"), [here], isComplete: true)
    try await store.mergeMessages(thread: ID("u"), [there], isComplete: true)
    #expect(try store.threadRow(ID("t"))?.isAnsweredElsewhere == false)
    #expect(try store.threadRow(ID("u"))?.isAnsweredElsewhere == true)
    #expect(try store.ownMessages(in: ID("t")) == [here.id])
    #expect(try store.ownMessages(in: ID("u")).isEmpty)
    #expect(try store.threadRow(ID("t"))?.correspondent == Address(spec: "bob@example.org"))
  }

  @Test("mail that was seen before the server's answer to its send is our own too")
  func lateAnswer() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    try await merge(store, [Sample.thread("t", .outbound)])
    let message = Sample.message("send-1", in: "t", .outbound)
    try await store.mergeMessages(thread: ID("t"), [message], isComplete: true)
    #expect(try store.threadRow(ID("t"))?.isAnsweredElsewhere == true)
    var draft = Sample.draft("d")
    draft.thread = ID("t")
    _ = try await store.enqueue(draft, key: "k", body: [], fingerprint: [], state: .inFlight)
    try await store.advance(draft.id, from: .inFlight, to: .accepted, sendID: "send-1")
    #expect(try store.threadRow(ID("t"))?.isAnsweredElsewhere == false)
  }

  @Test("own mail is known after the cache was lost")
  func ownAfterLoss() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    _ = try await first.enqueue(
      Sample.draft("d"), key: "k", body: [], fingerprint: [], state: .inFlight)
    try await first.advance(ID("d"), from: .inFlight, to: .accepted, sendID: "m")
    try await first.removeOutboxItem(ID("d"))
    first.close()
    unlink(fixture.cachePath)
    let second = try fixture.open()
    try await merge(second, [Sample.thread("t", .outbound)])
    try await second.mergeMessages(
      thread: ID("t"), [Sample.message("m", .outbound)], isComplete: true)
    #expect(try second.threadRow(ID("t"))?.isAnsweredElsewhere == false)
  }
}
