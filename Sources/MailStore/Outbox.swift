internal import FoundationEssentials
internal import GRDB
public import MailModel

extension MailStore {
  /// All items, in the order they were handed over.
  public func outboxItems() throws(StoreError) -> [OutboxItem] {
    try journal.read { db in
      let sql = "SELECT \(OutboxColumns.sql) FROM outbox ORDER BY rowid"
      return try db.all(sql, [], OutboxColumns.read)
    }
  }

  public func outboxItem(_ id: ID<Draft>) throws(StoreError) -> OutboxItem? {
    try journal.read { try OutboxColumns.find(id, in: $0) }
  }

  /// The exact bytes of every try.
  public func frozenBody(_ id: ID<Draft>) throws(StoreError) -> [UInt8] {
    try outboxBytes("frozen", of: id)
  }

  /// What `enqueue` was given to tell equal mails.
  public func fingerprint(_ id: ID<Draft>) throws(StoreError) -> [UInt8] {
    try outboxBytes("fingerprint", of: id)
  }

  /// The draft leaves the drafts and enters the outbox, in one transaction that is on the disk when
  /// this returns. Throws `stateChanged` where it is there already.
  public func enqueue(
    _ draft: Draft, key: String, body: [UInt8], fingerprint: [UInt8],
    state: OutboxItem.State = .held, notBefore: Timestamp? = nil
  ) async throws(StoreError) -> OutboxItem {
    let item = OutboxItem(
      id: draft.id, draft: draft, state: state, key: key, changedAt: clock(),
      notBefore: notBefore)
    try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        if let known = try OutboxColumns.find(draft.id, in: db) {
          throw StoreError.stateChanged(actual: known.state)
        }
        try OutboxColumns.insert(item, body: body, fingerprint: fingerprint, in: db)
        try db.run("DELETE FROM drafts WHERE id = ?", [draft.id.bound])
      }
    }
    announce(.drafts, .outbox)
    return item
  }

  /// Moves an item from one state to the next, on the disk when this returns; throws `stateChanged`
  /// where it is not in `from`. `note` and `notBefore` are replaced; `sendID` and `tries` stay where
  /// they are nil. A send id becomes one of our own.
  @discardableResult
  public func advance(
    _ id: ID<Draft>, from: OutboxItem.State, to state: OutboxItem.State, note: String? = nil,
    notBefore: Timestamp? = nil, sendID: String? = nil, tries: Int? = nil
  ) async throws(StoreError) -> OutboxItem {
    let now = clock()
    let item = try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        try db.run(
          """
          UPDATE outbox SET state = ?, changedAt = ?, note = CAST(? AS TEXT), notBefore = ?,
            sendID = coalesce(CAST(? AS TEXT), sendID), tries = coalesce(?, tries)
          WHERE id = ? AND state = ?
          """,
          [
            state.rawValue, now.milliseconds, note?.bound, notBefore?.milliseconds, sendID?.bound,
            tries, id.bound, from.rawValue,
          ])
        let hasMoved = db.changesCount > 0
        guard let item = try OutboxColumns.find(id, in: db) else { throw StoreError.notFound }
        if !hasMoved { throw StoreError.stateChanged(actual: item.state) }
        if let sendID { try OwnSends.add(sendID, at: now, in: db) }
        return item
      }
    }
    if let sendID, let thread = item.draft.thread { await markOwn(sendID, in: thread) }
    announce(.outbox)
    return item
  }

  /// The item becomes a draft again, with the reason. Throws `stateChanged` where it may be on its
  /// way, or is.
  public func returnToDraft(
    _ id: ID<Draft>, note: String? = nil
  ) async throws(StoreError) -> Draft {
    let now = clock()
    let draft = try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        let item = try OutboxColumns.take(
          id, unless: [.inFlight, .accepted, .confirmed, .unsure], in: db)
        var draft = item.draft
        draft.revision = draft.revision.next
        draft.changedAt = now
        try DraftColumns.store(draft, note: note, in: db)
        return draft
      }
    }
    announce(.drafts, .outbox)
    return draft
  }

  /// The item is forgotten. Throws `stateChanged` where its fate is open.
  public func removeOutboxItem(_ id: ID<Draft>) async throws(StoreError) {
    try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        _ = try OutboxColumns.take(id, unless: [.inFlight, .unsure], in: db)
      }
    }
    announce(.outbox)
  }

  /// Forgets confirmed items that were last changed before `time`.
  public func removeConfirmedItems(before time: Timestamp) async throws(StoreError) {
    let state = OutboxItem.State.confirmed.rawValue
    try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        try db.run(
          "DELETE FROM outbox WHERE state = ? AND changedAt < ?", [state, time.milliseconds])
      }
    }
    announce(.outbox)
  }

  private func outboxBytes(_ column: String, of id: ID<Draft>) throws(StoreError) -> [UInt8] {
    let bytes = try journal.read { db in
      try db.first("SELECT \(column) FROM outbox WHERE id = ?", [id.bound]) { $0.bytes(0) ?? [] }
    }
    guard let bytes else { throw .notFound }
    return bytes
  }
}
