import MailModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2025-03-15T14:30:00.000Z", "2025-03-15T14:30:00.000Z"),
    ("2025-03-15T14:30:00Z", "2025-03-15T14:30:00.000Z"),
    ("2025-03-15T14:30:00.5+02:00", "2025-03-15T12:30:00.500Z"),
    ("2026-02-10 15:46:01.123456+00", "2026-02-10T15:46:01.123Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ("2024-02-29", "2024-02-29T00:00:00.000Z"),
  ])
  func theFormsThatServersSendAreRead(text: String, iso: String) {
    #expect(Timestamp(parsing: text)?.iso == iso)
  }

  @Test(arguments: ["", "yesterday", "2025-13-01", "2025-03-15T25:00:00Z", "2025-03-15T14:30:00Zx"])
  func anythingElseIsNoTimestamp(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }

  @Test func everyDayOfEightCenturiesSurvivesTheRoundTrip() {
    for days in stride(from: -200_000, to: 100_000, by: 7) {
      #expect(CivilDate(daysSince1970: days).daysSince1970 == days)
    }
  }

  @Test func weekdaysBeginWithMonday() {
    #expect(CivilDate(year: 2025, month: 3, day: 10).weekday == 0)
    #expect(CivilDate(year: 1969, month: 12, day: 28).weekday == 6)
  }
}
