/// A JSON value as it was read (RFC 8259).
indirect enum JSONNode {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONNode])
  /// In the order of the text; of equal names the last one counts.
  case object([(name: String, value: JSONNode)])

  /// A member of an object; nil where it is missing or this is no object.
  subscript(_ name: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  var number: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  var array: [JSONNode]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  var isNull: Bool {
    guard case .null = self else { return false }
    return true
  }

  /// The name of its type, as the server's validation calls it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

/// Where a text stops being JSON.
struct JSONSyntaxError: Error {
  /// The offset in bytes.
  var position: Int
}

/// Reads JSON from bytes, in one pass, at most 200 levels deep.
struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var depth = 0

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  static func read(_ bytes: ArraySlice<UInt8>) throws(JSONSyntaxError) -> JSONNode {
    var reader = JSONReader(bytes)
    let node = try reader.value()
    reader.skipBlanks()
    guard reader.index == bytes.endIndex else { throw reader.failure }
    return node
  }

  private var failure: JSONSyntaxError { JSONSyntaxError(position: index - bytes.startIndex) }

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      index += 1
    }
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONNode {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"):
      return try nested { reader throws(JSONSyntaxError) in
        try reader.object()
      }
    case UInt8(ascii: "["):
      return try nested { reader throws(JSONSyntaxError) in
        try reader.array()
      }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(JSONSyntaxError) -> JSONNode
  ) throws(JSONSyntaxError) -> JSONNode {
    guard depth < 200 else { throw failure }
    depth += 1
    index += 1
    let node = try body(&self)
    depth -= 1
    return node
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONNode {
    var members: [(name: String, value: JSONNode)] = []
    if skip("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw failure }
      let name = try string()
      guard skip(":") else { throw failure }
      members.append((name, try value()))
    } while skip(",")
    guard skip("}") else { throw failure }
    return .object(members)
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONNode {
    var elements: [JSONNode] = []
    if skip("]") { return .array(elements) }
    repeat {
      elements.append(try value())
    } while skip(",")
    guard skip("]") else { throw failure }
    return .array(elements)
  }

  private mutating func word(
    _ word: StaticString, _ node: JSONNode
  ) throws(JSONSyntaxError) -> JSONNode {
    let matches = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
    guard matches else { throw failure }
    index += word.utf8CodeUnitCount
    return node
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONNode {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let first = text.utf8.first, first == 0x2d || (0x30...0x39).contains(first),
      let value = Double(text)
    else { throw failure }
    return .number(value)
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      index += 1
    }
    if next == UInt8(ascii: "\"") {
      defer { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    return try escapedString(Array(bytes[start..<index]))
  }

  private mutating func escapedString(
    _ start: [UInt8]
  ) throws(JSONSyntaxError) -> String {
    var text = start
    while let byte = next, byte >= 0x20 {
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
      }
    }
    throw failure
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    guard let mark = next else { throw failure }
    index += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(mark)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += String(Character(try scalar())).utf8
    default: throw failure
    }
  }

  /// Behind `\u`; half a surrogate pair becomes U+FFFD.
  private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let high = try unit()
    guard (0xd800...0xdbff).contains(high), next == UInt8(ascii: "\\"),
      bytes[(index + 1)...].first == UInt8(ascii: "u")
    else { return Unicode.Scalar(high) ?? "\u{fffd}" }
    let mark = index
    index += 2
    let low = try unit()
    guard (0xdc00...0xdfff).contains(low) else {
      index = mark
      return "\u{fffd}"
    }
    return Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)) ?? "\u{fffd}"
  }

  private mutating func unit() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = ASCII.hexValue(byte) else { throw failure }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
