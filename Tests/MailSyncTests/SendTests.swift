import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Testing

@testable import MailSync

@Suite struct SendTests {
  @Test(
    "SN-01 SN-02 a mail that is taken is accepted, then confirmed",
    arguments: SandboxOptions.Dialect.allCases)
  func anAcceptedMail(dialect: SandboxOptions.Dialect) async throws {
    let bed = try await SyncBed.sending("", dialect)
    let result = await bed.engine.sender.submit(bed.draft())
    guard case .accepted(let item) = result else {
      Issue.record("is \(result)")
      return
    }
    #expect(item.sendID != nil)
    #expect(try bed.state() == .accepted)
    #expect(try bed.store.draft(ID("d1")) == nil)
    await bed.pass(seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(bed.deliveries.count == 1)
    #expect(try bed.messages("t0@help").last?.text == "It is on its way.")
    #expect(bed.deliveries.first?.key == (dialect == .src ? item.key : nil) || dialect == .doc)
  }

  @Test(
    "A new conversation gets its thread from the receipt",
    arguments: SandboxOptions.Dialect.allCases)
  func aNewConversation(dialect: SandboxOptions.Dialect) async throws {
    let bed = try await SyncBed.sending("", dialect)
    let result = await bed.engine.sender.submit(bed.draft(thread: nil))
    guard case .accepted(let item) = result, let thread = item.draft.thread else {
      Issue.record("is \(result)")
      return
    }
    await bed.pass(seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(try bed.store.messages(in: thread, limit: 10).count == 1)
  }

  @Test(
    "SN-03 SN-04 SN-07 a mail whose answer is lost is unsure, found if it went out, and never sent again",
    arguments: [
      ("\(SyncBed.send) 1 end=hang", 1), ("\(SyncBed.send) 1 end=reset cut=0", 1),
      ("\(SyncBed.send) 1 cut=7", 1),
      ("\(SyncBed.send) 1 process=no end=reset cut=0", 0),
      ("\(SyncBed.send) 1 process=no end=hang", 0),
      ("\(SyncBed.send) 1 process=yes status=500 body='{\"error\":\"Failed to queue email\"}'", 1),
      ("\(SyncBed.send) 1 process=no status=502 body='<html>Bad Gateway'", 0),
      ("\(SyncBed.send) 1 process=no status=503 body='{\"error\":\"busy\"}'", 0),
      ("\(SyncBed.send) 1 process=no status=400 header='Content-Type: text/html' body='<html>'", 0),
    ])
  func aLostAnswer(script: String, deliveries: Int) async throws {
    let bed = try await SyncBed.sending(script)
    let result = await bed.engine.sender.submit(bed.draft())
    guard case .unsure = result else {
      Issue.record("is \(result)")
      return
    }
    #expect(try bed.state() == .unsure)
    await bed.pass(seconds: 90)
    await bed.engine.refreshAll()
    #expect(bed.deliveries.count == deliveries)
    #expect(bed.sends == 1)
    #expect(try bed.state() == (deliveries == 1 ? .confirmed : .unsure))
  }

  @Test(
    "SN-04 a 2xx status line is a yes, whatever is left of the answer",
    arguments: [
      "cut-body=3 end=reset", "garble=5", "cut=40 end=reset",
    ])
  func aStatusLineIsEnough(fault: String) async throws {
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 \(fault)")
    guard case .accepted = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not accepted")
      return
    }
    await bed.pass(seconds: 10)
    #expect(try bed.state() == .confirmed)
    #expect(bed.deliveries.count == 1)
  }

  @Test("SN-06 what never left is not sent, waits longer each time, and goes out once")
  func whatNeverLeft() async throws {
    let bed = try await SyncBed.sending("\(SyncBed.send) 1-3 refuse")
    guard case .waiting(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    #expect(item.notBefore == bed.clock.now.advanced(byMilliseconds: 5000))
    #expect(bed.deliveries.isEmpty)
    for delay: Int64 in [5000, 10_000, 20_000] {
      #expect(await bed.clock.delayOnceAsleep() == delay)
      await bed.pass(seconds: delay / 1000)
    }
    #expect(try bed.state() == .accepted)
    await bed.pass(seconds: 20)
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
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 status=\(status) body='\(body)'")
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
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 \(fault)")
    guard case .waiting(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    #expect(item.note?.isEmpty == false)
    await bed.pass(seconds: 600)
    #expect(bed.sends == 1)
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
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 \(fault)")
    guard case .waiting = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    await bed.pass(seconds: seconds - 1)
    #expect(bed.sends == 1)
    await bed.pass(seconds: 1)
    #expect(bed.sends == 2)
    #expect(bed.deliveries.count == 1)
  }
}
