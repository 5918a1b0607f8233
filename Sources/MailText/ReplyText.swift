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
    let own = OwnAddresses(ownAddresses.union([inbox.address]))
    let recipients = Recipients(answering: message, all: all, own: own)
    return ReplyFields(
      to: field(recipients.to), cc: field(recipients.cc), subject: subject(of: message),
      body: body(quoting: message, date: date))
  }

  /// `Re: ` only where the subject does not begin with exactly `Re:`, as the server does it
  /// (observed-behaviour.md §6).
  private static func subject(of message: Message) -> String {
    let subject = PlainText.oneLine(message.subject ?? "")
    if subject.utf8.starts(with: "Re:".utf8) { return subject }
    return subject.isEmpty ? "Re:" : "Re: " + subject
  }

  private static func field(_ addresses: [Address]) -> String {
    addresses.map { address in
      let name = PlainText.oneLine(address.name ?? "")
      let spec = address.isValid ? address.spec : invalidForm(of: address.spec)
      return Address(name: name.isEmpty ? nil : name, spec: spec).formatted
    }.joined(separator: ", ")
  }

  /// What is no address must not become one, or several, by being cleaned: all that an address
  /// cannot hold is U+FFFD, so that the answer cannot leave before its writer mended it (UW-06).
  private static func invalidForm(of spec: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in spec.unicodeScalars {
      let isKept = scalar == "@" || scalar == "." || Address.isAtomScalar(scalar)
      result.append(isKept ? scalar : "\u{FFFD}")
    }
    return String(result)
  }

  private static func body(quoting message: Message, date: String) -> String {
    let body = MessageBody.body(of: message, numbersLinks: false)
    let lines = quotedLines(of: PlainText.withoutControls(body.text))
    if lines.isEmpty { return "" }
    let sender = message.sender
    let name = PlainText.oneLine(sender?.name ?? sender?.spec ?? "")
    let day = PlainText.oneLine(date)
    let who = name.isEmpty ? "somebody" : name
    let attribution = day.isEmpty ? "\(who) wrote:" : "On \(day), \(who) wrote:"
    return "\n\n" + attribution + "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The sender's own signature is left out, and blank lines at both ends.
  private static func quotedLines(of text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let signature = lines.lastIndex(where: { $0 == "-- " }),
      !lines[signature...].contains(where: { $0.utf8.first == Ascii.greater })
    {
      lines.removeSubrange(signature...)
    }
    while let last = lines.last, PlainText.isBlank(String(last)) { lines.removeLast() }
    let first = lines.firstIndex { !PlainText.isBlank(String($0)) } ?? lines.endIndex
    return lines[first...].flatMap(quoted)
  }

  /// Quotes a line; one longer than `quoteColumns` is broken between words, so that every line of it
  /// bears its mark. A line that is a quotation already stays as its writer broke it.
  private static func quoted(_ line: Substring) -> [String] {
    if line.utf8.first == Ascii.greater { return [">" + line] }
    if PlainText.isBlank(String(line)) { return [">"] }
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var count = 0
    for word in line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false) {
      let length = word.count
      if count > 0 && count + length > quoteColumns {
        pieces.append("> " + String(piece))
        piece = String.UnicodeScalarView()
        count = 0
      } else if count > 0 {
        piece.append(" ")
      }
      piece.append(contentsOf: word)
      count += length + 1
    }
    pieces.append("> " + String(piece))
    return pieces
  }

  /// The widest quoted line, in scalars without its mark.
  private static let quoteColumns = 72
}
