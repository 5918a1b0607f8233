internal import CTerminal
internal import Glibc

/// What a `CursesScreen` asks of its terminal.
public struct ScreenOptions: Hashable, Sendable {
  /// Clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse = false
  /// Frames are marked, so that a terminal shows them whole; costs 16 bytes a frame.
  public var synchronised = false
  /// TERM.
  public var type: String
  public var encoding: TerminalEncoding

  public init(environment: [String: String]) {
    type = environment["TERM"] ?? ""
    encoding = TerminalEncoding(environment: environment)
  }

  /// What the environment of the process says; ncurses reads the same.
  public static var ofProcess: ScreenOptions {
    var environment: [String: String] = [:]
    for name in ["TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return ScreenOptions(environment: environment)
  }
}

/// The terminal on descriptors 0 and 1, through ncurses: one a process, used on one thread.
///
/// A `SignalInbox` must exist before, or ncurses answers signals itself.
public final class CursesScreen: Screen {
  /// Where keys come from; wait for it with `Poll`, then `read`.
  public let inputDescriptor: Int32 = STDIN_FILENO
  /// Whether the other side of the terminal is gone.
  public private(set) var isClosed = false
  /// Whether only ASCII can be shown; canvases had better be made so.
  public let isASCII: Bool

  private let options: ScreenOptions
  /// What the terminal shows; nil if that is not known.
  private var shown: Canvas?
  private var isSuspended = false
  private var title: SafeText?
  private var cursesSize: Size

  /// Takes the terminal.
  ///
  /// - Parameter palette: what each `Style` looks like, by its index.
  public init(palette: [Appearance], options: ScreenOptions = .ofProcess) throws(TerminalError) {
    if isatty(STDIN_FILENO) == 0 { throw .inputIsNotATerminal }
    if isatty(STDOUT_FILENO) == 0 { throw .outputIsNotATerminal }
    if options.type.isEmpty { throw .noTerminalType }
    self.options = options
    isASCII = ct_locale(options.encoding == .utf8 ? 1 : 0) == 0 || options.encoding == .ascii
    ct_restore_save()
    ct_restore_append(CursesScreen.modesOff)
    try CursesScreen.open(options.type)
    ct_restore_arm(1)
    let colors = Int(ct_screen_colors())
    for (index, appearance) in palette.prefix(256).enumerated() {
      let look = appearance.reduced(to: colors)
      ct_screen_style(
        UInt8(index), look.foreground.map(Int32.init) ?? -1,
        look.background.map(Int32.init) ?? -1, look.attributes.rawValue)
    }
    cursesSize = Size(rows: 0, columns: 0)
    sendModes()
  }

  private static func open(_ type: String) throws(TerminalError) {
    var result = ct_screen_open(type)
    let isLikeXterm = ["kitty", "ghostty", "foot", "wezterm", "alacritty", "tmux", "xterm"]
      .contains { type.contains($0) }
    // Newer than the terminal descriptions of many systems, and all of them do what xterm does.
    if result == CT_UNKNOWN && isLikeXterm { result = ct_screen_open("xterm-256color") }
    if result == CT_UNKNOWN { throw .unknownTerminalType(SafeText(type, limit: 80)) }
    if result != CT_OPENED { throw .cannotMoveCursor(SafeText(type, limit: 80)) }
  }

  /// Ends what `sendModes` begins, and a frame that was cut.
  private static let modesOff = "\u{1B}[?2026l\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l"

  private func sendModes() {
    send("\u{1B}[?2004h" + (options.mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : ""))
  }

  private func send(_ sequence: String) {
    ct_terminal_write(sequence, Int32(sequence.utf8.count))
  }

  /// The bytes that wait; empty if there are none. Never blocks.
  public func read() -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < 1 << 20 {
      let ready = Poll.wait(on: [inputDescriptor], milliseconds: 0)
      guard ready.contains(inputDescriptor) else { return bytes }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = Glibc.read(inputDescriptor, &chunk, chunk.count)
      if count < 0 && (errno == EINTR || errno == EAGAIN) { return bytes }
      if count <= 0 {
        isClosed = true
        return bytes
      }
      bytes += chunk.prefix(count)
      if count < chunk.count { return bytes }
    }
    return bytes
  }

  /// The terminal's size now, within what a canvas can afford; 24 × 80 where it does not know.
  public var size: Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    ct_terminal_size(&rows, &columns)
    return Size(
      rows: rows > 0 ? min(Int(rows), 500) : 24,
      columns: columns > 0 ? min(Int(columns), 1000) : 80)
  }

  public func show(_ canvas: Canvas) {
    if isSuspended { return }
    let now = size
    if now != cursesSize {
      cursesSize = now
      ct_screen_resize(Int32(now.rows), Int32(now.columns))
      shown = nil
    }
    let canvas = isASCII ? canvas.inASCII : canvas
    let before = shown ?? Canvas(Size(rows: -1, columns: -1))
    let changes = canvas.changes(since: before)
    if changes.isEmpty && canvas.cursor == before.cursor { return }
    for run in changes { put(run, of: canvas) }
    if options.synchronised { send("\u{1B}[?2026h") }
    let cursor = canvas.cursor.flatMap { canvas.contains($0) ? $0 : nil }
    ct_screen_update(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? 0))
    if options.synchronised { send("\u{1B}[?2026l") }
    shown = canvas
  }

  deinit {
    suspend()
  }

  private func put(_ run: CellRun, of canvas: Canvas) {
    let start = run.row * canvas.size.columns
    let cells = canvas.cells[start + run.columns.lowerBound..<start + run.columns.upperBound]
    cells.withUnsafeBytes { bytes in
      ct_screen_put(
        Int32(run.row), Int32(run.columns.lowerBound),
        bytes.bindMemory(to: UInt64.self).baseAddress, Int32(run.columns.count))
    }
  }

  public func suspend() {
    if isSuspended { return }
    isSuspended = true
    if title != nil { send(TitleSequence.restore) }
    ct_screen_suspend()
    ct_restore_now()
  }

  /// Also right after a stop that was not announced: the modes are set again.
  public func resume() {
    let wasSuspended = isSuspended
    isSuspended = false
    ct_screen_resume()
    ct_restore_arm(1)
    sendModes()
    if wasSuspended, let title { send(TitleSequence.save + TitleSequence.set(title)) }
    shown = nil
  }

  public func bell() {
    send("\u{07}")
  }

  public func setTitle(_ text: SafeText) {
    guard !isSuspended, !isASCII, TitleSequence.isUnderstood(by: options.type) else { return }
    if title == nil {
      send(TitleSequence.save)
      ct_restore_append(TitleSequence.restore)
    }
    if title != text { send(TitleSequence.set(text)) }
    title = text
  }
}
