import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Testing

@testable import MailSync

@Suite struct SendTests {
  private static let send = "POST /v1/messages/send"

  private func bed(
    _ script: String = "", _ dialect: SandboxOptions.Dialect = .src, key: SandboxKey = .full
  ) async throws -> SyncBed {
    let bed = try SyncBed(
      seed: .mail(threads: 1), options: SyncBed.options(dialect), script: script, key: key)
    await bed.engine.refreshAll()
    return bed
  }

  /// Lets the looks that are planned happen, one after the other.
  private func pass(_ bed: SyncBed, seconds: Int64) async {
    let end = bed.clock.now.advanced(byMilliseconds: seconds * 1000)
    while let delay = bed.clock.nextDelay, bed.clock.now.advanced(byMilliseconds: delay) <= end {
      bed.clock.advance(delay)
      await settle(bed)
    }
    bed.clock.advance(max(0, end.milliseconds(since: bed.clock.now)))
    await settle(bed)
  }

  /// Until nothing moves any more, as far as a test can see.
  private func settle(_ bed: SyncBed) async {
    var quiet = 0
    var last = -1
    for _ in 0..<2000 where quiet < 40 {
      await Task.yield()
      try? await Task.sleep(for: .microseconds(100))
      let count = bed.server.ledger.snapshot.requestCount + bed.clock.sleeperCount * 1000
      quiet = count == last ? quiet + 1 : 0
      last = count
    }
  }

  private func sends(_ bed: SyncBed) -> Int { bed.targets.count { $0 == "/v1/messages/send" } }

