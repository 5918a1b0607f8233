internal import GRDB
public import MailModel

extension MailStore {
  /// All drafts, the last changed first.
  public func drafts() throws(StoreError) -> [Draft] {
    try journal.read { db in
      let sql = "SELECT \(DraftColumns.sql), changedAt FROM drafts ORDER BY changedAt DESC, id"
      return try db.all(sql, [], DraftColumns.read)
    }
  }

  public func draft(_ id: ID<Draft>) throws(StoreError) -> Draft? {
    try journal.read { db in try DraftColumns.find(id, in: db) }
  }

  /// Why the draft came back from the outbox; nil where it did not.
  public func draftNote(_ id: ID<Draft>) throws(StoreError) -> String? {
    try journal.read { db in
      try db.first("SELECT note FROM drafts WHERE id = ?", [id.bound]) { $0.text(0) } ?? nil
    }
  }

  /// Stores a draft under its next revision; it is on the disk when this returns. Throws
  /// `stateChanged` where the draft is in the outbox by now.
  public func saveDraft(_ draft: Draft) async throws(StoreError) -> Draft {
    let saved = try await writingJournal { () throws(StoreError) in try self.save(draft) }
    announce(.drafts)
    return saved
  }

  /// The same, blocking: for the program's end.
  public func saveDraftNow(_ draft: Draft) throws(StoreError) -> Draft {
    let saved = try writingJournalNow { () throws(StoreError) in try save(draft) }
    announce(.drafts)
    return saved
  }

  public func deleteDraft(_ id: ID<Draft>) async throws(StoreError) {
    try await writingJournal { () throws(StoreError) in
      try self.journal.write { try $0.run("DELETE FROM drafts WHERE id = ?", [id.bound]) }
    }
    announce(.drafts)
  }

  private func save(_ draft: Draft) throws(StoreError) -> Draft {
    let now = clock()
    return try journal.write { db in
      // A save that comes late must not make a second copy of what is being sent.
      if let item = try OutboxColumns.find(draft.id, in: db) {
        throw StoreError.stateChanged(actual: item.state)
      }
      let known = try db.number("SELECT revision FROM drafts WHERE id = ?", [draft.id.bound])
      var saved = draft
      saved.revision = max(draft.revision, Int(known ?? 0)).next
      saved.changedAt = now
      try DraftColumns.store(saved, in: db)
      return saved
    }
  }
}

extension Int {
  /// The next number, or the largest: a damaged file can hold any.
  var next: Int { self == .max ? self : self + 1 }
}

/// The columns that drafts and outbox items share, and their order.
enum DraftColumns {
  static let sql = """
    id, inbox, recipients, cc, bcc, subject, body, thread, answers, revision
    """
  static let count = 10
  static let marks = """
    ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
    ?, ?, ?
    """

  /// The time of change stands after the shared columns.
  static func read(_ row: Row) -> Draft {
    Draft(
      id: row.id(0), inbox: row.optionalID(1), to: row.text(2) ?? "", cc: row.text(3) ?? "",
      bcc: row.text(4) ?? "", subject: row.text(5) ?? "", body: row.text(6) ?? "",
      thread: row.optionalID(7), answers: row.optionalID(8), revision: row.number(9),
      changedAt: row.time(count) ?? Timestamp(milliseconds: 0))
  }

  static func values(_ draft: Draft) -> [Bound] {
    [
      draft.id.bound, draft.inbox?.bound, draft.to.bound, draft.cc.bound, draft.bcc.bound,
      draft.subject.bound, draft.body.bound, draft.thread?.bound, draft.answers?.bound,
      draft.revision, draft.changedAt.milliseconds,
    ]
  }

  static func find(_ id: ID<Draft>, in db: Database) throws -> Draft? {
    try db.first("SELECT \(sql), changedAt FROM drafts WHERE id = ?", [id.bound], read)
  }

  static func store(_ draft: Draft, note: String? = nil, in db: Database) throws {
    try db.run(
      "INSERT OR REPLACE INTO drafts (\(sql), changedAt, note) VALUES (\(marks), ?, CAST(? AS TEXT))",
      values(draft) + [note?.bound])
  }
}
