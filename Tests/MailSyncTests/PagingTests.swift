import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Synchronization
import Testing

@testable import MailSync

@Suite struct PagingTests {
  /// A thread list's page, as a fault script puts it.
  private static func page(_ ids: [String], cursor: String?, hasMore: Bool = true) -> String {
    let rows = ids.map {
      """
      {"thread_id":"\($0)","last_message_at":"2026-02-01T00:00:00.000Z","message_count":1}
      """
    }
    let cursor = cursor.map { "\"\($0)\"" } ?? "null"
    return """
      body='{"data":[\(rows.joined(separator: ","))],"next_cursor":\(cursor),"has_more":\(hasMore)}'
      """
  }

  private static func bed(_ pages: [String], last: String) throws -> SyncBed {
    let lines = pages.enumerated().map { "GET /v1/threads \($0.offset + 1) \($0.element)" }
    let script = (lines + ["GET /v1/threads always \(last)"]).joined(separator: "\n")
    return try SyncBed(seed: .mail(threads: 0), script: script)
  }

  private func requests(_ bed: SyncBed) -> Int {
    bed.targets.count { $0.hasPrefix("/v1/threads") }
  }

  @Test func scrollingReadsTheListToItsEnd() async throws {
    let bed = try SyncBed(seed: .mail(threads: 230))
    await bed.engine.refreshAll()
    var calls = 0
    while try await bed.engine.loadMore(SyncBed.inbox) { calls += 1 }
    #expect(calls == 3)
    #expect(try bed.threadCount == 230)
    #expect(try bed.listState()?.hasMore == false)
    #expect(try await bed.engine.loadMore(SyncBed.inbox) == false)
    #expect(requests(bed) == 5)
  }

  @Test(
    "PG-01 PG-02 a list that cannot be walked stops, is kept and marked",
    arguments: [
      ([page(["a"], cursor: "A"), page(["b"], cursor: "B")], page(["c"], cursor: "A")),
      ([page(["a"], cursor: "A"), page(["b"], cursor: "B")], page(["c"], cursor: nil)),
      ([page(["a"], cursor: "A"), page(["b"], cursor: "B")], page(["c"], cursor: "")),
      ([page(["a"], cursor: "A"), page(["b"], cursor: "B")], page(["c"], cursor: "B")),
    ])
  func aListThatCannotBeWalked(pages: [String], last: String) async throws {
    let bed = try PagingTests.bed(pages, last: last)
    try await bed.engine.fetchEverything(SyncBed.inbox) { _ in }
    #expect(try bed.threadIDs == [ID("a"), ID("b"), ID("c")])
    #expect(requests(bed) <= 6)
    #expect(bed.statuses.last.incomplete == [SyncBed.inbox])
  }

  @Test("PG-03 has_more false is trusted although a cursor comes with it")
  func noMoreIsTrusted() async throws {
    let bed = try PagingTests.bed([], last: PagingTests.page(["a"], cursor: "A", hasMore: false))
    await bed.engine.refreshAll()
    #expect(try await bed.engine.loadMore(SyncBed.inbox) == false)
    #expect(requests(bed) == 1)
  }

  @Test("PG-04 a thread that comes twice is one row, with its newest state")
  func aThreadThatComesTwice() async throws {
    let new = """
      {"thread_id":"a","last_message_at":"2026-02-02T00:00:00.000Z","message_count":2}
      """
    let old = """
      {"thread_id":"a","last_message_at":"2026-02-01T00:00:00.000Z","message_count":1}
      """
    let bed = try PagingTests.bed(
      ["body='{\"data\":[\(new),\(old)],\"next_cursor\":\"A\",\"has_more\":true}'"],
      last: "body='{\"data\":[\(old)],\"next_cursor\":null,\"has_more\":false}'")
    await bed.engine.refreshAll(thorough: false)
    #expect(try bed.thread("a")?.messageCount == 2)
    #expect(try bed.threadCount == 1)
  }

  @Test("PG-05 empty pages without end end the walk after three", arguments: [1, 1000])
  func emptyPages(count: Int) async throws {
    let empty = (0..<count).map { PagingTests.page([], cursor: "c\($0)") }
    let bed = try PagingTests.bed(
      [PagingTests.page(["a"], cursor: "A")] + empty,
      last: PagingTests.page(["b"], cursor: nil, hasMore: false))
    await bed.engine.refreshAll()
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    if count == 1 {
      #expect(try bed.threadIDs == [ID("a"), ID("b")])
      #expect(bed.statuses.last.incomplete.isEmpty)
    } else {
      #expect(requests(bed) <= 6)
      #expect(bed.statuses.last.incomplete == [SyncBed.inbox])
    }
  }

