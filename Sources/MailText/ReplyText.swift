public import MailModel

/// The fields of a new answer, as its writer will edit them.
public struct ReplyFields: Hashable, Sendable {
  /// Recipients as `Address.list(parsing:)` reads them.
  public var to: String
  public var cc: String
  public var subject: String
  /// Two empty lines, the attribution and the quoted text.
  public var body: String

  public init(to: String, cc: String, subject: String, body: String) {
    self.to = to
    self.cc = cc
    self.subject = subject
    self.body = body
  }
}

/// Makes the first text of an answer from the message that is answered, and from nothing else.
public enum ReplyText {
  /// The fields of an answer to `message` from `inbox`.
  ///
  /// Recipients come from this message only (SN-28): its sender, or its own recipients where we
  /// sent it; `all` adds its To and Cc. `ownAddresses`, in any case, never become recipients by
  /// `all`. `date` is the message's date as the attribution shall show it; empty leaves it out.
  public static func reply(
    to message: Message, all: Bool, from inbox: Inbox, ownAddresses: Set<String>, date: String
  ) -> ReplyFields {
    ReplyFields(to: "", cc: "", subject: "", body: "")
  }
}
