public import MailModel
public import Terminal

/// What happened: the only thing that changes the state.
public enum Event: Equatable, Sendable {
  case started
  case input(Input)
  case resized(Size)
  case timerFired(Timers.Kind)
  case mailboxLoaded(Mailbox)
  case threadsLoaded(ThreadWindow)
  case messagesLoaded(ThreadMessages)
  case draftsLoaded([Draft])
  case outboxLoaded([OutboxItem])
  case storeChanged(StoreNews)
  case connectionChanged(Connection)
  case draftSaved(ID<Draft>, changeCount: Int)
  case draftSaveFailed(Draft, Problem)
  case draftDeleted(ID<Draft>)
  case submitted(ID<Draft>, Submission)
  /// A draft came out of the outbox or the journal, to be edited.
  case draftOpened(Draft)
  case editorEnded(ID<Draft>, EditorResult)
  case problem(Problem)
  case notice(String)
  /// The sample mail is served and can be shown.
  case demoStarted
  /// A signal asked the program to end.
  case terminated
}

/// What changed in the store since the last such event.
public struct StoreNews: Equatable, Sendable {
  public var mailbox: Bool
  public var threads: Bool
  public var messages: Set<ID<MailThread>>
  public var drafts: Bool
  public var outbox: Bool

  public init(
    mailbox: Bool = false, threads: Bool = false, messages: Set<ID<MailThread>> = [],
    drafts: Bool = false, outbox: Bool = false
  ) {
    self.mailbox = mailbox
    self.threads = threads
    self.messages = messages
    self.drafts = drafts
    self.outbox = outbox
  }

  /// Adds what `other` reports, so that a burst of changes is one event.
  public mutating func merge(_ other: StoreNews) {
    mailbox = mailbox || other.mailbox
    threads = threads || other.threads
    messages.formUnion(other.messages)
    drafts = drafts || other.drafts
    outbox = outbox || other.outbox
  }
}

/// What became of a mail that was handed over for sending.
public enum Submission: Equatable, Sendable {
  /// The server said yes. Not “sent” yet: it has not been seen in the thread.
  /// `note` says which recipients it refused or warned of.
  case accepted(note: String?)
  /// The server said no: the draft is open again.
  case rejected(Problem)
  /// It has not left and waits for its next try.
  case waiting(Problem)
  /// Nobody knows whether it left; it is never sent again by itself.
  case unsure(Problem)
  /// It could not be recorded, so it was not sent; the text is still in the composer.
  case notRecorded(Problem)
}

/// How an external editor ended.
public enum EditorResult: Equatable, Sendable {
  /// The file's text, whatever the editor's exit status was.
  case text(String)
  case failed(String)
}

/// The messages of one thread as the store has them.
public struct ThreadMessages: Equatable, Sendable {
  public var thread: ID<MailThread>
  public var row: ThreadRow?
  /// Oldest first.
  public var messages: [Message]
  public var files: [ID<Attachment>: Attachment]
  /// Those that were sent from this machine.
  public var own: Set<ID<Message>>
  /// Older messages that the server has and the API cannot give.
  public var missing: Int
  /// The store has all that can be had.
  public var isComplete: Bool

  public init(
    thread: ID<MailThread>, row: ThreadRow?, messages: [Message],
    files: [ID<Attachment>: Attachment] = [:], own: Set<ID<Message>> = [], missing: Int = 0,
    isComplete: Bool
  ) {
    self.thread = thread
    self.row = row
    self.messages = messages
    self.files = files
    self.own = own
    self.missing = missing
    self.isComplete = isComplete
  }
}
