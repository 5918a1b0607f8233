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
    MessageBody(text: message.text)
  }
}
