internal import Glibc

/// Sleeps until a descriptor has something to say.
public enum Poll {
  /// What was found; empty if the time ran out.
  public struct Ready: Equatable, Sendable {
    public var readable: Set<Int32> = []
    /// The other side hung up, or the descriptor is not open.
    public var closed: Set<Int32> = []

    public var isEmpty: Bool { readable.isEmpty && closed.isEmpty }

    /// Whether reading `descriptor` would not block: data, an end or an error.
    public func contains(_ descriptor: Int32) -> Bool {
      readable.contains(descriptor) || closed.contains(descriptor)
    }
  }

  /// Waits at most `milliseconds`, for ever if nil. Signals do not shorten the wait.
  public static func wait(on descriptors: [Int32], milliseconds: Int?) -> Ready {
    var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let clock = ContinuousClock()
    let end = milliseconds.map { clock.now + .milliseconds(min($0, 1_000_000_000)) }
    while true {
      var timeout: Int32 = -1
      if let end {
        let left = (end - clock.now) / .milliseconds(1)
        timeout = Int32(clamping: Int(max(0, min(left.rounded(.up), 1e9))))
      }
      let count = poll(&polled, nfds_t(polled.count), timeout)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return Ready() }
      return ready(polled)
    }
  }

  private static func ready(_ polled: [pollfd]) -> Ready {
    var ready = Ready()
    for entry in polled {
      if entry.revents & Int16(POLLIN) != 0 { ready.readable.insert(entry.fd) }
      if entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
        ready.closed.insert(entry.fd)
      }
    }
    return ready
  }
}
