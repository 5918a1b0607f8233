import CommuneAPI
public import MailModel

/// How far a fetch of everything has come.
public struct FetchProgress: Hashable, Sendable {
  public var inbox: ID<Inbox>
  /// Rows read since the start, in this inbox.
  public var threads: Int
  public var messages: Int
}

/// Reads all messages of an inbox, newest first, by walking `before`.
struct Backfill: Sendable {
  let access: ServerAccess
  let store: SyncStore

  static let pageSize = 1000

  /// True where the walk reached the oldest message; false where more messages than fit a page
  /// share one moment, so that the walk could not pass it whole.
  func messages(
    of inbox: ID<Inbox>, progress: @Sendable (Int) -> Void
  ) async throws(SyncError) -> Bool {
    var walk = MessageWalk()
    var rows = try await page(of: inbox, before: nil)
    while true {
      let news = walk.received(rows)
      progress(news.count)
      guard let before = walk.before else {
        try await store.add(news)
        return walk.isWhole
      }
      // The next page is on its way while this one is written.
      async let next = result { () throws(SyncError) in
        try await page(of: inbox, before: before)
      }
      try await store.add(news)
      rows = try await next.get()
    }
  }

  private func result(
    _ work: () async throws(SyncError) -> [Message]
  ) async -> Result<[Message], SyncError> {
    do throws(SyncError) { return .success(try await work()) } catch { return .failure(error) }
  }

  private func page(
    of inbox: ID<Inbox>, before: Timestamp?
  ) async throws(SyncError) -> [Message] {
    try await access.ask(
      .messages(inbox: inbox, before: before, limit: Backfill.pageSize), of: .messages, .refresh
    ).rows
  }
}

/// The rules of a walk by time (observed-behaviour.md §6): each page begins one millisecond above
/// the last row, and what overlaps is left out by id.
struct MessageWalk {
  /// Of the next page; nil: the walk is over.
  private(set) var before: Timestamp?
  private(set) var isWhole = true
  /// Of the last page only: rows that overlap are among them.
  private var lastIDs: Set<ID<Message>> = []

  /// The rows that were not in the page before.
  mutating func received(_ rows: [Message], limit: Int = Backfill.pageSize) -> [Message] {
    let known = lastIDs
    let news = rows.filter { !known.contains($0.id) }
    lastIDs = Set(rows.map(\.id))
    guard rows.count >= limit, let oldest = rows.compactMap(\.createdAt).min() else {
      before = nil
      return news
    }
    let next = oldest.advanced(byMilliseconds: 1)
    if let last = before, next >= last {
      // A full page within one moment: step over it, or the walk would stand still.
      isWhole = false
      before = min(oldest, last.advanced(byMilliseconds: -1))
    } else {
      before = next
    }
    return news
  }
}
