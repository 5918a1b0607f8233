/// A mail that is being written: all of it as its writer typed it.
public struct Draft: Hashable, Sendable, Identifiable {
  public var id: ID<Draft>
  /// The inbox it is sent from.
  public var inbox: ID<Inbox>?
  /// Recipient fields as typed: `Address.list(parsing:)` reads them.
  public var to: String
  public var cc: String
  public var bcc: String
  public var subject: String
  public var body: String
  /// The thread it answers; nil for a new conversation.
  public var thread: ID<MailThread>?
  /// The message it answers.
  public var answers: ID<Message>?
  /// Grows with each stored change.
  public var revision: Int
  public var changedAt: Timestamp

  public init(
    id: ID<Draft>, inbox: ID<Inbox>? = nil, to: String = "", cc: String = "", bcc: String = "",
    subject: String = "", body: String = "", thread: ID<MailThread>? = nil,
    answers: ID<Message>? = nil, revision: Int = 0, changedAt: Timestamp
  ) {
    self.id = id
    self.inbox = inbox
    self.to = to
    self.cc = cc
    self.bcc = bcc
    self.subject = subject
    self.body = body
    self.thread = thread
    self.answers = answers
    self.revision = revision
    self.changedAt = changedAt
  }
}

/// A mail on its way out, with what is known of its fate (reliability.md §6.2).
public struct OutboxItem: Hashable, Sendable, Identifiable {
  /// The state of an item. `draft` is no state: an item goes back by leaving the outbox.
  public enum State: Int, Hashable, Sendable, CaseIterable {
    /// Waits for the undo window to end.
    case held = 1
    /// Uploads its files.
    case preparing = 2
    /// The body is frozen; it may be sent.
    case ready = 3
    /// A POST may be on the wire. Found at start-up, it is read as `unsure`.
    case inFlight = 4
    /// The server said yes; not seen in the thread yet.
    case accepted = 5
    /// Seen on the server.
    case confirmed = 6
    /// Nobody knows whether it was sent. Never sent again by itself.
    case unsure = 7
    /// The user must decide.
    case needsYou = 8
    /// The server said no: the draft is open again.
    case rejected = 9
  }

  /// The id of the draft that it was made from.
  public var id: ID<Draft>
  public var draft: Draft
  public var state: State
  /// The `Idempotency-Key` of every try.
  public var key: String
  /// How often a POST was begun.
  public var tries: Int
  public var changedAt: Timestamp
  /// Not before this moment is the next try made (429, back-off).
  public var notBefore: Timestamp?
  /// The reason for the state, as the server or the transport gave it.
  public var note: String?
  /// The server's id of the send, where it gave one.
  public var sendID: String?

  public init(
    id: ID<Draft>, draft: Draft, state: State, key: String, tries: Int = 0,
    changedAt: Timestamp, notBefore: Timestamp? = nil, note: String? = nil, sendID: String? = nil
  ) {
    self.id = id
    self.draft = draft
    self.state = state
    self.key = key
    self.tries = tries
    self.changedAt = changedAt
    self.notBefore = notBefore
    self.note = note
    self.sendID = sendID
  }
}
