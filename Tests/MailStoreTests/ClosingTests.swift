import MailModel
import Testing

@testable import MailStore

struct ClosingTests {
  @Test("Closing leaves a short log, never an empty one, and all mail", arguments: [1, 6000])
  func log(threads: Int) async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let page = (0..<threads).map { Sample.thread("\($0)", at: Int64(-$0)) }
    _ = try await store.mergeThreads(page, inbox: Sample.inbox, receivedAt: StoreFixture.now)
    // A reader is open when the store closes.
    #expect(try store.threadRow(ID("0")) != nil)
    let log = fixture.cachePath + "-wal"
    let before = try fixture.bytes(log).count
    #expect((before > GuardedDatabase.longLog) == (threads > 1))
    store.close()
    let after = try fixture.bytes(log).count
    #expect(after > 0 && after <= GuardedDatabase.longLog)
    #expect(threads == 1 || after < 100_000)
    let again = try fixture.open()
    #expect(again.notices == [])
    #expect(try again.tally(inbox: nil).threads == threads)
  }
}
