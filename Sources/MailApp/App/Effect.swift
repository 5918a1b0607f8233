public import MailModel

/// What the program asks its surroundings to do; a value, so that a test can compare it.
public enum Effect: Equatable, Sendable {
  // Answered at once: bounded reads of the store.
  case loadMailbox
  case loadThreads(ThreadRequest)
  case loadMessages(ID<MailThread>)
  case loadDrafts
  case loadOutbox

  // Answered later, by an event or by a change of the store.
  case refresh
  case fetchMore(ID<Inbox>?)
  case fetchThread(ID<MailThread>, messageCount: Int)
  case prefetch([ID<MailThread>])
  case fetchSenders([ID<MailThread>])
  /// Names and sizes of files, not their content.
  case fetchFiles([ID<Attachment>])
  case cancelRequests
  case markRead(ID<MailThread>, upTo: Timestamp)
  case markUnread(ID<MailThread>)
  /// `changeCount` comes back with the event that says it is stored.
  case saveDraft(Draft, changeCount: Int)
  /// Into a file of its own: the journal did not take it, and no composer holds it any more.
  case rescue(Draft)
  case deleteDraft(ID<Draft>)
  case submit(Draft)
  case checkAgain(ID<Draft>)
  case treatAsNotSent(ID<Draft>)
  case markAsSent(ID<Draft>)
  case startDemo

  // Done by the runtime itself, on the thread that owns the terminal.
  case editExternally(ID<Draft>, text: String)
  case suspend
  case bell
  case redraw
  case quit
}

/// Which rows of a list are asked for.
public struct ThreadRequest: Equatable, Sendable {
  /// Where in the list the window lies.
  public enum Anchor: Equatable, Sendable {
    case newest
    case oldest
    /// Around the thread; around the position where the thread is no longer in the list.
    case around(ThreadPosition)
    /// The first unread thread after (older) or before (newer) a position, and what is around it.
    case unread(after: ThreadPosition, older: Bool)
  }

  public var query: ThreadQuery
  public var anchor: Anchor
  /// Rows wanted on each side of the anchor.
  public var reach: Int

  public init(query: ThreadQuery, anchor: Anchor, reach: Int) {
    self.query = query
    self.anchor = anchor
    self.reach = reach
  }
}

/// A part of a list, newest first, with where it lies in the whole.
public struct ThreadWindow: Equatable, Sendable {
  public var request: ThreadRequest
  public var rows: [ThreadRow]
  /// How many rows lie above; exact up to 10,000.
  public var above: Int
  public var isAtStart: Bool
  public var isAtEnd: Bool
  /// The thread that the anchor named or found; nil where there is none.
  public var found: ID<MailThread>?

  public init(
    request: ThreadRequest, rows: [ThreadRow], above: Int, isAtStart: Bool, isAtEnd: Bool,
    found: ID<MailThread>? = nil
  ) {
    self.request = request
    self.rows = rows
    self.above = above
    self.isAtStart = isAtStart
    self.isAtEnd = isAtEnd
    self.found = found
  }
}
