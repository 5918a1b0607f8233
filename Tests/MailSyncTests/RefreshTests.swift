import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Testing

@testable import MailSync

@Suite struct RefreshTests {
  @Test func theFirstRefreshReadsOnePageOfEachInbox() async throws {
    let bed = try SyncBed(seed: .mail(threads: 120, inboxes: 2))
    #expect(await bed.engine.refreshAll())
    #expect(try bed.threadCount == 100)
    #expect(try bed.listState()?.hasMore == true)
    #expect(bed.targets.count == 4)
    #expect(bed.statuses.last.connection == .live(bed.clock.now))
    #expect(!bed.statuses.last.isBusy)
  }

  @Test func aLaterRefreshReadsUntilItMeetsAThreadThatHasNotChanged() async throws {
    let bed = try SyncBed(seed: .mail(threads: 120))
    await bed.engine.refreshAll()
    for number in 0..<130 {
      bed.server.receive(.inbound("n\(number)", in: "new\(number)", at: bed.clock.now))
    }
    let before = bed.targets.count
    #expect(await bed.engine.refreshAll(thorough: false))
    #expect(try bed.threadCount == 180)
    // Domains, inboxes, pages of 50 and 100, page 1 again.
    #expect(bed.targets.count - before == 5)
    #expect(try bed.listState()?.hasMore == true)
  }

  @Test("I16 a refresh without news costs one page an inbox")
  func aRefreshWithoutNewsCostsOnePage() async throws {
    let bed = try SyncBed(seed: .mail(threads: 120))
    await bed.engine.refreshAll()
    let before = bed.targets.count
    await bed.engine.refreshAll(thorough: false)
    #expect(bed.targets.count - before == 3)
  }

  @Test("PG-10 mail that comes late with an old date appears within one refresh")
  func oldDatesAppear() async throws {
    let bed = try SyncBed(seed: .mail(threads: 0))
    for number in 0..<150 {
      let time = bed.clock.now.advanced(byMilliseconds: Int64(-number) * 60_000)
      bed.server.receive(.inbound("n\(number)", in: "new\(number)", at: time))
    }
    await bed.engine.refreshAll()
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    _ = try await bed.engine.loadMore(SyncBed.inbox)
    let late = bed.clock.now.advanced(byMilliseconds: -100 * 60_000 - 1)
    bed.server.receive(.inbound("late", in: "late", at: late))
    await bed.engine.refreshAll()
    #expect(try bed.threadIDs.contains(ID("late")))
  }

