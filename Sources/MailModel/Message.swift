/// One mail in a thread (API: Messages).
public struct Message: Hashable, Sendable, Identifiable {
  public var id: ID<Message>
  public var thread: ID<MailThread>
  public var inbox: ID<Inbox>?
  /// `email`, `sms` or a word not known yet.
  public var channel: String
  public var direction: Direction
  public var participants: [Participant]
  public var subject: String?
  /// The plain text; empty for mail that has HTML only.
  public var text: String
  public var html: String?
  public var attachments: [ID<Attachment>]
  /// What the server says; for inbound mail the sender's own Date header, so never trusted (F7).
  public var createdAt: Timestamp?
  /// The id that a send was answered with (observed-behaviour.md §6), on outbound mail.
  public var sendID: String?
  /// `sent`, `delivered`, `bounced` …; means something on outbound mail only.
  public var deliveryStatus: String?
  /// True where the row could not be read: the other fields are what could be saved of it.
  public var isPlaceholder: Bool

  public init(
    id: ID<Message>, thread: ID<MailThread>, inbox: ID<Inbox>? = nil, channel: String = "email",
    direction: Direction, participants: [Participant] = [], subject: String? = nil,
    text: String = "", html: String? = nil, attachments: [ID<Attachment>] = [],
    createdAt: Timestamp? = nil, sendID: String? = nil, deliveryStatus: String? = nil,
    isPlaceholder: Bool = false
  ) {
    self.id = id
    self.thread = thread
    self.inbox = inbox
    self.channel = channel
    self.direction = direction
    self.participants = participants
    self.subject = subject
    self.text = text
    self.html = html
    self.attachments = attachments
    self.createdAt = createdAt
    self.sendID = sendID
    self.deliveryStatus = deliveryStatus
    self.isPlaceholder = isPlaceholder
  }

  /// The first participant with the role `sender`.
  public var sender: Address? { addresses(.sender).first }

  /// Every participant with `role`, in the server's order.
  public func addresses(_ role: Participant.Role) -> [Address] {
    participants.filter { $0.role == role }.map { Address(parsing: $0.identity) }
  }
}

/// Which way a mail went, seen from the inbox.
public enum Direction: Int, Hashable, Sendable {
  case other = 0
  case inbound = 1
  case outbound = 2
}

/// Somebody named in a message, as the server wrote it.
public struct Participant: Hashable, Sendable {
  /// What somebody is in a message; the server's set is open.
  public enum Role: Int, Hashable, Sendable {
    case other = 0
    case sender = 1
    case to = 2
    case cc = 3
    case bcc = 4
  }

  public var role: Role
  /// A bare address or `"Name" <a@b>`.
  public var identity: String

  public init(role: Role, identity: String) {
    self.role = role
    self.identity = identity
  }
}

/// A file that belongs to a message (API: Attachments).
public struct Attachment: Hashable, Sendable, Identifiable {
  public var id: ID<Attachment>
  /// As the sender wrote it: never a path, never shown unsanitised.
  public var filename: String
  public var mimeType: String
  /// Bytes; nil where unknown.
  public var size: Int64?
  /// Why the content cannot be had, where the server said so.
  public var problem: String?

  public init(
    id: ID<Attachment>, filename: String, mimeType: String, size: Int64? = nil,
    problem: String? = nil
  ) {
    self.id = id
    self.filename = filename
    self.mimeType = mimeType
    self.size = size
    self.problem = problem
  }
}
