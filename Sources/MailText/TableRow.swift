/// The row of a table that is being read. Mail lays itself out with tables, so that a row becomes
/// one line only where each cell has one short line; else each cell stands for itself.
struct TableRow {
  private var cells: [Range<Int>] = []
  private var isJoinable = true
  private var firstLine = 0
  private var cellStart = 0
  private var cellFirstLine = 0
  private var rowStart = 0

  /// A joined row is at most this long, in bytes.
  static let longestLine = 240
  static let mostCells = 64
  /// A row of one cell with at most this many bytes belongs to its neighbours, like a data row.
  private static let shortLine = 60

  mutating func begin(in flow: TextFlow) {
    cells = []
    isJoinable = true
    firstLine = flow.lines
    rowStart = flow.bytes.count
  }

  mutating func beginCell(in flow: TextFlow) {
    cellStart = flow.bytes.count
    cellFirstLine = flow.lines
  }

  mutating func endCell(in flow: TextFlow) {
    guard flow.bytes.count > cellStart else { return }
    if flow.lines == cellFirstLine + 1 && cells.count < TableRow.mostCells {
      cells.append(flow.lineStart..<flow.bytes.count)
    } else {
      isJoinable = false
    }
  }

  /// Joins the cells where that can be read; the line ends that the row wants after it.
  mutating func end(in flow: inout TextFlow) -> Int {
    defer { cells = [] }
    if flow.bytes.count == rowStart { return 2 }
    let length = cells.reduce(0) { $0 + $1.count }
    guard isJoinable, let first = cells.first, length <= TableRow.longestLine,
      cells.allSatisfy({ $0.upperBound <= flow.bytes.count })
    else { return 2 }
    if cells.count == 1 { return length <= TableRow.shortLine ? 1 : 2 }
    // Text between cells would be lost: HTML moves it before the table, we leave it where it is.
    guard flow.lines == firstLine + cells.count else { return 2 }
    let separator = Array(" | ".utf8)
    let line = Array(cells.map { flow.bytes[$0] }.joined(separator: separator))
    flow.replace(from: first.lowerBound, with: line, lines: firstLine + 1)
    return 1
  }
}
