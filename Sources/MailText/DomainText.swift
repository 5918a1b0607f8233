/// A domain's name with what its letters hide.
struct DomainText: Hashable {
  /// The name with A-labels (`xn--…`) where it was written with letters that deceive, or with
  /// U-labels where it was written with A-labels (RFC 5890 §2.3.2.1); nil where there is no need.
  let otherForm: String?
  /// It may be taken for another domain, or an A-label of it is none.
  let isDoubtful: Bool

  /// `name` should be at most 255 bytes.
  init(_ name: String) {
    // What nearly every name is: nothing below can find anything in it.
    if DomainText.isPlain(name) {
      isDoubtful = false
      otherForm = nil
      return
    }
    let labels = name.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
      .map { Label(String($0)) }
    isDoubtful = labels.contains { $0.isDoubtful }
    if labels.contains(where: { $0.isEncoded }) {
      let decoded = labels.map(\.unicode).joined(separator: ".")
      otherForm = decoded.utf8.elementsEqual(name.utf8) ? nil : decoded
    } else {
      otherForm = isDoubtful ? labels.map(\.ascii).joined(separator: ".") : nil
    }
  }

  /// Only ASCII, and no `--` as every A-label has one.
  private static func isPlain(_ name: String) -> Bool {
    var before: UInt8 = 0
    for byte in name.utf8 {
      if byte >= 0x80 || (byte == UInt8(ascii: "-") && before == byte) { return false }
      before = byte
    }
    return true
  }
}

/// One label of a domain's name in both its forms.
private struct Label {
  let ascii: String
  let unicode: String
  /// It was written as an A-label.
  let isEncoded: Bool
  let isDoubtful: Bool

  private static let prefix = "xn--"

  init(_ text: String) {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      ascii = text
      isEncoded = text.lowercased().hasPrefix(Label.prefix)
      let decoded = isEncoded ? Label.decoded(text) : text
      unicode = decoded ?? text
      isDoubtful = isEncoded && (decoded.map(Label.deceives) ?? true)
    } else {
      ascii = Punycode.encode(text.lowercased()).map { Label.prefix + $0 } ?? text
      unicode = text
      isEncoded = false
      isDoubtful = Label.deceives(text)
    }
  }

  /// What the A-label stands for; nil where it is not the only spelling of it.
  private static func decoded(_ text: String) -> String? {
    let code = text.lowercased().dropFirst(prefix.count)
    guard let unicode = Punycode.decode(String(code)), !unicode.utf8.allSatisfy({ $0 < 0x80 }),
      Punycode.encode(unicode) == String(code)
    else { return nil }
    return unicode
  }

  private static func deceives(_ text: String) -> Bool {
    Script.isMixed(text) || LookAlike.isDisguised(text)
      || text.unicodeScalars.contains { scalar in
        !scalar.isASCII
          && (!isLetterOrMark(scalar) || scalar.properties.isDefaultIgnorableCodePoint)
      }
  }

  private static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber:
      true
    default: false
    }
  }
}
