/// What changes the text.
extension TextEditor {
  mutating func type(_ text: String) {
    // A line end is a step of its own.
    replace(cursor..<cursor, with: text, joins: text != "\n")
  }

  mutating func edit(_ command: EditCommand, isKillingOn: Bool) -> Bool {
    switch command {
    case .deleteBackward: delete(lines.place(before: cursor) ?? cursor, cursor)
    case .deleteForward: delete(cursor, lines.place(after: cursor) ?? cursor)
    case .killBlankWord: kill(wordStart { !$0.isBlankPart }, cursor, isKillingOn)
    case .killWordBackward: kill(wordStart(isPart: \.isWordPart), cursor, isKillingOn)
    case .killWordForward: kill(cursor, wordEnd(), isKillingOn)
    case .killToStart: kill(lineStart(of: cursor), cursor, isKillingOn)
    case .killToEnd: killToEnd(isKillingOn)
    case .yank:
      history.close()
      replace(cursor..<cursor, with: killed, joins: false)
    case .transpose: transpose()
    case .undo: undo()
    case .redo: redo()
    default: return false
    }
    return true
  }

  /// Puts `inserted` in place of `range`, notes it and sets the cursor behind it.
  mutating func replace(_ range: Range<TextPlace>, with inserted: String, joins: Bool) {
    let removed = range.isEmpty ? "" : lines.part(range)
    if removed.isEmpty && inserted.isEmpty { return }
    let start = range.isEmpty ? history.openEnd : nil
    let change = TextEditorHistory.Change(
      start: start ?? lines.offset(of: range.lowerBound), removed: removed, inserted: inserted)
    let end = lines.replace(range, with: inserted)
    cursor = end.place
    history.add(change, joins: joins)
    if !end.isExact { history.close() }
    changeCount += 1
  }

  private mutating func delete(_ start: TextPlace, _ end: TextPlace) {
    guard start < end else { return }
    replace(start..<end, with: "", joins: true)
  }

  /// Deletes and keeps; kills in a row are kept as one text.
  private mutating func kill(_ start: TextPlace, _ end: TextPlace, _ isKillingOn: Bool) {
    isKilling = true
    history.close()
    guard start < end else { return }
    let part = lines.part(start..<end)
    if !isKillingOn {
      killed = part
    } else if start == cursor {
      killed += part
    } else {
      killed = part + killed
    }
    replace(start..<end, with: "", joins: false)
  }

  /// To the end of the line; there, the line end itself.
  private mutating func killToEnd(_ isKillingOn: Bool) {
    let end = lineEnd(of: cursor)
    kill(cursor, end == cursor ? lines.place(after: cursor) ?? cursor : end, isKillingOn)
  }

  private mutating func transpose() {
    history.close()
    let text = lines.text(cursor.line)
    let end = text.graphemeEnd(after: cursor.offset)
    let middle = text.graphemeStart(before: end)
    let start = text.graphemeStart(before: middle)
    guard start < middle, middle < end else { return }
    let swapped = String(text.part(middle..<end)) + String(text.part(start..<middle))
    let range =
      TextPlace(line: cursor.line, offset: start)..<TextPlace(line: cursor.line, offset: end)
    replace(range, with: swapped, joins: false)
  }

  private mutating func undo() {
    guard let change = history.popDone() else { return }
    apply(start: change.start, removing: change.inserted, inserting: change.removed)
  }

  private mutating func redo() {
    guard let change = history.popUndone() else { return }
    apply(start: change.start, removing: change.removed, inserting: change.inserted)
  }

  private mutating func apply(start: Int, removing: String, inserting: String) {
    let first = lines.place(exactlyAt: start)
    let last = lines.place(exactlyAt: start + removing.utf8.count)
    cursor = lines.replace(first..<last, with: inserting).place
    changeCount += 1
  }
}
