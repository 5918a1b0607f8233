internal import CTerminal
internal import Glibc

/// What a `CursesScreen` asks of its terminal.
public struct ScreenOptions: Sendable {
  /// Clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse = false
  /// Frames are marked, so that a terminal shows them whole; costs 16 bytes a frame.
  public var synchronised = false
  /// TERM.
  public var type: String
  /// The locale's name: the first of LC_ALL, LC_CTYPE and LANG that is set.
  public var encoding: TerminalEncoding

  /// What the environment says; `environment` is the process's, as it reaches ncurses too.
  public init(environment: [String: String]) {
    type = environment["TERM"] ?? ""
    encoding = TerminalEncoding(environment: environment)
  }
}

/// Which characters the terminal can show.
public enum TerminalEncoding: Hashable, Sendable {
  case utf8
  case ascii

  /// UTF-8, unless the locale names another encoding or LC_ALL is C or POSIX.
  public init(environment: [String: String]) {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let isPlain = ["C", "POSIX"].contains(environment["LC_ALL"] ?? "")
    let parts = (name ?? "").split(separator: ".", maxSplits: 1)
    let encoding = parts.count == 2 ? parts[1].split(separator: "@").first : nil
    let isUTF8 = encoding.map { ["utf-8", "utf8"].contains($0.lowercased()) } ?? true
    self = isPlain || !isUTF8 ? .ascii : .utf8
  }
}

/// The terminal on descriptors 0 and 1, through ncurses: one object, used on one thread.
public final class CursesScreen: Screen {
  /// Where keys come from; wait for it with `Poll`, then `read`.
  public var inputDescriptor: Int32 { STDIN_FILENO }
  /// Whether the other side of the terminal is gone.
  public private(set) var isClosed = false

  private let options: ScreenOptions

  public init(palette: [Appearance], options: ScreenOptions) throws(TerminalError) {
    self.options = options
    throw .noTerminalType
  }

  /// The bytes that wait; empty if there are none.
  public func read() -> [UInt8] { [] }

  public var size: Size { Size(rows: 24, columns: 80) }
  public func show(_ canvas: Canvas) {}
  public func suspend() {}
  public func resume() {}
  public func bell() {}
  public func setTitle(_ text: SafeText) {}
}
