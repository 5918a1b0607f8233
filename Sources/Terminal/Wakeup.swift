internal import CTerminal
internal import Glibc

/// Wakes a thread that sleeps in `Poll.wait`, from any other thread.
public final class Wakeup: Sendable {
  /// Readable from `ring` until `drain`.
  public let descriptor: Int32

  public init() throws(TerminalError) {
    descriptor = ct_event_open()
    if descriptor < 0 { throw .noDescriptor(-descriptor) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  public func ring() {
    ct_event_ring(descriptor)
  }

  /// Forgets the rings so far.
  public func drain() {
    ct_event_drain(descriptor)
  }
}
