import Terminal
import Testing

@Suite struct WrapTests {
  @Test(
    "Text is wrapped at blanks and between wide characters",
    arguments: [
      ("the quick brown fox", 10, "the quick|brown fox"), ("", 10, ""), ("a", 10, "a"),
      ("one  two", 4, "one|two"), ("abcdefgh", 3, "abc|def|gh"), ("ab cdefgh", 4, "ab|cdef|gh"),
      ("a\n\nb\n", 10, "a||b"), ("  indented text here", 12, "  indented|text here"),
      ("日本語の文章", 5, "日本|語の|文章"), ("ab日本", 3, "ab|日|本"), ("word日本", 5, "word|日本"),
      ("trailing   ", 20, "trailing"), ("aaaa bbbb", 4, "aaaa|bbbb"), ("aaa bbbb", 4, "aaa|bbbb"),
      ("日", 1, "\u{FFFD}"), ("a\tb", 20, "a       b"), ("\tb", 20, "        b"),
      ("abcdefgh\tb", 20, "abcdefgh        b"), ("日\tb", 20, "日      b"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}|e\u{301}"),
      ("x\n\u{301}y", 5, "x|◌\u{301}y"), ("\n", 5, ""), (" \n ", 5, "|"),
    ])
  func wraps(raw: String, columns: Int, wanted: String) {
    let lines = SafeText.wrap(raw, columns: columns)
    let expected = raw.isEmpty ? [] : wanted.split(separator: "|", omittingEmptySubsequences: false)
    #expect(lines.map(\.string) == expected.map(String.init))
    for line in lines { #expect(line.width <= columns) }
  }

  @Test(
    "UW-17 every line end ends a line",
    arguments: [
      "\r\n", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}",
    ])
  func lineEnds(end: String) {
    let lines = SafeText.wrap(["one", "two", "", "three"].joined(separator: end), columns: 20)
    #expect(lines.map(\.string) == ["one", "two", "", "three"])
    #expect(lines.allSatisfy { !$0.isAltered })
  }

  @Test(
    "UW-17 UW-08 a line of megabytes is wrapped in linear time",
    arguments: [
      String(repeating: "x", count: 1_000_000), String(repeating: "ab ", count: 300_000),
      "a" + String(repeating: "\u{301}", count: 1_000_000), String(repeating: "日", count: 300_000),
      String(repeating: " ", count: 1_000_000) + "x", String(repeating: "\t", count: 100_000),
    ])
  func isLinear(raw: String) {
    let clock = ThreadClock()
    var lines: [SafeText] = []
    let part = String(raw.unicodeScalars.prefix(raw.unicodeScalars.count / 8))
    let first = clock.measure { lines = SafeText.wrap(part, columns: 80) }
    let second = clock.measure { lines = SafeText.wrap(raw, columns: 80) }
    #expect(second < first * 24 + .milliseconds(500))
    #expect(lines.allSatisfy { $0.width <= 80 })
  }

  @Test("Wrapping stops at the limit of lines")
  func limit() {
    let raw = String(repeating: "word word word\n", count: 100_000)
    let clock = ThreadClock()
    var lines: [SafeText] = []
    let whole = clock.measure { lines = SafeText.wrap(raw, columns: 9) }
    #expect(clock.measure { lines = SafeText.wrap(raw, columns: 9, limit: 3) } * 10 < whole)
    #expect(lines.map(\.string) == ["word word", "word", "word word"])
    #expect(SafeText.wrap("a", columns: 9, limit: 0) == [])
    #expect(SafeText.wrap("a\nb", columns: 9, limit: 1).map(\.string) == ["a"])
  }

  @Test("Only the line with something wrong is flagged")
  func flags() {
    let lines = SafeText.wrap("good\nb\u{202E}ad\ngood", columns: 20)
    #expect(lines.map(\.isAltered) == [false, true, false])
  }

  @Test("Random text keeps its words whatever the width", arguments: 0..<4)
  func keepsWords(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<100 {
      let words = (0..<30).map { _ in
        String(
          repeating: ["a", "é", "日", "x"].randomElement(using: &generator) ?? "a",
          count: Int.random(in: 1...9, using: &generator))
      }
      let columns = Int.random(in: 2...30, using: &generator)
      let lines = SafeText.wrap(words.joined(separator: " "), columns: columns)
      #expect(lines.map(\.string).joined().filter { $0 != " " } == words.joined())
      #expect(lines.allSatisfy { $0.width <= columns && !$0.isEmpty })
    }
  }

  @Test(
    "UW-18 a tab ends at the next stop of the text, and never leaves it",
    arguments: 0...17)
  func tabsAtEveryColumn(column: Int) {
    let text = String(repeating: "x", count: column) + "\ty"
    let line = SafeText.wrap(text, columns: 40).first?.string
    let stop = (column / 8 + 1) * 8
    #expect(
      line == String(repeating: "x", count: column)
        + String(repeating: " ", count: stop - column) + "y")
    #expect(SafeText(text).width == column + 2)
  }
}
