/// Character references (HTML §13.2.5.72–84).
enum HTMLEntity {
  /// The longest name that is looked for, in bytes.
  private static let longestName = 32
  /// The longest of the names that also count without their semicolon.
  private static let longestBareName = 6

  /// The scalar of the reference that begins with the `&` at `start`, and where it ends; nil where
  /// that `&` is just a character. `inAttribute`: `&copy=1` is a query there, not a sign.
  static func decode(
    _ bytes: [UInt8], at start: Int, end: Int, inAttribute: Bool
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    let first = start + 1
    guard first < end else { return nil }
    if bytes[first] == Ascii.number { return numeric(bytes, at: first + 1, end: end) }
    var stop = first
    while stop < end && stop - first < longestName && Ascii.isAlphanumeric(bytes[stop]) {
      stop += 1
    }
    guard stop > first else { return nil }
    if stop < end && bytes[stop] == Ascii.semicolon, let scalar = named(bytes[first..<stop]) {
      return (scalar, stop + 1)
    }
    return bare(bytes, at: first, stop: stop, end: end, inAttribute: inAttribute)
  }

  /// All text of `range` with its references resolved.
  static func resolved(
    _ bytes: [UInt8], _ range: Range<Int>, inAttribute: Bool = true
  ) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == Ascii.ampersand,
        let found = decode(bytes, at: index, end: range.upperBound, inAttribute: inAttribute)
      {
        result.append(contentsOf: UTF8.encode(found.scalar) ?? UTF8.encodedReplacementCharacter)
        index = found.end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func named(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    HTMLEntityNames.scalars[String(decoding: name, as: UTF8.self)]
  }

  private static func bare(
    _ bytes: [UInt8], at first: Int, stop: Int, end: Int, inAttribute: Bool
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    var length = min(stop - first, longestBareName)
    while length >= 2 {
      let last = first + length
      let name = String(decoding: bytes[first..<last], as: UTF8.self)
      if let scalar = HTMLEntityNames.bareScalars[name] {
        let isQuery =
          inAttribute && last < end
          && (bytes[last] == Ascii.equal || Ascii.isAlphanumeric(bytes[last]))
        return isQuery ? nil : (scalar, last)
      }
      length -= 1
    }
    return nil
  }

  private static func numeric(
    _ bytes: [UInt8], at start: Int, end: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    var index = start
    let isHex = index < end && bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHex { index += 1 }
    let firstDigit = index
    var value: UInt32 = 0
    while index < end, let digit = Ascii.hexValue(bytes[index]), isHex || digit < 10 {
      value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
      index += 1
    }
    guard index > firstDigit else { return nil }
    if index < end && bytes[index] == Ascii.semicolon { index += 1 }
    return (scalar(of: value), index)
  }

  /// What a number stands for; controls become U+FFFD, so that no reference can type one (TI-05).
  static func scalar(of value: UInt32) -> Unicode.Scalar {
    switch value {
    case 0x09, 0x0A: return Unicode.Scalar(UInt8(value))
    case 0x0C, 0x0D: return " "
    case 0x80...0x9F: return windows1252[Int(value) - 0x80]
    case 0...0x1F, 0x7F: return "\u{FFFD}"
    default: return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
  }

  /// 0x80–0x9F as the standard reads them; U+FFFD where Windows-1252 has nothing.
  private static let windows1252: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž",
    "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ",
    "\u{FFFD}", "ž", "Ÿ",
  ]
}

extension UTF8 {
  /// U+FFFD.
  static let encodedReplacementCharacter = encode("\u{FFFD}") ?? .init()
}
