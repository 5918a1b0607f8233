import CommuneAPI
import MailModel

/// A mail whose bytes no longer change: what every try sends (reliability.md §6.3 step 1).
struct FrozenMail: Hashable, Sendable {
  /// The canonical JSON of `POST /v1/messages/send`.
  var body: [UInt8]

  /// `inboxId`, `thread_id`, bare `to` addresses, subject with at most one `Re: `, text. Keys
  /// without a value are left out: the server refuses nulls.
  init(_ draft: Draft) {
    func bare(_ field: String) -> [String] { Address.list(parsing: field).map(\.spec) }
    let request = SendRequest(
      to: bare(draft.to), cc: bare(draft.cc), bcc: bare(draft.bcc),
      subject: Subject.canonical(draft.subject), text: draft.body, inbox: draft.inbox ?? ID(""),
      thread: draft.thread)
    body = request.canonicalBody()
  }
}

/// What keeps a draft from being sent; found before anything is stored or asked.
public enum DraftProblem: Hashable, Sendable {
  case noInbox
  case noRecipient
  case invalidAddress(String)
  /// More than 50 addresses in all fields.
  case tooManyRecipients(Int)
  case emptySubject
  /// More than 500 characters.
  case subjectTooLong(Int)
  case emptyBody
  /// The request would be larger than 10 MB.
  case tooLarge(bytes: Int)
}

extension DraftProblem {
  static let maximumRecipients = 50
  static let maximumSubject = 500
  static let maximumBody = 10_000_000

  /// All that is wrong with `draft`, by the rules of the API (observed-behaviour.md §6).
  static func all(in draft: Draft, frozen: FrozenMail) -> [DraftProblem] {
    var problems: [DraftProblem] = []
    if draft.inbox?.isEmpty ?? true { problems.append(.noInbox) }
    let to = Address.list(parsing: draft.to)
    let others = Address.list(parsing: draft.cc) + Address.list(parsing: draft.bcc)
    if to.isEmpty { problems.append(.noRecipient) }
    for address in to + others where !address.isValid {
      problems.append(.invalidAddress(address.spec))
    }
    let count = to.count + others.count
    if count > maximumRecipients { problems.append(.tooManyRecipients(count)) }
    let length = Subject.canonical(draft.subject).utf16.count
    if length == 0 { problems.append(.emptySubject) }
    if length > maximumSubject { problems.append(.subjectTooLong(length)) }
    if Fingerprint.normalised(draft.body).isEmpty { problems.append(.emptyBody) }
    if frozen.body.count > maximumBody { problems.append(.tooLarge(bytes: frozen.body.count)) }
    return problems
  }
}

/// The keys of requests that must not be processed twice.
enum IdempotencyKey {
  /// A random UUID, version 4 (RFC 9562 §5.4), of two random words.
  static func uuid(_ random: () -> UInt64) -> String {
    let high = (random() & 0xffff_ffff_ffff_0fff) | 0x4000
    let low = (random() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return [
      hex(high >> 32, 8), hex((high >> 16) & 0xffff, 4), hex(high & 0xffff, 4),
      hex(low >> 48, 4), hex(low & 0xffff_ffff_ffff, 12),
    ].joined(separator: "-")
  }
}
