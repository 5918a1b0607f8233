import MailModel

/// What makes two mails the same mail, as a server lists it (reliability.md §6.6): sender, `to`,
/// subject without its `Re:`, text with its line ends made equal.
struct Fingerprint: Hashable, Sendable {
  /// Lower-case bare address of the inbox; nil where the inbox is not known.
  var sender: String?
  /// Lower-case bare addresses.
  var recipients: Set<String>
  var subject: String
  var text: String

  /// A mail and its answer belong together within this clock error, in milliseconds.
  static let clockTolerance: Int64 = 120_000

  init(draft: Draft, sender: String?) {
    self.sender = sender?.lowercased()
    recipients = Set(Address.list(parsing: draft.to).map(\.key))
    subject = Subject.comparable(draft.subject)
    text = Fingerprint.normalised(draft.body)
  }

  /// Whether a row of the server can be this mail, begun at `start`. Its `to` may be fewer than
  /// ours, since a server may drop rejected ones, but not none.
  func matches(_ message: Message, notBefore start: Timestamp) -> Bool {
    guard message.direction == .outbound, !message.isPlaceholder else { return false }
    if let sender, let from = message.sender, from.key != sender { return false }
    let to = message.addresses(.to).map(\.key)
    guard !to.isEmpty, to.allSatisfy(recipients.contains) else { return false }
    guard Subject.comparable(message.subject ?? "") == subject else { return false }
    guard Fingerprint.normalised(message.text) == text else { return false }
    guard let createdAt = message.createdAt else { return false }
    return createdAt >= start.advanced(byMilliseconds: -Fingerprint.clockTolerance)
  }

  /// For the journal: equal mails from one inbox have equal ones.
  var stored: [UInt8] {
    let digest = Fingerprint.hash(
      [sender ?? "", recipients.sorted().joined(separator: ","), subject, text])
    return Array(String(digest, radix: 16).utf8)
  }

  /// Line ends as LF, and none at the end: servers and mail paths change both.
  static func normalised(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0D {
        bytes.append(0x0A)
      } else if !(byte == 0x0A && previous == 0x0D) {
        bytes.append(byte)
      }
      previous = byte
    }
    while let last = bytes.last, last == 0x0A || last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// FNV-1a, 64 bits; it tells mails apart, it protects nothing.
  private static func hash(_ parts: [String]) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      value = (value ^ 0xff) &* 0x0000_0100_0000_01b3
    }
    return value
  }
}

/// Rules for subject lines.
enum Subject {
  /// At most one `Re: ` in front, written as the server does, so that it adds no second one
  /// (observed-behaviour.md §6); CR, LF and NUL are gone.
  static func canonical(_ subject: String) -> String {
    let (isReply, rest) = stripped(clean(subject))
    return isReply ? "Re: \(rest)" : rest
  }

  /// The subject without any `Re:` in front, for comparison.
  static func comparable(_ subject: String) -> String { stripped(clean(subject)).rest }

  private static func clean(_ subject: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in subject.unicodeScalars {
      let isBreak = scalar == "\r" || scalar == "\n" || scalar == "\0"
      scalars.append(isBreak ? " " : scalar)
    }
    return trimmed(String(scalars))
  }

  private static func stripped(_ subject: String) -> (isReply: Bool, rest: String) {
    var rest = subject.unicodeScalars[...]
    var isReply = false
    while String(rest.prefix(3)).lowercased() == "re:" {
      isReply = true
      rest = rest.dropFirst(3).drop { $0 == " " || $0 == "\t" }
    }
    return (isReply, String(rest))
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    var scalars = text.unicodeScalars[...].drop(while: isBlank)
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}
