import MailModel

/// Writes JSON straight into bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(members)
    return writer.bytes
  }

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  mutating func array(_ elements: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  private mutating func nest(
    _ opening: UInt8, _ closing: UInt8, _ content: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(opening)
    needsComma = false
    content(&self)
    bytes.append(closing)
    needsComma = true
  }

  mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func raw(_ text: some Sequence<UInt8>) {
    separate()
    bytes += text
    needsComma = true
  }

  mutating func null() { raw("null".utf8) }

  mutating func bool(_ value: Bool) { raw(value ? "true".utf8 : "false".utf8) }

  mutating func integer(_ value: some BinaryInteger) { raw(String(value).utf8) }

  mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  mutating func time(_ time: Timestamp?) {
    guard let time else { return null() }
    separate()
    bytes.append(UInt8(ascii: "\""))
    appendISO(time)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// The first `limit` UTF-16 units, also where that is the middle of a surrogate pair.
  mutating func string(_ text: String, utf16Limit limit: Int) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var count = 0
    for scalar in text.unicodeScalars {
      let units = UTF16.width(scalar)
      if count + units > limit {
        if count < limit { appendEscape(UInt16(UTF16.leadSurrogate(scalar))) }
        break
      }
      count += units
      if scalar.value < 0x80 {
        append(UInt8(scalar.value))
      } else {
        if let encoded = UTF8.encode(scalar) { bytes += encoded }
      }
    }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { units in
      var start = 0
      for (index, unit) in units.enumerated()
      where unit < 0x20 || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\") {
        bytes += units[start..<index]
        append(unit)
        start = index + 1
      }
      bytes += units[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x0a: bytes += "\\n".utf8
    case 0x0d: bytes += "\\r".utf8
    case 0x09: bytes += "\\t".utf8
    case ..<0x20: appendEscape(UInt16(byte))
    default: bytes.append(byte)
    }
  }

  private mutating func appendEscape(_ unit: UInt16) {
    bytes += "\\u".utf8
    for shift in [12, 8, 4, 0] as [UInt16] {
      bytes.append(ASCII.hexDigit(UInt8(unit >> shift & 15)))
    }
  }

  private mutating func appendISO(_ time: Timestamp) {
    let fields = time.civil
    guard (0...9999).contains(fields.date.year) else {
      bytes += time.iso.utf8
      return
    }
    appendDigits(fields.date.year, 4)
    appendDigits(fields.date.month, 2, after: "-")
    appendDigits(fields.date.day, 2, after: "-")
    appendDigits(fields.hour, 2, after: "T")
    appendDigits(fields.minute, 2, after: ":")
    appendDigits(fields.second, 2, after: ":")
    appendDigits(fields.millisecond, 3, after: ".")
    bytes.append(UInt8(ascii: "Z"))
  }

  private mutating func appendDigits(_ value: Int, _ count: Int, after mark: Unicode.Scalar? = nil)
  {
    if let mark { bytes.append(UInt8(ascii: mark)) }
    var divisor = count == 4 ? 1000 : count == 3 ? 100 : 10
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }
}

extension JSONWriter {
  mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Nil is written as `null`.
  mutating func field(orNull name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// Nil is left out.
  mutating func field(ifAny name: String, _ value: String?) {
    if let value { field(name, value) }
  }

  mutating func field(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  mutating func field(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  mutating func field(_ name: String, _ value: Timestamp?) {
    key(name)
    time(value)
  }

  mutating func field(object name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }

  mutating func field(array name: String, _ elements: (inout JSONWriter) -> Void) {
    key(name)
    array(elements)
  }

  mutating func field(strings name: String, _ values: [String]) {
    field(array: name) { writer in
      for value in values { writer.string(value) }
    }
  }

  mutating func field(node name: String, _ value: JSONNode?) {
    key(name)
    node(value ?? .null)
  }

  mutating func node(_ node: JSONNode) {
    switch node {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let value):
      if let whole = Int(exactly: value) { integer(whole) } else { raw(value.description.utf8) }
    case .string(let text): string(text)
    case .array(let elements):
      array { writer in
        for element in elements { writer.node(element) }
      }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.name)
          writer.node(member.value)
        }
      }
    }
  }
}
