import MailModel

/// Loads ahead what the user is likely to open: each new wish replaces the one before.
actor Prefetch {
  private let messages: MessageSync
  private let store: SyncStore
  private var threadsTask: Task<Void, Never>?
  private var sendersTask: Task<Void, Never>?
  /// Threads whose senders were asked for in this run: no row is asked for twice.
  private var askedSenders: Set<ID<MailThread>> = []

  /// So many of the wished threads are loaded at once.
  static let width = 2

  init(messages: MessageSync, store: SyncStore) {
    self.messages = messages
    self.store = store
  }

  /// Loads those of `threads` that are not whole in the store, in that order.
  func threads(_ threads: [ID<MailThread>]) {
    threadsTask?.cancel()
    threadsTask = Task { [store, messages] in
      guard let wanted = try? await store.incomplete(among: threads) else { return }
      await Prefetch.each(wanted) { thread throws(SyncError) in
        _ = try await messages.load(
          thread.id, messageCount: thread.messageCount, .background)
      }
    }
  }

  /// Loads the newest messages of those of `threads` of which the store knows no correspondent.
  func senders(of threads: [ID<MailThread>]) {
    sendersTask?.cancel()
    sendersTask = Task { [store, messages] in
      guard let unknown = try? await store.withoutCorrespondent(among: threads) else { return }
      let wanted = self.notAsked(unknown)
      await Prefetch.each(wanted) { thread throws(SyncError) in
        try await messages.loadSenders(of: thread)
        await self.asked(thread)
      }
    }
  }

  func stop() {
    threadsTask?.cancel()
    sendersTask?.cancel()
  }

  private func notAsked(_ threads: [ID<MailThread>]) -> [ID<MailThread>] {
    threads.filter { !askedSenders.contains($0) }
  }

  private func asked(_ thread: ID<MailThread>) {
    askedSenders.insert(thread)
  }

  /// Does `work` on each, a few at once, until cancelled or until everything would fail.
  private static func each<Item: Sendable>(
    _ items: [Item], _ work: @escaping @Sendable (Item) async throws(SyncError) -> Void
  ) async {
    await withTaskGroup(of: Bool.self) { group in
      var waiting = items[...]
      func next() {
        guard !Task.isCancelled, let item = waiting.popFirst() else { return }
        group.addTask {
          do throws(SyncError) {
            try await work(item)
            return true
          } catch {
            return !error.endsRefresh
          }
        }
      }
      for _ in 0..<width { next() }
      while let goesOn = await group.next() {
        if !goesOn { return }
        next()
      }
    }
  }
}
