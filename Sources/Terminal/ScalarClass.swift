/// What the sanitiser does with a scalar above U+007E.
enum ScalarClass {
  case text(cells: Int)
  case mark
  case lineEnd
  /// Looks like a space; `isInvisible` if it is a letter or a symbol that only draws nothing.
  case blank(isInvisible: Bool)
  /// U+200C and U+200D.
  case joiner
  /// Chooses a variant of the scalar before it.
  case selector
  case tag
  case skinTone
  /// Bidi controls and what else draws nothing.
  case invisible
  /// C1 controls and noncharacters: never in honest text.
  case forbidden
  /// Unassigned or private.
  case absent

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x85, 0x2028, 0x2029: self = .lineEnd
    case 0x7F...0x9F: self = .forbidden
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: self = .blank(isInvisible: false)
    case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: self = .blank(isInvisible: true)
    case 0x200C, 0x200D: self = .joiner
    case 0xAD, 0x034F, 0x061C, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F: self = .invisible
    case 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFB: self = .invisible
    case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: self = .invisible
    case 0x180B...0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: self = .selector
    case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: self = .tag
    case 0x1F3FB...0x1F3FF: self = .skinTone
    default: self = ScalarClass(tableEntryOf: value)
    }
  }

  private init(tableEntryOf value: UInt32) {
    switch Width.kind(of: value) {
    case .mark: self = .mark
    case .narrow: self = .text(cells: 1)
    case .wide: self = .text(cells: 2)
    case .absent:
      let isNoncharacter = value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
      self = isNoncharacter ? .forbidden : .absent
    }
  }
}
