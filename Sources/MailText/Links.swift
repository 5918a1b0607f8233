/// Finds URLs in plain text by one linear scan.
public enum Links {
  /// A URL and where it stands.
  public struct Match: Hashable, Sendable {
    public var range: Range<String.Index>
    public var target: String
  }

  /// The longest URL, in bytes; a longer run is no link.
  public static let longestTarget = 8_192

  /// All `http:`, `https:` and `mailto:` URLs, in order, at most `Link.limit`. Punctuation that ends
  /// a sentence and brackets without a partner are not part of a URL.
  public static func find(in text: String) -> [Match] {
    []
  }
}
