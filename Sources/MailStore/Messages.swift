internal import GRDB
public import MailModel

extension MailStore {
  /// Stores messages of one thread, in the server's order (oldest first). A message that comes back
  /// with another sender or body is stored anew and marked (PG-13). `isComplete`: the store now has
  /// all that can be had; `missing`: so many older ones the API cannot give.
  @discardableResult
  public func mergeMessages(
    thread: ID<MailThread>, _ messages: [Message], isComplete: Bool, missing: Int = 0
  ) async throws(StoreError) -> MergeResult {
    let receivedAt = clock()
    let result = try await writingCache { () throws(StoreError) in
      let own = try self.ownSends(among: messages)
      return try self.cache.write { db in
        var merge = MessageMerge(db: db, thread: thread, receivedAt: receivedAt, own: own)
        for message in messages where !message.id.isEmpty { try merge.store(message) }
        try db.run(
          "UPDATE threads SET isComplete = ?, missing = ? WHERE id = ?",
          [isComplete, missing, thread.bound])
        try ThreadSummary.refresh(thread, in: db)
        return merge.result
      }
    }
    announce(.messages(thread), .threads)
    return result
  }

  /// Stores what is known of a file.
  public func storeAttachment(_ attachment: Attachment) async throws(StoreError) {
    let threads = try await writingCache { () throws(StoreError) in
      try self.cache.write { db in
        try db.run(
          """
          INSERT OR REPLACE INTO attachments
          VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT))
          """,
          [
            attachment.id.bound, attachment.filename.bound, attachment.mimeType.bound,
            attachment.size, attachment.problem?.bound,
          ])
        return try db.all(
          """
          SELECT DISTINCT thread FROM messages WHERE row IN
            (SELECT message FROM messageFiles WHERE attachment = ? LIMIT 100)
          """, [attachment.id.bound]
        ) { row -> ID<MailThread> in row.id(0) }
      }
    }
    for thread in threads { announce(.messages(thread)) }
  }
}

/// Messages of one thread on their way into the cache.
private struct MessageMerge {
  let db: Database
  let thread: ID<MailThread>
  let receivedAt: Timestamp
  let own: Set<[UInt8]>
  var result = MergeResult()
  /// A message without a time stands with the one before it.
  private var previousTime: Timestamp?

  init(db: Database, thread: ID<MailThread>, receivedAt: Timestamp, own: Set<[UInt8]>) {
    self.db = db
    self.thread = thread
    self.receivedAt = receivedAt
    self.own = own
  }

  mutating func store(_ message: Message) throws {
    let sortedAt = min(message.createdAt ?? previousTime ?? receivedAt, receivedAt)
    previousTime = sortedAt
    guard let stored = try StoredMessage.find(message.id, of: thread, in: db) else {
      try insert(message, sortedAt)
      result.inserted += 1
      return
    }
    if stored.message == message || (message.isPlaceholder && !stored.message.isPlaceholder) {
      result.unchanged += 1
      return
    }
    let keepsTime = stored.message.createdAt == message.createdAt
    try update(stored, to: message, keepsTime ? stored.sortedAt : sortedAt)
    result.changed += 1
  }

  private func insert(_ message: Message, _ sortedAt: Timestamp) throws {
    try db.run(
      """
      INSERT INTO messages (sortedAt, inbox, channel, direction, subject, text, html, createdAt,
        sendID, deliveryStatus, isPlaceholder, isOwn, isChanged, thread, id)
      VALUES (?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?,
        CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, 0, ?, ?)
      """, values(message, sortedAt) + [thread.bound, message.id.bound])
    try insertParts(message, row: db.lastInsertedRowID)
    try Correspondents.note(message, at: sortedAt, in: db)
  }

  private func update(
    _ stored: StoredMessage, to message: Message, _ sortedAt: Timestamp
  ) throws {
    let old = stored.message
    let isRewritten =
      old.sender != message.sender || old.subject != message.subject || old.text != message.text
      || old.html != message.html
    try db.run(
      """
      UPDATE messages SET sortedAt = ?, inbox = ?, channel = CAST(? AS TEXT), direction = ?,
        subject = CAST(? AS TEXT), text = CAST(? AS TEXT), html = CAST(? AS TEXT), createdAt = ?,
        sendID = CAST(? AS TEXT), deliveryStatus = CAST(? AS TEXT), isPlaceholder = ?, isOwn = ?,
        isChanged = isChanged OR ? WHERE row = ?
      """, values(message, sortedAt) + [isRewritten && !old.isPlaceholder, stored.row])
    try db.run("DELETE FROM participants WHERE message = ?", [stored.row])
    try db.run("DELETE FROM messageFiles WHERE message = ?", [stored.row])
    try insertParts(message, row: stored.row)
  }

  private func values(_ message: Message, _ sortedAt: Timestamp) -> [Bound] {
    let isOwn = own.contains(message.id.bytes) || own.contains(Array((message.sendID ?? "").utf8))
    return [
      sortedAt.milliseconds, message.inbox?.bound, message.channel.bound,
      message.direction.rawValue, message.subject?.bound, message.text.bound, message.html?.bound,
      message.createdAt?.milliseconds, message.sendID?.bound, message.deliveryStatus?.bound,
      message.isPlaceholder, isOwn,
    ]
  }

  private func insertParts(_ message: Message, row: Int64) throws {
    for (position, participant) in message.participants.enumerated() {
      try db.run(
        "INSERT INTO participants VALUES (?, ?, ?, CAST(? AS TEXT))",
        [row, position, participant.role.rawValue, participant.identity.bound])
    }
    for (position, attachment) in message.attachments.enumerated() {
      try db.run(
        "INSERT INTO messageFiles VALUES (?, ?, ?)", [row, position, attachment.bound])
    }
  }
}
