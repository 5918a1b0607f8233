internal import GRDB
public import MailModel

/// How far an inbox's list of threads was fetched.
public struct ThreadListState: Hashable, Sendable {
  /// Where the next older page begins; nil: from the top.
  public var nextCursor: String?
  /// The server has more threads than were fetched.
  public var hasMore: Bool
  public var lastRefreshAt: Timestamp?
  /// A walk ended in doubt (PG-01, PG-02, PG-05).
  public var mayBeIncomplete: Bool

  public init(
    nextCursor: String? = nil, hasMore: Bool = false, lastRefreshAt: Timestamp? = nil,
    mayBeIncomplete: Bool = false
  ) {
    self.nextCursor = nextCursor
    self.hasMore = hasMore
    self.lastRefreshAt = lastRefreshAt
    self.mayBeIncomplete = mayBeIncomplete
  }
}

extension MailStore {
  /// In the server's order.
  public func inboxes() throws(StoreError) -> [Inbox] {
    try cache.read { db in
      let sql = """
        SELECT row, id, domain, domainName, localPart, address, displayName, status, hasWebhook,
          endpoint, createdAt
        FROM inboxes ORDER BY row
        """
      return try db.all(sql) { row in
        var webhook: Webhook?
        if row.bool(8) {
          let events = try db.all(
            "SELECT event FROM webhookEvents WHERE inbox = ? ORDER BY rowid", [row.int(0)]
          ) { $0.text(0) ?? "" }
          webhook = Webhook(endpoint: row.text(9), events: events)
        }
        return Inbox(
          id: row.id(1), domain: row.optionalID(2), domainName: row.text(3),
          localPart: row.text(4) ?? "", address: row.text(5) ?? "", displayName: row.text(6),
          status: row.text(7), webhook: webhook, createdAt: row.time(10))
      }
    }
  }

  /// Takes over the server's whole list. Threads of an inbox that is gone stay.
  public func replaceInboxes(_ inboxes: [Inbox]) async throws(StoreError) {
    try await writingCache { () throws(StoreError) in
      try self.cache.write { db in
        try db.run("DELETE FROM webhookEvents")
        try db.run("DELETE FROM inboxes")
        for inbox in inboxes { try inbox.store(in: db) }
      }
    }
    announce(.inboxes)
  }

  /// How far the list of `inbox` was fetched; nil: never.
  public func threadListState(of inbox: ID<Inbox>) throws(StoreError) -> ThreadListState? {
    try cache.read { db in
      try db.first(
        """
        SELECT nextCursor, hasMore, lastRefreshAt, mayBeIncomplete FROM listStates WHERE inbox = ?
        """, [inbox.bound]
      ) { row in
        ThreadListState(
          nextCursor: row.text(0), hasMore: row.bool(1), lastRefreshAt: row.time(2),
          mayBeIncomplete: row.bool(3))
      }
    }
  }

  public func setThreadListState(
    _ state: ThreadListState, of inbox: ID<Inbox>
  ) async throws(StoreError) {
    let hasChanged = try await writingCache { () throws(StoreError) in
      let known = try self.threadListState(of: inbox)
      try self.cache.write { db in
        try db.run(
          "INSERT OR REPLACE INTO listStates VALUES (?, CAST(? AS TEXT), ?, ?, ?)",
          [
            inbox.bound, state.nextCursor?.bound, state.hasMore,
            state.lastRefreshAt?.milliseconds, state.mayBeIncomplete,
          ])
      }
      return known?.hasMore != state.hasMore
    }
    if hasChanged { announce(.threads) }
  }
}

extension Inbox {
  fileprivate func store(in db: Database) throws {
    try db.run(
      """
      INSERT OR IGNORE INTO inboxes (id, domain, domainName, localPart, address, displayName,
        status, hasWebhook, endpoint, createdAt)
      VALUES (?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
        CAST(? AS TEXT), ?, CAST(? AS TEXT), ?)
      """,
      [
        id.bound, domain?.bound, domainName?.bound, localPart.bound, address.bound,
        displayName?.bound, status?.bound, webhook != nil, webhook?.endpoint?.bound,
        createdAt?.milliseconds,
      ])
    guard db.changesCount > 0, let webhook else { return }
    let row = db.lastInsertedRowID
    for event in webhook.events {
      try db.run("INSERT INTO webhookEvents VALUES (?, CAST(? AS TEXT))", [row, event.bound])
    }
  }
}