  @Test(
    "SN-01 SN-02 a mail that is taken is accepted, then confirmed",
    arguments: SandboxOptions.Dialect.allCases)
  func anAcceptedMail(dialect: SandboxOptions.Dialect) async throws {
    let bed = try await bed("", dialect)
    let result = await bed.engine.sender.submit(bed.draft())
    guard case .accepted(let item) = result else {
      Issue.record("is \(result)")
      return
    }
    #expect(item.sendID != nil)
    #expect(try bed.state() == .accepted)
    #expect(try bed.store.draft(ID("d1")) == nil)
    await pass(bed, seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(bed.deliveries.count == 1)
    #expect(try bed.messages("t0@help").last?.text == "It is on its way.")
    #expect(bed.deliveries.first?.key == (dialect == .src ? item.key : nil) || dialect == .doc)
  }

  @Test(
    "A new conversation gets its thread from the receipt",
    arguments: SandboxOptions.Dialect.allCases)
  func aNewConversation(dialect: SandboxOptions.Dialect) async throws {
    let bed = try await bed("", dialect)
    let result = await bed.engine.sender.submit(bed.draft(thread: nil))
    guard case .accepted(let item) = result, let thread = item.draft.thread else {
      Issue.record("is \(result)")
      return
    }
    await pass(bed, seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(try bed.store.messages(in: thread, limit: 10).count == 1)
  }

  @Test(
    "SN-03 SN-04 SN-07 a mail whose answer is lost is unsure, found if it went out, and never sent again",
    arguments: [
      ("\(send) 1 end=hang", 1), ("\(send) 1 end=reset cut=0", 1), ("\(send) 1 cut=7", 1),
      ("\(send) 1 process=no end=reset cut=0", 0), ("\(send) 1 process=no end=hang", 0),
      ("\(send) 1 process=yes status=500 body='{\"error\":\"Failed to queue email\"}'", 1),
      ("\(send) 1 process=no status=502 body='<html>Bad Gateway'", 0),
      ("\(send) 1 process=no status=503 body='{\"error\":\"busy\"}'", 0),
      ("\(send) 1 process=no status=400 header='Content-Type: text/html' body='<html>'", 0),
    ])
  func aLostAnswer(script: String, deliveries: Int) async throws {
    let bed = try await bed(script)
    let result = await bed.engine.sender.submit(bed.draft())
    guard case .unsure = result else {
      Issue.record("is \(result)")
      return
    }
    #expect(try bed.state() == .unsure)
    await pass(bed, seconds: 90)
    await bed.engine.refreshAll()
    #expect(bed.deliveries.count == deliveries)
    #expect(sends(bed) == 1)
    #expect(try bed.state() == (deliveries == 1 ? .confirmed : .unsure))
  }

  @Test(
    "SN-04 a 2xx status line is a yes, whatever is left of the answer",
    arguments: [
      "cut-body=3 end=reset", "garble=5", "cut=40 end=reset",
    ])
  func aStatusLineIsEnough(fault: String) async throws {
    let bed = try await bed("\(SendTests.send) 1 \(fault)")
    guard case .accepted = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not accepted")
      return
    }
    await pass(bed, seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(bed.deliveries.count == 1)
  }

  @Test("SN-06 what never left is not sent, waits longer each time, and goes out once")
  func whatNeverLeft() async throws {
    let bed = try await bed("\(SendTests.send) 1-3 refuse")
    guard case .waiting(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    #expect(item.notBefore == bed.clock.now.advanced(byMilliseconds: 5000))
    #expect(bed.deliveries.isEmpty)
    for delay: Int64 in [5000, 10_000, 20_000] {
      #expect(bed.clock.nextDelay == delay)
      await pass(bed, seconds: delay / 1000)
    }
    #expect(try bed.state() == .accepted)
    await pass(bed, seconds: 20)
    #expect(try bed.state() == .confirmed)
    #expect(bed.deliveries.count == 1)
    #expect(Set(bed.deliveries.map(\.key)) == [item.key])
  }

  @Test(
    "SN-30 a definite no gives the draft back, with its reason",
    arguments: [
      (
        400, "{\"error\":\"Email content flagged as potential spam\",\"reasons\":[\"caps\"]}",
        "flagged"
      ),
      (413, "{\"error\":\"request entity too large\"}", "too large"),
      (422, "{\"error\":\"no\",\"details\":[{\"path\":\"to\",\"message\":\"bad\"}]}", "to: bad"),
    ])
  func aDefiniteNo(status: Int, body: String, words: String) async throws {
    let bed = try await bed("\(SendTests.send) 1 status=\(status) body='\(body)'")
    guard case .rejected(let reason) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not rejected")
      return
    }
    #expect(reason.contains(words))
    #expect(try bed.item() == nil)
    let draft = try #require(try bed.store.draft(ID("d1")))
    #expect(draft.body == "It is on its way.")
    #expect(try bed.store.draftNote(ID("d1")) == reason)
    guard case .accepted = await bed.engine.sender.submit(draft) else {
      Issue.record("not accepted at the second time")
      return
    }
    #expect(bed.deliveries.count == 1)
  }

  @Test(
    "SN-29 AF-03 a no to the key or the limit holds the mail, and the user may try again",
    arguments: [
      "status=401 body='{\"error\":\"Invalid or expired API key\"}'",
      "status=403 body='{\"error\":\"Insufficient permissions\",\"required\":[\"messages:write\"]}'",
      "status=402 body='{\"error\":\"pay\"}'", "status=404 body='{\"error\":\"Inbox not found\"}'",
      "status=429 body='{\"error\":\"Domain warmup daily limit reached\"}'",
      "status=307 header='Location: https://evil.example/x'",
    ])
  func aHeldMail(fault: String) async throws {
    let bed = try await bed("\(SendTests.send) 1 \(fault)")
    guard case .waiting(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    #expect(item.note?.isEmpty == false)
    await pass(bed, seconds: 600)
    #expect(sends(bed) == 1)
    #expect(try bed.state() == .ready)
    guard case .accepted = try await bed.engine.sender.sendNow(item.id) else {
      Issue.record("not accepted")
      return
    }
    #expect(bed.deliveries.count == 1)
  }

  @Test(
    "AF-03 AF-08 a limit that names its end is tried again then, and not before",
    arguments: [
      ("status=429 header='Retry-After: 120' body='{\"error\":\"slow\"}'", 120),
      ("status=429 body='{\"error\":\"slow\",\"retryAfter\":10}'", 10),
    ])
  func aLimitWithAnEnd(fault: String, seconds: Int64) async throws {
    let bed = try await bed("\(SendTests.send) 1 \(fault)")
    guard case .waiting = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    await pass(bed, seconds: seconds - 1)
    #expect(sends(bed) == 1)
    await pass(bed, seconds: 1)
    #expect(sends(bed) == 2)
    #expect(bed.deliveries.count == 1)
  }

  @Test("SN-24 pressing send twenty times makes one mail")
  func sendingManyTimes() async throws {
    let bed = try await bed()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = await bed.engine.sender.submit(bed.draft()) }
      }
    }
    #expect(bed.deliveries.count == 1)
    #expect(sends(bed) == 1)
  }

