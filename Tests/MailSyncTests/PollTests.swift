import CommuneAPI
import MailModel
import Sandbox
import Testing

@testable import MailSync

@Suite struct PollTests {
  private func polls(_ bed: SyncBed) -> Int { bed.targets.count { $0 == "/v1/inboxes" } }

  private func started() async throws -> SyncBed {
    let bed = try SyncBed(seed: .mail(threads: 3))
    await bed.engine.start(interval: 60_000)
    await waitUntil { polls(bed) == 1 && bed.clock.sleeperCount == 1 }
    return bed
  }

  @Test("P7 between two polls nothing wakes up")
  func nothingWakesUpInBetween() async throws {
    let bed = try await started()
    #expect(bed.clock.sleeperCount == 1)
    #expect(bed.clock.nextDelay == 60_000)
    bed.clock.advance(60_000)
    await waitUntil { polls(bed) == 2 && bed.clock.sleeperCount == 1 }
    await bed.engine.stop()
    await waitUntil { bed.clock.sleeperCount == 0 }
  }

  @Test func aWishEndsTheSleep() async throws {
    let bed = try await started()
    await bed.engine.refreshNow()
    await waitUntil { polls(bed) == 2 && bed.clock.sleeperCount == 1 }
    #expect(bed.clock.nextDelay == 60_000)
    await bed.engine.stop()
  }

  @Test func aUserWhoIsAwayIsPolledForLessAndGreetedWithNews() async throws {
    let bed = try await started()
    for poll in 2...11 {
      bed.clock.advance(60_000)
      await waitUntil { polls(bed) == poll && bed.clock.sleeperCount == 1 }
    }
    #expect(bed.clock.nextDelay == 300_000)
    bed.clock.advance(10_000)
    bed.engine.userIsActive()
    await waitUntil { polls(bed) == 12 && bed.clock.sleeperCount == 1 }
    #expect(bed.clock.nextDelay == 60_000)
    bed.engine.userIsActive()
    #expect(polls(bed) == 12)
    await bed.engine.stop()
  }

  @Test("I16 failures make the polls rarer, up to a quarter of an hour")
  func failuresMakePollsRarer() async throws {
    let bed = try await started()
    bed.server.run(try FaultScript(parsing: "* * always refuse"))
    var delays: [Int64] = []
    for _ in 0..<6 {
      bed.clock.advance(bed.clock.nextDelay ?? 0)
      await waitUntil { bed.clock.sleeperCount == 1 }
      delays.append(bed.clock.nextDelay ?? 0)
      bed.engine.userIsActive()
    }
    #expect(delays == [60_000, 120_000, 240_000, 480_000, 900_000, 900_000])
    await bed.engine.stop()
  }
}
