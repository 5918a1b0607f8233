/// One line of text without anything that could command a terminal: all that a `Canvas` accepts.
///
/// Controls become pictures (`␛`), line ends a visible `␤`; what is invisible or turns the writing
/// direction is gone. Sanitising the string again gives the same string.
public struct SafeText: Hashable, Sendable {
  /// The sanitised scalars.
  public let string: String
  /// Cells on a screen.
  public let width: Int
  /// Whether controls, bidi controls, invisible characters or piles of marks were in the original.
  public let isAltered: Bool

  /// Text that a sanitiser made.
  init(trusted string: String, width: Int, isAltered: Bool = false) {
    self.string = string
    self.width = width
    self.isAltered = isAltered
  }

  /// Sanitises `raw`; what is longer than `limit` scalars ends in `…`.
  public init(_ raw: String, limit: Int = 2000) {
    if raw.utf8.count <= limit, let width = raw.harmlessWidth {
      self.init(trusted: raw, width: width)
    } else {
      self.init(sanitising: raw.unicodeScalars, limit: limit)
    }
  }

  /// Sanitises a part of a string.
  public init(_ raw: some StringProtocol, limit: Int = 2000) {
    self.init(String(raw), limit: limit)
  }

  /// Sanitises bytes that should be UTF-8; what is not becomes U+FFFD.
  public init(bytes: [UInt8], limit: Int = 2000) {
    // A scalar of the text that is read has at most four bytes.
    let read = bytes.prefix(SafeText.scalarsRead(for: limit) * 4)
    self.init(String(decoding: read, as: UTF8.self), limit: limit)
  }

  public var isEmpty: Bool { string.isEmpty }

  /// Whether every scalar is one byte and one cell.
  var isASCII: Bool { width == string.utf8.count }

  public static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(
      trusted: left.string + right.string, width: left.width + right.width,
      isAltered: left.isAltered || right.isAltered)
  }

  /// The clusters that fit in `columns` cells; a wide one is never halved.
  public func prefix(columns: Int) -> SafeText {
    if width <= columns { return self }
    if columns <= 0 { return SafeText(trusted: "", width: 0, isAltered: isAltered) }
    if isASCII {
      let cut = String(decoding: string.utf8.prefix(columns), as: UTF8.self)
      return SafeText(trusted: cut, width: columns, isAltered: isAltered)
    }
    var taken = 0
    var end = string.unicodeScalars.startIndex
    for index in string.unicodeScalars.indices {
      let cells = Width.cells(of: string.unicodeScalars[index])
      if taken + cells > columns { break }
      taken += cells
      end = string.unicodeScalars.index(after: index)
    }
    return SafeText(trusted: String(string[..<end]), width: taken, isAltered: isAltered)
  }

  /// The text, or what fits of it and an ellipsis, in at most `columns` cells.
  public func truncated(to columns: Int) -> SafeText {
    if width <= columns { return self }
    if columns <= 0 { return prefix(columns: 0) }
    let cut = prefix(columns: columns - 1)
    return SafeText(trusted: cut.string + "…", width: cut.width + 1, isAltered: isAltered)
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension String {
  /// The width of a text that needs no sanitising and takes no search in a table; nil if it might.
  fileprivate var harmlessWidth: Int? {
    utf8.withContiguousStorageIfAvailable { bytes in
      if bytes.isPrintableASCII { return bytes.count }
      return bytes.harmlessWidth
    } ?? nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether all bytes are in 0x20–0x7E; one pass without a branch, for the lists' hot path.
  var isPrintableASCII: Bool {
    var other = false
    for byte in self { other = other || (byte &- 0x20) > 0x5E }
    return !other
  }

  private func isLineOrEllipsis(at index: Int) -> Bool {
    let next = self[index]
    return next == 0x94 || next == 0x95 || (next == 0x80 && self[index + 1] == 0xA6)
  }

  /// The width of valid UTF-8 out of printable ASCII, U+00A1–02FF without U+00AD, U+0400–047F,
  /// U+2026, U+2500–257F and U+5000–8FFF; nil for anything else.
  fileprivate var harmlessWidth: Int? {
    var width = 0
    var index = 0
    while index < count {
      switch self[index] {
      case 0x20...0x7E: index += 1
      case 0xC2 where index + 1 < count && self[index + 1] > 0xA0 && self[index + 1] != 0xAD:
        index += 2
      case 0xC3...0xCB, 0xD0...0xD1: index += 2
      case 0xE2 where index + 2 < count && isLineOrEllipsis(at: index + 1): index += 3
      case 0xE5...0xE8:
        index += 3
        width += 1
      default: return nil
      }
      width += 1
    }
    return width
  }
}
