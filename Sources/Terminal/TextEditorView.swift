/// What is drawn of an editor.
extension TextEditor {
  /// The rows in sight, sanitised, and the cursor's place among them. At most `rows` of them; each
  /// fits into `columns`.
  public func view(rows: Int, columns: Int) -> (lines: [SafeText], cursor: Position) {
    let rows = max(1, rows)
    let wrap = wrapWidth(columns)
    let first = settledTop(rows: rows, wrap: wrap)
    var drawn: [SafeText] = []
    var place = Position(row: 0, column: 0)
    var line = first.line
    var row = first.row
    while drawn.count < rows, line < lines.count {
      let text = lines.text(line)
      let wrapped = WrappedLine(text, columns: wrap)
      let cursorRow = line == cursor.line ? wrapped.row(of: cursor.offset) : nil
      while row < wrapped.count, drawn.count < rows {
        if row == cursorRow {
          let column = min(wrapped.column(of: cursor.offset), max(0, columns - 1))
          place = Position(row: drawn.count, column: column)
        }
        drawn.append(EditorCell.line(text.part(wrapped.range(row))).prefix(columns: columns))
        row += 1
      }
      line += 1
      row = 0
    }
    return (drawn, place)
  }

  func wrapWidth(_ columns: Int) -> Int {
    max(1, min(wrapColumn, columns - 1))
  }

  /// `top`, moved as little as possible so that the cursor is in sight.
  func settledTop(rows: Int, wrap: Int) -> TextRow {
    let wrapped = WrappedLine(lines.text(cursor.line), columns: wrap)
    let here = TextRow(line: cursor.line, row: wrapped.row(of: cursor.offset))
    if top > here { return here }
    let highest = row(max(1, rows) - 1, above: here, wrap)
    if top < highest { return highest }
    let last = WrappedLine(lines.text(top.line), columns: wrap).count - 1
    return TextRow(line: top.line, row: min(top.row, last))
  }
}
