internal import GRDB
public import MailModel

/// What storing a page of threads changed.
public struct MergeResult: Hashable, Sendable {
  public var inserted: Int
  public var changed: Int
  public var unchanged: Int

  public init(inserted: Int = 0, changed: Int = 0, unchanged: Int = 0) {
    self.inserted = inserted
    self.changed = changed
    self.unchanged = unchanged
  }
}

extension MailStore {
  /// Stores a page in one transaction. A thread that is known is brought up to date; the same one
  /// twice is one row. The sort key is the last message's time, or `receivedAt` where that lies
  /// before it (F7, PG-09). Rows without an id are left out.
  public func mergeThreads(
    _ page: [MailThread], inbox: ID<Inbox>?, receivedAt: Timestamp
  ) async throws(StoreError) -> MergeResult {
    let result = try await writingCache { () throws(StoreError) in
      let marks = try self.readMarks(of: page, inbox: inbox, receivedAt: receivedAt)
      return try self.cache.write { db in
        var result = MergeResult()
        for thread in page where !thread.id.isEmpty {
          let merge = ThreadMerge(thread, inbox: inbox, receivedAt: receivedAt, marks: marks)
          try merge.store(in: db, &result)
        }
        return result
      }
    }
    if result.inserted + result.changed > 0 { announce(.threads) }
    return result
  }
}

/// One thread on its way into the cache.
struct ThreadMerge {
  var thread: MailThread
  let receivedAt: Timestamp
  let marks: ReadMarks

  init(_ thread: MailThread, inbox: ID<Inbox>?, receivedAt: Timestamp, marks: ReadMarks) {
    self.thread = thread
    if thread.inbox == nil { self.thread.inbox = inbox }
    self.receivedAt = receivedAt
    self.marks = marks
  }

  func store(in db: Database, _ result: inout MergeResult) throws {
    guard let stored = try StoredThread.find(thread.id, in: db) else {
      try insert(in: db)
      result.inserted += 1
      return
    }
    let merged = thread.isPlaceholder ? completed(by: stored.thread) : thread
    if merged == stored.thread {
      result.unchanged += 1
    } else {
      try update(stored, to: merged, in: db)
      result.changed += 1
    }
  }

  /// What could be saved of an unreadable row, over what is known of its thread.
  private func completed(by known: MailThread) -> MailThread {
    if known.isPlaceholder { return thread }
    var merged = known
    merged.lastMessageAt = thread.lastMessageAt ?? known.lastMessageAt
    merged.messageCount = max(thread.messageCount, known.messageCount)
    if thread.lastDirection != .other { merged.lastDirection = thread.lastDirection }
    return merged
  }

  private func sortedAt(_ thread: MailThread) -> Timestamp {
    min(thread.lastMessageAt ?? thread.firstMessageAt ?? receivedAt, receivedAt)
  }

  private func insert(in db: Database) throws {
    let readUpTo = marks.readUpTo(thread.id, inbox: thread.inbox)
    let sortedAt = sortedAt(thread)
    let isUnread = thread.lastDirection == .inbound && sortedAt.milliseconds > readUpTo
    try db.run(
      """
      INSERT INTO threads (id, inbox, sortedAt, lastDirection, unread, messageCount,
        hasAttachments, isPlaceholder, lastMessageAt, firstMessageAt, readUpTo, subject, snippet,
        domain)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)
      """,
      [
        thread.id.bound, thread.inbox.boundKey(), sortedAt.milliseconds,
        thread.lastDirection.rawValue, isUnread, thread.messageCount, thread.hasAttachments,
        thread.isPlaceholder, thread.lastMessageAt?.milliseconds,
        thread.firstMessageAt?.milliseconds, readUpTo, thread.subject?.bound,
        thread.snippet.bound, thread.domain?.bound,
      ])
  }

  private func update(_ stored: StoredThread, to merged: MailThread, in db: Database) throws {
    let known = stored.thread
    // A clamped time would move up with each receipt; it stays until the thread has new mail.
    let hasNews =
      merged.lastMessageAt != known.lastMessageAt || merged.messageCount != known.messageCount
    let sortedAt = hasNews ? sortedAt(merged) : stored.sortedAt
    let isUnread = merged.lastDirection == .inbound && sortedAt.milliseconds > stored.readUpTo
    try db.run(
      """
      UPDATE threads SET inbox = ?, sortedAt = ?, lastDirection = ?, unread = ?,
        messageCount = ?, hasAttachments = ?, isPlaceholder = ?, lastMessageAt = ?,
        firstMessageAt = ?, subject = CAST(? AS TEXT), snippet = CAST(? AS TEXT), domain = ?,
        isComplete = isComplete AND NOT ?
      WHERE row = ?
      """,
      [
        merged.inbox.boundKey(), sortedAt.milliseconds, merged.lastDirection.rawValue, isUnread,
        merged.messageCount, merged.hasAttachments, merged.isPlaceholder,
        merged.lastMessageAt?.milliseconds, merged.firstMessageAt?.milliseconds,
        merged.subject?.bound, merged.snippet.bound, merged.domain?.bound, hasNews, stored.row,
      ])
  }
}

/// A row of the threads table.
struct StoredThread {
  var row: Int64
  var thread: MailThread
  var sortedAt: Timestamp
  var readUpTo: Int64

  static func find(_ id: ID<MailThread>, in db: Database) throws -> StoredThread? {
    let sql = "SELECT \(ThreadColumns.sql), row, readUpTo FROM threads WHERE id = ?"
    return try db.first(sql, [id.bound]) { row in
      let found = ThreadColumns.read(row)
      return StoredThread(
        row: row.int(ThreadColumns.count) ?? 0, thread: found.thread,
        sortedAt: found.position.sortedAt, readUpTo: row.int(ThreadColumns.count + 1) ?? 0)
    }
  }
}
