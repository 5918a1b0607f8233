internal import CTerminal
internal import Glibc

/// A signal to the process, as the main loop takes it.
public enum Signal: Hashable, Sendable {
  case resize
  /// A request to end; leave with 128 + the signal's number.
  case terminate(Int32)
  case hangUp
  case interrupt
  /// A request to stop, as by Ctrl-Z from outside.
  case stop
  /// The process was stopped and goes on.
  case resume
}

/// The signals of the process, read like a descriptor. To be made before the screen: ncurses
/// installs handlers of its own where it finds none.
public struct SignalInbox: Sendable {
  /// Readable while there are signals to take.
  public let descriptor: Int32

  public init() throws(TerminalError) {
    descriptor = ct_signals_open()
    if descriptor < 0 { throw .noDescriptor(-descriptor) }
  }

  /// The signals since the last call, each once.
  public func take() -> [Signal] {
    let arrived = ct_signals_take()
    if arrived == 0 { return [] }
    let known: [(Int32, Signal)] = [
      (SIGCONT, .resume), (SIGWINCH, .resize), (SIGTSTP, .stop), (SIGINT, .interrupt),
      (SIGHUP, .hangUp), (SIGTERM, .terminate(SIGTERM)), (SIGQUIT, .terminate(SIGQUIT)),
      (SIGUSR1, .terminate(SIGUSR1)), (SIGUSR2, .terminate(SIGUSR2)),
    ]
    return known.filter { arrived >> UInt64($0.0) & 1 == 1 }.map(\.1)
  }

  /// Stops the program and its process group as Ctrl-Z does; returns when it goes on.
  ///
  /// The screen must be suspended before and resumed afterwards.
  public func stopProcess() {
    ct_stop_process_group()
  }
}
