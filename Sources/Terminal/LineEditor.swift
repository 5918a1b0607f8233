/// A field of one line with readline's keys. Its text is what was typed; only its view is
/// sanitised.
public struct LineEditor: Equatable, Sendable {
  struct Snapshot: Equatable {
    var text: String
    var cursor: Int
  }

  public private(set) var text: String
  /// The cursor as an offset in UTF-8, always between graphemes.
  public private(set) var cursor: Int
  private var killed = ""
  private var isKilling = false
  private var undoStack: [Snapshot] = []
  private var redoStack: [Snapshot] = []
  /// The last change was typing that the next character belongs to.
  private var isTyping = false

  /// The longest text, in bytes; what would go beyond it is not taken.
  public static let limit = 65_536
  private static let deepestUndo = 100

  /// A field with the cursor behind `text`, on one line.
  public init(_ text: String = "") {
    self.text = LineEditor.oneLine(text)
    cursor = self.text.utf8.count
  }

  public var isEmpty: Bool { text.isEmpty }

  /// Does what `key` asks; false where the key is not the field's (Enter, Tab, Up …).
  public mutating func handle(_ key: Key) -> Bool {
    guard let command = EditCommand(key) else { return false }
    if case .insert(let scalar) = command {
      guard scalar != "\t" else { return false }
      type(scalar)
      return true
    }
    let wasKilling = isKilling
    isKilling = false
    isTyping = false
    if move(command) { return true }
    return edit(command, isKillingOn: wasKilling)
  }

  /// Adds a pasted text at the cursor; its line ends and tabs become blanks.
  public mutating func insert(_ pasted: String) {
    isTyping = false
    isKilling = false
    save()
    replace(cursor..<cursor, with: LineEditor.oneLine(pasted))
  }

  private mutating func type(_ scalar: Unicode.Scalar) {
    isKilling = false
    // A word and the blank before it are undone together.
    let endsRun = scalar == " " && text.utf8.last != 0x20
    if !isTyping || endsRun { save() }
    isTyping = true
    replace(cursor..<cursor, with: String(scalar))
  }

  private mutating func move(_ command: EditCommand) -> Bool {
    switch command {
    case .backward: cursor = text.graphemeStart(before: cursor)
    case .forward: cursor = text.graphemeEnd(after: cursor)
    case .wordBackward: cursor = text.wordStart(before: cursor)
    case .wordForward: cursor = text.wordEnd(after: cursor)
    case .lineStart, .rowStart, .textStart: cursor = 0
    case .lineEnd, .rowEnd, .textEnd: cursor = text.utf8.count
    default: return false
    }
    return true
  }

  private mutating func edit(_ command: EditCommand, isKillingOn: Bool) -> Bool {
    switch command {
    case .deleteBackward: delete(text.graphemeStart(before: cursor)..<cursor)
    case .deleteForward: delete(cursor..<text.graphemeEnd(after: cursor))
    case .killBlankWord:
      kill(text.wordStart(before: cursor) { !$0.isBlankPart }..<cursor, isKillingOn)
    case .killWordBackward: kill(text.wordStart(before: cursor)..<cursor, isKillingOn)
    case .killWordForward: kill(cursor..<text.wordEnd(after: cursor), isKillingOn)
    case .killToStart: kill(0..<cursor, isKillingOn)
    case .killToEnd: kill(cursor..<text.utf8.count, isKillingOn)
    case .yank:
      save()
      replace(cursor..<cursor, with: killed)
    case .transpose: transpose()
    case .undo: step(from: \.undoStack, to: \.redoStack)
    case .redo: step(from: \.redoStack, to: \.undoStack)
    default: return false
    }
    return true
  }

  private mutating func delete(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    save()
    replace(range, with: "")
  }

  /// Deletes and keeps; kills in a row are kept as one text.
  private mutating func kill(_ range: Range<Int>, _ isKillingOn: Bool) {
    isKilling = true
    guard !range.isEmpty else { return }
    let part = String(text.part(range))
    if !isKillingOn {
      killed = part
    } else if range.lowerBound == cursor {
      killed += part
    } else {
      killed = part + killed
    }
    delete(range)
  }

  private mutating func transpose() {
    let end = text.graphemeEnd(after: cursor)
    let middle = text.graphemeStart(before: end)
    let start = text.graphemeStart(before: middle)
    guard start < middle, middle < end else { return }
    save()
    let swapped = String(text.part(middle..<end)) + String(text.part(start..<middle))
    replace(start..<end, with: swapped)
  }

  private mutating func replace(_ range: Range<Int>, with inserted: String) {
    let room = LineEditor.limit - text.utf8.count + range.count
    var added = inserted
    if added.utf8.count > room { added = added.cut(toBytes: room) }
    text.replaceSubrange(text.place(range.lowerBound)..<text.place(range.upperBound), with: added)
    cursor = text.graphemeBorder(notBefore: range.lowerBound + added.utf8.count)
  }

  private mutating func save() {
    undoStack.append(Snapshot(text: text, cursor: cursor))
    if undoStack.count > LineEditor.deepestUndo { undoStack.removeFirst() }
    redoStack = []
  }

  private mutating func step(
    from source: WritableKeyPath<LineEditor, [Snapshot]>,
    to target: WritableKeyPath<LineEditor, [Snapshot]>
  ) {
    guard let snapshot = self[keyPath: source].popLast() else { return }
    self[keyPath: target].append(Snapshot(text: text, cursor: cursor))
    text = snapshot.text
    cursor = snapshot.cursor
  }

  private static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where isAfterReturn: break
      case 0x09, 0x0A...0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
      default: result.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(result).cut(toBytes: limit)
  }
}

extension LineEditor {
  /// The part of the text that fits into `columns` cells with the cursor in sight, and the
  /// cursor's column. The part moves on by half a field, so that it rests while one types.
  public func view(columns: Int) -> (text: SafeText, cursorColumn: Int) {
    let columns = max(1, columns)
    let head = text.part(0..<cursor)
    let before = EditorCell.width(of: head)
    var skipped = 0
    let half = max(1, columns / 2)
    if before >= columns { skipped = (before - columns) / half * half + half }
    var column = 0
    var start = text.startIndex
    while start < text.endIndex, column < skipped {
      column += EditorCell(text[start], column: column).width
      text.formIndex(after: &start)
    }
    let shown = EditorCell.line(text[start...].prefix(columns * 4))
    return (shown.prefix(columns: columns), max(0, before - column))
  }
}

extension String {
  /// As much from the start as has at most `limit` bytes; no scalar is cut.
  func cut(toBytes limit: Int) -> String {
    if utf8.count <= limit { return self }
    var count = 0
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      count += UTF8.width(scalar)
      if count > limit { break }
      result.append(scalar)
    }
    return String(result)
  }
}
