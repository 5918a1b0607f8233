import Testing

@testable import MailSync

@Suite struct PollScheduleTests {
  @Test func failuresDoubleTheIntervalUpToAQuarterOfAnHour() {
    var schedule = PollSchedule(interval: 60_000)
    #expect(schedule.delay(isIdle: false) == 60_000)
    var delays: [Int64] = []
    for _ in 0..<6 {
      schedule.failed()
      delays.append(schedule.delay(isIdle: false))
    }
    #expect(delays == [60_000, 120_000, 240_000, 480_000, 900_000, 900_000])
    schedule.succeeded()
    #expect(schedule.delay(isIdle: false) == 60_000)
  }

  @Test func aUserWhoIsAwayIsAskedForLessOften() {
    #expect(PollSchedule(interval: 60_000).delay(isIdle: true) == 300_000)
  }

  @Test("PG-10 the first refresh and each tenth look deeper")
  func eachTenthRefreshLooksDeeper() {
    var schedule = PollSchedule(interval: 60_000)
    let thorough = (0..<21).filter { _ in schedule.nextIsThorough() }
    #expect(thorough == [0, 10, 20])
  }

  @Test func backOffStaysWithinItsBounds() {
    #expect(BackOff.delay(attempt: 1, first: 5000, longest: 300_000) == 5000)
    #expect(BackOff.delay(attempt: 2, first: 5000, longest: 300_000) == 10_000)
    #expect(BackOff.delay(attempt: 7, first: 5000, longest: 300_000) == 300_000)
    #expect(BackOff.delay(attempt: .max, first: 5000, longest: 300_000) == 300_000)
  }
}
