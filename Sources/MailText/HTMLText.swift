/// Turns the HTML of mail into text for a terminal, without a tree, scripts or network: linear in
/// its input, whatever that is (reliability.md §4.3).
public enum HTMLText {
  /// A document as text, with what the text cannot show.
  public struct Result: Hashable, Sendable {
    /// Paragraphs are divided by blank lines; a line is never wrapped. Quotations begin with `>`.
    /// No control characters but `\n` and `\t`.
    public var text: String
    /// The n-th link stands as `[n]`, counted from 1, behind its words.
    public var links: [Link]
    /// Visible characters that the document hides from a reader: `display:none` and its like.
    public var hiddenCharacters: Int
    /// The rest of the document was left out: markup had made 8 MB of text.
    public var isTruncated: Bool

    public init(
      text: String, links: [Link] = [], hiddenCharacters: Int = 0, isTruncated: Bool = false
    ) {
      self.text = text
      self.links = links
      self.hiddenCharacters = hiddenCharacters
      self.isTruncated = isTruncated
    }
  }

  /// Renders a document or a fragment. With `numbersLinks` false no `[n]` is written and no link
  /// is collected: the form for quoting.
  public static func render(_ html: String, numbersLinks: Bool = true) -> Result {
    HTMLLayout.render(html, numbersLinks: numbersLinks)
  }
}
