/// Rules for host names (RFC 1123 §2.1), with U-labels allowed as in RFC 5890.
public enum HostName {
  /// Labels of 1 to 63 octets, letters, digits and inner hyphens, at least two labels.
  public static func isValid(_ name: String) -> Bool {
    guard name.utf8.count <= 253 else { return false }
    let labels = name.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 else { return false }
    return labels.allSatisfy { label in
      guard let first = label.first, let last = label.last, String(label).utf8.count <= 63 else {
        return false
      }
      return first != "-" && last != "-" && label.allSatisfy(isLabelScalar)
    }
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
