import Glibc
import MailModel

/// The machine's clock, handed to whatever needs the time.
enum SystemClock {
  @Sendable static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

extension SystemClock {
  /// Sleeps without holding a thread.
  @Sendable static func sleep(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
  }
}
