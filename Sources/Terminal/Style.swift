/// The role of a cell, as an index into the theme's palette: views name roles, never colours.
public struct Style: Hashable, Sendable {
  /// 0 is plain text in the terminal's own colours.
  public let index: UInt8

  public init(index: UInt8) {
    self.index = index
  }

  /// Plain text in the terminal's own colours.
  public static let plain = Style(index: 0)

  /// One character for the golden screens: `.` for plain, then `a`, `b` … `z`, `A` … `Z`.
  public var letter: Character {
    let letters = Array(".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters[min(Int(index), letters.count - 1)]
  }
}

/// What one style looks like on a screen.
public struct Appearance: Hashable, Sendable {
  /// A colour of the terminal's palette, 0–255; nil is the terminal's own.
  public var foreground: UInt8?
  public var background: UInt8?
  public var attributes: Attributes

  public init(
    foreground: UInt8? = nil, background: UInt8? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// What a terminal can do to a cell besides colouring it.
public struct Attributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Attributes(rawValue: 1)
  public static let dim = Attributes(rawValue: 2)
  public static let underline = Attributes(rawValue: 4)
  public static let reverse = Attributes(rawValue: 8)
  public static let italic = Attributes(rawValue: 16)
}
