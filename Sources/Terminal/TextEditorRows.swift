/// A row of the screen: a line of the text and the row's number within it.
struct TextRow: Equatable, Comparable, Sendable {
  var line: Int
  var row: Int

  static func < (left: TextRow, right: TextRow) -> Bool {
    (left.line, left.row) < (right.line, right.row)
  }
}

/// Where one line is broken into rows: after blanks, between wide characters, else anywhere.
struct WrappedLine {
  /// Where each row starts, in UTF-8; the first is 0.
  private(set) var starts: [Int] = [0]
  private let text: String

  init(_ text: String, columns: Int) {
    self.text = text
    if text.utf8.count <= columns, text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return }
    var row = OpenRow()
    var offset = 0
    for character in text {
      let length = character.utf8.count
      let cells = EditorCell(character, column: row.width).width
      let isBlank = character == " " || character == "\t"
      if cells == 2 { row.mark(offset) }
      if !isBlank, row.width + cells > columns, let start = row.wrap(at: offset, columns: columns) {
        starts.append(start)
      }
      // A word that was too long for its row may be too long for the next one as well.
      if !isBlank, row.width + cells > columns, offset > row.start {
        starts.append(offset)
        row.begin(at: offset)
      }
      row.width += cells
      offset += length
      if isBlank || cells == 2 { row.mark(offset) }
    }
  }

  var count: Int { starts.count }

  /// The bytes of a row that exists.
  func range(_ row: Int) -> Range<Int> {
    let row = min(max(0, row), count - 1)
    return starts[row]..<(row + 1 < count ? starts[row + 1] : text.utf8.count)
  }

  /// The row in which the cursor at `offset` is drawn.
  func row(of offset: Int) -> Int {
    (starts.firstIndex { $0 > offset } ?? count) - 1
  }

  /// The column of `offset` in its row.
  func column(of offset: Int) -> Int {
    let start = range(row(of: offset)).lowerBound
    return EditorCell.width(of: text.part(start..<max(start, offset)))
  }

  /// The last offset of `row` whose column is at most `column`.
  func offset(row: Int, column: Int) -> Int {
    let range = range(row)
    var width = 0
    var offset = range.lowerBound
    for character in text.part(range) {
      width += EditorCell(character, column: width).width
      if width > column { break }
      offset += character.utf8.count
    }
    return min(offset, lastOffset(row: row))
  }

  /// The last place of a row: before its last grapheme where another row follows.
  func lastOffset(row: Int) -> Int {
    let range = range(row)
    if row + 1 >= count { return range.upperBound }
    return max(range.lowerBound, text.graphemeStart(before: range.upperBound))
  }

  /// The row that is being filled.
  private struct OpenRow {
    var start = 0
    var width = 0
    private var breakOffset = 0
    private var breakWidth = 0

    /// The row may end before `offset`.
    mutating func mark(_ offset: Int) {
      breakOffset = offset
      breakWidth = width
    }

    mutating func begin(at offset: Int) {
      self = OpenRow(start: offset, width: 0)
      mark(offset)
    }

    private init(start: Int, width: Int) {
      self.start = start
      self.width = width
    }

    init() {}

    /// Ends the row at its last mark; nil where there is none.
    mutating func wrap(at offset: Int, columns: Int) -> Int? {
      guard breakOffset > start else { return nil }
      let rest = width - breakWidth
      let new = breakOffset
      begin(at: new)
      width = rest
      return new
    }
  }
}
