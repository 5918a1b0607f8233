import MailApp
import MailModel
import MailStore

/// Answers a request for rows of a list with one bounded read of the store.
struct ThreadWindows {
  let store: MailStore

  func window(_ request: ThreadRequest) throws(StoreError) -> ThreadWindow {
    switch request.anchor {
    case .newest: return try end(request, .older)
    case .oldest: return try end(request, .newer)
    case .around(let position):
      let now = try store.threadRow(position.id)?.position ?? position
      return try around(now, request, found: nil)
    case .unread(let position, let older):
      let direction: ListDirection = older ? .older : .newer
      guard
        let row = try store.nextUnread(after: position, in: request.query, direction: direction)
      else {
        return ThreadWindow(request: request, rows: [], above: 0, isAtStart: true, isAtEnd: true)
      }
      return try around(row.position, request, found: row.id)
    }
  }

  private func end(
    _ request: ThreadRequest, _ direction: ListDirection
  ) throws(StoreError) -> ThreadWindow {
    let limit = request.reach * 2
    let rows = try store.threadRows(
      request.query, from: nil, direction: direction, limit: limit)
    let isWhole = rows.count < limit
    if direction == .older {
      return ThreadWindow(
        request: request, rows: rows, above: 0, isAtStart: true, isAtEnd: isWhole)
    }
    let count = try store.tally(inbox: request.query.inbox).count(in: request.query.view)
    return ThreadWindow(
      request: request, rows: rows, above: max(0, count - rows.count), isAtStart: isWhole,
      isAtEnd: true)
  }

  private func around(
    _ position: ThreadPosition, _ request: ThreadRequest, found: ID<MailThread>?
  ) throws(StoreError) -> ThreadWindow {
    let newer = try store.threadRows(
      request.query, from: position, direction: .newer, limit: request.reach)
    let older = try store.threadRows(
      request.query, from: position, direction: .older, limit: request.reach)
    let own = try store.threadRow(position.id).flatMap { request.query.lists($0) ? $0 : nil }
    let rows = newer + (own.map { [$0] } ?? []) + older
    let above = try rows.first.map { row throws(StoreError) in
      newer.count < request.reach
        ? 0 : try store.rowsAbove(row.position, in: request.query, limit: 10_000)
    }
    return ThreadWindow(
      request: request, rows: rows, above: above ?? 0, isAtStart: newer.count < request.reach,
      isAtEnd: older.count < request.reach, found: found)
  }
}

extension ThreadQuery {
  /// Whether the list has this row.
  fileprivate func lists(_ row: ThreadRow) -> Bool {
    if let inbox, row.thread.inbox != inbox { return false }
    switch view {
    case .inbox: return true
    case .needsReply: return row.thread.lastDirection == .inbound
    case .waitingOnThem: return row.thread.lastDirection == .outbound
    }
  }
}
