public import MailModel

/// What a reader sees of a message: its plain text or, where that is blank, its HTML as text.
public struct MessageBody: Hashable, Sendable {
  /// Lines end in `\n`; from plain text it may hold other control characters: sanitise it.
  public var text: String
  /// In order of appearance; those of HTML stand as `[n]` in the text.
  public var links: [Link]
  /// Visible characters that the HTML hides; 0 where the text was not made from HTML.
  public var hiddenCharacters: Int
  public var isFromHTML: Bool
  /// The server gave ciphertext that it could not decrypt (observed-behaviour.md §6); `text` is
  /// empty then.
  public var isUnreadable: Bool

  public init(
    text: String, links: [Link] = [], hiddenCharacters: Int = 0, isFromHTML: Bool = false,
    isUnreadable: Bool = false
  ) {
    self.text = text
    self.links = links
    self.hiddenCharacters = hiddenCharacters
    self.isFromHTML = isFromHTML
    self.isUnreadable = isUnreadable
  }

  /// The body of `message`.
  public static func of(_ message: Message) -> MessageBody {
    body(of: message, numbersLinks: true)
  }

  static func body(of message: Message, numbersLinks: Bool) -> MessageBody {
    let hasText = !PlainText.isBlank(message.text)
    if hasText && !isCiphertext(message.text) {
      let text = PlainText.normalized(message.text)
      return MessageBody(text: text, links: numbersLinks ? links(in: text) : [])
    }
    guard let html = message.html, !PlainText.isBlank(html) else {
      return MessageBody(text: "", isUnreadable: hasText)
    }
    if isCiphertext(html) { return MessageBody(text: "", isFromHTML: true, isUnreadable: true) }
    let result = HTMLText.render(html, numbersLinks: numbersLinks)
    return MessageBody(
      text: result.text, links: result.links, hiddenCharacters: result.hiddenCharacters,
      isFromHTML: true)
  }

  private static func isCiphertext(_ text: String) -> Bool {
    text.utf8.starts(with: "enc:".utf8)
  }

  /// Each target once.
  private static func links(in text: String) -> [Link] {
    var known: Set<String> = []
    return Links.find(in: text).compactMap { match in
      guard known.insert(match.target).inserted else { return nil }
      let words = Array(match.target.utf8)
      let shown = words.prefix(words.prefixLength(atMost: 300))
      return Link(text: String(decoding: shown, as: UTF8.self), target: match.target)
    }
  }
}
