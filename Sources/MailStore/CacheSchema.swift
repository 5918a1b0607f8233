extension Schema {
  /// What the server can give again.
  static let cache = Schema(
    applicationID: 0x436D_4361,
    steps: [accountTables + threadTables + tallyTriggers + messageTables])

  private static let accountTables = [
    """
    CREATE TABLE domains (
      row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, status TEXT,
      region TEXT, createdAt INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE records (
      row INTEGER PRIMARY KEY, domain INTEGER NOT NULL, purpose TEXT NOT NULL, name TEXT NOT NULL,
      type TEXT NOT NULL, value TEXT NOT NULL, ttl TEXT, priority INTEGER, status TEXT
    ) STRICT
    """,
    """
    CREATE TABLE inboxes (
      row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, domain BLOB, domainName TEXT,
      localPart TEXT NOT NULL, address TEXT NOT NULL, displayName TEXT, status TEXT,
      hasWebhook INTEGER NOT NULL, endpoint TEXT, createdAt INTEGER
    ) STRICT
    """,
    "CREATE TABLE webhookEvents (inbox INTEGER NOT NULL, event TEXT NOT NULL) STRICT",
    """
    CREATE TABLE listStates (
      inbox BLOB PRIMARY KEY, nextCursor TEXT, hasMore INTEGER NOT NULL, lastRefreshAt INTEGER,
      mayBeIncomplete INTEGER NOT NULL
    ) STRICT
    """,
  ]

  private static let threadTables = [
    """
    CREATE TABLE threads (
      row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, inbox BLOB NOT NULL,
      sortedAt INTEGER NOT NULL, lastDirection INTEGER NOT NULL, unread INTEGER NOT NULL,
      answeredElsewhere INTEGER NOT NULL DEFAULT 0, messageCount INTEGER NOT NULL,
      hasAttachments INTEGER NOT NULL, isPlaceholder INTEGER NOT NULL, lastMessageAt INTEGER,
      firstMessageAt INTEGER, readUpTo INTEGER NOT NULL, correspondentName TEXT,
      correspondent TEXT, subject TEXT, snippet TEXT NOT NULL, domain BLOB,
      isComplete INTEGER NOT NULL DEFAULT 0, missing INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX threadsOfAll ON threads (sortedAt DESC, id DESC)",
    "CREATE INDEX threadsOfInbox ON threads (inbox, sortedAt DESC, id DESC)",
    "CREATE INDEX threadsByDirection ON threads (lastDirection, sortedAt DESC, id DESC)",
    """
    CREATE INDEX threadsOfInboxByDirection
    ON threads (inbox, lastDirection, sortedAt DESC, id DESC)
    """,
    "CREATE INDEX unreadOfAll ON threads (sortedAt DESC, id DESC) WHERE unread = 1",
    "CREATE INDEX unreadOfInbox ON threads (inbox, sortedAt DESC, id DESC) WHERE unread = 1",
    """
    CREATE TABLE tallies (
      inbox BLOB PRIMARY KEY, threads INTEGER NOT NULL, unread INTEGER NOT NULL,
      needsReply INTEGER NOT NULL, waiting INTEGER NOT NULL
    ) STRICT
    """,
  ]

  private static let tallyTriggers = [
    "CREATE TRIGGER threadAdded AFTER INSERT ON threads BEGIN \(counted("new", "+")); END",
    "CREATE TRIGGER threadRemoved AFTER DELETE ON threads BEGIN \(counted("old", "-")); END",
    """
    CREATE TRIGGER threadChanged AFTER UPDATE OF inbox, lastDirection, unread ON threads
    WHEN old.inbox <> new.inbox OR old.lastDirection <> new.lastDirection
      OR old.unread <> new.unread
    BEGIN \(counted("old", "-")); \(counted("new", "+")); END
    """,
  ]

  private static func counted(_ row: String, _ sign: String) -> String {
    """
    INSERT INTO tallies VALUES (\(row).inbox, \(sign)1, \(sign)\(row).unread,
      \(sign)(\(row).lastDirection = 1), \(sign)(\(row).lastDirection = 2))
    ON CONFLICT (inbox) DO UPDATE SET threads = threads + excluded.threads,
      unread = unread + excluded.unread, needsReply = needsReply + excluded.needsReply,
      waiting = waiting + excluded.waiting
    """
  }

  private static let messageTables = [
    """
    CREATE TABLE messages (
      row INTEGER PRIMARY KEY, thread BLOB NOT NULL, id BLOB NOT NULL, sortedAt INTEGER NOT NULL,
      inbox BLOB, channel TEXT NOT NULL, direction INTEGER NOT NULL, subject TEXT,
      text TEXT NOT NULL, html TEXT, createdAt INTEGER, sendID TEXT, deliveryStatus TEXT,
      isPlaceholder INTEGER NOT NULL, isChanged INTEGER NOT NULL, isOwn INTEGER NOT NULL,
      UNIQUE (thread, id)
    ) STRICT
    """,
    "CREATE INDEX messagesOfThread ON messages (thread, sortedAt, row)",
    """
    CREATE TABLE participants (
      message INTEGER NOT NULL, position INTEGER NOT NULL, role INTEGER NOT NULL,
      identity TEXT NOT NULL, PRIMARY KEY (message, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE messageFiles (
      message INTEGER NOT NULL, position INTEGER NOT NULL, attachment BLOB NOT NULL,
      PRIMARY KEY (message, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE attachments (
      id BLOB PRIMARY KEY, filename TEXT NOT NULL, mimeType TEXT NOT NULL, size INTEGER,
      problem TEXT
    ) STRICT
    """,
    """
    CREATE TABLE correspondents (
      address TEXT PRIMARY KEY, nameKey TEXT NOT NULL, name TEXT, spec TEXT NOT NULL,
      uses INTEGER NOT NULL, lastAt INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX correspondentsByName ON correspondents (nameKey)",
    "CREATE INDEX correspondentsByTime ON correspondents (lastAt)",
  ]
}