  @Test("PG-06 a cursor that the server does not know begins again, with at most two requests more")
  func aStaleCursor() async throws {
    let bed = try SyncBed(seed: .mail(threads: 120))
    await bed.engine.refreshAll()
    try await bed.setCursor("no cursor of this server")
    let before = requests(bed)
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    #expect(try bed.threadCount == 100)
    #expect(requests(bed) - before <= 3)
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    #expect(try bed.threadCount == 120)
    #expect(bed.statuses.last.incomplete.isEmpty)
  }

  @Test("PG-06 the same after a restart of the program")
  func aStaleCursorAfterARestart() async throws {
    let first = try SyncBed(seed: .mail(threads: 120))
    await first.engine.refreshAll()
    try await first.setCursor("no cursor of this server")
    let bed = try SyncBed(server: first.server, store: first.store, clock: first.clock)
    let before = requests(bed)
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    #expect(try bed.threadCount == 100)
    #expect(requests(bed) - before <= 3)
  }

  @Test("PG-07 I15 no thread is lost while new mail shifts the rows", arguments: 0..<20)
  func rowsThatShift(seed: Int) async throws {
    let chance = Mutex(SeededChance(UInt64(seed)))
    let box = Mutex<SyncBed?>(nil)
    let mail = SandboxSeed.mail(threads: 160)
    let bed = try SyncBed(seed: mail) { target in
      guard target.contains("/v1/threads"), let bed = box.withLock({ $0 }) else { return }
      chance.withLock { chance in
        bed.clock.advance(1000)
        let isBurst = chance.below(6) == 0
        for _ in 0..<(isBurst ? 90 : chance.below(4)) {
          let isNew = chance.below(2) == 0
          let name = isNew ? "new\(chance.below(1000))" : "t\(chance.below(160))@help"
          bed.server.receive(
            .inbound("late\(chance.below(1_000_000))", in: name, at: bed.clock.now))
        }
      }
    }
    box.withLock { $0 = bed }
    try await bed.engine.fetchEverything(SyncBed.inbox) { _ in }
    box.withLock { $0 = nil }
    let fresh = try SyncBed(server: bed.server, clock: bed.clock)
    try await fresh.engine.fetchEverything(SyncBed.inbox) { _ in }
    #expect(try bed.rows == fresh.rows)
    #expect(try bed.threadCount >= 160)
  }

  @Test("A walk that breaks off leaves no gap behind")
  func aWalkThatBreaksOff() async throws {
    let bed = try SyncBed(seed: .mail(threads: 60))
    await bed.engine.refreshAll()
    for number in 0..<220 {
      let time = bed.clock.now.advanced(byMilliseconds: Int64(number))
      bed.server.receive(.inbound("n\(number)", in: "new\(number)", at: time))
    }
    bed.clock.advance(1000)
    // Page 1 comes through, page 2 does not.
    bed.server.run(try FaultScript(parsing: "GET /v1/threads 2-5 cut=0 end=reset"))
    await bed.engine.refreshAll(thorough: false)
    #expect(try bed.threadCount == 100)
    await bed.engine.refreshAll(thorough: false)
    while try await bed.engine.loadMore(SyncBed.inbox) {}
    #expect(try bed.threadCount == 280)
  }

  @Test("PG-15 an interrupted fetch of everything goes on where it stopped")
  func anInterruptedFetch() async throws {
    let bed = try SyncBed(
      seed: .mail(threads: 900), script: "GET /v1/threads 5-8 cut=0 end=reset")
    await #expect(throws: SyncError.self) {
      try await bed.engine.fetchEverything(SyncBed.inbox) { _ in }
    }
    let stored = try bed.threadCount
    #expect(stored > 100 && stored < 900)
    let before = requests(bed)
    let rows = Mutex(0)
    try await bed.engine.fetchEverything(SyncBed.inbox) { progress in
      rows.withLock { $0 = progress.threads }
    }
    #expect(try bed.threadCount == 900)
    #expect(requests(bed) - before <= 9)
    #expect(rows.withLock { $0 } == 900 - stored)
  }
}

/// A small generator of random numbers (SplitMix64).
struct SeededChance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}
