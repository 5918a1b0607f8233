import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Testing

@testable import MailSync

@Suite struct SendFateTests {
  @Test("SN-24 pressing send twenty times makes one mail")
  func sendingManyTimes() async throws {
    let bed = try await SyncBed.sending()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = await bed.engine.sender.submit(bed.draft()) }
      }
    }
    #expect(bed.deliveries.count == 1)
    #expect(bed.sends == 1)
  }

  @Test("SN-31 what was taken and never appears stays accepted")
  func neverAppears() async throws {
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 visible=dropped")
    _ = await bed.engine.sender.submit(bed.draft())
    await bed.pass(seconds: 600)
    await bed.engine.refreshAll()
    #expect(try bed.state() == .accepted)
    #expect(bed.deliveries.isEmpty)
    #expect(bed.sends == 1)
  }

  @Test("SN-09 a row that appears late confirms late", arguments: [2, 20, 90])
  func visibleLate(seconds: Int64) async throws {
    let bed = try await SyncBed.sending(
      "\(SyncBed.send) 1 visible=\(seconds * 1000) end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    await bed.pass(seconds: max(1, seconds - 1))
    #expect(try bed.state() == .unsure)
    await bed.pass(seconds: 200)
    await bed.engine.refreshAll()
    #expect(try bed.state() == .confirmed)
    #expect(bed.sends == 1)
  }

  @Test("SN-14 an unsure mail is no draft until the user says so; then it gets a new key")
  func theUserDecides() async throws {
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 process=no end=reset cut=0")
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
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 visible=never end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    try await bed.engine.sender.markAsSent(ID("d1"))
    #expect(try bed.state() == .confirmed)
  }

  @Test("SN-35 of two equal mails and one row, one is confirmed and the other stays unsure")
  func twins() async throws {
    let bed = try await SyncBed.sending(
      "\(SyncBed.send) 1 end=reset cut=0\n\(SyncBed.send) 2 process=no end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft("d1"))
    _ = await bed.engine.sender.submit(bed.draft("d2"), evenIfAlike: true)
    #expect(bed.sends == 2)
    await bed.pass(seconds: 90)
    #expect(try bed.state("d1") == .confirmed)
    #expect(try bed.state("d2") == .unsure)
    let again = try SyncBed(server: bed.server, store: bed.store, clock: bed.clock)
    await again.engine.sender.followUp()
    #expect(try bed.state("d2") == .unsure)
    #expect(bed.deliveries.count == 1)
  }

  @Test("An older equal mail in the thread does not pass for the one that was lost")
  func anOlderEqualMail() async throws {
    let bed = try await SyncBed.sending()
    _ = await bed.engine.sender.submit(bed.draft("d1"))
    await bed.pass(seconds: 20)
    bed.clock.advance(3_600_000)
    try await bed.store.removeConfirmedItems(before: bed.clock.now)
    bed.server.run(try FaultScript(parsing: "\(SyncBed.send) 1 process=no end=reset cut=0"))
    _ = await bed.engine.sender.submit(bed.draft("d2"))
    await bed.pass(seconds: 90)
    #expect(try bed.state("d2") == .unsure)
  }

  @Test("A mail in flight when the program ended is unsure at the next start, and is found")
  func afterACrash() async throws {
    let bed = try await SyncBed.sending("\(SyncBed.send) 1 end=reset cut=0")
    _ = await bed.engine.sender.submit(bed.draft())
    try await bed.store.advance(ID("d1"), from: .unsure, to: .inFlight)
    let next = try SyncBed(server: bed.server, store: bed.store, clock: bed.clock)
    await next.engine.sender.followUp()
    #expect(try next.state() == .confirmed)
    #expect(bed.sends == 1)
  }

  @Test("SN-25 a mail without a recipient is neither stored nor sent")
  func anInvalidMail() async throws {
    let bed = try await SyncBed.sending()
    let result = await bed.engine.sender.submit(bed.draft(to: ""))
    #expect(result == .invalid([.noRecipient]))
    #expect(try bed.item() == nil)
    #expect(bed.sends == 0)
  }
}
