/// A character that text of mail treats otherwise than by showing it: spaces of all widths,
/// controls, marks that nobody sees.
struct SpecialCharacter {
  enum Kind {
    case visible
    case space
    case control
    /// Nothing is seen of it and nothing is lost without it; the bidi controls are among them.
    case invisible
    case joiner
  }

  var kind: Kind
  /// Bytes, at least 1.
  var length: Int

  /// Reads the character at `index`; `bytes` is valid UTF-8.
  init(_ bytes: [UInt8], at index: Int, end: Int) {
    let first = bytes[index]
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    length = min(width, end - index)
    guard length == width else {
      kind = .control
      return
    }
    switch width {
    case 1: kind = .control
    case 2: kind = Self.kind(UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F))
    case 3:
      let middle = UInt32(bytes[index + 1] & 0x3F) << 6
      kind = Self.kind(UInt32(first & 0x0F) << 12 | middle | UInt32(bytes[index + 2] & 0x3F))
    default: kind = .visible
    }
  }

  private static func kind(_ scalar: UInt32) -> Kind {
    switch scalar {
    case 0x80...0x9F: .control
    case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: .space
    case 0x200C, 0x200D: .joiner
    case 0xAD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFEFF:
      .invisible
    default: .visible
    }
  }
}
