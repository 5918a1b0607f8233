/// Reads JSON (RFC 8259) from bytes in one pass and forgives what senders of mail can cause: lone
/// surrogates, invalid UTF-8, raw control characters, numbers out of range, nesting without end.
struct JSONParser {
  /// Deeper values are read over and become null.
  static let maximumDepth = 100
  /// A document of more values is refused: 32 MB of zeros would take gigabytes as values (AF-18).
  static let maximumValues = 500_000

  private let bytes: [UInt8]
  private var index = 0
  private var valuesLeft = JSONParser.maximumValues

  /// The value that `bytes` hold; nil where they are no JSON, end too early, go on after it or hold
  /// too many values. What is between its commas and no JSON becomes null.
  static func parse(_ bytes: [UInt8]) -> JSONValue? {
    var parser = JSONParser(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    guard let value = parser.value(depth: 0) else { return nil }
    parser.skipBlanks()
    return parser.index == bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 32 { index += 1 }
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipBlanks()
    guard valuesLeft > 0 else { return nil }
    valuesLeft -= 1
    switch next {
    case UInt8(ascii: "{"):
      return depth < JSONParser.maximumDepth ? object(depth: depth) : skipNested()
    case UInt8(ascii: "["):
      return depth < JSONParser.maximumDepth ? array(depth: depth) : skipNested()
    case UInt8(ascii: "\""): return string().map { .string($0) }
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    var members: [JSONValue.Member] = []
    if skip("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\""), let name = string(), skip(":"),
        let value = value(depth: depth + 1)
      else { return nil }
      members.append(JSONValue.Member(name, value))
    } while skip(",")
    return skip("}") ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSONValue? {
    index += 1
    var elements: [JSONValue] = []
    if skip("]") { return .array(elements) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
    } while skip(",")
    return skip("]") ? .array(elements) : nil
  }

  /// Reads over a nested value without a call per level.
  private mutating func skipNested() -> JSONValue? {
    var open = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
      case UInt8(ascii: "\""):
        guard string() != nil else { return nil }
        continue
      default: break
      }
      index += 1
      if open == 0 { return .null }
    }
    return nil
  }

  /// A number, a flag or null. Anything else costs itself alone: it is null too.
  private mutating func word() -> JSONValue? {
    let start = index
    while let byte = next, byte > 32, !",]}\"".utf8.contains(byte) { index += 1 }
    guard index > start else { return nil }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return JSONParser.isNumber(bytes[start..<index]) ? .number(text) : .null
    }
  }

  /// Only what JSON writes; `Double` would take `inf`, `nan` and `0x1p3` too.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
      && Double(String(decoding: bytes, as: UTF8.self)) != nil
  }

  /// A string between its quotes; nil where it does not end.
  private mutating func string() -> String? {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { index += 1 }
    guard let byte = next else { return nil }
    if byte == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
    }
    return escapedString(Array(bytes[start..<index]))
  }

  private mutating func escapedString(_ start: [UInt8]) -> String? {
    var text = start
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): appendEscape(to: &text)
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What follows a backslash; an unknown escape stands for its own letter.
  private mutating func appendEscape(to text: inout [UInt8]) {
    guard let mark = next else { return }
    index += 1
    switch mark {
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text += UTF8.encode(scalar()).map(Array.init) ?? []
    default: text.append(mark)
    }
  }

  /// Behind `\u`; half of a surrogate pair becomes U+FFFD.
  private mutating func scalar() -> Unicode.Scalar {
    guard let high = unit() else { return "\u{FFFD}" }
    guard (0xD800...0xDBFF).contains(high), next == UInt8(ascii: "\\"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    let mark = index
    index += 2
    guard let low = unit(), (0xDC00...0xDFFF).contains(low) else {
      index = mark
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func unit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<(index + 4)] {
      guard let digit = HexDigit.value(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }
}

/// Hexadecimal digits in ASCII.
enum HexDigit {
  static let upper = Array("0123456789ABCDEF".utf8)

  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
