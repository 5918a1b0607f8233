internal import GRDB
internal import MailModel

/// What a thread's row says of its messages.
enum ThreadSummary {
  /// The correspondent is the sender of the newest inbound message that is no copy of our own mail
  /// (PG-16), else the first recipient of the newest other one; answered elsewhere is a thread whose newest message is outbound, not ours.
  static func refresh(_ thread: ID<MailThread>, in db: Database) throws {
    let correspondent = try correspondent(thread, in: db)
    let isElsewhere = try db.number(
      """
      SELECT direction = 2 AND NOT isOwn AND NOT isPlaceholder FROM messages
      WHERE thread = ? ORDER BY sortedAt DESC, row DESC LIMIT 1
      """, [thread.bound])
    try db.run(
      "UPDATE threads SET answeredElsewhere = ? WHERE id = ?", [isElsewhere ?? 0, thread.bound])
    // Messages that name nobody do not wipe what is known.
    guard let correspondent else { return }
    try db.run(
      """
      UPDATE threads SET correspondentName = CAST(? AS TEXT), correspondent = CAST(? AS TEXT)
      WHERE id = ?
      """, [correspondent.name?.bound, correspondent.spec.bound, thread.bound])
  }

  private static func correspondent(
    _ thread: ID<MailThread>, in db: Database
  ) throws -> Address? {
    let inbox = try db.first(
      """
      SELECT inboxes.address FROM threads JOIN inboxes ON inboxes.id = threads.inbox
      WHERE threads.id = ?
      """, [thread.bound]
    ) { $0.text(0)?.lowercased() }
    let senders = try addresses(.sender, of: "direction = 1", thread, in: db)
    if let sender = senders.first(where: { $0.key != inbox }) { return sender }
    return try addresses(.to, of: "direction <> 1", thread, in: db).first
  }

  /// Of the newest messages, newest first.
  private static func addresses(
    _ role: Participant.Role, of condition: String, _ thread: ID<MailThread>, in db: Database
  ) throws -> [Address] {
    try db.all(
      """
      SELECT participants.identity FROM messages
      JOIN participants ON participants.message = messages.row AND participants.role = ?
      WHERE messages.thread = ? AND messages.\(condition)
      ORDER BY messages.sortedAt DESC, messages.row DESC, participants.position LIMIT 20
      """, [role.rawValue, thread.bound]
    ) { Address(parsing: $0.text(0) ?? "") }
  }
}
