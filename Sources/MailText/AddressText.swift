public import MailModel

/// What a person should see of an address, so that it passes for no other (UW-05, UW-06, UW-07).
public struct AddressText: Hashable, Sendable {
  /// Before an address that should be looked at twice.
  public static let mark = "[!] "
  /// Scalars of a display name that are shown: a long one would push the address off the screen.
  private static let longestName = 60

  /// The display name, in quotes where it holds an address itself; nil where it says nothing more
  /// than the address.
  public let name: String?
  /// The address as it was written, all of it.
  public let spec: String
  /// The domain with A-labels, or with U-labels where it was written with A-labels; nil where one
  /// form is enough.
  public let otherDomain: String?
  /// It cannot receive mail, or its domain may be taken for another.
  public let isSuspicious: Bool
  /// It has not the form of a mail address.
  public let isInvalid: Bool

  public init(_ address: Address) {
    spec = address.spec
    isInvalid = !address.isValid
    name = AddressText.shownName(of: address)
    let at = spec.utf8.lastIndex(of: UInt8(ascii: "@"))
    guard !isInvalid, let at else {
      otherDomain = nil
      isSuspicious = true
      return
    }
    let domain = DomainText(String(spec[spec.utf8.index(after: at)...]))
    otherDomain = domain.otherForm
    isSuspicious = domain.isDoubtful
  }

  /// The address without the display name, for a list.
  public var brief: String { (isSuspicious ? AddressText.mark : "") + spec + remark }

  /// `Name <a@b>`, for a message's head.
  public var full: String {
    guard let name else { return brief }
    return (isSuspicious ? AddressText.mark : "") + "\(name) <\(spec)>" + remark
  }

  private var remark: String {
    if isInvalid { return " [no mail address]" }
    return otherDomain.map { " [\($0)]" } ?? ""
  }

  private static func shownName(of address: Address) -> String? {
    guard let name = address.name, !PlainText.isBlank(name), name.lowercased() != address.key
    else { return nil }
    let scalars = name.unicodeScalars.prefix(longestName + 1)
    let isCut = scalars.count > longestName
    let shown = String(scalars.prefix(longestName)) + (isCut ? "…" : "")
    return name.unicodeScalars.contains(where: isOfAddress) ? "\"\(shown)\"" : shown
  }

  /// `@` and brackets, with the characters that look like them.
  private static func isOfAddress(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "@", "<", ">", "\"", "＠", "﹫", "＜", "＞", "﹤", "﹥", "‹", "›", "〈", "〉", "⟨", "⟩",
      "\u{2329}", "\u{232A}", "˂", "˃", "❮", "❯", "❰", "❱":
      true
    default: false
    }
  }
}
