public import Terminal

extension Style {
  static let dim = Style(index: 1)
  static let border = Style(index: 2)
  static let title = Style(index: 3)
  static let unread = Style(index: 4)
  static let cursor = Style(index: 5)
  static let unreadCursor = Style(index: 6)
  static let inactiveCursor = Style(index: 7)
  static let status = Style(index: 8)
  static let problem = Style(index: 9)
  static let hintKey = Style(index: 10)
  static let hint = Style(index: 11)
  static let quote = Style(index: 12)
  static let link = Style(index: 13)
  static let sender = Style(index: 14)
  static let ownSender = Style(index: 15)
  static let good = Style(index: 16)
  static let warning = Style(index: 17)
  static let unsure = Style(index: 18)
  static let field = Style(index: 19)
  static let selected = Style(index: 20)
}

/// What the styles look like. Meaning is never by colour alone: each has its mark or its word too.
public struct Theme: Equatable, Sendable {
  /// Indexed by `Style.index`.
  public var palette: [Appearance]

  /// 16 colours on the terminal's own background, readable on light and on dark.
  public static let standard = Theme(palette: [
    Appearance(),
    Appearance(attributes: .dim),
    Appearance(attributes: .dim),
    Appearance(attributes: .bold),
    Appearance(attributes: .bold),
    Appearance(attributes: .reverse),
    Appearance(attributes: [.reverse, .bold]),
    Appearance(attributes: .underline),
    Appearance(),
    Appearance(foreground: 1, attributes: .bold),
    Appearance(foreground: 6),
    Appearance(attributes: .dim),
    Appearance(foreground: 2),
    Appearance(foreground: 4, attributes: .underline),
    Appearance(foreground: 6, attributes: .bold),
    Appearance(foreground: 5, attributes: .bold),
    Appearance(foreground: 2),
    Appearance(foreground: 3),
    Appearance(foreground: 5, attributes: .bold),
    Appearance(attributes: .underline),
    Appearance(attributes: .bold),
  ])

  /// The same marks without colours (NO_COLOR).
  public static let monochrome = Theme(
    palette: standard.palette.map { Appearance(attributes: $0.attributes) })
}
