import CommuneAPI
import MailModel
import MailStore

/// Keeps the thread lists of the store equal to the server's.
///
/// The stored cursor of an inbox says down to where its list is whole. A walk that breaks off in
/// the middle leaves it at the break, so that a gap is always below it and the next `loadMore`
/// fills it.
actor ThreadListSync {
  private let access: ServerAccess
  private let store: SyncStore
  private let clock: SyncClock
  /// One walk an inbox at a time.
  private var lanes: [ID<Inbox>: RequestLane] = [:]

  static let pageSize = 50
  static let largePageSize = 100
  /// A thorough refresh looks so far back for mail with an old date (PG-10), in milliseconds…
  static let horizon: Int64 = 4 * 86_400_000
  /// … but over no more pages than this.
  static let maximumHorizonPages = 10
  /// So often is page 1 read again after a walk of several pages, at most.
  static let maximumRounds = 8
  /// `loadMore` passes over so many pages without a new thread before it gives up.
  static let maximumKnownPages = 20

  init(access: ServerAccess, store: SyncStore, clock: SyncClock) {
    self.access = access
    self.store = store
    self.clock = clock
  }

  /// Reads the newest pages until one holds a thread that has not changed; page 1 once more after
  /// several pages, since a thread that got mail meanwhile moved up and out of the walk (PG-07).
  func refresh(_ inbox: ID<Inbox>, thorough: Bool) async throws(SyncError) {
    try await exclusively(inbox) {
      try await self.refreshHoldingLane(inbox, thorough: thorough)
    }
  }

  /// Reads the next page below the list, and further ones until a thread comes that was not in the
  /// store; returns whether the server has more to give.
  func loadMore(_ inbox: ID<Inbox>) async throws(SyncError) -> Bool {
    try await exclusively(inbox) {
      try await self.walkDown(inbox, pageSize: ThreadListSync.pageSize, progress: nil)
    }
  }

  /// Reads everything below the list, and page 1 again at the end. An interrupted one goes on where
  /// it stopped. `progress` gets the number of rows of each page.
  func loadAll(
    _ inbox: ID<Inbox>, progress: @escaping @Sendable (Int) -> Void
  ) async throws(SyncError) {
    try await exclusively(inbox) {
      try await self.refreshHoldingLane(inbox, thorough: true)
      _ = try await self.walkDown(
        inbox, pageSize: ThreadListSync.largePageSize, progress: progress)
      try await self.refreshHoldingLane(inbox, thorough: false)
    }
  }

  private func exclusively<Value: Sendable>(
    _ inbox: ID<Inbox>, _ work: @Sendable () async throws -> Value
  ) async throws(SyncError) -> Value {
    let lane = lanes[inbox] ?? RequestLane(width: 1)
    lanes[inbox] = lane
    do {
      return try await lane.run(.refresh, work)
    } catch let error as SyncError {
      throw error
    } catch {
      throw .cancelled
    }
  }

  private func refreshHoldingLane(_ inbox: ID<Inbox>, thorough: Bool) async throws(SyncError) {
    for round in 0..<ThreadListSync.maximumRounds {
      let pages = try await walkFromTop(inbox, thorough: thorough && round == 0)
      if pages <= 1 { return }
    }
  }

  /// One walk from the top; returns how many pages it read.
  private func walkFromTop(_ inbox: ID<Inbox>, thorough: Bool) async throws(SyncError) -> Int {
    let before = try await store.listState(of: inbox)
    var walk = PageWalk()
    var cursor: String?
    var pages = 0
    var hasMetKnown = false
    while true {
      let size = pages == 0 ? ThreadListSync.pageSize : ThreadListSync.largePageSize
      let page = try await page(of: inbox, after: cursor, size: size)
      pages += 1
      let step = walk.received(page)
      hasMetKnown = try await store(
        walk.newest(page.rows), of: inbox, step, before: before, hasMetKnown: hasMetKnown)
      guard case .next(let next) = step, before != nil else { return pages }
      if hasMetKnown && !(thorough && isWithinHorizon(page.rows, pages)) { return pages }
      cursor = next
    }
  }

  /// Stores a page of a walk from the top; whether a known row was met. From there on the list is
  /// as whole as it was `before`, or whole, where the walk came to the end.
  private func store(
    _ rows: [MailThread], of inbox: ID<Inbox>, _ step: PageWalk.Step, before: ThreadListState?,
    hasMetKnown: Bool
  ) async throws(SyncError) -> Bool {
    let now = clock.now()
    var meetsKnown = hasMetKnown
    if before != nil && !meetsKnown {
      meetsKnown = try await store.hasUnchanged(among: rows, of: inbox)
    }
    var state = ThreadListState(step, at: now)
    if meetsKnown, step != .end, let before { state = before.refreshed(at: now) }
    // A gap is written down before the rows above it: a program that ends here must know of it.
    if !meetsKnown { try await store.set(state, of: inbox) }
    _ = try await store.save(rows, of: inbox, receivedAt: now)
    if meetsKnown { try await store.set(state, of: inbox) }
    await access.setIncomplete(state.mayBeIncomplete, inbox)
    return meetsKnown
  }

  /// Whether mail with an old date may still be found below these rows.
  private func isWithinHorizon(_ rows: [MailThread], _ pages: Int) -> Bool {
    guard pages < ThreadListSync.maximumHorizonPages else { return false }
    guard let oldest = rows.compactMap(\.lastMessageAt).min() else { return false }
    return clock.now().milliseconds(since: oldest) < ThreadListSync.horizon
  }

  /// Follows the stored cursor; without `progress`, only until news comes. A cursor that the server
  /// does not know gives page 1 again (F8, PG-06): its rows are known and the walk goes on from there.
  private func walkDown(
    _ inbox: ID<Inbox>, pageSize: Int, progress: (@Sendable (Int) -> Void)?
  ) async throws(SyncError) -> Bool {
    let start = try await startOfWalkDown(inbox)
    guard start.hasMore, var cursor = start.nextCursor else { return false }
    var walk = PageWalk(startingAt: cursor)
    var knownPages = 0
    while true {
      let page = try await page(of: inbox, after: cursor, size: pageSize)
      let step = walk.received(page)
      let rows = walk.newest(page.rows)
      // The rows first: the list is whole down to where they are stored.
      let now = clock.now()
      let merge = try await store.save(rows, of: inbox, receivedAt: now)
      try await store.set(ThreadListState(step, at: now), of: inbox)
      await access.setIncomplete(step.isDoubt, inbox)
      progress?(page.rows.count)
      guard case .next(let next) = step else { return false }
      knownPages = merge.inserted == 0 ? knownPages + 1 : 0
      if progress == nil && (merge.inserted > 0 || knownPages > ThreadListSync.maximumKnownPages) {
        return true
      }
      cursor = next
    }
  }

  /// The stored cursor, or that of page 1, where the list has none.
  private func startOfWalkDown(
    _ inbox: ID<Inbox>
  ) async throws(SyncError) -> ThreadListState {
    if let state = try await store.listState(of: inbox), !state.hasMore || state.nextCursor != nil {
      return state
    }
    var walk = PageWalk()
    let page = try await page(of: inbox, after: nil, size: ThreadListSync.pageSize)
    let state = ThreadListState(walk.received(page), at: clock.now())
    _ = try await store.save(walk.newest(page.rows), of: inbox, receivedAt: clock.now())
    try await store.set(state, of: inbox)
    await access.setIncomplete(state.mayBeIncomplete, inbox)
    return state
  }

  private func page(
    of inbox: ID<Inbox>, after cursor: String?, size: Int
  ) async throws(SyncError) -> WirePage<MailThread> {
    try await access.ask(
      .threads(inbox: inbox, after: cursor, limit: size), of: .threads, .refresh)
  }
}

extension PageWalk.Step {
  var isDoubt: Bool {
    if case .doubt = self { return true }
    return false
  }
}
