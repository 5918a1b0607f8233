public import MailModel
import Synchronization

// What a screen asks for.
extension SyncEngine {
  /// Loads the next page of an inbox's threads into the store; whether the server has more to
  /// give. Calls while one is under way share it.
  public func loadMore(_ inbox: ID<Inbox>) async throws(SyncError) -> Bool {
    if let task = loadingMore[inbox] { return try await task.value.get() }
    let task = Task { [lists] () -> Result<Bool, SyncError> in
      do throws(SyncError) {
        return .success(try await lists.loadMore(inbox))
      } catch {
        return .failure(error)
      }
    }
    loadingMore[inbox] = task
    await access.begin()
    let result = await task.value
    await access.end()
    loadingMore[inbox] = nil
    return try result.get()
  }

  /// Loads the messages of the thread that the user opens, before everything else that waits.
  /// `messageCount` is the list's, 0 where unknown.
  public func loadThread(
    _ thread: ID<MailThread>, messageCount: Int
  ) async throws(SyncError) -> ThreadLoad {
    await access.begin()
    let result: Result<ThreadLoad, SyncError>
    do throws(SyncError) {
      result = .success(try await messages.load(thread, messageCount: messageCount, .visible))
    } catch {
      result = .failure(error)
    }
    await access.end()
    return try result.get()
  }

  /// Loads those of these threads ahead that are not whole in the store; replaces the last wish.
  public func prefetch(threads: [ID<MailThread>]) async {
    await prefetch.threads(threads)
  }

  /// Learns the correspondents of the visible rows that lack one; replaces the last wish.
  public func fetchSenders(of threads: [ID<MailThread>]) async {
    await prefetch.senders(of: threads)
  }

  /// Reads all threads of one inbox, or of all, and with `messages` all their messages. Goes on
  /// where an interrupted one stopped.
  public func fetchEverything(
    _ inbox: ID<Inbox>? = nil, messages: Bool = false,
    progress: @escaping @Sendable (FetchProgress) -> Void
  ) async throws(SyncError) {
    await access.reopen()
    await access.begin()
    let result = await fetched(inbox, messages, progress)
    await access.end()
    try result.get()
  }

  private func fetched(
    _ inbox: ID<Inbox>?, _ messages: Bool, _ progress: @escaping @Sendable (FetchProgress) -> Void
  ) async -> Result<Void, SyncError> {
    do throws(SyncError) {
      if inbox == nil {
        _ = try await Refresh(access: access, store: store, lists: lists).accounts()
      }
      let known = try await store.inboxes()
      for inbox in inbox.map({ [$0] }) ?? known {
        try await fetch(inbox, messages, progress)
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private func fetch(
    _ inbox: ID<Inbox>, _ messages: Bool, _ progress: @escaping @Sendable (FetchProgress) -> Void
  ) async throws(SyncError) {
    let count = Mutex(FetchProgress(inbox: inbox, threads: 0, messages: 0))
    try await lists.loadAll(inbox) { rows in
      progress(
        count.withLock {
          $0.threads += rows
          return $0
        })
    }
    guard messages else { return }
    let backfill = Backfill(access: access, store: store)
    let isWhole = try await backfill.messages(of: inbox) { rows in
      progress(
        count.withLock {
          $0.messages += rows
          return $0
        })
    }
    if !isWhole { await access.setIncomplete(true, inbox) }
  }
}
