/// A grid of cells that a view draws on; what falls outside is cut off, never an error.
public struct Canvas: Equatable, Sendable {
  public let size: Size
  /// Where the terminal's own cursor stands; nil hides it.
  public var cursor: Position?
  /// Whether lines and ellipses are drawn in ASCII.
  public let isASCII: Bool
  /// Row by row; a wide cell is followed by one of width 0.
  private(set) var cells: [Cell]

  public init(_ size: Size, ascii: Bool = false) {
    let size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
    self.size = size
    isASCII = ascii
    cells = Array(repeating: .blank, count: size.rows * size.columns)
  }

  /// Draws `text` in at most `width` cells, whole clusters only.
  ///
  /// - Parameter ellipsis: whether a text that is cut ends in `…`.
  public mutating func write(
    _ text: SafeText, row: Int, column: Int, width: Int = .max, style: Style = .plain,
    ellipsis: Bool = true
  ) {
    guard row >= 0, row < size.rows, column < size.columns, width > 0 else { return }
    guard column >= 0 else {
      return write(
        text.dropping(columns: -max(column, -.max)), row: row, column: 0,
        width: width == .max ? width : width + column, style: style, ellipsis: ellipsis)
    }
    let room = min(width, size.columns - column)
    if text.width <= room {
      put(text, row: row, column: column, style: style)
    } else if ellipsis {
      let start = text.prefix(columns: room - 1)
      put(start, row: row, column: column, style: style)
      put(isASCII ? "~" : "…", row: row, column: column + start.width, style: style)
      // A wide cluster that did not fit leaves a cell.
      if start.width < room - 1 { put(" ", row: row, column: column + room - 1, style: style) }
    } else {
      put(text.prefix(columns: room), row: row, column: column, style: style)
    }
  }

  /// Sets every cell of `area` to `scalar`, which should be one cell wide.
  public mutating func fill(
    _ area: Rect, with scalar: Unicode.Scalar = " ", style: Style = .plain
  ) {
    let safe = SafeText(String(scalar))
    let base = safe.width == 1 ? safe.string.unicodeScalars.first?.value ?? 0x20 : 0x20
    let cell = Cell(base, style: style, width: 1)
    guard let area = clipped(area) else { return }
    for row in area.row..<area.endRow {
      separate(row: row, from: area.column, to: area.endColumn)
      let start = row * size.columns
      for index in start + area.column..<start + area.endColumn { cells[index] = cell }
    }
  }

  /// Changes the style of what is drawn; both halves of a wide cell go together.
  public mutating func setStyle(_ style: Style, in area: Rect) {
    guard let area = clipped(area) else { return }
    for row in area.row..<area.endRow {
      let start = row * size.columns
      for index in start + area.column..<start + area.endColumn where cells[index].width > 0 {
        cells[index].style = style
        if cells[index].width == 2 { cells[index + 1].style = style }
      }
    }
  }

  /// Whether there is such a cell.
  func contains(_ position: Position) -> Bool {
    (0..<size.rows).contains(position.row) && (0..<size.columns).contains(position.column)
  }

  /// The canvas without a byte above 0x7E.
  var inASCII: Canvas {
    var plain = self
    for index in plain.cells.indices { plain.cells[index] = plain.cells[index].inASCII }
    return plain
  }

  /// The part of `area` on the canvas; nil if there is none.
  private func clipped(_ area: Rect) -> Rect? {
    let top = max(0, area.row)
    let left = max(0, area.column)
    let bottom = min(size.rows, area.row.addingClamped(area.rows))
    let right = min(size.columns, area.column.addingClamped(area.columns))
    if top >= bottom || left >= right { return nil }
    return Rect(row: top, column: left, rows: bottom - top, columns: right - left)
  }

  /// Blanks what would stay of wide cells whose other half lies in `from..<to`.
  private mutating func separate(row: Int, from: Int, to: Int) {
    let start = row * size.columns
    if from < size.columns, from > 0, cells[start + from].width == 0 {
      cells[start + from - 1] = Cell(0x20, style: cells[start + from - 1].style, width: 1)
    }
    if to < size.columns, cells[start + to].width == 0 {
      cells[start + to] = Cell(0x20, style: cells[start + to].style, width: 1)
    }
  }

  /// Draws a text that fits.
  private mutating func put(_ text: SafeText, row: Int, column: Int, style: Style) {
    if text.width == 0 { return }
    separate(row: row, from: column, to: column + text.width)
    let start = row * size.columns + column
    if text.isASCII {
      putASCII(text.string, at: start, style: style)
    } else {
      putScalars(text.string, at: start, style: style)
    }
  }

  /// The hot path of every frame: the array is asked once, not for each cell.
  private mutating func putASCII(_ text: String, at start: Int, style: Style) {
    let blank = Cell(0, style: style, width: 1)
    var text = text
    text.withUTF8 { bytes in
      cells.withUnsafeMutableBufferPointer { cells in
        for index in bytes.indices { cells[start + index] = blank.with(base: bytes[index]) }
      }
    }
  }

  private mutating func putScalars(_ text: String, at start: Int, style: Style) {
    var index = start
    for scalar in text.unicodeScalars {
      let width = Width.cells(of: scalar)
      if width == 0 {
        let base = cells[index - 1].width == 0 ? index - 2 : index - 1
        cells[base].add(mark: scalar.value)
        continue
      }
      cells[index] = Cell(scalar.value, style: style, width: width)
      if width == 2 { cells[index + 1] = Cell(0, style: style, width: 0) }
      index += width
    }
  }
}

extension Int {
  /// The sum, or the nearest number there is.
  func addingClamped(_ other: Int) -> Int {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? (other > 0 ? .max : .min) : sum
  }
}
