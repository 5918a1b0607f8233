import CVTerm

/// The terminal that a program under test writes to: libvterm's screen and all bytes so far.
struct VirtualTerminal: ~Copyable {
  private let terminal: OpaquePointer
  private(set) var size: WindowSize
  private var capacity: WindowSize
  /// Everything that the program wrote.
  private(set) var log: [UInt8] = []

  init(size: WindowSize) {
    self.size = size
    capacity = size
    terminal = cvt_new(Int32(size.rows), Int32(size.columns))
  }

  deinit {
    cvt_free(terminal)
  }

  /// Shows `bytes`; returns what a terminal answers to the queries among them.
  mutating func write(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    log += bytes
    bytes.withUnsafeBufferPointer { cvt_write(terminal, $0.baseAddress, $0.count) }
    var answer = [UInt8](repeating: 0, count: 4096)
    let count = answer.withUnsafeMutableBufferPointer {
      cvt_take_answer(terminal, $0.baseAddress, $0.count)
    }
    return Array(answer.prefix(count))
  }

  /// Shows another size. The model itself only grows: what a program drew for the old size may
  /// still be on its way, and libvterm dies of a wide character at its edge.
  mutating func resize(to size: WindowSize) {
    self.size = size
    capacity.rows = max(capacity.rows, size.rows)
    capacity.columns = max(capacity.columns, size.columns + 2)
    cvt_resize(terminal, Int32(capacity.rows), Int32(capacity.columns))
  }

  /// The rows as text, without the blanks at their ends.
  var rows: [String] {
    (0..<size.rows).map { row(at: $0) }
  }

  var cursor: ScreenPosition {
    var row: Int32 = 0
    var column: Int32 = 0
    cvt_cursor(terminal, &row, &column)
    return ScreenPosition(row: Int(row), column: Int(column))
  }

  var isCursorVisible: Bool { cvt_cursor_is_visible(terminal) }
  var isAlternate: Bool { cvt_alternate_screen_is_on(terminal) }

  func cell(row: Int, column: Int) -> ScreenCell {
    let cell = cvt_cell_at(terminal, Int32(row), Int32(column))
    return ScreenCell(
      text: Self.text(of: cell), width: Int(cell.width), isBold: cell.bold,
      isUnderlined: cell.underline, isReversed: cell.reverse, foreground: Int(cell.foreground),
      background: Int(cell.background))
  }

  private func row(at row: Int) -> String {
    var text = ""
    var column = 0
    while column < size.columns {
      let cell = cvt_cell_at(terminal, Int32(row), Int32(column))
      text += cell.count == 0 ? " " : Self.text(of: cell)
      column += max(1, Int(cell.width))
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func text(of cell: cvt_cell) -> String {
    let scalars = cell.scalars
    let all = [scalars.0, scalars.1, scalars.2, scalars.3, scalars.4, scalars.5]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: all.prefix(Int(cell.count)).compactMap { Unicode.Scalar($0) })
    return String(text)
  }
}

/// Rows and columns of a terminal.
struct WindowSize: Hashable, Sendable {
  var rows: Int
  var columns: Int

  static let small = WindowSize(rows: 24, columns: 80)
  static let large = WindowSize(rows: 32, columns: 120)
}

/// Row and column of a cell, from 0.
struct ScreenPosition: Hashable, Sendable {
  var row: Int
  var column: Int
}

/// One cell as a terminal shows it.
struct ScreenCell: Hashable, Sendable {
  var text: String
  var width: Int
  var isBold: Bool
  var isUnderlined: Bool
  var isReversed: Bool
  /// Palette index; -1 is the default colour, -2 a colour given as RGB.
  var foreground: Int
  var background: Int
}
