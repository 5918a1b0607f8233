import Testing

@testable import Terminal

/// An editor in its plainest form: what stands before the cursor and what behind it.
private struct EditorModel {
  var before: String
  var after: String

  var text: String { before + after }

  mutating func insert(_ text: String) {
    before += text
    settle()
  }

  mutating func backspace() {
    if before.unicodeScalars.last == "\n" {
      before.unicodeScalars.removeLast()
    } else if !before.isEmpty {
      before.removeLast()
    }
    settle()
  }

  mutating func delete() {
    let count = before.unicodeScalars.count
    right()
    before.unicodeScalars.removeLast(before.unicodeScalars.count - count)
    settle()
  }

  mutating func left() {
    guard let last = before.unicodeScalars.last else { return }
    let moved = last == "\n" ? "\n" : String(before.suffix(1))
    before.unicodeScalars.removeLast(moved.unicodeScalars.count)
    after = moved + after
  }

  mutating func right() {
    guard let first = after.unicodeScalars.first else { return }
    let moved = first == "\n" ? "\n" : String(after.prefix(1))
    let taken = moved == "\r\n" ? "\r" : moved
    after.unicodeScalars.removeFirst(taken.unicodeScalars.count)
    before += taken
  }

  /// Out of a grapheme that a change has joined around the cursor.
  private mutating func settle() {
    let line = before.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).last
    let rest = after.unicodeScalars.prefix { $0 != "\n" }
    let head = String(line ?? Substring.UnicodeScalarView())
    var end = 0
    for character in head + String(rest) {
      if end >= head.utf8.count { break }
      end += character.utf8.count
    }
    var missing = end - head.utf8.count
    while missing > 0, let first = after.unicodeScalars.first {
      before.unicodeScalars.append(first)
      after.unicodeScalars.removeFirst()
      missing -= UTF8.width(first)
    }
  }
}

@Suite struct TextEditorFuzzTests {
  private static let pieces = [
    "a", "b ", " ", "\n", "\u{301}", "é", "日", "👩", "\u{200D}", "👧", "🇩", "🇪", "\u{1B}", "\t",
    "word word ",
    "\r", "אב", "\u{FE0F}", "x\ny\n", "\u{1100}", "\u{1161}",
  ]

  @Test("UW-19 random keys do what they do to a plain string", arguments: 0..<10)
  func againstAModel(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var editor = TextEditor(wrapColumn: 7)
    var model = EditorModel(before: "", after: "")
    for step in 0..<300 {
      change(&editor, &model, using: &random)
      let offset = editor.lines.offset(of: editor.cursor)
      guard Array(editor.text.utf8) == Array(model.text.utf8), offset == model.before.utf8.count
      else {
        Issue.record("seed \(seed) step \(step): \(editor.text.debugDescription) at \(offset)")
        return
      }
      check(editor.view(rows: 4, columns: 10), seed: seed)
    }
    undoAll(editor, seed: seed)
  }

