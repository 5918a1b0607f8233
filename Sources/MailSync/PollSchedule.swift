import MailModel

/// When the next refresh is due: a pure rule over what happened last. All times in milliseconds.
struct PollSchedule {
  /// Without a key pressed for so long, the user counts as away.
  static let idleAfter: Int64 = 600_000
  /// The interval of a user who is away is so many times longer.
  static let idleFactor: Int64 = 5
  static let longestBackOff: Int64 = 900_000
  /// Every so many refreshes, one looks deeper for mail with an old date (PG-10).
  static let thoroughEvery = 10

  var interval: Int64
  private(set) var failures = 0
  private var refreshes = 0

  init(interval: Int64) {
    self.interval = max(1000, interval)
  }

  mutating func succeeded() { failures = 0 }
  mutating func failed() { failures += 1 }

  /// Whether the next refresh is a thorough one; the first one is.
  mutating func nextIsThorough() -> Bool {
    defer { refreshes += 1 }
    return refreshes.isMultiple(of: PollSchedule.thoroughEvery)
  }

  /// How long to sleep now. A failure doubles the interval up to 15 minutes.
  func delay(isIdle: Bool) -> Int64 {
    if failures > 0 {
      return BackOff.delay(
        attempt: failures, first: interval, longest: max(interval, PollSchedule.longestBackOff))
    }
    return isIdle ? interval * PollSchedule.idleFactor : interval
  }
}

/// Waiting times that double.
enum BackOff {
  /// The delay after the `attempt`-th failure, counted from 1, in the unit of `first`.
  static func delay(attempt: Int, first: Int64, longest: Int64) -> Int64 {
    var delay = first
    for _ in 1..<max(2, min(attempt, 40)) where attempt > 1 && delay < longest { delay *= 2 }
    return min(delay, longest)
  }
}
