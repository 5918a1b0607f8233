/// The writing system of a letter, as far as mixing two of them in one name tells a fraud.
enum Script: Hashable {
  case latin
  case greek
  case cyrillic
  case armenian
  case hebrew
  case arabic
  case han
  case hiragana
  case katakana
  case hangul
  case bopomofo
  case other

  private static let ranges: [(ClosedRange<UInt32>, Script)] = [
    (0x41...0x5A, .latin), (0x61...0x7A, .latin), (0xAA...0xAA, .latin), (0xBA...0xBA, .latin),
    (0xC0...0xD6, .latin), (0xD8...0xF6, .latin), (0xF8...0x2AF, .latin),
    (0x370...0x3FF, .greek), (0x400...0x52F, .cyrillic), (0x531...0x58F, .armenian),
    (0x591...0x5F4, .hebrew), (0x600...0x6FF, .arabic), (0x750...0x77F, .arabic),
    (0x1100...0x11FF, .hangul), (0x1C80...0x1C8F, .cyrillic), (0x1E00...0x1EFF, .latin),
    (0x1F00...0x1FFF, .greek), (0x2C60...0x2C7F, .latin), (0x2DE0...0x2DFF, .cyrillic),
    (0x3005...0x3007, .han), (0x3041...0x309F, .hiragana), (0x30A1...0x30FA, .katakana),
    (0x30FD...0x30FF, .katakana), (0x3105...0x312F, .bopomofo), (0x3131...0x318E, .hangul),
    (0x3400...0x9FFF, .han), (0xA640...0xA69F, .cyrillic), (0xA722...0xA7FF, .latin),
    (0xAC00...0xD7FF, .hangul), (0xF900...0xFAFF, .han), (0xFF21...0xFF5A, .latin),
    (0xFF66...0xFF9D, .katakana), (0x20000...0x3FFFF, .han),
  ]

  /// The scripts that one language writes together (UTS 39 §5.2, “highly restrictive”).
  private static let companions: [Set<Script>] = [
    [.latin, .han, .hiragana, .katakana], [.latin, .han, .hangul], [.latin, .han, .bopomofo],
  ]

  /// Nil for digits, marks and signs that every script uses.
  init?(_ scalar: Unicode.Scalar) {
    guard scalar.properties.isAlphabetic else { return nil }
    let value = scalar.value
    self = Script.ranges.first { $0.0.contains(value) }?.1 ?? .other
  }

  /// Whether no language writes the letters of `text` together.
  static func isMixed(_ text: String) -> Bool {
    let found = Set(text.unicodeScalars.compactMap { Script($0) })
    return found.count > 1 && !companions.contains { $0.isSuperset(of: found) }
  }
}
