/// A link of a message: what the reader sees and where it leads.
public struct Link: Hashable, Sendable {
  /// The visible text, at most 300 bytes, on one line; never trusted to name the target.
  public var text: String
  /// An `http`, `https`, `mailto`, `tel` or `ftp` URL as the sender wrote it; not sanitised.
  public var target: String

  public init(text: String, target: String) {
    self.text = text
    self.target = target
  }

  /// The most links that one message may have; further ones are not numbered (HT-15).
  public static let limit = 10_000
}
