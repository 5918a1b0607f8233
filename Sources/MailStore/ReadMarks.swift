internal import GRDB
public import MailModel

/// Up to when threads were read here.
struct ReadMarks: Sendable {
  var marks: [ID<MailThread>: Int64] = [:]
  /// What counts as read because it is older than the first sync of its inbox.
  var baselines: [ID<Inbox>: Int64] = [:]

  /// On the first sync of an inbox, threads older than this count as read, in milliseconds.
  static let firstSyncAge: Int64 = 14 * 86_400_000

  func readUpTo(_ thread: ID<MailThread>, inbox: ID<Inbox>?) -> Int64 {
    marks[thread] ?? baselines[inbox ?? ID(bytes: [])] ?? .min
  }
}

extension MailStore {
  /// What was read until `upTo` counts as read, here and after the cache was rebuilt.
  public func markRead(
    _ thread: ID<MailThread>, upTo: Timestamp
  ) async throws(StoreError) {
    // A mail dated 2099 must not hide all mail that comes after it.
    let limit = min(upTo, clock()).milliseconds
    try await setMark(thread) { known in max(known ?? .min, limit) }
  }

  /// The thread counts as unread until it is opened again, if the other side wrote last.
  public func markUnread(_ thread: ID<MailThread>) async throws(StoreError) {
    let sortedAt = try await reading { (store) throws(StoreError) in
      try store.threadRow(thread)?.position.sortedAt
    }
    let limit = (sortedAt ?? clock()).advanced(byMilliseconds: -1).milliseconds
    try await setMark(thread) { _ in limit }
  }

  private func setMark(
    _ thread: ID<MailThread>, _ value: @escaping @Sendable (Int64?) -> Int64
  ) async throws(StoreError) {
    let mark = try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        let known = try db.number("SELECT upTo FROM marks WHERE thread = ?", [thread.bound])
        let mark = value(known)
        try db.run(
          """
          INSERT INTO marks VALUES (?, ?) ON CONFLICT (thread) DO UPDATE SET upTo = excluded.upTo
          """, [thread.bound, mark])
        return mark
      }
    }
    try await writingCache { () throws(StoreError) in
      try self.cache.write { db in
        try db.run(
          """
          UPDATE threads SET readUpTo = ?1, unread = (lastDirection = 1 AND sortedAt > ?1)
          WHERE id = ?2
          """, [mark, thread.bound])
      }
    }
    announce(.threads)
  }

  /// What the journal knows of a page, and of its inboxes. An inbox that is seen for the first time
  /// gets its baseline now.
  func readMarks(
    of page: [MailThread], inbox: ID<Inbox>?, receivedAt: Timestamp
  ) throws(StoreError) -> ReadMarks {
    let inboxes = Set(page.map { $0.inbox ?? inbox ?? ID(bytes: []) })
    var result = try consultJournal(else: ReadMarks()) { db in
      var result = ReadMarks()
      for inbox in inboxes {
        result.baselines[inbox] = try db.number(
          "SELECT upTo FROM baselines WHERE inbox = ?", [inbox.bound])
      }
      for thread in page {
        result.marks[thread.id] = try db.number(
          "SELECT upTo FROM marks WHERE thread = ?", [thread.id.bound])
      }
      return result
    }
    let new = inboxes.filter { result.baselines[$0] == nil }
    let baseline = receivedAt.advanced(byMilliseconds: -ReadMarks.firstSyncAge).milliseconds
    for inbox in new { result.baselines[inbox] = baseline }
    // What appears in a list that was whole is new mail, whatever date its sender wrote (F7).
    for inbox in inboxes where try isWhole(inbox) { result.baselines[inbox] = .min }
    if new.isEmpty || mode != .readWrite { return result }
    try journal.write { db in
      for inbox in new {
        try db.run("INSERT OR IGNORE INTO baselines VALUES (?, ?)", [inbox.bound, baseline])
      }
    }
    return result
  }

  private func isWhole(_ inbox: ID<Inbox>) throws(StoreError) -> Bool {
    guard let state = try threadListState(of: inbox) else { return false }
    return !state.hasMore && !state.mayBeIncomplete
  }
}
