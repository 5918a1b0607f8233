/// A mailbox of RFC 5322 §3.4: an address and, perhaps, a display name.
public struct Address: Hashable, Sendable {
  /// The display name without its quotes; never trusted to say who somebody is.
  public var name: String?
  /// `local@domain` (RFC 5322 addr-spec), as it was written.
  public var spec: String

  public init(name: String? = nil, spec: String) {
    self.name = name
    self.spec = spec
  }

  /// Reads `Name <a@b>`, `"Name" <a@b>`, `<a@b>` or `a@b`. The last `<…>` counts, so that a name
  /// which holds an address cannot pass for one. Text without an address becomes the `spec`.
  public init(parsing text: String) {
    let trimmed = text.trimmingMailWhitespace()
    guard trimmed.utf8.last == UInt8(ascii: ">"),
      let open = trimmed.utf8.lastIndex(of: UInt8(ascii: "<"))
    else {
      self.init(spec: trimmed)
      return
    }
    let start = trimmed.utf8.index(after: open)
    let end = trimmed.utf8.index(before: trimmed.endIndex)
    let spec = String(trimmed[start..<end]).trimmingMailWhitespace()
    let name = Address.unquoted(String(trimmed[..<open]).trimmingMailWhitespace())
    self.init(name: name.isEmpty ? nil : name, spec: spec)
  }

  /// The address alone, in lower case: two addresses with the same key are the same mailbox here.
  public var key: String { spec.lowercased() }

  /// The form for a header field a person edits: `Name <a@b>`, the name quoted where it must be.
  public var formatted: String {
    guard let name else { return spec }
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar == " " || !scalar.isASCII || Address.isAtomScalar(scalar)
    }
    if isPlain { return "\(name) <\(spec)>" }
    var escaped = ""
    for scalar in name.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return "\"\(escaped)\" <\(spec)>"
  }

  /// Whether `spec` can receive mail by its form: RFC 5321 dot-atom local part and host name,
  /// at most 64 and 255 octets, 320 in all. A quoted local part is refused: no server here takes it.
  public var isValid: Bool {
    guard spec.utf8.count <= 320, let at = spec.utf8.lastIndex(of: UInt8(ascii: "@")) else {
      return false
    }
    let local = spec[..<at]
    let domain = spec[spec.utf8.index(after: at)...]
    guard (1...64).contains(local.utf8.count), (1...255).contains(domain.utf8.count) else {
      return false
    }
    return Address.isDotAtom(local) && HostName.isValid(String(domain))
  }

  static func isDotAtom(_ text: Substring) -> Bool {
    if let answer = isASCIIDotAtom(text) { return answer }
    return text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(isAtomScalar)
    }
  }

  /// The answer for ASCII, as lists ask it for each of their rows; nil for any other text.
  private static func isASCIIDotAtom(_ text: Substring) -> Bool? {
    var isAtom = true
    var before = UInt8(ascii: ".")
    for byte in text.utf8 {
      if byte >= 0x80 { return nil }
      let isDot = byte == UInt8(ascii: ".")
      let isLetter = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      if isDot ? before == byte : !isLetter && !isAtomScalar(Unicode.Scalar(byte)) {
        isAtom = false
      }
      before = byte
    }
    return isAtom && before != UInt8(ascii: ".")
  }

  /// RFC 5322 §3.2.3 atext; letters beyond ASCII as in RFC 6531.
  public static func isAtomScalar(_ scalar: Unicode.Scalar) -> Bool {
    if !scalar.isASCII {
      let properties = scalar.properties
      // Fillers of Hangul count as letters and draw nothing.
      if properties.isDefaultIgnorableCodePoint { return false }
      return properties.isAlphabetic || properties.isEmoji
    }
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    default: return "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
    }
  }

  private static func unquoted(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else { return text }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in scalars.dropFirst().dropLast() {
      if scalar == "\\" && !isEscaped {
        isEscaped = true
      } else {
        result.append(scalar)
        isEscaped = false
      }
    }
    return String(result)
  }
}

extension Address {
  /// Splits a recipient field at commas and semicolons outside quotes and angle brackets.
  public static func list(parsing text: String) -> [Address] {
    var parts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    var isQuoted = false
    var isInBrackets = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      let wasEscaped = isEscaped
      isEscaped = isQuoted && scalar == "\\" && !wasEscaped
      switch scalar {
      case "\"" where !wasEscaped: isQuoted.toggle()
      case "<" where !isQuoted: isInBrackets = true
      case ">" where !isQuoted: isInBrackets = false
      case ",", ";":
        if !isQuoted && !isInBrackets {
          parts.append(String.UnicodeScalarView())
          continue
        }
      default: break
      }
      parts[parts.count - 1].append(scalar)
    }
    return parts.map { String($0).trimmingMailWhitespace() }.filter { !$0.isEmpty }
      .map { Address(parsing: $0) }
  }
}

extension String {
  /// Without spaces, tabs and line ends at both ends.
  func trimmingMailWhitespace() -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
