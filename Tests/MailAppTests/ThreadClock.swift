import Glibc

/// Measures the processor time of this thread: what a test costs, not what else the machine does.
struct ThreadClock {
  func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = ThreadClock.now
    try body()
    return ThreadClock.now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }
}
