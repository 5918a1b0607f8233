import Testing

@testable import Terminal

@Suite struct TextEditorTests {
  private func edited(
    _ text: String, _ script: String, wrap: Int = 72, rows: Int = 24
  ) -> TextEditor {
    var editor = TextEditor(text, wrapColumn: wrap)
    for key in EditorKeys.keys(script) { _ = editor.handle(key, rows: rows, columns: 80) }
    return editor
  }

  /// The text with `|` at the cursor.
  private func shown(_ editor: TextEditor) -> String {
    let bytes = Array(editor.text.utf8)
    let offset = editor.lines.offset(of: editor.cursor)
    let head = String(decoding: bytes[..<offset], as: UTF8.self)
    return head + "|" + String(decoding: bytes[offset...], as: UTF8.self)
  }

  @Test(
    "motions and changes go over lines",
    arguments: [
      ("a\nb", "C-e x <right> y", "ax\ny|b"), ("a\nb", "<down> <bs>", "a|b"),
      ("a\nb", "C-e C-d", "a|b"),
      ("ab\ncd", "<right> <cr>", "a\n|b\ncd"), ("a\n", "M-> x <tab> y", "a\nx\ty|"),
      ("one two\nthree", "M-f M-f M-f", "one two\nthree|"),
      ("one\n\n  two", "M-> M-b M-b", "|one\n\n  two"),
      ("one\ntwo", "C-k C-k C-k C-y C-y", "one\ntwoone\ntwo|"),
      ("one\ntwo", "C-e C-k C-_", "one\n|two"),
      ("one\ntwo", "M-> C-u", "one\n|"), ("one\n\ntwo", "M-> C-w C-w", "|"),
      ("one.two x", "C-e <m-bs> <m-bs>", "one.|"), ("one two", "M-d M-d", "|"),
      ("abcdef\nab\nabcdef", "C-e <down> <down>", "abcdef\nab\nabcdef|"),
      ("abcdef\nab\nabcdef", "C-e <down> x <down>", "abcdef\nabx\nabc|def"),
      ("ab", "<up>", "|ab"), ("ab", "<down>", "ab|"), ("ab", "C-e C-t", "ba|"),
      ("a\nb", "M-> M-<", "|a\nb"),
      ("日本\nabcd", "C-e <down> <up>", "日本|\nabcd"), ("日本\nabcd", "<down> C-f <up>", "|日本\nabcd"),
    ])
  func keysOverLines(text: String, script: String, expected: String) {
    #expect(shown(edited(text, script)) == expected)
  }

