import CommuneAPI
import MailModel

/// The rules of a walk over pages by cursor: when to go on, when to stop, and why
/// (PG-01…PG-05). Pure: it never asks for a page itself.
struct PageWalk {
  /// Why a walk ended before the server said so: the list may be incomplete.
  enum Doubt: String, Hashable, Sendable {
    /// `has_more` without a usable cursor (PG-02).
    case noCursor
    /// A cursor came back that was used before (PG-01, F8).
    case cursorRepeats
    /// Too many pages in a row without a thread that was not seen before (PG-05).
    case nothingNew
  }

  /// What to do after a page.
  enum Step: Hashable {
    case next(cursor: String)
    case end
    case doubt(Doubt)
  }

  /// So many pages without news are followed; the next one ends the walk.
  static let maximumEmptyPages = 3

  private var usedCursors: Set<[UInt8]> = []
  private var emptyPages = 0
  private var seen: Set<ID<MailThread>> = []
  private var newestTimes: [ID<MailThread>: Timestamp] = [:]

  init(startingAt cursor: String? = nil) {
    if let cursor { usedCursors.insert(Array(cursor.utf8)) }
  }

  /// The rows without those that an earlier row of this walk is newer than (PG-04).
  mutating func newest(_ rows: [MailThread]) -> [MailThread] {
    rows.filter { row in
      guard let time = row.lastMessageAt else { return newestTimes[row.id] == nil }
      if let known = newestTimes[row.id], known > time { return false }
      newestTimes[row.id] = time
      return true
    }
  }

  mutating func received(_ page: WirePage<MailThread>) -> Step {
    received(page.rows.map(\.id), nextCursor: page.nextCursor, hasMore: page.hasMore)
  }

  /// Takes note of a page. `has_more` is trusted over the cursor (PG-03).
  mutating func received(
    _ ids: [ID<MailThread>], nextCursor: String?, hasMore: Bool
  ) -> Step {
    let known = seen.count
    seen.formUnion(ids)
    guard hasMore else { return .end }
    guard let nextCursor, !nextCursor.isEmpty else { return .doubt(.noCursor) }
    emptyPages = seen.count == known ? emptyPages + 1 : 0
    if emptyPages > PageWalk.maximumEmptyPages { return .doubt(.nothingNew) }
    guard usedCursors.insert(Array(nextCursor.utf8)).inserted else {
      return .doubt(.cursorRepeats)
    }
    return .next(cursor: nextCursor)
  }
}
