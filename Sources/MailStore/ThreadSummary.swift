internal import GRDB
internal import MailModel

/// What a thread's row says of its messages.
enum ThreadSummary {
  /// The correspondent is the sender of the newest inbound message, else the first recipient of the
  /// newest other one; answered elsewhere is a thread whose newest message is outbound, not ours.
  static func refresh(_ thread: ID<MailThread>, in db: Database) throws {
    let correspondent =
      try address(.sender, ofNewest: "direction = 1", thread, in: db)
      ?? address(.to, ofNewest: "direction <> 1", thread, in: db)
    let isElsewhere = try db.number(
      """
      SELECT direction = 2 AND NOT isOwn AND NOT isPlaceholder FROM messages
      WHERE thread = ? ORDER BY sortedAt DESC, row DESC LIMIT 1
      """, [thread.bound])
    try db.run(
      """
      UPDATE threads SET correspondentName = CAST(? AS TEXT), correspondent = CAST(? AS TEXT),
        answeredElsewhere = ? WHERE id = ?
      """,
      [correspondent?.name?.bound, correspondent?.spec.bound, isElsewhere ?? 0, thread.bound])
  }

  private static func address(
    _ role: Participant.Role, ofNewest condition: String, _ thread: ID<MailThread>,
    in db: Database
  ) throws -> Address? {
    try db.first(
      """
      SELECT identity FROM participants
      WHERE message = (SELECT row FROM messages WHERE thread = ? AND \(condition)
        ORDER BY sortedAt DESC, row DESC LIMIT 1) AND role = ?
      ORDER BY position LIMIT 1
      """, [thread.bound, role.rawValue]
    ) { Address(parsing: $0.text(0) ?? "") }
  }
}
