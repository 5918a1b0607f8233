import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Testing

@testable import MailSync

@Suite struct ThreadLoadTests {
  private func requests(_ bed: SyncBed) -> [String] {
    bed.targets.filter { $0.hasPrefix("/v1/threads/") }
  }

  private func loaded(_ bed: SyncBed, count: Int) async throws -> ThreadLoad {
    await bed.engine.refreshAll()
    return try await bed.engine.loadThread(ID("t0@help"), messageCount: count)
  }

  @Test func aThreadIsStoredOldestFirst() async throws {
    let bed = try SyncBed(seed: .mail(threads: 1, messages: 60))
    #expect(try await loaded(bed, count: 60) == .complete)
    let ids = try bed.messages("t0@help").map(\.id)
    #expect(ids == (0..<60).map { ID("m0.\($0)@help") })
    #expect(requests(bed).count == 1)
  }

  @Test("PG-08 a thread that is gone keeps what is stored of it", arguments: [false, true])
  func aGoneThread(answers404: Bool) async throws {
    let bed = try SyncBed(seed: .mail(threads: 1, messages: 3))
    _ = try await loaded(bed, count: 3)
    bed.server.remove(thread: ID("t0@help"))
    if answers404 {
      let script = "GET /v1/threads/ always status=404 body='{\"error\":\"Not found\"}'"
      bed.server.run(try FaultScript(parsing: script))
    }
    #expect(try await bed.engine.loadThread(ID("t0@help"), messageCount: 3) == .gone)
    #expect(try bed.messages("t0@help").count == 3)
  }

  @Test("PG-09 dates far off, or none, cost nothing but their place in the list")
  func oddDates() async throws {
    let rows = [
      ("a", "\"2099-01-01T00:00:00Z\""), ("b", "\"1970-01-01T00:00:00Z\""), ("c", "null"),
      ("d", "\"soon\""),
    ]
    let data = rows.map {
      "{\"thread_id\":\"\($0.0)\",\"last_message_at\":\($0.1),\"message_count\":1}"
    }.joined(separator: ",")
    let bed = try SyncBed(
      seed: .mail(threads: 0), script: "GET /v1/threads 1 body='{\"data\":[\(data)]}'")
    await bed.engine.refreshAll()
    #expect(try bed.threadCount == 4)
    bed.clock.advance(60_000)
    bed.server.receive(.inbound("later", in: "later", at: bed.clock.now))
    await bed.engine.refreshAll()
    let newest = try bed.store.threadRows(ThreadQuery(), from: nil, direction: .older, limit: 1)
      .first
    #expect(newest?.id == ID("later"))
  }

  @Test("PG-11 of 1,200 messages the newest 1,000 come, and the rest is counted")
  func aVeryLongThread() async throws {
    let bed = try SyncBed(seed: .mail(threads: 1, messages: 1200))
    #expect(try await loaded(bed, count: 1200) == .missing(200))
    let ids = try bed.messages("t0@help").map(\.id)
    #expect(ids.count == 1000)
    #expect(ids.first == ID("m0.200@help"))
    #expect(try bed.store.threadState(ID("t0@help"))?.missing == 200)
  }

  @Test("PG-12 a count that is wrong costs one more request at most", arguments: [0, 5, 70, 999])
  func aWrongCount(count: Int) async throws {
    let bed = try SyncBed(seed: .mail(threads: 1, messages: 60))
    #expect(try await loaded(bed, count: count) == .complete)
    #expect(try bed.messages("t0@help").count == 60)
    #expect(requests(bed).count <= 2)
  }

  @Test(
    "PG-18 one message too large to come through leaves the others readable", arguments: [0, 7, 19])
  func aGiant(place: Int) async throws {
    var seed = SandboxSeed.mail(threads: 1, messages: 20)
    seed.messages[place].text = String(repeating: "x", count: 200_000)
    let bed = try SyncBed(seed: seed, bodyLimit: 100_000)
    #expect(try await loaded(bed, count: 20) == .missing(1))
    let messages = try bed.messages("t0@help")
    #expect(messages.count == 20)
    #expect(messages.filter(\.isPlaceholder).count == 1)
    #expect(messages.firstIndex(where: \.isPlaceholder) == place)
    #expect(requests(bed).count <= 2 * GiantSearch.maximumTries + 1)
  }

  @Test("AF-34 calls for the same thread share one request")
  func callsAreShared() async throws {
    let bed = try SyncBed(seed: .mail(threads: 1, messages: 3))
    await bed.engine.refreshAll()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          _ = try? await bed.engine.loadThread(ID("t0@help"), messageCount: 3)
        }
      }
    }
    #expect(requests(bed).count <= 3)
  }

  @Test func whatIsWholeIsNotLoadedAhead() async throws {
    let bed = try SyncBed(seed: .mail(threads: 5, messages: 2))
    _ = try await loaded(bed, count: 2)
    let ids = (0..<5).map { ID<MailThread>("t\($0)@help") }
    await bed.engine.prefetch(threads: ids)
    await waitUntil { (try? bed.messages("t4@help").count) == 2 }
    #expect(requests(bed).count == 5)
    await bed.engine.prefetch(threads: ids)
    await bed.engine.fetchSenders(of: ids)
    for _ in 0..<200 { await Task.yield() }
    #expect(requests(bed).count == 5)
  }

  @Test func sendersAreLearnedOnceWithThreeMessages() async throws {
    let bed = try SyncBed(seed: .mail(threads: 3, messages: 9))
    await bed.engine.refreshAll()
    let ids = (0..<3).map { ID<MailThread>("t\($0)@help") }
    await bed.engine.fetchSenders(of: ids)
    await waitUntil {
      ids.allSatisfy { (try? bed.store.threadRow($0)?.correspondent) != nil }
    }
    #expect(requests(bed).count == 3)
    #expect(requests(bed).allSatisfy { $0.contains("limit=3") && $0.contains("order=desc") })
    #expect(try bed.store.threadRow(ID("t0@help"))?.correspondent?.spec == "jane@mail.example")
  }

  @Test func everythingIsFetchedWithItsMessages() async throws {
    let bed = try SyncBed(seed: .mail(threads: 300, messages: 8))
    try await bed.engine.fetchEverything(messages: true) { _ in }
    #expect(try bed.threadCount == 300)
    for number in [0, 150, 299] {
      #expect(try bed.messages("t\(number)@help").count == 8)
    }
  }

  @Test func aWalkByTimePassesOverAMomentThatFillsAPage() {
    func rows(_ ids: ClosedRange<Int>, at time: Int64) -> [Message] {
      ids.map { .inbound("m\($0)", in: "t", at: Timestamp(milliseconds: time)) }
    }
    var walk = MessageWalk()
    #expect(walk.received(rows(1...3, at: 50), limit: 3).count == 3)
    #expect(walk.before == Timestamp(milliseconds: 51))
    #expect(walk.received(rows(1...3, at: 50), limit: 3).isEmpty)
    #expect(walk.before == Timestamp(milliseconds: 50))
    #expect(!walk.isWhole)
    #expect(walk.received(rows(9...9, at: 10), limit: 3).count == 1)
    #expect(walk.before == nil)
  }
}
