/// What an element hands down to the text and the elements inside it.
struct TextScope {
  /// Levels of quotation; more than `deepestQuote` look the same.
  var quoteDepth = 0
  /// Columns before a line.
  var indent = 0
  var isPreformatted = false
  /// `display:none` and all that nothing inside can take back.
  var isHidden = false
  var isInvisible = false
  var hasZeroFont = false
  /// Not text to be read at all: drawings, choices.
  var isSkipped = false
  var color: HTMLColor?
  /// Nil: unknown.
  var ground: HTMLColor? = .white

  static let deepestQuote = 32
  static let widestIndent = 24

  /// Neither text nor line ends are left of it.
  var isRemoved: Bool { isHidden || isSkipped }

  /// No reader of the document sees the text.
  var conceals: Bool {
    if isHidden || isInvisible || hasZeroFont { return true }
    guard let color, let ground else { return false }
    return color.isNear(ground)
  }

  /// Adds what the attributes of `tag` say. `hasSheet`: a style sheet may paint anything that has
  /// a class, so that nothing is known of it.
  mutating func apply(_ tag: HTMLStartTag, of bytes: [UInt8], hasSheet: Bool) {
    if hasSheet && (tag.has(.class) || tag.has(.id)) { ground = nil }
    if tag.has(.hidden) || tag.element == .template || tag.element == .noscript { isHidden = true }
    if tag.element == .svg || tag.element == .select { isSkipped = true }
    if tag.element == .pre || tag.element == .listing { isPreformatted = true }
    guard !tag.attributes.isEmpty else { return }
    if tag.has(.background) { ground = nil }
    if let value = tag.value(of: .bgcolor), let color = Self.color(bytes, value) { ground = color }
    let name: HTMLAttribute = tag.element == .body ? .text : .color
    if let value = tag.value(of: name) { color = Self.color(bytes, value) }
    if tag.element == .font, tag.has(.size) { hasZeroFont = false }
    if let value = tag.value(of: .style) { apply(HTMLStyle(HTMLEntity.resolved(bytes, value))) }
  }

  private mutating func apply(_ style: HTMLStyle) {
    if style.isHidden { isHidden = true }
    if let value = style.isInvisible { isInvisible = value }
    if let value = style.hasZeroFont { hasZeroFont = value }
    if let value = style.isPreformatted { isPreformatted = value }
    if let value = style.color { color = value }
    switch style.ground {
    case .color(let value): ground = value
    case .unknown: ground = nil
    case nil: break
    }
  }

  private static func color(_ bytes: [UInt8], _ range: Range<Int>) -> HTMLColor? {
    HTMLColor(String(decoding: bytes[range].prefix(32).map(Ascii.lowercased), as: UTF8.self))
  }
}
