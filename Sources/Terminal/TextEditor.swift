/// The editor of a mail's body: readline's keys over many lines, wrapped on the screen only.
///
/// The text is kept byte for byte as it was typed; what `view` returns is sanitised. A key costs
/// the lines near the cursor, whatever the length of the text.
public struct TextEditor: Equatable, Sendable {
  var lines: TextLines
  var cursor = TextPlace(line: 0, offset: 0)
  /// The first row on the screen; `view` moves on from it if the cursor is elsewhere.
  var top = TextRow(line: 0, row: 0)
  /// The column that up and down aim at.
  var goalColumn: Int?
  var killed = ""
  var isKilling = false
  var history = TextEditorHistory()

  /// The columns of text before it is wrapped; a narrower screen wraps earlier.
  public var wrapColumn: Int
  /// Grows with every change, undo included.
  public internal(set) var changeCount = 0
  private var savedCount = 0

  /// An editor with the cursor at the start of `text`.
  public init(_ text: String = "", wrapColumn: Int = 72) {
    lines = TextLines(text)
    self.wrapColumn = wrapColumn
  }

  /// The whole text; costs its length.
  public var text: String { lines.joined }

  /// Whether there were changes since `markSaved`.
  public var isModified: Bool { changeCount != savedCount }

  /// Changes since `markSaved`.
  public var changesSinceSave: Int { changeCount - savedCount }

  /// The text as it is now was stored.
  public mutating func markSaved() {
    savedCount = changeCount
  }

  /// The line of the cursor, counted from 1.
  public var line: Int {
    1 + lines.lines[..<cursor.line].reduce(0) { $0 + ($1.endsHard ? 1 : 0) }
  }

  /// The column of the cursor in its line, counted from 1, in cells.
  public var column: Int {
    var first = cursor.line
    while first > 0, lines.isContinued(first - 1) { first -= 1 }
    let before = (first..<cursor.line).reduce(0) { $0 + EditorCell.width(of: lines.text($1)[...]) }
    return 1 + before + EditorCell.width(of: lines.text(cursor.line).part(0..<cursor.offset))
  }

  /// Does what `key` asks; false where the key is not the editor's. `rows` and `columns` are the
  /// size that the text is drawn in.
  public mutating func handle(_ key: Key, rows: Int = 24, columns: Int = 80) -> Bool {
    guard let command = EditCommand(key) else { return false }
    let wrap = wrapWidth(columns)
    let wasKilling = isKilling
    let goal = goalColumn
    isKilling = false
    goalColumn = nil
    var isDone = true
    switch command {
    case .insert(let scalar): type(String(scalar))
    case .newline: type("\n")
    case .up, .down, .pageUp, .pageDown:
      history.close()
      moveRows(command, goal: goal, page: max(1, rows - 1), wrap: wrap)
    default:
      isDone = move(command, wrap: wrap) || edit(command, isKillingOn: wasKilling)
    }
    top = settledTop(rows: rows, wrap: wrap)
    return isDone
  }

  /// Adds a text at the cursor as it is, in one step of undo (TM-12).
  public mutating func insert(_ pasted: String) {
    isKilling = false
    goalColumn = nil
    history.close()
    replace(cursor..<cursor, with: pasted, joins: false)
  }

  /// Sets the first row on the screen so that the cursor is in sight.
  public mutating func scroll(rows: Int, columns: Int) {
    top = settledTop(rows: rows, wrap: wrapWidth(columns))
  }
}
