/// What moves the cursor.
extension TextEditor {
  mutating func move(_ command: EditCommand, wrap: Int) -> Bool {
    let target: TextPlace?
    switch command {
    case .backward: target = lines.place(before: cursor)
    case .forward: target = lines.place(after: cursor)
    case .wordBackward: target = wordStart(isPart: \.isWordPart)
    case .wordForward: target = wordEnd()
    case .lineStart: target = lineStart(of: cursor)
    case .lineEnd: target = lineEnd(of: cursor)
    case .rowStart: target = rowStart(wrap: wrap)
    case .rowEnd: target = rowEnd(wrap: wrap)
    case .textStart: target = TextPlace(line: 0, offset: 0)
    case .textEnd: target = lines.end
    default: return false
    }
    history.close()
    cursor = target ?? cursor
    return true
  }

  mutating func moveRows(_ command: EditCommand, goal: Int?, page: Int, wrap: Int) {
    let wrapped = WrappedLine(lines.text(cursor.line), columns: wrap)
    let goal = goal ?? wrapped.column(of: cursor.offset)
    let here = TextRow(line: cursor.line, row: wrapped.row(of: cursor.offset))
    let distance = command == .up || command == .down ? 1 : page
    let isUp = command == .up || command == .pageUp
    let row = isUp ? self.row(distance, above: here, wrap) : self.row(distance, below: here, wrap)
    goalColumn = goal
    if row == here {
      // Nothing beyond: on to the end of the text, as editors do.
      cursor = isUp ? TextPlace(line: 0, offset: 0) : lines.end
      return
    }
    let target = WrappedLine(lines.text(row.line), columns: wrap)
    let offset = target.offset(row: row.row, column: goal)
    cursor = lines.settled(TextPlace(line: row.line, offset: offset))
  }

  func row(_ distance: Int, above start: TextRow, _ wrap: Int) -> TextRow {
    var row = start
    var rest = distance
    while rest > row.row, row.line > 0 {
      rest -= row.row + 1
      row.line -= 1
      row.row = WrappedLine(lines.text(row.line), columns: wrap).count - 1
    }
    row.row = max(0, row.row - rest)
    return row
  }

  func row(_ distance: Int, below start: TextRow, _ wrap: Int) -> TextRow {
    var row = start
    var rest = distance
    while true {
      let count = WrappedLine(lines.text(row.line), columns: wrap).count
      if row.row + rest < count || row.line + 1 >= lines.count {
        row.row = min(row.row + rest, count - 1)
        return row
      }
      rest -= count - row.row
      row = TextRow(line: row.line + 1, row: 0)
    }
  }

  func lineStart(of place: TextPlace) -> TextPlace {
    var line = place.line
    while line > 0, lines.isContinued(line - 1) { line -= 1 }
    return TextPlace(line: line, offset: 0)
  }

  func lineEnd(of place: TextPlace) -> TextPlace {
    var line = place.line
    while lines.isContinued(line) { line += 1 }
    return TextPlace(line: line, offset: lines.text(line).utf8.count)
  }

  private func rowStart(wrap: Int) -> TextPlace {
    let wrapped = WrappedLine(lines.text(cursor.line), columns: wrap)
    let start = wrapped.range(wrapped.row(of: cursor.offset)).lowerBound
    if start == cursor.offset { return lineStart(of: cursor) }
    return TextPlace(line: cursor.line, offset: start)
  }

  private func rowEnd(wrap: Int) -> TextPlace {
    let wrapped = WrappedLine(lines.text(cursor.line), columns: wrap)
    let end = wrapped.lastOffset(row: wrapped.row(of: cursor.offset))
    if end == cursor.offset { return lineEnd(of: cursor) }
    return lines.settled(TextPlace(line: cursor.line, offset: end))
  }

  /// Where the word before the cursor starts, in an earlier line if need be.
  func wordStart(isPart: (Character) -> Bool) -> TextPlace {
    var line = cursor.line
    var offset = cursor.offset
    while true {
      let text = lines.text(line)
      let start = text.wordStart(before: offset, isPart: isPart)
      if line == 0 || text.part(start..<offset).contains(where: isPart) {
        return TextPlace(line: line, offset: start)
      }
      line -= 1
      offset = lines.text(line).utf8.count
    }
  }

  /// Where the word after the cursor ends, in a later line if need be.
  func wordEnd() -> TextPlace {
    var line = cursor.line
    var offset = cursor.offset
    while true {
      let text = lines.text(line)
      let end = text.wordEnd(after: offset)
      if line + 1 >= lines.count || text.part(offset..<end).contains(where: \.isWordPart) {
        return lines.settled(TextPlace(line: line, offset: end))
      }
      line += 1
      offset = 0
    }
  }
}
