internal import GRDB
public import MailModel

/// What the store has of a thread's messages.
public struct ThreadState: Hashable, Sendable {
  /// The store has all that can be had.
  public var isComplete: Bool
  /// Older messages that the server has and the API cannot give.
  public var missing: Int
  /// Mail up to this moment counts as read; nil: none does.
  public var readUpTo: Timestamp?
  /// Messages in the store.
  public var stored: Int
}

/// A thread with its newest messages.
public struct Conversation: Sendable {
  /// Nil where the thread is not in the store; so is the state.
  public var row: ThreadRow?
  public var state: ThreadState?
  /// Oldest first.
  public var messages: [Message]
  public var files: [ID<Attachment>: Attachment]
}

extension MailStore {
  /// The newest `limit` messages of a thread, oldest first.
  public func messages(
    in thread: ID<MailThread>, limit: Int
  ) throws(StoreError) -> [Message] {
    try cache.read { try $0.messages(in: thread, limit: limit) }
  }

  /// Nil where the thread is not in the store.
  public func threadState(_ id: ID<MailThread>) throws(StoreError) -> ThreadState? {
    try cache.read { try $0.threadState(id) }
  }

  /// What a reader shows of a thread: the same as the single reads, but all of one moment.
  public func conversation(
    _ thread: ID<MailThread>, limit: Int
  ) throws(StoreError) -> Conversation {
    try cache.read { db in
      let messages = try db.messages(in: thread, limit: limit)
      return Conversation(
        row: try db.threadRow(thread), state: try db.threadState(thread), messages: messages,
        files: try db.attachments(messages.flatMap(\.attachments)))
    }
  }

  /// Messages that came back from the server with another sender or body (PG-13).
  public func changedMessages(in thread: ID<MailThread>) throws(StoreError) -> Set<ID<Message>> {
    try cache.read { db in
      let sql = "SELECT id FROM messages WHERE thread = ? AND isChanged = 1"
      return Set(try db.all(sql, [thread.bound]) { $0.id(0) })
    }
  }

  /// Messages that were sent from this machine's journal.
  public func ownMessages(in thread: ID<MailThread>) throws(StoreError) -> Set<ID<Message>> {
    try cache.read { db in
      let sql = "SELECT id FROM messages WHERE thread = ? AND isOwn = 1"
      return Set(try db.all(sql, [thread.bound]) { $0.id(0) })
    }
  }

  /// What is known of these files.
  public func attachments(
    _ ids: [ID<Attachment>]
  ) throws(StoreError) -> [ID<Attachment>: Attachment] {
    try cache.read { try $0.attachments(ids) }
  }
}

extension Database {
  fileprivate func messages(in thread: ID<MailThread>, limit: Int) throws -> [Message] {
    let newest = """
      SELECT row FROM messages WHERE thread = ? ORDER BY sortedAt DESC, row DESC LIMIT ?
      """
    let values: [Bound] = [thread.bound, max(0, limit)]
    var participants: [Int64: [Participant]] = [:]
    try each(
      "SELECT message, role, identity FROM participants WHERE message IN (\(newest))", values
    ) { row in
      let role = Participant.Role(rawValue: row.number(1)) ?? .other
      participants[row.int(0) ?? 0, default: []].append(
        Participant(role: role, identity: row.text(2) ?? ""))
    }
    var files: [Int64: [ID<Attachment>]] = [:]
    try each(
      "SELECT message, attachment FROM messageFiles WHERE message IN (\(newest))", values
    ) { files[$0.int(0) ?? 0, default: []].append($0.id(1)) }
    let sql = """
      SELECT \(MessageColumns.sql) FROM messages WHERE thread = ?
      ORDER BY sortedAt DESC, row DESC LIMIT ?
      """
    return try all(sql, values) { row in
      var message = MessageColumns.read(row)
      message.participants = participants[row.int(0) ?? 0] ?? []
      message.attachments = files[row.int(0) ?? 0] ?? []
      return message
    }.reversed()
  }

  fileprivate func threadState(_ id: ID<MailThread>) throws -> ThreadState? {
    let sql = """
      SELECT isComplete, missing, readUpTo, (SELECT count(*) FROM messages WHERE thread = ?1)
      FROM threads WHERE id = ?1
      """
    return try first(sql, [id.bound]) { row in
      ThreadState(
        isComplete: row.bool(0), missing: row.number(1),
        readUpTo: row.time(2).flatMap { $0.milliseconds == .min ? nil : $0 },
        stored: row.number(3))
    }
  }

  fileprivate func attachments(
    _ ids: [ID<Attachment>]
  ) throws -> [ID<Attachment>: Attachment] {
    var result: [ID<Attachment>: Attachment] = [:]
    for id in ids {
      let sql = "SELECT filename, mimeType, size, problem FROM attachments WHERE id = ?"
      result[id] = try first(sql, [id.bound]) { row in
        Attachment(
          id: id, filename: row.text(0) ?? "", mimeType: row.text(1) ?? "", size: row.int(2),
          problem: row.text(3))
      }
    }
    return result
  }
}

/// The columns of a message and their order.
enum MessageColumns {
  static let sql = """
    row, id, thread, inbox, channel, direction, subject, text, html, createdAt, sendID,
    deliveryStatus, isPlaceholder, sortedAt
    """

  /// Without participants and files.
  static func read(_ row: Row) -> Message {
    Message(
      id: row.id(1), thread: row.id(2), inbox: row.optionalID(3), channel: row.text(4) ?? "",
      direction: Direction(rawValue: row.number(5)) ?? .other, subject: row.text(6),
      text: row.text(7) ?? "", html: row.text(8), createdAt: row.time(9), sendID: row.text(10),
      deliveryStatus: row.text(11), isPlaceholder: row.bool(12))
  }
}

/// A row of the messages table with its parts.
struct StoredMessage {
  var row: Int64
  var message: Message
  var sortedAt: Timestamp

  static func find(
    _ id: ID<Message>, of thread: ID<MailThread>, in db: Database
  ) throws -> StoredMessage? {
    let sql = "SELECT \(MessageColumns.sql) FROM messages WHERE thread = ? AND id = ?"
    let found = try db.first(sql, [thread.bound, id.bound]) { row in
      StoredMessage(
        row: row.int(0) ?? 0, message: MessageColumns.read(row),
        sortedAt: row.time(13) ?? Timestamp(milliseconds: 0))
    }
    guard var found else { return nil }
    found.message.participants = try db.all(
      "SELECT role, identity FROM participants WHERE message = ?", [found.row]
    ) { row in
      Participant(role: .init(rawValue: row.number(0)) ?? .other, identity: row.text(1) ?? "")
    }
    found.message.attachments = try db.all(
      "SELECT attachment FROM messageFiles WHERE message = ?", [found.row]
    ) { $0.id(0) }
    return found
  }
}