  private func change(
    _ editor: inout TextEditor, _ model: inout EditorModel, using random: inout SeededGenerator
  ) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1:
      _ = editor.handle(Key(.backspace), rows: 4, columns: 10)
      model.backspace()
    case 2:
      _ = editor.handle(Key(.delete), rows: 4, columns: 10)
      model.delete()
    case 3, 4:
      _ = editor.handle(Key(.left), rows: 4, columns: 10)
      model.left()
    case 5:
      _ = editor.handle(Key(.right), rows: 4, columns: 10)
      model.right()
    default:
      let piece = Self.pieces.randomElement(using: &random) ?? ""
      if piece.unicodeScalars.count == 1, let scalar = piece.unicodeScalars.first, scalar != "\n" {
        _ = editor.handle(.character(scalar), rows: 4, columns: 10)
      } else {
        editor.insert(piece)
      }
      model.insert(piece)
    }
  }

  private func check(_ view: (lines: [SafeText], cursor: Position), seed: UInt64) {
    #expect(view.lines.count <= 4 && view.lines.allSatisfy { $0.width <= 10 }, "seed \(seed)")
    let isInside = (0..<view.lines.count).contains(view.cursor.row) && 0..<10 ~= view.cursor.column
    #expect(isInside, "seed \(seed)")
  }

  /// Back to nothing and forth again.
  private func undoAll(_ editor: TextEditor, seed: UInt64) {
    var copy = editor
    for _ in 0..<400 { _ = copy.handle(.control("_")) }
    #expect(copy.text == "", "seed \(seed)")
    for _ in 0..<400 { _ = copy.handle(Key(.character("_"), .alt)) }
    #expect(Array(copy.text.utf8) == Array(editor.text.utf8), "seed \(seed)")
  }

  @Test("random commands on lines of many pieces keep every byte", arguments: 0..<6)
  func longLines(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let start = String(repeating: "abcd efgh ", count: 1_200) + "\nx\n"
    var editor = TextEditor(start + String(repeating: "y", count: 9_000))
    let keys = EditorKeys.keys(
      "<bs> <del> C-k C-u C-w M-d C-y <up> <down> <left> <right> C-a C-e M-b M-f <pgup> <pgdn> x"
        + " <cr> C-_ M-_")
    for _ in 0..<300 {
      let old = Array(editor.text.utf8)
      let place = editor.lines.offset(of: editor.cursor)
      let count = editor.changeCount
      let key = keys.randomElement(using: &random) ?? Key(.left)
      if Int.random(in: 0..<12, using: &random) == 0 {
        editor.insert(String(repeating: "pq ", count: Int.random(in: 1...3_000, using: &random)))
      } else {
        _ = editor.handle(key)
      }
      let new = Array(editor.text.utf8)
      let after = editor.lines.offset(of: editor.cursor)
      if count == editor.changeCount {
        #expect(new == old, "seed \(seed)")
      } else {
        // Whatever was added or taken away begins at the first of the two places.
        let head = min(place, after)
        let added = new.count - old.count
        let isUndo = EditCommand(key) == .undo || EditCommand(key) == .redo
        #expect(isUndo || new[..<head] == old[..<head], "seed \(seed)")
        let newTail = new[(head + max(0, added))...]
        #expect(isUndo || newTail == old[(head - min(0, added))...], "seed \(seed)")
      }
      let longest = editor.lines.lines.map(\.text.utf8.count).max() ?? 0
      #expect(longest <= TextLines.longest)
      #expect(editor.lines.settled(editor.cursor) == editor.cursor, "seed \(seed)")
      check(editor)
    }
    for _ in 0..<400 { _ = editor.handle(.control("_")) }
    #expect(editor.text == start + String(repeating: "y", count: 9_000), "seed \(seed)")
  }

  @Test("the last piece of a long line goes without the line's end") func lastPiece() {
    var editor = TextEditor(String(repeating: "y", count: 9_000) + "\nz")
    editor.cursor = TextPlace(line: 2, offset: 0)
    let kept = editor.lines.offset(of: editor.cursor)
    _ = editor.handle(.control("k"))
    #expect(editor.text == String(repeating: "y", count: kept) + "\nz")
    #expect(editor.lines.count == 3)
    _ = editor.handle(.control("k"))
    #expect(editor.text.hasSuffix("yz"))
    _ = editor.handle(.control("u"))
    #expect(editor.text == "z")
  }

  private func check(_ editor: TextEditor) {
    let empty = editor.lines.lines.indices.filter { index in
      editor.lines.isContinued(index) && editor.lines.text(index).isEmpty
    }
    #expect(empty.isEmpty)
  }

  @Test(
    "TM-12 1 MB is pasted as it is, in less than two seconds, and keys stay quick",
    arguments: [
      "dd:q!y\n", "a", "\n", "日本語 ", "\u{1B}[201~\u{1B}[2J\u{3}", "👩‍👩‍👧", "e\u{301}", "word word ",
    ])
  func hugePaste(piece: String) {
    let pasted = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    var editor = TextEditor("before\nafter")
    _ = editor.handle(Key(.end))
    let clock = ThreadClock()
    #expect(clock.measure { editor.insert(pasted) } < .seconds(2))
    #expect(editor.text == "before" + pasted + "\nafter")
    let keys = EditorKeys.keys("x <bs> <up> <down> <cr> C-a C-e <pgup> y z <left> <right> C-_ C-_")
    let time = clock.measure {
      for key in keys { _ = editor.handle(key) }
      _ = editor.view(rows: 40, columns: 120)
    }
    #expect(time < .seconds(2))
  }
}
