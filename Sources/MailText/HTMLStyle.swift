/// What a `style` attribute says of whether and how its text is seen.
struct HTMLStyle {
  /// The ground behind text.
  enum Ground {
    case color(HTMLColor)
    /// A picture, a gradient: nobody knows.
    case unknown
  }

  var isHidden = false
  var isInvisible: Bool?
  var hasZeroFont: Bool?
  var isPreformatted: Bool?
  var color: HTMLColor?
  var ground: Ground?
  private var isClipped = false
  private var isFlat = false
  private var isPositioned = false
  private var isShifted = false

  /// Reads the declarations of `css`, at most its first 4,096 bytes.
  init(_ css: [UInt8]) {
    for declaration in HTMLStyle.declarations(css.prefix(4_096)) {
      apply(declaration.name, declaration.value)
    }
    if (isClipped && isFlat) || (isPositioned && isShifted) { isHidden = true }
  }

  private mutating func apply(_ name: String, _ value: String) {
    switch name {
    case "display": if value == "none" { isHidden = true }
    case "visibility": isInvisible = value == "hidden" || value == "collapse"
    case "opacity": if let length = HTMLLength(value), length.number <= 0.02 { isHidden = true }
    case "font-size": applyFontSize(value)
    case "white-space": isPreformatted = value.hasPrefix("pre") || value == "break-spaces"
    case "color": color = HTMLColor(value)
    case "background-color", "background": applyGround(value)
    case "background-image": if value != "none" { ground = .unknown }
    case "overflow": isClipped = value == "hidden"
    case "height", "max-height", "width", "max-width": applyExtent(value)
    case "position": isPositioned = value == "absolute" || value == "fixed"
    case "text-indent": if HTMLStyle.isOffScreen(value) { isHidden = true }
    case "left", "top", "right", "bottom", "margin-left", "margin-top":
      if HTMLStyle.isOffScreen(value) { isShifted = true }
    default: break
    }
  }

  private mutating func applyExtent(_ value: String) {
    guard let length = HTMLLength(value) else { return }
    if length.number <= (length.isAbsolute ? 1 : 0.05) { isFlat = true }
  }

  private mutating func applyFontSize(_ value: String) {
    guard let length = HTMLLength(value) else {
      hasZeroFont = value == "inherit" ? nil : false
      return
    }
    if length.number <= (length.isAbsolute ? 1 : 0.05) {
      hasZeroFont = true
    } else if length.isAbsolute {
      hasZeroFont = false
    }
  }

  private mutating func applyGround(_ value: String) {
    if value.contains("url(") || value.contains("gradient") {
      ground = .unknown
    } else if let color = HTMLColor(value) {
      ground = .color(color)
    } else if let word = value.split(separator: " ").first, let color = HTMLColor(String(word)) {
      ground = .color(color)
    }
  }

  private static func isOffScreen(_ value: String) -> Bool {
    HTMLLength(value).map { $0.number <= ($0.isAbsolute ? -500 : -50) } ?? false
  }
}

extension HTMLStyle {
  /// Names and values in lower case, without comments and `!important`.
  private static func declarations(_ css: ArraySlice<UInt8>) -> [(name: String, value: String)] {
    let text = withoutComments(css)
    return text.split(separator: Ascii.semicolon).compactMap { part in
      guard let colon = part.firstIndex(of: Ascii.colon) else { return nil }
      var value = part[(colon + 1)...]
      if let mark = value.firstIndex(of: Ascii.exclamation) { value = value[..<mark] }
      return (trimmed(part[..<colon]), trimmed(value))
    }
  }

  private static func withoutComments(_ css: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isComment = false
    var previous: UInt8 = 0
    for byte in css {
      if isComment {
        if previous == UInt8(ascii: "*") && byte == Ascii.slash {
          isComment = false
          previous = 0
          continue
        }
      } else if previous == Ascii.slash && byte == UInt8(ascii: "*") {
        result.removeLast()
        isComment = true
        previous = 0
        continue
      } else {
        result.append(Ascii.lowercased(byte))
      }
      previous = byte
    }
    return result
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var slice = bytes
    while let first = slice.first, Ascii.isSpace(first) { slice.removeFirst() }
    while let last = slice.last, Ascii.isSpace(last) { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }
}

/// A number of a style sheet with its unit.
struct HTMLLength {
  var number: Double
  /// The unit is no share of the surroundings' size.
  var isAbsolute: Bool

  /// Reads `0`, `-9999px`, `.5em`, `10%`; nil for words.
  init?(_ text: String) {
    let digits = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." || $0 == "-" || $0 == "+" }
    guard let number = Double(String(digits)) else { return nil }
    self.number = number
    switch text.dropFirst(digits.count) {
    case "em", "%", "ex": isAbsolute = false
    case "rem", "vw", "vh":
      isAbsolute = true
      self.number = number * 16
    default: isAbsolute = true
    }
  }
}
