import CommuneAPI
import Foundation
import GRDB
import MailModel
import MailStore
import Sandbox
import Synchronization
import Testing

@testable import MailSync

/// Sends while the journal cannot be written: another program holds its lock.
@Suite struct SendRecordTests {
  /// A store on disk, and a second connection that can lock its journal.
  private struct Disk {
    let location: StoreLocation
    let directory: URL
    let intruder: DatabaseQueue
    let clock = ManualClock()

    init() throws {
      directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("sync-\(UUID().uuidString)")
      location = StoreLocation(
        dataDirectory: directory.path + "/data", cacheDirectory: directory.path + "/cache")
      try MailStore.open(location, clock: { [clock] in clock.now }).close()
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      intruder = try DatabaseQueue(
        path: location.dataDirectory + "/journal.db", configuration: configuration)
    }

    func store() throws -> MailStore {
      try MailStore.open(location, clock: { [clock] in clock.now })
    }

    func lock() throws {
      try intruder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    func unlock() throws {
      try intruder.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }
  }

  @Test("SN-17 a try that cannot be recorded is not made, and the mail is not lost")
  func aTryThatCannotBeRecorded() async throws {
    let disk = try Disk()
    defer { try? FileManager.default.removeItem(at: disk.directory) }
    let bed = try SyncBed(
      seed: .mail(threads: 1), script: "\(SyncBed.send) 1 refuse", store: disk.store(),
      clock: disk.clock)
    await bed.engine.refreshAll()
    guard case .waiting(let item) = await bed.engine.sender.submit(bed.draft()) else {
      Issue.record("not waiting")
      return
    }
    try disk.lock()
    bed.clock.advance(5000)
    await waitUntil { await bed.engine.sender.holding.contains(item.id) }
    #expect(bed.sends == 0)
    try disk.unlock()
    await waitUntil { (try? bed.store.draft(item.id)) != nil || (try? bed.state()) == .ready }
    #expect(bed.sends == 0)
    #expect(bed.deliveries.isEmpty)
  }

  @Test("SN-17 a mail that cannot be put into the outbox stays a draft")
  func aMailThatCannotBeEnqueued() async throws {
    let disk = try Disk()
    defer { try? FileManager.default.removeItem(at: disk.directory) }
    let bed = try SyncBed(seed: .mail(threads: 1), store: disk.store(), clock: disk.clock)
    await bed.engine.refreshAll()
    let draft = try await bed.store.saveDraft(bed.draft())
    try disk.lock()
    let result = await bed.engine.sender.submit(draft)
    try disk.unlock()
    #expect(result == .notRecorded(.store(.busy)))
    #expect(try bed.store.draft(draft.id) == draft)
    #expect(bed.sends == 0)
  }

  @Test("SN-18 an outcome that cannot be recorded is unsure, and found after a restart")
  func anOutcomeThatCannotBeRecorded() async throws {
    let disk = try Disk()
    defer { try? FileManager.default.removeItem(at: disk.directory) }
    let server = try await runWithLostOutcome(disk)
    let store = Mutex<MailStore?>(nil)
    // The first program's store lets go of its lock when the last of its tasks has ended.
    await waitUntil {
      guard let opened = try? disk.store(), opened.mode == .readWrite else { return false }
      store.withLock { $0 = opened }
      return true
    }
    let next = try SyncBed(
      server: server, store: store.withLock { $0 }, clock: disk.clock)
    #expect(try next.state() == .unsure)
    await next.engine.sender.followUp()
    #expect(try next.state() == .confirmed)
    #expect(next.deliveries.count == 1)
    #expect(next.sends == 1)
  }

  /// A program that ends after its mail went out and before that could be written down.
  private func runWithLostOutcome(_ disk: Disk) async throws -> SandboxServer {
    let bed = try SyncBed(seed: .mail(threads: 1), store: disk.store(), clock: disk.clock) {
      if $0.hasSuffix("/messages/send") { try? disk.lock() }
    }
    await bed.engine.refreshAll()
    let result = await bed.engine.sender.submit(bed.draft())
    #expect(try bed.state() == .inFlight)
    try disk.unlock()
    if case .unsure = result {} else { Issue.record("is \(result)") }
    await bed.engine.stop()
    return bed.server
  }

  @Test("SN-18 an outcome that could not be recorded is recorded as soon as it can be")
  func anOutcomeThatIsRecordedLater() async throws {
    let disk = try Disk()
    defer { try? FileManager.default.removeItem(at: disk.directory) }
    let bed = try SyncBed(seed: .mail(threads: 1), store: disk.store(), clock: disk.clock) {
      if $0.hasSuffix("/messages/send") { try? disk.lock() }
    }
    await bed.engine.refreshAll()
    _ = await bed.engine.sender.submit(bed.draft())
    try disk.unlock()
    bed.clock.advance(5000)
    await waitUntil { (try? bed.state()) == .accepted }
    #expect(bed.sends == 1)
  }

  @Test("SN-19 a second instance neither polls nor sends")
  func aSecondInstance() async throws {
    let disk = try Disk()
    defer { try? FileManager.default.removeItem(at: disk.directory) }
    let first = try disk.store()
    let bed = try SyncBed(seed: .mail(threads: 1), store: disk.store(), clock: disk.clock)
    await bed.engine.start()
    #expect(await bed.engine.sender.submit(bed.draft()) == .notRecorded(.readOnly))
    #expect(!(await bed.engine.refreshAll()))
    #expect(bed.targets.isEmpty)
    first.close()
  }
}
