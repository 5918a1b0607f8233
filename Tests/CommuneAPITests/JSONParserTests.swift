import Testing

@testable import CommuneAPI

private func parsed(_ text: String) -> JSONValue? { JSONParser.parse(Array(text.utf8)) }

struct JSONParserTests {
  @Test(
    "JSON is read as RFC 8259 has it",
    arguments: [
      ("null", JSONValue.null), ("true", .bool(true)), (" \t\r\nfalse ", .bool(false)),
      ("-0", .number("-0")), ("1.5e-3", .number("1.5e-3")), ("\"\"", .string("")),
      ("[]", .array([])),
      ("{}", .object([])), ("[1 , [ ] ]", .array([.number("1"), .array([])])),
      (#"{"a" : {"b":null}}"#, .object([.init("a", .object([.init("b", .null)]))])),
      (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u0041\u00e9\u20AC\ud83d\ude00""#, .string("Aé€😀")),
    ])
  func values(_ text: String, _ value: JSONValue) {
    #expect(parsed(text) == value)
  }

  @Test(
    "what is no JSON has no value",
    arguments: [
      "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1",
      "{\"a\":1,}", "{a:1}", "{1:2}", "\"", "\"a", "\"\\", "\"\\\"", "\"\\u", "1 2", "{} {}",
      "{\"a\":1}x",
    ])
  func noValues(_ text: String) {
    #expect(parsed(text) == nil)
  }

  @Test(
    "a word that is no JSON is null, and costs no more than its field",
    arguments: ["tru", "nul", "truefalse", "-", "1e", "--1", "<html>", "'a'", "NaN", "+", "."])
  func strayWords(_ text: String) {
    #expect(parsed(text) == .null)
    #expect(parsed("{\"a\":\(text),\"b\":1}")?["b"]?.integer == 1)
  }

  @Test(
    "UW-15 half a surrogate pair is U+FFFD and costs nothing beside it",
    arguments: [
      (#"\ud83d"#, "\u{FFFD}"), (#"a\ud83d"#, "a\u{FFFD}"), (#"\ude00b"#, "\u{FFFD}b"),
      (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83dx\ude00"#, "\u{FFFD}x\u{FFFD}"),
      (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\n"#, "\u{FFFD}\n"),
      (#"\ud83d\u00"#, "\u{FFFD}\u{FFFD}00"), (#"\u12G4"#, "\u{FFFD}12G4"), (#"\q"#, "q"),
      ("a\u{1}\nb", "a\u{1}\nb"),
    ])
  func repaired(_ inner: String, _ text: String) {
    #expect(parsed("\"\(inner)\"") == .string(text))
    #expect(parsed("{\"\(inner)\":[1]}") == .object([.init(text, .array([.number("1")]))]))
    #expect(parsed("[\"\(inner)\",\"next\"]")?.array?.last == .string("next"))
  }

  @Test(
    "UW-14 invalid UTF-8 becomes U+FFFD and ends with its string",
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func invalidUTF8(_ bytes: [UInt8]) {
    for escape in ["", "\\n"] {
      let json = Array("[\"a\(escape)".utf8) + bytes + Array("\",\"b\"]".utf8)
      let texts = JSONParser.parse(json)?.strings
      #expect(texts?.count == 2)
      #expect(texts?.last == "b")
      #expect(texts?.first?.unicodeScalars.contains("\u{FFFD}") == true)
      #expect(texts?.first?.hasPrefix("a") == true)
    }
  }

  @Test("a byte order mark is read over")
  func byteOrderMark() {
    #expect(JSONParser.parse([0xEF, 0xBB, 0xBF] + Array("[]".utf8)) == .array([]))
  }

  @Test(
    "AF-17 numbers of any size are kept as text and read without a trap",
    arguments: [
      ("1e400", nil), ("-1e400", nil), ("9223372036854775807", Int64.max),
      ("9223372036854775808", nil), ("-9223372036854775808", Int64.min), ("-0", 0), ("4.0", 4),
      ("4.9", 4), ("1e3", 1000), ("1e-400", 0), (String(repeating: "9", count: 100_000), nil),
    ] as [(String, Int64?)])
  func numbers(_ text: String, _ value: Int64?) {
    #expect(parsed(text) == .number(text))
    #expect(parsed(text)?.integer == value)
    #expect(JSONValue.string(text).integer == value)
  }

  @Test("of equal names the first counts, null counts as missing, either spelling will do")
  func members() {
    let value = parsed(#"{"a":1,"a":2,"b":null,"b":3,"localPart":"x","c":null,"C":4}"#)
    #expect(value?["a"]?.integer == 1)
    #expect(value?["b"] == nil)
    #expect(value?["local_part", "localPart"]?.string == "x")
    #expect(value?["none", "c"] == nil)
    #expect(JSONValue.array([])["a"] == nil)
    #expect([JSONValue.number("1"), .string("true"), .bool(true)].allSatisfy { $0.flag == true })
    #expect([JSONValue.number("0"), .string("false")].allSatisfy { $0.flag == false })
    #expect(JSONValue.number("2").flag == nil)
  }

  @Test("values nested deeper than the limit become null, and what stands beside them stays")
  func nesting() {
    for depth in [99, 100, 101, 5000] {
      let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let value = parsed("{\"deep\":\(deep),\"next\":\"}]\"}")
      #expect(value?["next"]?.string == "}]")
      #expect(value?["deep"]?.array != nil)
    }
    let hidden =
      String(repeating: "{\"a\":", count: 200) + "\"]}\\\"\"" + String(repeating: "}", count: 200)
    #expect(parsed("[\(hidden),7]")?.array?.last == .number("7"))
  }

  @Test("what the writer wrote is read as the same value")
  func roundTrip() {
    let all = String(
      String.UnicodeScalarView((0...0x2FF).compactMap { Unicode.Scalar($0 as UInt32) }))
    let value = JSONValue.object([
      .init(all, .array([.string(all), .null, .bool(true), .number("-1.5")])),
      .init("", .object([])),
    ])
    #expect(JSONParser.parse(JSONWriter.write(value)) == value)
    #expect(JSONWriter.write(value).allSatisfy { $0 >= 32 && $0 != 127 })
  }
}
