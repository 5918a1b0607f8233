/// A part of a message's text; all parts joined with `\n` are the whole text.
public enum BodyBlock: Hashable, Sendable {
  /// What the sender wrote.
  case text(String)
  /// Text of earlier mail with its attribution or header, and the number of its lines.
  case quoted(String, lines: Int)
  /// The signature, from its `-- ` line on.
  case signature(String)

  /// The text of the part.
  public var text: String {
    switch self {
    case .text(let text), .signature(let text): text
    case .quoted(let text, lines: _): text
    }
  }
}

/// Finds the quoted text in a message's plain text, so that it can be folded.
public enum QuotedText {
  /// Splits `text`, whose lines end in `\n`. A forwarded message that nothing precedes stays text:
  /// it is what was sent.
  public static func blocks(of text: String) -> [BodyBlock] {
    [.text(text)]
  }
}
