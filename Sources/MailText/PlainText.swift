/// Rules for text as it comes from mail.
enum PlainText {
  /// `text` with `\n` for every line end there is: CRLF, CR, VT, FF, U+0085, U+2028, U+2029
  /// (UW-17).
  static func normalized(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let length = lineEnd(bytes, at: index)
      result.append(length > 0 ? Ascii.newline : bytes[index])
      index += max(length, 1)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of the line end at `index`; 0 where there is none.
  private static func lineEnd(_ bytes: [UInt8], at index: Int) -> Int {
    func has(_ offset: Int, _ byte: UInt8) -> Bool {
      index + offset < bytes.count && bytes[index + offset] == byte
    }
    switch bytes[index] {
    case Ascii.newline, 0x0B, 0x0C: return 1
    case Ascii.carriageReturn: return has(1, Ascii.newline) ? 2 : 1
    case 0xC2: return has(1, 0x85) ? 2 : 0
    case 0xE2: return has(1, 0x80) && (has(2, 0xA8) || has(2, 0xA9)) ? 3 : 0
    default: return 0
    }
  }

  /// `text` with U+FFFD for every control character but `\n` and `\t` (TI-23).
  static func withoutControls(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: result.append(scalar)
      case 0...0x1F, 0x7F...0x9F: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// As `withoutControls`, on one line: for header fields.
  static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in withoutControls(normalized(text)).unicodeScalars {
      result.append(scalar == "\n" || scalar == "\t" ? " " : scalar)
    }
    return trimmed(String(result))
  }

  /// Without blanks and line ends at both ends.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether nobody would see anything of `text`.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(isBlank)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x034F, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
      0x205F...0x206F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }
}
