/// Rules for host names (RFC 1123 §2.1), with U-labels allowed as in RFC 5890.
public enum HostName {
  /// Labels of 1 to 63 octets, letters, digits and inner hyphens, at least two labels.
  public static func isValid(_ name: String) -> Bool {
    guard name.utf8.count <= 253 else { return false }
    if let answer = isASCIIName(name) { return answer }
    let labels = name.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 else { return false }
    return labels.allSatisfy { label in
      guard let first = label.first, let last = label.last, String(label).utf8.count <= 63 else {
        return false
      }
      return first != "-" && last != "-" && label.allSatisfy(isLabelScalar)
    }
  }

  /// The answer for ASCII, as lists ask it for each of their rows; nil for any other text.
  private static func isASCIIName(_ name: String) -> Bool? {
    let dot = UInt8(ascii: ".")
    let hyphen = UInt8(ascii: "-")
    var isName = true
    var labels = 1
    var length = 0
    var before = dot
    for byte in name.utf8 {
      if byte >= 0x80 { return nil }
      if byte == dot {
        if length == 0 || before == hyphen { isName = false }
        labels += 1
        length = 0
      } else {
        let isLetter = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
        length += 1
        if !isLetter && (byte != hyphen || length == 1) || length > 63 { isName = false }
      }
      before = byte
    }
    return isName && labels >= 2 && length > 0 && before != hyphen
  }

  private static func isLabelScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default:
      !scalar.isASCII && scalar.properties.isAlphabetic
        && !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
