import Testing

@testable import Terminal

/// Keys for editor tests, written like `C-a`, `M-b`, `<left>`; any other text is typed.
enum EditorKeys {
  static func keys(_ script: String) -> [Key] {
    script.split(separator: " ").flatMap { word -> [Key] in
      let name = String(word)
      if let key = named[name] { return [key] }
      if name.count == 3, let last = name.unicodeScalars.last {
        if name.hasPrefix("C-") { return [.control(last)] }
        if name.hasPrefix("M-") { return [Key(.character(last), .alt)] }
      }
      return name.unicodeScalars.map { .character($0 == "·" ? " " : $0) }
    }
  }

  private static let named: [String: Key] = [
    "<left>": Key(.left), "<right>": Key(.right), "<up>": Key(.up), "<down>": Key(.down),
    "<home>": Key(.home), "<end>": Key(.end), "<del>": Key(.delete), "<bs>": Key(.backspace),
    "<m-bs>": Key(.backspace, .alt), "<m-left>": Key(.left, .alt),
    "<c-right>": Key(.right, .control),
    "<cr>": Key(.enter), "<tab>": Key(.tab), "<pgup>": Key(.pageUp), "<pgdn>": Key(.pageDown),
  ]
}

@Suite struct LineEditorTests {
  private func edited(_ text: String, _ script: String) -> LineEditor {
    var editor = LineEditor(text)
    for key in EditorKeys.keys(script) { _ = editor.handle(key) }
    return editor
  }

  /// The text with `|` at the cursor.
  private func shown(_ editor: LineEditor) -> String {
    let bytes = Array(editor.text.utf8)
    let head = String(decoding: bytes[..<editor.cursor], as: UTF8.self)
    return head + "|" + String(decoding: bytes[editor.cursor...], as: UTF8.self)
  }

  @Test(
    "the keys of readline do what they do in a shell",
    arguments: [
      ("one two", "C-a x", "x|one two"), ("one two", "C-a C-e x", "one twox|"),
      ("one two", "C-b C-b C-f", "one tw|o"), ("one two", "M-b", "one |two"),
      ("one two", "C-a M-f M-f", "one two|"), ("one two", "<m-left> <m-left>", "|one two"),
      ("one two", "C-a <c-right>", "one| two"), ("one two", "C-a C-d", "|ne two"),
      ("one two", "C-h <bs>", "one t|"), ("one two.x", "C-w", "one |"),
      ("one two.x", "<m-bs>", "one two.|"), ("one two", "M-b C-k", "one |"),
      ("one two", "M-b C-u", "|two"), ("one two", "C-a M-d", "| two"),
      ("one two", "C-w C-y C-y", "one twotwo|"), ("a b c", "C-w C-w C-y", "a b c|"),
      ("a b c", "C-a M-d M-d C-e C-y", " ca b|"), ("ab", "C-t", "ba|"),
      ("abc", "C-a <right> C-t", "ba|c"),
      ("ab", "<home> <del> <end>", "b|"), ("", "C-k C-w C-d <bs> C-t C-y", "|"),
      ("one", "·two·three C-_ C-_", "one|"), ("one", "x C-_ M-_", "onex|"),
      ("one", "C-u C-_", "one|"),
    ])
  func readlineKeys(text: String, script: String, expected: String) {
    #expect(shown(edited(text, script)) == expected)
  }

  @Test(
    "UW-19 Backspace takes one grapheme and the rest stays as it was typed",
    arguments: [
      ("e\u{301}", ""), ("a👩‍👩‍👧", "a"), ("🇩🇪🇫🇷", "🇩🇪"), ("한", ""), ("aשׁ", "a"), ("👍🏽", ""),
      ("a\u{1B}", "a"),
      ("e\u{301}x", "e\u{301}"), ("✌️", ""),
    ])
  func backspace(text: String, expected: String) {
    var editor = LineEditor()
    for scalar in text.unicodeScalars { _ = editor.handle(.character(scalar)) }
    #expect(Array(editor.text.utf8) == Array(text.utf8))
    _ = editor.handle(Key(.backspace))
    #expect(Array(editor.text.utf8) == Array(expected.utf8))
  }

  @Test("keys that belong to the form are not taken") func otherKeys() {
    var editor = LineEditor("a")
    for key in EditorKeys.keys("<cr> <tab> <up> <down> <pgup> C-n C-x M-x") {
      let isTaken = editor.handle(key)
      #expect(!isTaken)
    }
    let isTaken = editor.handle(Key(.escape))
    #expect(!isTaken)
    #expect(shown(editor) == "a|")
  }

  @Test("a paste is one line") func paste() {
    var editor = LineEditor("ab")
    _ = editor.handle(Key(.left))
    editor.insert("1\r\n2\n3\t4\u{2028}5")
    #expect(shown(editor) == "a1 2 3 4 5|b")
    _ = editor.handle(.control("_"))
    #expect(shown(editor) == "a|b")
  }

  @Test("TM-12 a paste of 1 MB is cut at the limit, without delay") func hugePaste() {
    var editor = LineEditor()
    let time = ThreadClock().measure {
      editor.insert(String(repeating: "dd:q!y\n", count: 150_000))
      for key in EditorKeys.keys("C-a x C-e y <bs> <left>") { _ = editor.handle(key) }
      _ = editor.view(columns: 80)
    }
    #expect(editor.text.utf8.count <= LineEditor.limit)
    #expect(time < .seconds(2))
  }

  @Test("the view keeps the cursor in sight and never more than its columns", arguments: 1..<12)
  func viewOfAnyWidth(columns: Int) {
    var editor = LineEditor("日本語 text e\u{301}\u{1B}[2J 👩‍👩‍👧 end")
    for _ in 0...editor.text.count {
      let view = editor.view(columns: columns)
      #expect(view.text.width <= columns)
      #expect((0..<columns).contains(view.cursorColumn))
      #expect(!view.text.string.unicodeScalars.contains("\u{1B}"))
      _ = editor.handle(Key(.left))
    }
    #expect(editor.view(columns: 80).cursorColumn == 0)
  }

  @Test("what fits is shown from its start, with the cursor behind it") func shortView() {
    let view = LineEditor("日本").view(columns: 10)
    #expect(view.text == SafeText("日本"))
    #expect(view.cursorColumn == 4)
  }
}
