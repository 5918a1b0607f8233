/// Finds URLs in plain text by one linear scan.
public enum Links {
  /// A URL and where it stands.
  public struct Match: Hashable, Sendable {
    public var range: Range<String.Index>
    public var target: String
  }

  /// The longest URL, in bytes; a longer run is no link.
  public static let longestTarget = 8_192

  /// All `http:`, `https:` and `mailto:` URLs, in order, at most `Link.limit`. Punctuation that
  /// ends a sentence and brackets without a partner are not part of a URL.
  public static func find(in text: String) -> [Match] {
    let bytes = Array(text.utf8)
    let ranges = ranges(in: bytes)
    var matches: [Match] = []
    matches.reserveCapacity(ranges.count)
    var index = text.utf8.startIndex
    var offset = 0
    for range in ranges {
      index = text.utf8.index(index, offsetBy: range.lowerBound - offset)
      let end = text.utf8.index(index, offsetBy: range.count)
      matches.append(Match(range: index..<end, target: String(text[index..<end])))
      index = end
      offset = range.upperBound
    }
    return matches
  }

  private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = 0
    var previous = Ascii.space
    while index < bytes.count && result.count < Link.limit {
      let byte = bytes[index]
      if !Ascii.isAlphanumeric(previous), let scheme = schemeLength(bytes, at: index) {
        let end = runEnd(bytes, from: index + scheme)
        let last = trimmedEnd(bytes, from: index + scheme, to: end)
        if isLink(bytes, index..<last, scheme: scheme) { result.append(index..<last) }
        index = max(end, index + scheme)
        previous = Ascii.space
      } else {
        previous = byte
        index += 1
      }
    }
    return result
  }

  private static func isLink(_ bytes: [UInt8], _ range: Range<Int>, scheme: Int) -> Bool {
    let rest = bytes[(range.lowerBound + scheme)..<range.upperBound]
    guard range.count <= longestTarget, let first = rest.first else { return false }
    let isMail = bytes[range.lowerBound] | 0x20 == UInt8(ascii: "m")
    if isMail { return rest.dropFirst().dropLast().contains(UInt8(ascii: "@")) }
    return Ascii.isAlphanumeric(first) || first >= 0x80 || first == UInt8(ascii: "[")
  }

  private static let schemes = ["https://", "http://", "mailto:"].map { Array($0.utf8) }

  private static func schemeLength(_ bytes: [UInt8], at index: Int) -> Int? {
    let first = bytes[index] | 0x20
    guard first == UInt8(ascii: "h") || first == UInt8(ascii: "m") else { return nil }
    for scheme in schemes where index + scheme.count <= bytes.count {
      let isEqual = scheme.indices.allSatisfy {
        Ascii.lowercased(bytes[index + $0]) == scheme[$0]
      }
      if isEqual { return scheme.count }
    }
    return nil
  }

  private static func runEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0...0x20, 0x7F, Ascii.less, Ascii.greater, Ascii.quote, UInt8(ascii: "`"): return index
      case 0xC2, 0xE2, 0xE3, 0xEF:
        if endsURL(bytes, at: index) { return index }
      default: break
      }
      index += 1
    }
    return index
  }

  /// C1, U+00A0, U+2000–U+206F, U+3000–U+303F, U+FF00–U+FF3F: controls, spaces, quotes, full
  /// stops of other scripts.
  private static func endsURL(_ bytes: [UInt8], at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    switch bytes[index] {
    case 0xC2: return next <= 0xA0 || next == 0xAB || next == 0xBB
    case 0xE2: return next == 0x80 || next == 0x81
    case 0xE3: return next == 0x80
    default: return next == 0xBC || next == 0xBB
    }
  }

  private static func trimmedEnd(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
    var depth: [UInt8: Int] = [:]
    for byte in bytes[start..<end] {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth[byte, default: 0] += 1
      default:
        if let open = partner(of: byte) { depth[open, default: 0] -= 1 }
      }
    }
    var last = end
    while last > start {
      let byte = bytes[last - 1]
      if let open = partner(of: byte) {
        guard depth[open, default: 0] < 0 else { break }
        depth[open, default: 0] += 1
      } else if !".,;:!?'*|([{".utf8.contains(byte) {
        break
      } else if "([{".utf8.contains(byte) {
        depth[byte, default: 0] -= 1
      }
      last -= 1
    }
    return last
  }

  private static func partner(of close: UInt8) -> UInt8? {
    switch close {
    case UInt8(ascii: ")"): UInt8(ascii: "(")
    case UInt8(ascii: "]"): UInt8(ascii: "[")
    case UInt8(ascii: "}"): UInt8(ascii: "{")
    default: nil
    }
  }
}
