internal import GRDB
internal import MailModel

/// The columns of a thread row and their order.
enum ThreadColumns {
  static let sql = """
    id, inbox, sortedAt, lastDirection, unread, answeredElsewhere, messageCount, hasAttachments,
    isPlaceholder, lastMessageAt, firstMessageAt, correspondentName, correspondent, subject,
    snippet, domain
    """
  static let count = 16

  static func read(_ row: Row) -> ThreadRow {
    let inbox: ID<Inbox> = row.id(1)
    let direction = Direction(rawValue: row.number(3)) ?? .other
    let thread = MailThread(
      id: row.id(0), inbox: inbox.isEmpty ? nil : inbox, domain: row.optionalID(15),
      subject: row.text(13), snippet: row.text(14) ?? "", lastMessageAt: row.time(9),
      firstMessageAt: row.time(10), messageCount: row.number(6), lastDirection: direction,
      hasAttachments: row.bool(7), isPlaceholder: row.bool(8))
    let sortedAt = row.time(2) ?? Timestamp(milliseconds: 0)
    return ThreadRow(
      thread: thread, position: ThreadPosition(sortedAt: sortedAt, id: thread.id),
      correspondent: row.text(12).map { Address(name: row.text(11), spec: $0) },
      isUnread: row.bool(4), isAnsweredElsewhere: row.bool(5) && direction == .outbound)
  }
}
