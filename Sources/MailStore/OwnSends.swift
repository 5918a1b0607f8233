internal import GRDB
internal import MailModel

/// The server's ids of mail that was sent from this machine.
enum OwnSends {
  static func add(_ sendID: String, at time: Timestamp, in db: Database) throws {
    try db.run(
      "INSERT OR IGNORE INTO ownSends VALUES (CAST(? AS TEXT), ?)",
      [sendID.bound, time.milliseconds])
  }
}

extension MailStore {
  /// The ids among those of outbound messages that are our own.
  func ownSends(among messages: [Message]) throws(StoreError) -> Set<[UInt8]> {
    var ids: [String] = []
    for message in messages where message.direction == .outbound {
      ids.append(message.id.text)
      if let sendID = message.sendID { ids.append(sendID) }
    }
    if ids.isEmpty { return [] }
    return try consultJournal(else: []) { db in
      var own: Set<[UInt8]> = []
      for id in ids {
        let sql = "SELECT 1 FROM ownSends WHERE sendID = CAST(? AS TEXT)"
        if try db.number(sql, [id.bound]) != nil { own.insert(Array(id.utf8)) }
      }
      return own
    }
  }

  /// The answer to a send came after its message: the thread was not answered elsewhere.
  func markOwn(_ sendID: String, in thread: ID<MailThread>) async {
    try? await writingCache { () throws(StoreError) in
      try self.cache.write { db in
        try db.run(
          """
          UPDATE messages SET isOwn = 1
          WHERE thread = ?1 AND (sendID = CAST(?2 AS TEXT) OR id = CAST(?2 AS BLOB))
          """, [thread.bound, sendID.bound])
        if db.changesCount > 0 { try ThreadSummary.refresh(thread, in: db) }
      }
    }
    announce(.threads)
  }

  /// A fact about the server that was learned, such as a capability; nil: not learned yet.
  public func learned(_ name: String) throws(StoreError) -> String? {
    try journal.read { db in
      try db.first("SELECT value FROM learned WHERE name = CAST(? AS TEXT)", [name.bound]) {
        $0.text(0)
      } ?? nil
    }
  }

  public func learn(_ name: String, _ value: String) async throws(StoreError) {
    try await writingJournal { () throws(StoreError) in
      try self.journal.write { db in
        try db.run(
          "INSERT OR REPLACE INTO learned VALUES (CAST(? AS TEXT), CAST(? AS TEXT))",
          [name.bound, value.bound])
      }
    }
  }
}
