import CommuneAPI
import MailModel

/// What came of loading a thread.
public enum ThreadLoad: Hashable, Sendable {
  /// All its messages are in the store.
  case complete
  /// So many messages in it cannot be had from the server (PG-11, PG-18).
  case missing(Int)
  /// The server has no such thread any more; what the store has of it stays.
  case gone
}

/// Loads the messages of threads. Calls for the same thread share one request.
actor MessageSync {
  private let access: ServerAccess
  private let store: SyncStore
  private var running: [ID<MailThread>: Task<Result<ThreadLoad, SyncError>, Never>] = [:]

  /// Messages asked for beyond the known count, for those that came since.
  static let slack = 20
  static let serverLimit = 1000
  static let senderLimit = 3

  init(access: ServerAccess, store: SyncStore) {
    self.access = access
    self.store = store
  }

  func load(
    _ thread: ID<MailThread>, messageCount: Int, _ urgency: RequestLane.Urgency
  ) async throws(SyncError) -> ThreadLoad {
    guard store.takesMail else { throw .readOnly }
    if let task = running[thread] {
      if urgency >= .visible { await access.hurry(thread.bytes) }
      return try await task.value.get()
    }
    let task = Task { await self.fetch(thread, messageCount: messageCount, urgency) }
    running[thread] = task
    let result = await task.value
    running[thread] = nil
    return try result.get()
  }

  /// Ends all loads that are under way.
  func cancelAll() {
    for task in running.values { task.cancel() }
  }

  /// Loads the newest few messages only, to learn who the conversation is with.
  func loadSenders(of thread: ID<MailThread>) async throws(SyncError) {
    if let task = running[thread] {
      _ = try await task.value.get()
      return
    }
    let page = try await access.ask(
      .messages(in: thread, limit: MessageSync.senderLimit), of: .messages, .background,
      tag: thread.bytes)
    if page.rows.isEmpty { return }
    try await store.add(page.rows, of: thread, limit: MessageSync.senderLimit)
  }

  private func fetch(
    _ thread: ID<MailThread>, messageCount: Int, _ urgency: RequestLane.Urgency
  ) async -> Result<ThreadLoad, SyncError> {
    let limit = min(max(messageCount, 0) + MessageSync.slack, MessageSync.serverLimit)
    do throws(SyncError) {
      return .success(try await fetchWhole(thread, messageCount, limit, urgency))
    } catch {
      if error.isGone { return .success(.gone) }
      guard error.isTooLarge else { return .failure(error) }
    }
    do throws(SyncError) {
      return .success(try await fetchAround(thread, messageCount, failing: limit, urgency))
    } catch {
      return .failure(error)
    }
  }

  private func fetchWhole(
    _ thread: ID<MailThread>, _ messageCount: Int, _ limit: Int, _ urgency: RequestLane.Urgency
  ) async throws(SyncError) -> ThreadLoad {
    var rows = try await newest(limit, of: thread, urgency)
    if rows.count >= limit && limit < MessageSync.serverLimit {
      // More came in than the list knows of (PG-12): one wider question, not more.
      rows = try await newest(MessageSync.serverLimit, of: thread, urgency)
    }
    if rows.isEmpty { return .gone }
    let isFull = rows.count >= MessageSync.serverLimit
    let missing = isFull ? max(0, messageCount - rows.count) : 0
    try await store.save(rows.reversed(), of: thread, missing: missing)
    return missing > 0 ? .missing(missing) : .complete
  }

  /// One message is too large to come through: what lies on both sides of it is stored, and a
  /// placeholder for it (PG-18).
  private func fetchAround(
    _ thread: ID<MailThread>, _ messageCount: Int, failing limit: Int,
    _ urgency: RequestLane.Urgency
  ) async throws(SyncError) -> ThreadLoad {
    let newer = try await reach(thread, .newestFirst, failing: limit, urgency)
    let older = try await reach(thread, .oldestFirst, failing: limit, urgency)
    let newerIDs = Set(newer.map(\.id))
    let rows = older.filter { !newerIDs.contains($0.id) } + newer.reversed()
    let gap = max(1, messageCount - rows.count)
    let giant = GiantSearch.placeholder(in: thread, after: older.last, before: newer.last)
    try await store.save(rows + [giant], of: thread, missing: gap)
    return .missing(gap)
  }

  /// The most messages from one end that come through.
  private func reach(
    _ thread: ID<MailThread>, _ order: ListOrder, failing limit: Int,
    _ urgency: RequestLane.Urgency
  ) async throws(SyncError) -> [Message] {
    var search = GiantSearch(failing: limit)
    var rows: [Message] = []
    while let next = search.next {
      do throws(SyncError) {
        rows = try await access.ask(
          .messages(in: thread, limit: next, order: order), of: .messages, urgency,
          tag: thread.bytes
        ).rows
        search.tried(next, didFit: true)
      } catch {
        guard error.isTooLarge else { throw error }
        search.tried(next, didFit: false)
      }
    }
    return rows
  }

  private func newest(
    _ limit: Int, of thread: ID<MailThread>, _ urgency: RequestLane.Urgency
  ) async throws(SyncError) -> [Message] {
    try await access.ask(
      .messages(in: thread, limit: limit), of: .messages, urgency, tag: thread.bytes
    ).rows
  }
}

extension SyncError {
  /// The server does not know what was asked for (AF-04).
  var isGone: Bool {
    guard case .api(let error) = self else { return false }
    return error.kind == .notFound || error.kind == .gone
  }

  /// The answer was larger than a body may be.
  var isTooLarge: Bool {
    guard case .api(let error) = self, case .transport(.tooLarge) = error.kind else { return false }
    return true
  }
}