  @Test("AF-01 a refused key is not tried again until the user asks")
  func aRefusedKey() async throws {
    let stranger = SandboxKey(
      text: "comm_" + String(repeating: "9", count: 64), permissions: ["read"])
    let bed = try SyncBed(seed: .mail(threads: 3), key: stranger)
    await bed.engine.start(interval: 60_000)
    await waitUntil { bed.clock.sleeperCount == 1 }
    #expect(bed.statuses.last.connection == .unauthorized)
    #expect(bed.targets.count == 1)
    bed.clock.advance(86_400_000)
    bed.engine.userIsActive()
    await #expect(throws: SyncError.keyRefused) {
      try await bed.engine.loadThread(ID("t1@help"), messageCount: 1)
    }
    #expect(bed.targets.count == 1)
    await bed.engine.refreshNow()
    await waitUntil { bed.targets.count == 2 && bed.clock.sleeperCount == 1 }
    await bed.engine.stop()
  }

  @Test(
    "AF-02 a missing scope is named and leaves the other areas working",
    arguments: [
      ("domains:read", SyncStatus.Area.domains, 3, 3), ("threads:read", .threads, 0, 3),
      ("inboxes:read", .inboxes, 0, 0),
    ])
  func aMissingScope(
    scope: String, area: SyncStatus.Area, threads: Int, inboxes: Int
  ) async throws {
    let scopes: Set<String> = [
      "domains:read", "inboxes:read", "threads:read", "messages:read",
    ]
    let key = SandboxKey(
      text: "comm_" + String(repeating: "7", count: 64), permissions: scopes.subtracting([scope]))
    let bed = try SyncBed(
      seed: .mail(threads: 1, inboxes: 3), options: SyncBed.options(keys: [key]), key: key)
    #expect(await bed.engine.refreshAll())
    #expect(bed.statuses.last.problems.keys.sorted { $0.rawValue < $1.rawValue } == [area])
    #expect(bed.statuses.last.problems[area]?.kind == .missingScope([scope]))
    #expect(try bed.threadCount == threads)
    #expect(try bed.inboxCount == inboxes)
    #expect(bed.targets.count { $0.hasPrefix("/v1/threads") } <= 3)
    if area == .threads { #expect(bed.targets.count { $0.hasPrefix("/v1/threads") } == 1) }
  }

  @Test("AF-07 after a 429 nothing is asked before its time")
  func quietIsKept() async throws {
    let script = "GET /v1/threads 1 status=429 header='Retry-After: 70' body='{\"error\":\"slow\"}'"
    let bed = try SyncBed(seed: .mail(threads: 3), script: script)
    await bed.engine.start(interval: 10_000)
    await waitUntil { bed.clock.sleeperCount == 1 }
    let until = bed.clock.now.advanced(byMilliseconds: 70_000)
    #expect(bed.statuses.last.connection == .rateLimited(until: until))
    let count = bed.targets.count
    bed.clock.advance(69_000)
    await #expect(throws: SyncError.quiet(until: until)) {
      try await bed.engine.loadThread(ID("t1@help"), messageCount: 1)
    }
    #expect(bed.targets.count == count)
    bed.clock.advance(1000)
    await waitUntil { bed.targets.count > count && bed.clock.sleeperCount == 1 }
    #expect(bed.statuses.last.connection == .live(bed.clock.now))
    #expect(try bed.threadCount == 3)
    await bed.engine.stop()
  }

  @Test("AF-12 a login page is no Commune server, and nothing of it is stored")
  func aCaptivePortal() async throws {
    let bed = try SyncBed(seed: .mail(threads: 3))
    await bed.engine.refreshAll()
    bed.server.run(
      try FaultScript(
        parsing: "GET / always status=200 header='Content-Type: text/html' body='<html>Log in'"))
    #expect(!(await bed.engine.refreshAll()))
    #expect(bed.statuses.last.connection == .notCommune)
    #expect(try bed.threadCount == 3)
    #expect(try bed.inboxCount == 1)
    bed.server.run(FaultScript())
    #expect(await bed.engine.refreshAll())
    #expect(bed.statuses.last.connection == .live(bed.clock.now))
  }

  @Test(
    "AF-20 a connection that breaks once costs nothing; one that stays broken keeps the cache",
    arguments: [("1", true), ("always", false)])
  func brokenConnections(calls: String, isWhole: Bool) async throws {
    let bed = try SyncBed(seed: .mail(threads: 3))
    await bed.engine.refreshAll()
    bed.server.receive(.inbound("new", in: "new", at: bed.clock.now))
    bed.server.run(try FaultScript(parsing: "GET /v1/threads \(calls) cut-body=40 end=reset"))
    #expect(await bed.engine.refreshAll() == isWhole)
    #expect(try bed.threadCount == (isWhole ? 4 : 3))
    let requests = bed.targets.count { $0.hasPrefix("/v1/threads") }
    #expect(requests <= 5)
  }

  @Test("AF-31 offline at the start: said with its time, and over by itself")
  func offlineAtTheStart() async throws {
    let bed = try SyncBed(seed: .mail(threads: 3), script: "* * 1-8 refuse")
    await bed.engine.start(interval: 60_000)
    await waitUntil { bed.clock.sleeperCount == 1 }
    guard case .offline(_, .connectionRefused) = bed.statuses.last.connection else {
      Issue.record("is \(bed.statuses.last.connection)")
      return
    }
    for _ in 0..<3 {
      bed.clock.advance(bed.clock.nextDelay ?? 0)
      await waitUntil { bed.clock.sleeperCount == 1 }
    }
    #expect(bed.statuses.last.connection == .live(bed.clock.now))
    #expect(try bed.threadCount == 3)
    await bed.engine.stop()
  }

  @Test("A domain that is not listed is never asked for")
  func unlistedDomainsAreNotAskedFor() async throws {
    var seed = SandboxSeed.mail(threads: 3)
    seed.inboxes[0].domain = ID("shared")
    let bed = try SyncBed(seed: seed)
    await bed.engine.refreshAll()
    try await bed.engine.fetchEverything(messages: true) { _ in }
    #expect(!bed.targets.contains { $0.hasPrefix("/v1/domains/") })
  }

  @Test("PG-08 an inbox that is gone leaves the others working")
  func aGoneInbox() async throws {
    let bed = try SyncBed(
      seed: .mail(threads: 2, inboxes: 3),
      script: "GET /v1/threads?inbox_id=inbox-2 always status=404 body='{\"error\":\"gone\"}'")
    #expect(!(await bed.engine.refreshAll()))
    #expect(try bed.threadCount == 4)
  }
}
