internal import GRDB
public import MailModel

/// Which way a list is walked.
public enum ListDirection: Hashable, Sendable {
  /// Down the screen.
  case older
  /// Up the screen.
  case newer
}

extension MailStore {
  /// At most `limit` rows after `from` (not with it), always newest first. Without `from`: from the
  /// newest end for `older`, from the oldest end for `newer`.
  public func threadRows(
    _ query: ThreadQuery, from: ThreadPosition?, direction: ListDirection, limit: Int
  ) throws(StoreError) -> [ThreadRow] {
    let page = KeysetPage(query, from: from, direction: direction)
    let rows = try cache.read { db in
      try db.all(
        "SELECT \(ThreadColumns.sql) \(page.sql) LIMIT ?", page.values + [max(0, limit)],
        ThreadColumns.read)
    }
    return direction == .older ? rows : rows.reversed()
  }

  /// The thread's row; nil where it is not in the store.
  public func threadRow(_ id: ID<MailThread>) throws(StoreError) -> ThreadRow? {
    try cache.read { try $0.threadRow(id) }
  }

  /// How many rows of the list lie above `position`, counted up to `limit`.
  public func rowsAbove(
    _ position: ThreadPosition, in query: ThreadQuery, limit: Int = 10_000
  ) throws(StoreError) -> Int {
    let page = KeysetPage(query, from: position, direction: .newer)
    return try cache.read { db in
      let sql = "SELECT count(*) FROM (SELECT 1 \(page.sql) LIMIT ?)"
      return Int(try db.number(sql, page.values + [max(0, limit)]) ?? 0)
    }
  }

  /// The nearest unread thread after `position`, or from the list's end where it is nil.
  public func nextUnread(
    after position: ThreadPosition?, in query: ThreadQuery, direction: ListDirection
  ) throws(StoreError) -> ThreadRow? {
    // Unread means that the other side wrote last.
    if query.view == .waitingOnThem { return nil }
    let unread = ThreadQuery(view: .inbox, inbox: query.inbox)
    let page = KeysetPage(unread, from: position, direction: direction, isUnread: true)
    return try cache.read { db in
      try db.first(
        "SELECT \(ThreadColumns.sql) \(page.sql) LIMIT 1", page.values, ThreadColumns.read)
    }
  }
}

extension Database {
  func threadRow(_ id: ID<MailThread>) throws -> ThreadRow? {
    let sql = "SELECT \(ThreadColumns.sql) FROM threads WHERE id = ?"
    return try first(sql, [id.bound], ThreadColumns.read)
  }
}

/// `FROM … WHERE … ORDER BY …` of one page, in an order that an index has.
private struct KeysetPage {
  var sql: String
  var values: [Bound] = []

  init(
    _ query: ThreadQuery, from: ThreadPosition?, direction: ListDirection, isUnread: Bool = false
  ) {
    var conditions: [String] = []
    if let inbox = query.inbox {
      conditions.append("inbox = ?")
      values.append(inbox.bound)
    }
    switch query.view {
    case .inbox: break
    case .needsReply: conditions.append("lastDirection = 1")
    case .waitingOnThem: conditions.append("lastDirection = 2")
    }
    if isUnread { conditions.append("unread = 1") }
    if let from {
      conditions.append("(sortedAt, id) \(direction == .older ? "<" : ">") (?, ?)")
      values += [from.sortedAt.milliseconds, from.id.bound]
    }
    let place = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    let order = direction == .older ? "sortedAt DESC, id DESC" : "sortedAt, id"
    sql = "FROM threads \(place) ORDER BY \(order)"
  }
}
