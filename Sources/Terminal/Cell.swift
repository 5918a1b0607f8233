/// One cell in two words: a base scalar, up to four marks, a style and its width.
///
/// `low` holds the base and two marks of 21 bits each; `high` two marks, then 8 bits of style and
/// 2 bits of width. CTerminal reads the same layout.
struct Cell: Hashable, Sendable {
  private(set) var low: UInt64
  private(set) var high: UInt64

  private static let scalarMask: UInt64 = 0x1F_FFFF
  private static let styleShift: UInt64 = 42
  private static let widthShift: UInt64 = 50

  /// `width` is 1, 2, or 0 for the right half of a wide scalar.
  init(_ base: UInt32, style: Style, width: Int) {
    low = UInt64(base) & Cell.scalarMask
    high = UInt64(style.index) << Cell.styleShift | UInt64(width & 3) << Cell.widthShift
  }

  static let blank = Cell(0x20, style: .plain, width: 1)

  /// The same cell with an ASCII character for its base of 0.
  func with(base: UInt8) -> Cell {
    var cell = self
    cell.low |= UInt64(base)
    return cell
  }

  var base: UInt32 { UInt32(low & Cell.scalarMask) }
  var width: Int { Int(high >> Cell.widthShift & 3) }

  var style: Style {
    get { Style(index: UInt8(high >> Cell.styleShift & 0xFF)) }
    set {
      high = high & ~(0xFF << Cell.styleShift) | UInt64(newValue.index) << Cell.styleShift
    }
  }

  /// The scalars that are drawn on the base, in order.
  var marks: [UInt32] {
    [low >> 21, low >> 42, high, high >> 21].map { UInt32($0 & Cell.scalarMask) }.filter { $0 != 0 }
  }

  /// Adds a mark; the fifth and later ones are dropped, as ncurses would.
  mutating func add(mark: UInt32) {
    let mark = UInt64(mark) & Cell.scalarMask
    if low >> 21 & Cell.scalarMask == 0 {
      low |= mark << 21
    } else if low >> 42 & Cell.scalarMask == 0 {
      low |= mark << 42
    } else if high & Cell.scalarMask == 0 {
      high |= mark
    } else if high >> 21 & Cell.scalarMask == 0 {
      high |= mark << 21
    }
  }
}
