/// Writes JSON to bytes: the same value gives the same bytes, in the order given.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  static func write(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.append(value)
    return writer.bytes
  }

  private mutating func append(_ value: JSONValue) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let text): bytes += text.utf8
    case .string(let text): append(text)
    case .array(let elements):
      append(elements, between: ("[", "]")) { $0.append($1) }
    case .object(let members):
      append(members, between: ("{", "}")) { writer, member in
        writer.append(member.name)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.append(member.value)
      }
    }
  }

  private mutating func append<Item>(
    _ items: [Item], between marks: (Unicode.Scalar, Unicode.Scalar),
    _ body: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: marks.0))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      body(&self, item)
    }
    bytes.append(UInt8(ascii: marks.1))
  }

  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 10: bytes += "\\n".utf8
      case 13: bytes += "\\r".utf8
      case 9: bytes += "\\t".utf8
      case ..<32, 127:
        bytes += "\\u00".utf8
        bytes += [HexDigit.upper[Int(byte >> 4)], HexDigit.upper[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