  @Test(
    "long lines are wrapped on the screen and nowhere else",
    arguments: [
      ("one two three", 8, ["one two ", "three"]), ("onetwothree", 4, ["onet", "woth", "ree"]),
      ("a  bcdef", 4, ["a  ", "bcde", "f"]), ("日本語", 4, ["日本", "語"]), ("a日本語", 4, ["a日", "本語"]),
      ("", 4, [""]), ("a\n\nb", 4, ["a", "", "b"]), ("ab    cd", 4, ["ab    ", "cd"]),
      ("a\tb", 20, ["a       b"]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ])
  func wrapping(text: String, wrap: Int, rows: [String]) {
    let editor = TextEditor(text, wrapColumn: wrap)
    #expect(editor.view(rows: 10, columns: 80).lines.map(\.string) == rows)
    #expect(editor.text == text)
  }

  @Test(
    "up, down, Home and End go by rows of a wrapped line",
    arguments: [
      ("<down>", "one two |three four"), ("<right> <down> <up>", "o|ne two three four"),
      ("<end>", "one two| three four"), ("<end> <end>", "one two three four|"),
      ("<down> <right> <home>", "one two |three four"),
      ("<down> <home> <home>", "|one two three four"), ("C-e", "one two three four|"),
      ("C-e C-a", "|one two three four"), ("<down> C-k", "one two |"),
    ])
  func rowMotions(script: String, expected: String) {
    #expect(shown(edited("one two three four", script, wrap: 8)) == expected)
  }

  @Test("pages move by the rows in sight, and the view follows the cursor") func pages() {
    let text = (1...100).map(String.init).joined(separator: "\n")
    var editor = edited(text, "<pgdn> <pgdn>", rows: 10)
    #expect(editor.line == 19)
    #expect(editor.view(rows: 10, columns: 80).lines.map(\.string).last == "19")
    #expect(editor.view(rows: 10, columns: 80).cursor == Position(row: 9, column: 0))
    _ = editor.handle(Key(.up), rows: 10, columns: 80)
    #expect(editor.view(rows: 10, columns: 80).cursor == Position(row: 8, column: 0))
    _ = editor.handle(Key(.pageUp), rows: 10, columns: 80)
    _ = editor.handle(Key(.pageUp), rows: 10, columns: 80)
    #expect(editor.line == 1)
    // A smaller screen than the editor was told of still shows the cursor.
    _ = editor.handle(Key(.end, .control), rows: 50, columns: 80)
    #expect(editor.view(rows: 3, columns: 80).lines.map(\.string) == ["98", "99", "100"])
  }

  @Test("undo goes back by words, redo comes again") func undo() {
    let editor = edited("", "one·two <cr> x")
    #expect(editor.text == "one two\nx")
    let steps = ["one two\n", "one two", "one ", ""]
    var back = editor
    for step in steps {
      let isTaken = back.handle(.control("_"))
      #expect(isTaken)
      #expect(back.text == step)
    }
    let isTaken = back.handle(.control("_"))
    #expect(isTaken)
    #expect(back.text == "")
    for step in steps.reversed().dropFirst() + ["one two\nx"] {
      let isTaken = back.handle(Key(.character("_"), .alt))
      #expect(isTaken)
      #expect(back.text == step)
    }
  }

  @Test("a deleted run comes back at once, a paste is one step") func undoOfRuns() {
    var editor = edited("one two", "C-e <bs> <bs> <bs> C-_")
    #expect(shown(editor) == "one two|")
    editor.insert("a b\nc d")
    _ = editor.handle(.control("_"))
    #expect(shown(editor) == "one two|")
  }

  @Test(
    "UW-19 Backspace takes one grapheme and saved bytes are typed bytes",
    arguments: [
      ("e\u{301}", ""), ("a👩‍👩‍👧", "a"), ("🇩🇪🇫🇷", "🇩🇪"), ("אב\u{5B0}", "א"), ("👍🏽", ""), ("x\u{202E}", "x"),
      ("\u{1B}[2J", "\u{1B}[2"), ("a\r", "a"), ("ﬁ", ""), ("e\u{301}\u{320}", ""),
    ])
  func graphemes(text: String, expected: String) {
    var editor = TextEditor()
    for scalar in text.unicodeScalars { _ = editor.handle(.character(scalar)) }
    #expect(Array(editor.text.utf8) == Array(text.utf8))
    _ = editor.handle(Key(.backspace))
    #expect(Array(editor.text.utf8) == Array(expected.utf8))
  }

  @Test("the view is sanitised, the text is not") func safeView() {
    let text = "a\u{1B}[2J\u{9B}\u{7}\rb"
    let editor = TextEditor(text)
    let view = editor.view(rows: 1, columns: 80)
    #expect(view.lines.first?.string.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    #expect(Array(editor.text.utf8) == Array(text.utf8))
  }

  @Test("line, column and changes are counted") func status() {
    var editor = edited("one\ntwo", "<down> C-e")
    #expect(editor.line == 2)
    #expect(editor.column == 4)
    #expect(!editor.isModified)
    _ = editor.handle(.character("x"))
    #expect(editor.isModified)
    #expect(editor.changesSinceSave == 1)
    editor.markSaved()
    #expect(!editor.isModified)
    _ = editor.handle(Key(.left))
    #expect(!editor.isModified)
    let isTaken = editor.handle(Key(.escape))
    #expect(!isTaken)
  }
}
