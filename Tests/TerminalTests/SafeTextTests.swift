import Terminal
import Testing

@Suite struct SafeTextTests {
  @Test("TI-01 no payload leaves a control in one line of text", arguments: Payload.all)
  func oneLine(payload: Payload) {
    for raw in [payload.text + "canary", "can" + payload.text + "ary", "canary" + payload.text] {
      let text = SafeText(raw)
      #expect(text.string.unicodeScalars.allSatisfy { $0.isHarmless })
      #expect(SafeText(text.string).string == text.string)
      #expect(text.string.contains("ary"))
      #expect(text.isAltered || payload.text == "\t" || payload.text == " ")
    }
  }

  @Test("TI-01 no payload leaves a control in wrapped text", arguments: Payload.all)
  func wrapped(payload: Payload) {
    for columns in [1, 2, 7, 80] {
      let lines = SafeText.wrap("line start\n" + payload.text + "canary", columns: columns)
      for line in lines {
        #expect(line.string.unicodeScalars.allSatisfy { $0.isHarmless })
        #expect(line.width <= columns)
      }
      #expect(lines.map(\.string).joined().hasSuffix("canary"))
    }
  }

  /// What goes in and what is shown.
  static let shown: [(String, String)] = [
    ("TI-18", "Invoice\rFrom: ceo@corp|Invoice␍From: ceo@corp"),
    ("TI-19", "safe\u{8}\u{8}\u{8}\u{8}evil|safe␈␈␈␈evil"),
    ("TI-21", "%s%n%@%1$*d%p|%s%n%@%1$*d%p"),
    ("ESC", "a\u{1B}[2Jb|a␛[2Jb"), ("NUL", "a\u{0}b|a␀b"), ("DEL", "a\u{7F}b|a␡b"),
    ("C1", "a\u{9B}b|a\u{FFFD}b"),
    ("line ends", "a\r\nb\nc\u{85}d\u{2028}e\r|a␤b␤c␤d␤e␍"),
    ("tab", "a\tb|a b"),
    ("UW-01 embedding", "gpj.\u{202E}exe|gpj.exe"),
    ("UW-01 isolates", "\u{2066}a\u{2069}\u{200F}\u{61C}b|ab"),
    ("UW-03", "ceo@corp.com\(String(repeating: "\u{2800}", count: 200))x@evil|ceo@corp.com x@evil"),
    ("UW-03 mixed", "a\(String(repeating: " \u{2800}", count: 200))b|a b"),
    ("UW-04 blanks", "a\u{2003}\u{3000}\u{A0}\u{3164}\u{FFA0}\u{115F}b|a b"),
    ("UW-04 nothing", "a\u{17B4}\u{E0041}\u{FEFF}\u{AD}\u{2060}\u{180E}b|ab"),
    ("one blank each", "a\u{A0}b\u{3000}c|a b c"),
    ("UW-10 family", "👩‍👩‍👧x|👩x"), ("UW-10 skin", "👍🏽x|👍x"), ("UW-10 heart", "❤️x|❤x"),
    ("UW-10 keycap", "1️⃣x|1\u{20E3}x"), ("UW-10 flag", "🇩🇪x|🇩🇪x"),
    ("UW-10 Scotland", "🏴\u{E0067}\u{E0062}\u{E007F}x|🏴x"),
    ("a joiner joins no letters", "a\u{200D}b|ab"),
    ("UW-13 lone selector", "\u{FE0F}a|\u{FFFD}a"), ("UW-13 lone mark", "\u{301}a|◌\u{301}a"),
    ("UW-13 mark after a line end", "a\n\u{301}|a␤◌\u{301}"),
    ("UW-13 unassigned", "\u{378}a|\u{FFFD}a"), ("UW-13 private", "\u{E000}a|\u{FFFD}a"),
    ("UW-13 noncharacters", "\u{FFFE}\u{10FFFF}\u{1FFFF}|\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("lone skin tone", "🏽x|\u{FFFD}x"),
    ("marks", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}x|e\u{301}\u{302}\u{303}\u{304}x"),
    ("Cyrillic, Greek, Arabic", "Привет αβγ سلام|Привет αβγ سلام"),
  ]

  @Test("What is hostile or invisible is shown, what is honest stays", arguments: shown)
  func shows(name: String, sample: String) {
    let bar = sample.lastIndex(of: "|") ?? sample.endIndex
    let text = SafeText(sample[..<bar])
    let wanted = sample[bar...].dropFirst()
    // Scalars: strings that differ only in normalisation compare as equal.
    #expect(Array(text.string.unicodeScalars) == Array(wanted.unicodeScalars), "\(name)")
    #expect(SafeText(text.string).string.unicodeScalars.elementsEqual(text.string.unicodeScalars))
  }

  @Test(
    "A text tells whether something was wrong with it",
    arguments: [
      ("plain", false), ("Größe 日本", false), ("a\u{A0}b", false), ("👩‍👩‍👧 ❤️ 👍🏽", false),
      ("می\u{200C}خواهم", false), ("a\u{202E}b", true), ("a\u{200B}b", true), ("a\u{1B}b", true),
      ("a\u{2800}b", true), ("a\nb", true), ("\u{FFFE}", true), ("a\u{200D}b", true),
    ])
  func flags(raw: String, isAltered: Bool) {
    #expect(SafeText(raw).isAltered == isAltered)
  }

  @Test(
    "UW-14 bytes that are not UTF-8 become U+FFFD",
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0x61, 0xC3], "a\u{FFFD}"),
      ([0xC0, 0xAF, 0x62], "\u{FFFD}\u{FFFD}b"),
      ([0xED, 0xA0, 0xBD, 0x62], "\u{FFFD}\u{FFFD}\u{FFFD}b"),
      ([0x1B, 0x5B], "␛["),
    ] as [([UInt8], String)])
  func bytes(bytes: [UInt8], wanted: String) {
    #expect(SafeText(bytes: bytes).string == wanted)
  }

  @Test("A text over its limit ends in an ellipsis and is cut between clusters")
  func limits() {
    #expect(SafeText("abcdef", limit: 6).string == "abcdef")
    #expect(SafeText("abcdef", limit: 5).string == "abcd…")
    #expect(SafeText("abcé", limit: 3).string == "ab…")
    #expect(SafeText("日本e\u{301}x", limit: 4).string == "日本…")
    #expect(SafeText("", limit: 5).isEmpty)
    for raw in ["abcdefé", "日本日本日本", "a\u{301}b\u{301}c\u{301}d"] {
      let text = SafeText(raw, limit: 4)
      #expect(text.string.unicodeScalars.count <= 4)
      #expect(SafeText(text.string, limit: 4) == text)
    }
  }

  @Test(
    "UW-08 a million marks and UW-09 endless emoji cost no more than a row",
    arguments: [
      "a" + String(repeating: "\u{301}", count: 1_000_000),
      String(repeating: "🇩", count: 200_000), String(repeating: "👩\u{200D}", count: 100_000),
      String(repeating: "\u{202E}", count: 1_000_000),
      String(repeating: "x", count: 5_000_000) + "é",
    ])
  func hostileLength(raw: String) {
    let clock = ThreadClock()
    var text: SafeText = ""
    let duration = clock.measure { text = SafeText(raw) }
    #expect(duration < .milliseconds(700))
    #expect(text.string.unicodeScalars.count <= 2000)
    var canvas = Canvas(Size(rows: 1, columns: 80))
    canvas.write(text, row: 0, column: 0)
    #expect(canvas.text(row: 0).unicodeScalars.count <= 80 * 5)
  }

  @Test(
    "UW-11 a text is cut at whole cells",
    arguments: [
      ("日本語", 5, "日本", "日本…"), ("日本語", 4, "日本", "日…"), ("日本語", 1, "", "…"),
      ("abc", 2, "ab", "a…"), ("abc", 3, "abc", "abc"),
      ("e\u{301}e\u{301}x", 2, "e\u{301}e\u{301}", "e\u{301}…"),
      ("abc", 0, "", ""), ("abc", -1, "", ""),
    ])
  func cuts(raw: String, columns: Int, prefix: String, truncated: String) {
    let text = SafeText(raw)
    #expect(text.prefix(columns: columns).string == prefix)
    #expect(text.truncated(to: columns).string == truncated)
    #expect(text.truncated(to: columns).width <= max(0, columns))
  }
}
