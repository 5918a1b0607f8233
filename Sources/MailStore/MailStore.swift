internal import Dispatch
internal import GRDB
internal import MailModel
internal import Synchronization

/// What is known locally of one profile's mail: the disposable cache and the journal.
///
/// Reads are synchronous and may be called on any thread; writes are `async` and run on queues of
/// the store's own.
public final class MailStore: Sendable {
  public let mode: StoreMode
  let cache: GuardedDatabase
  let journal: GuardedDatabase
  let clock: @Sendable () -> Timestamp
  private let bulletin: Bulletin
  private let lock: InstanceLock?
  /// The user's writes do not wait behind a page that is being stored.
  private let cacheLane = DispatchQueue(label: "store.cache")
  private let journalLane = DispatchQueue(label: "store.journal")
  private let readLane = DispatchQueue(label: "store.read", attributes: .concurrent)

  init(_ parts: StoreParts, clock: @escaping @Sendable () -> Timestamp) {
    mode = parts.mode
    cache = parts.cache
    journal = parts.journal
    bulletin = parts.bulletin
    lock = parts.lock
    self.clock = clock
  }

  /// What a user should be told, in the order it was found; grows when damage is met later.
  public var notices: [StoreNotice] { bulletin.notices }

  /// Adds a handler, called after each commit on the thread that made it; it must return at once.
  public func onChange(_ handler: @escaping @Sendable (StoreChange) -> Void) {
    bulletin.add(handler)
  }

  /// Ends all connections and lets the profile go; nothing may be called afterwards.
  public func close() {
    cacheLane.sync {}
    journalLane.sync {}
    cache.close()
    journal.close()
    lock?.release()
  }

  /// Runs a read off the calling task's thread.
  public func reading<Value: Sendable>(
    _ body: @escaping @Sendable (MailStore) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await run(on: readLane) { () throws(StoreError) in try body(self) }
  }

  func announce(_ changes: StoreChange...) {
    for change in changes { bulletin.announce(change) }
  }

  func writingCache<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    if case .readOnly(.otherInstance) = mode { throw .readOnly }
    return try await run(on: cacheLane, body)
  }

  func writingJournal<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try checkWritable()
    return try await run(on: journalLane, body)
  }

  /// The same for a caller that may block: the program's end.
  func writingJournalNow<Value>(
    _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    try checkWritable()
    let result: Result<Value, StoreError> = journalLane.sync {
      do throws(StoreError) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// What the journal knows about the cache's mail; nothing where it cannot be read and must stay
  /// as it is.
  func consultJournal<Value>(
    else nothing: Value, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do throws(StoreError) {
      return try journal.read(body)
    } catch {
      if mode == .readWrite { throw error }
      return nothing
    }
  }

  private func checkWritable() throws(StoreError) {
    if mode != .readWrite { throw .readOnly }
  }

  private func run<Value: Sendable>(
    on lane: DispatchQueue, _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      lane.async {
        do throws(StoreError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}

/// The notices, and who is told of changes.
final class Bulletin: Sendable {
  private struct State {
    var notices: [StoreNotice] = []
    var handlers: [@Sendable (StoreChange) -> Void] = []
  }

  private let state = Mutex(State())

  var notices: [StoreNotice] { state.withLock { $0.notices } }

  func note(_ notice: StoreNotice) {
    state.withLock { $0.notices.append(notice) }
  }

  func add(_ handler: @escaping @Sendable (StoreChange) -> Void) {
    state.withLock { $0.handlers.append(handler) }
  }

  func announce(_ change: StoreChange) {
    for handler in state.withLock({ $0.handlers }) { handler(change) }
  }
}
