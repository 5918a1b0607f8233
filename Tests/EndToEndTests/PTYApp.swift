import Glibc
import Synchronization

/// A program in a pseudo-terminal of its own, with a fresh home directory. It is killed when the
/// test lets go of it.
final class PTYApp: Sendable {
  private let line: PTYLine
  let home: TemporaryHome
  /// The line state before the program began.
  let lineStateBefore: LineState?

  /// Starts `command` (a path and its arguments). The environment holds `HOME`, the XDG folders,
  /// `PATH`, `TERM`, `LC_ALL` and `environment`, which wins; a nil value removes a variable.
  init(
    _ command: [String], size: WindowSize = .small, environment: [String: String?] = [:],
    home: TemporaryHome? = nil
  ) throws {
    let home = try home ?? TemporaryHome()
    let pair = try PTYPair(size: size)
    lineStateBefore = LineState(of: pair.slave)
    let process = try pair.spawn(command, environment: home.environment(adding: environment))
    line = PTYLine(pair, process: process, size: size)
    self.home = home
  }

  deinit {
    kill()
  }

  var process: pid_t { line.process }

  /// Types `text`, which may hold control characters and escape sequences.
  func send(_ text: String) {
    line.send(Array(text.utf8))
  }

  func send(_ bytes: [UInt8]) {
    line.send(bytes)
  }

  func resize(to size: WindowSize) {
    line.state.withLock { $0.terminal.resize(to: size) }
    var window = winsize(
      ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(line.master, UInt(TIOCSWINSZ), &window)
  }

  func signal(_ number: Int32) {
    guard !isOver else { return }
    Glibc.kill(process, number)
  }

  /// Ends the program and all that it started in its session's first process group.
  func kill() {
    guard !isOver else { return }
    Glibc.kill(-process, SIGKILL)
    Glibc.kill(process, SIGKILL)
  }

  /// Closes the terminal under the program, as a closed window does.
  func hangUp() {
    line.state.withLock { $0.wantsHangUp = true }
  }
}

extension PTYApp {
  /// The rows of the screen, without the blanks at their ends.
  var screen: [String] { line.state.withLock { $0.terminal.rows } }
  var text: String { screen.joined(separator: "\n") }
  var cursor: ScreenPosition { line.state.withLock { $0.terminal.cursor } }
  var isCursorVisible: Bool { line.state.withLock { $0.terminal.isCursorVisible } }
  /// Whether the alternate screen is shown.
  var altScreen: Bool { line.state.withLock { $0.terminal.isAlternate } }
  /// All bytes that the program wrote so far.
  var log: [UInt8] { line.state.withLock { $0.terminal.log } }
  /// The line state now; that of before the end, where the program has ended.
  var lineState: LineState? { LineState(of: line.master) }

  func cell(row: Int, column: Int) -> ScreenCell {
    line.state.withLock { $0.terminal.cell(row: row, column: column) }
  }

  /// Whether the program was seen to end, so that its number may belong to another one.
  private var isOver: Bool { line.state.withLock { $0.waitStatus != nil } }

  /// The exit code, 128 + n for a signal n; nil while the program runs or its output is being read.
  var exitStatus: Int? {
    line.state.withLock { state in
      guard state.readerIsDone, let status = state.waitStatus else { return nil }
      let signal = Int(status & 0x7F)
      return signal == 0 ? Int(status >> 8) & 0xFF : 128 + signal
    }
  }
}
