/// A conversation: the messages that share a subject and a reply chain (API: Threads).
public struct MailThread: Hashable, Sendable, Identifiable {
  public var id: ID<MailThread>
  public var inbox: ID<Inbox>?
  public var domain: ID<Domain>?
  /// Of the newest message; nil where the server gave none.
  public var subject: String?
  /// The first 200 UTF-16 units of the **oldest** message.
  public var snippet: String
  public var lastMessageAt: Timestamp?
  public var firstMessageAt: Timestamp?
  public var messageCount: Int
  public var lastDirection: Direction
  public var hasAttachments: Bool
  /// True where the server's row could not be read: only what could be saved of it is here.
  public var isPlaceholder: Bool

  public init(
    id: ID<MailThread>, inbox: ID<Inbox>? = nil, domain: ID<Domain>? = nil,
    subject: String? = nil, snippet: String = "", lastMessageAt: Timestamp? = nil,
    firstMessageAt: Timestamp? = nil, messageCount: Int = 0, lastDirection: Direction = .other,
    hasAttachments: Bool = false, isPlaceholder: Bool = false
  ) {
    self.id = id
    self.inbox = inbox
    self.domain = domain
    self.subject = subject
    self.snippet = snippet
    self.lastMessageAt = lastMessageAt
    self.firstMessageAt = firstMessageAt
    self.messageCount = messageCount
    self.lastDirection = lastDirection
    self.hasAttachments = hasAttachments
    self.isPlaceholder = isPlaceholder
  }
}

/// A thread with what only this machine knows of it: one row of a thread list.
public struct ThreadRow: Hashable, Sendable, Identifiable {
  public var thread: MailThread
  /// Where the row stands in its list.
  public var position: ThreadPosition
  /// Who the conversation is with, once a message of it was read; nil until then.
  public var correspondent: Address?
  /// Mail came in since the thread was last read here.
  public var isUnread: Bool
  /// The newest message is outbound and was not sent from this machine's journal.
  public var isAnsweredElsewhere: Bool

  public init(
    thread: MailThread, position: ThreadPosition, correspondent: Address? = nil,
    isUnread: Bool = false, isAnsweredElsewhere: Bool = false
  ) {
    self.thread = thread
    self.position = position
    self.correspondent = correspondent
    self.isUnread = isUnread
    self.isAnsweredElsewhere = isAnsweredElsewhere
  }

  public var id: ID<MailThread> { thread.id }
}

/// The sort key of a thread list, newest first: time, then id. A list is paged by it, never by
/// offset.
public struct ThreadPosition: Hashable, Sendable {
  /// The last message's time, or the time of receipt where that lies before it (F7, PG-09).
  public var sortedAt: Timestamp
  public var id: ID<MailThread>

  public init(sortedAt: Timestamp, id: ID<MailThread>) {
    self.sortedAt = sortedAt
    self.id = id
  }
}

/// Which threads a list shows.
public struct ThreadQuery: Hashable, Sendable {
  /// A saved search over the threads (product.md §5.1).
  public enum View: Int, Hashable, Sendable, CaseIterable {
    case inbox
    case needsReply
    case waitingOnThem
  }

  public var view: View
  /// Nil: the threads of all inboxes.
  public var inbox: ID<Inbox>?

  public init(view: View = .inbox, inbox: ID<Inbox>? = nil) {
    self.view = view
    self.inbox = inbox
  }
}

/// How many threads the store holds of one inbox or of all.
public struct ThreadTally: Hashable, Sendable {
  public var threads: Int
  public var unread: Int
  /// The other side wrote last.
  public var needsReply: Int
  /// We wrote last.
  public var waitingOnThem: Int
  /// The server has more threads than the store (its last page had a successor).
  public var hasMore: Bool

  public init(
    threads: Int = 0, unread: Int = 0, needsReply: Int = 0, waitingOnThem: Int = 0,
    hasMore: Bool = false
  ) {
    self.threads = threads
    self.unread = unread
    self.needsReply = needsReply
    self.waitingOnThem = waitingOnThem
    self.hasMore = hasMore
  }

  /// The number of rows that `view` lists.
  public func count(in view: ThreadQuery.View) -> Int {
    switch view {
    case .inbox: threads
    case .needsReply: needsReply
    case .waitingOnThem: waitingOnThem
    }
  }
}
