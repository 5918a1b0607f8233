import Testing

@testable import commune_tui

@Suite struct TOMLReaderTests {
  @Test(
    "values are read as TOML 1.0 says",
    arguments: [
      ("\"a\\tb\\u00e9\\U0001F600\\\"\\\\\"", .text("a\tbé😀\"\\")), ("'a\\b\"'", .text("a\\b\"")),
      ("\"\"", .text("")), ("''", .text("")), ("\"\"\"\nx\n\\\n   y\"\"\"", .text("x\ny")),
      ("'''\r\na'b\n''''", .text("a'b\n'")), ("\"\"\"\"q\"\"\"\"", .text("\"q\"")),
      ("true", .flag(true)), ("false# no", .flag(false)), ("0", .number(0)), ("+7", .number(7)),
      ("-1_000", .number(-1000)), ("0xff", .number(255)), ("0o17", .number(15)),
      ("0b101", .number(5)), ("-9223372036854775808", .number(.min)), ("1.5", .other),
      ("-1e9", .other), ("inf", .other), ("1979-05-27", .other), ("1979-05-27T07:32:00Z", .other),
      ("07:32:00", .other), ("[1, [\"]\", ']'], # ]\n {a = 1}]", .other), ("{}", .other),
    ] as [(String, TOMLEntry.Value)])
  func values(_ text: String, _ value: TOMLEntry.Value) throws {
    let document = try TOMLReader("a = \(text)\nb = 1\n")
    #expect(document.entries.map(\.value) == [value, .number(1)])
  }

  @Test(arguments: [
    "01", "1__0", "_1", "1_", "0x", "0x-1", "--1", "tru", "True", "yes", "1.2.3", "2024-13-01",
    "2024-01-32", "9223372036854775808", "\"a", "'a\n'", "\"\\x\"", "\"\\ud800\"", "[1", "[1}", "",
  ])
  func whatIsNoValueIsRefused(_ text: String) {
    #expect(throws: TOMLError.self) { try TOMLReader("a = \(text)\nb = 1\n") }
  }

  @Test func keysAndSectionsHaveTheirPathsAndLines() throws {
    let document = try TOMLReader(
      """
      # start
      a = 1
      b . "c.d".'e' = 2

      [ s . "t" ] # here
      u-_1 = 3
      [[list]]
      gone = 4
      [s]
      v = 5
      """)
    #expect(
      document.entries == [
        TOMLEntry(path: ["a"], value: .number(1), line: 2),
        TOMLEntry(path: ["b", "c.d", "e"], value: .number(2), line: 3),
        TOMLEntry(path: ["s", "t", "u-_1"], value: .number(3), line: 6),
        TOMLEntry(path: ["list"], value: .other, line: 7),
        TOMLEntry(path: ["s", "v"], value: .number(5), line: 10),
      ])
    #expect(document.sections == [["s", "t"], ["s"]])
  }

  @Test func anErrorKnowsItsPlace() {
    #expect(throws: TOMLError(line: 2, column: 3, problem: "a “=” is missing")) {
      try TOMLReader("\u{FEFF}a = 1\nb \n")
    }
  }
}