  @Test("SN-31 what was taken and never appears stays accepted")
  func neverAppears() async throws {
    let bed = try await bed("\(SendTests.send) 1 visible=dropped")
    _ = await bed.engine.sender.submit(bed.draft())
    await pass(bed, seconds: 600)
    await bed.engine.refreshAll()
    #expect(try bed.state() == .accepted)
    #expect(bed.deliveries.isEmpty)
    #expect(sends(bed) == 1)
  }

  @Test("SN-09 a row that appears late confirms late", arguments: [2, 20, 90])
  func visibleLate(seconds: Int64) async throws {
    let bed = try await bed("\(SendTests.send) 1 visible=\(seconds * 1000) end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    await pass(bed, seconds: max(1, seconds - 1))
    #expect(try bed.state() == .unsure)
    await pass(bed, seconds: 200)
    await bed.engine.refreshAll()
    #expect(try bed.state() == .confirmed)
    #expect(sends(bed) == 1)
  }

  @Test("SN-14 an unsure mail is no draft until the user says so; then it gets a new key")
  func theUserDecides() async throws {
    let bed = try await bed("\(SendTests.send) 1 process=no end=reset cut=0")
    guard case .unsure(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not unsure")
      return
    }
    #expect(await bed.engine.sender.recheck(item.id) == .unsure)
    guard case .resembles(item.id) = await bed.engine.sender.submit(bed.draft("d2")) else {
      Issue.record("an equal mail was not asked about")
      return
    }
    try await bed.engine.sender.treatAsNotSent(item.id)
    #expect(try bed.item() == nil)
    let draft = try #require(try bed.store.draft(item.id))
    _ = await bed.engine.sender.submit(draft)
    #expect(bed.deliveries.count == 1)
    #expect(try bed.item()?.key != item.key)
  }

  @Test func theUserMayKnowThatItWasSent() async throws {
    let bed = try await bed("\(SendTests.send) 1 visible=never end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    try await bed.engine.sender.markAsSent(ID("d1"))
    #expect(try bed.state() == .confirmed)
  }

  @Test("SN-35 of two equal mails and one row, one is confirmed and the other stays unsure")
  func twins() async throws {
    let bed = try await bed(
      "\(SendTests.send) 1 end=reset cut=0\n\(SendTests.send) 2 process=no end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft("d1"))
    _ = await bed.engine.sender.submit(bed.draft("d2"), evenIfAlike: true)
    #expect(sends(bed) == 2)
    await pass(bed, seconds: 90)
    #expect(try bed.state("d1") == .confirmed)
    #expect(try bed.state("d2") == .unsure)
    let again = try SyncBed(server: bed.server, store: bed.store, clock: bed.clock)
    await again.engine.sender.followUp()
    #expect(try bed.state("d2") == .unsure)
    #expect(bed.deliveries.count == 1)
  }

  @Test("An older equal mail in the thread does not pass for the one that was lost")
  func anOlderEqualMail() async throws {
    let bed = try await bed()
    _ = await bed.engine.sender.submit(bed.draft("d1"))
    await pass(bed, seconds: 20)
    bed.clock.advance(3_600_000)
    try await bed.store.removeConfirmedItems(before: bed.clock.now)
    bed.server.run(try FaultScript(parsing: "\(SendTests.send) 1 process=no end=reset cut=0"))
    _ = await bed.engine.sender.submit(bed.draft("d2"))
    await pass(bed, seconds: 90)
    #expect(try bed.state("d2") == .unsure)
  }

  @Test("A mail in flight when the program ended is unsure at the next start, and is found")
  func afterACrash() async throws {
    let bed = try await bed("\(SendTests.send) 1 end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    try await bed.store.advance(ID("d1"), from: .unsure, to: .inFlight)
    let next = try SyncBed(server: bed.server, store: bed.store, clock: bed.clock)
    await next.engine.sender.followUp()
    #expect(try next.state() == .confirmed)
    #expect(sends(bed) == 1)
  }

  @Test("SN-25 a mail without a recipient is neither stored nor sent")
  func anInvalidMail() async throws {
    let bed = try await bed()
    let result = await bed.engine.sender.submit(bed.draft(to: ""))
    #expect(result == .invalid([.noRecipient]))
    #expect(try bed.item() == nil)
    #expect(sends(bed) == 0)
  }
}
