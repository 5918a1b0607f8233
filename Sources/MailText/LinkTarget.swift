/// The target of a link as mail gave it, cleaned as the URL standard does (§4.4: no C0 and blanks
/// at the ends, no tabs and line ends inside).
struct LinkTarget {
  /// Without controls; blanks are `%20`.
  let text: String
  /// Lower case, at most 20 letters; empty for a relative target.
  let scheme: String
  private let isTooLong: Bool

  init(_ href: [UInt8]) {
    isTooLong = href.count > Links.longestTarget
    var bytes = href.prefix(Links.longestTarget).filter {
      $0 != Ascii.tab && $0 != Ascii.newline && $0 != Ascii.carriageReturn
    }
    while let last = bytes.last, last <= Ascii.space { bytes.removeLast() }
    let start = bytes.firstIndex { $0 > Ascii.space } ?? bytes.endIndex
    bytes.removeSubrange(..<start)
    scheme = LinkTarget.scheme(of: bytes)
    text = LinkTarget.cleaned(bytes)
  }

  /// A place in the document itself, or relative to a base that mail does not have.
  var isLocal: Bool { scheme.isEmpty && !isTooLong }

  /// Of a kind that may be opened (HT-07).
  var isOpenable: Bool {
    switch scheme {
    case "http", "https", "mailto", "tel", "ftp":
      !isTooLong && text.utf8.count > scheme.utf8.count + 1
    default: false
    }
  }

  /// The host of an `http` or `https` target, without user name.
  var host: String? {
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text.utf8.dropFirst(scheme.utf8.count + 1).drop { $0 == Ascii.slash }
    let authority = rest.prefix { $0 != Ascii.slash && $0 != Ascii.question && $0 != Ascii.number }
    let at = authority.lastIndex(of: UInt8(ascii: "@")).map { authority.index(after: $0) }
    let host = authority[(at ?? authority.startIndex)...]
    return host.isEmpty ? nil : String(decoding: host.prefix(255), as: UTF8.self)
  }

  private static func scheme(of bytes: [UInt8]) -> String {
    guard let colon = bytes.prefix(21).firstIndex(of: Ascii.colon), let first = bytes.first,
      Ascii.isLetter(first),
      bytes[..<colon].allSatisfy({ Ascii.isAlphanumeric($0) || "+-.".utf8.contains($0) })
    else { return "" }
    return String(decoding: bytes[..<colon].map(Ascii.lowercased), as: UTF8.self)
  }

  private static func cleaned(_ bytes: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x20: result.append(contentsOf: "%20".unicodeScalars)
      case 0...0x1F, 0x7F...0x9F: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
