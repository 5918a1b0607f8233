public import MailModel

/// The list of conversations: a window over the store, with a cursor that stays on its thread.
public struct ThreadList: Equatable, Sendable {
  /// Rows kept on each side of the cursor.
  static let reach = 200

  public var query: ThreadQuery
  /// Newest first; only what lies near the screen.
  public var rows: [ThreadRow] = []
  /// Rows of the list that lie above `rows`.
  public var above = 0
  public var isAtStart = true
  public var isAtEnd = true
  /// The store was asked at least once for this query.
  public var isLoaded = false
  /// Index into `rows`.
  public var cursor = 0
  /// Index into `rows` of the first row on screen.
  public var top = 0
  /// The number of rows known when more were last asked for, so that a failure is not repeated.
  public var askedForMoreAt: Int?

  public init(query: ThreadQuery) {
    self.query = query
  }

  /// The row that the cursor is on.
  public var selected: ThreadRow? {
    rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  /// The cursor's row in the whole list, from 1; 0 in an empty list.
  public var number: Int { rows.isEmpty ? 0 : above + cursor + 1 }

  /// The rows on screen.
  public func visible(_ count: Int) -> ArraySlice<ThreadRow> {
    let start = min(max(0, top), rows.count)
    return rows[start..<min(rows.count, start + max(0, count))]
  }

  /// Moves the cursor by `delta` rows and scrolls so that it stays among `page` rows.
  mutating func move(by delta: Int, page: Int) {
    cursor = min(max(0, cursor + delta), max(0, rows.count - 1))
    scroll(page: page)
  }

  /// Scrolls as little as puts the cursor among `page` rows.
  mutating func scroll(page: Int) {
    top = min(top, cursor)
    top = max(top, cursor - max(1, page) + 1)
    top = min(max(0, top), max(0, rows.count - 1))
  }

  /// The cursor comes near an end of the window behind which the store has more.
  func needsWindow(page: Int) -> Bool {
    let margin = page * 2
    let isNearStart = cursor < margin && !isAtStart
    let isNearEnd = rows.count - cursor <= margin && !isAtEnd
    return isNearStart || isNearEnd
  }

  /// Takes a window that the store answered with; the cursor stays on its thread and on its line.
  mutating func take(_ window: ThreadWindow, page: Int) {
    let line = cursor - top
    let oldThread = selected?.position
    rows = window.rows
    above = window.above
    isAtStart = window.isAtStart
    isAtEnd = window.isAtEnd
    isLoaded = true
    switch window.request.anchor {
    case .newest: cursor = 0
    case .oldest: cursor = max(0, rows.count - 1)
    case .around(let position): cursor = index(of: oldThread ?? position)
    case .unread: cursor = window.found.flatMap { id in rows.firstIndex { $0.id == id } } ?? cursor
    }
    cursor = min(max(0, cursor), max(0, rows.count - 1))
    top = max(0, cursor - max(0, line))
    scroll(page: page)
  }

  /// The row of that thread, or the row that stands where it stood.
  private func index(of position: ThreadPosition) -> Int {
    if let same = rows.firstIndex(where: { $0.id == position.id }) { return same }
    let next = rows.firstIndex { row in
      (row.position.sortedAt, row.position.id) < (position.sortedAt, position.id)
    }
    return next ?? max(0, rows.count - 1)
  }
}
