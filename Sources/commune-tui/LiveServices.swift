import Dispatch
import MailApp
import MailModel
import MailStore
import MailSync

/// Connects the screen with store and server: bounded reads at once, all else in tasks.
final class LiveServices: Sendable {
  private let session: Session
  private let queue: EventQueue
  private let writes = SerialLane()
  private let unsaved: UnsavedDrafts

  init(session: Session, queue: EventQueue, unsaved: UnsavedDrafts) {
    self.session = session
    self.queue = queue
    self.unsaved = unsaved
    let news = NewsRelay(queue: queue)
    session.store.onChange { news.relay($0) }
  }

  /// Answers a bounded read; nil for every other effect.
  func answer(_ effect: Effect) -> Event? {
    do throws(StoreError) {
      switch effect {
      case .loadMailbox: return .mailboxLoaded(try mailbox())
      case .loadThreads(let request):
        return .threadsLoaded(try ThreadWindows(store: session.store).window(request))
      case .loadMessages(let id): return .messagesLoaded(try messages(in: id))
      case .loadDrafts: return .draftsLoaded(try session.store.drafts())
      case .loadOutbox: return .outboxLoaded(try outbox())
      default: return nil
      }
    } catch {
      askAgain(effect)
      return .problem(Problem(error))
    }
  }

  /// A read that failed, on a busy disk for one, is wanted again: nothing else would ask for it.
  private func askAgain(_ effect: Effect) {
    let news: StoreNews
    switch effect {
    case .loadThreads: news = StoreNews(threads: true)
    case .loadMessages(let id): news = StoreNews(messages: [id])
    case .loadDrafts: news = StoreNews(drafts: true)
    case .loadOutbox: news = StoreNews(outbox: true)
    default: news = StoreNews(mailbox: true)
    }
    let queue = queue
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { queue.post(.storeChanged(news)) }
  }

  private func mailbox() throws(StoreError) -> Mailbox {
    let store = session.store
    let items = try store.outboxItems().filter { $0.state != .confirmed }
    return Mailbox(
      inboxes: try store.inboxes(), tallies: try store.tallies(),
      total: try store.tally(inbox: nil), domains: 0, drafts: try store.drafts().count,
      outgoing: items.count,
      unsure: items.count { $0.state == .unsure || $0.state == .needsYou }, isLoaded: true)
  }

  /// What is on its way, and what arrived within a day.
  private func outbox() throws(StoreError) -> [OutboxItem] {
    let yesterday = SystemClock.now().advanced(byMilliseconds: -86_400_000)
    return try session.store.outboxItems().filter {
      $0.state != .confirmed || $0.changedAt > yesterday
    }
  }

  private func messages(in thread: ID<MailThread>) throws(StoreError) -> ThreadMessages {
    let stored = try session.store.conversation(thread, limit: 1000)
    return ThreadMessages(
      thread: thread, row: stored.row, messages: stored.messages, files: stored.files,
      own: try session.store.ownMessages(in: thread), missing: stored.state?.missing ?? 0,
      isComplete: stored.state?.isComplete ?? false)
  }

  /// Begins an effect and returns.
  func start(_ effect: Effect) {
    switch effect {
    case .refresh, .fetchMore, .fetchThread, .prefetch, .fetchSenders, .fetchFiles, .cancelRequests:
      ask(effect)
    case .rescueDraft(let id):
      if let words = unsaved.rescue(id) { queue.post(.problem(.other(words))) }
    case .markRead, .markUnread, .saveDraft, .deleteDraft, .submit, .checkAgain, .treatAsNotSent,
      .markAsSent:
      change(effect)
    case .loadMailbox, .loadThreads, .loadMessages, .loadDrafts, .loadOutbox, .startDemo,
      .editExternally, .suspend, .bell, .redraw, .quit:
      break
    }
  }

  /// Loads run freely; what they bring goes into the store, what fails into the status.
  private func ask(_ effect: Effect) {
    guard let engine = session.engine else { return }
    Task {
      switch effect {
      case .refresh: await engine.refreshNow()
      case .fetchMore(let inbox): await fetchMore(inbox, engine)
      case .fetchThread(let id, let count):
        _ = try? await engine.loadThread(id, messageCount: count)
      case .prefetch(let ids): await engine.prefetch(threads: ids)
      case .fetchSenders(let ids): await engine.fetchSenders(of: ids)
      case .fetchFiles(let ids): await engine.fetchFiles(ids)
      case .cancelRequests: await engine.cancelRequests()
      default: break
      }
    }
  }

  /// One more page of an inbox, or of every inbox that has one.
  private func fetchMore(_ inbox: ID<Inbox>?, _ engine: SyncEngine) async {
    let all = (try? session.store.tallies()) ?? [:]
    let wanted = inbox.map { [$0] } ?? all.filter { $0.value.hasMore }.map(\.key)
    for inbox in wanted { _ = try? await engine.loadMore(inbox) }
  }

  /// The user's changes run one after the other.
  private func change(_ effect: Effect) {
    writes.add { [self] in
      do throws(StoreError) {
        try await apply(effect)
      } catch {
        if case .saveDraft(let draft, _) = effect {
          unsaved.note(draft)
          queue.post(.draftSaveFailed(draft.id, Problem(error)))
        } else {
          queue.post(.problem(Problem(error)))
        }
      }
    }
  }

  private func apply(_ effect: Effect) async throws(StoreError) {
    switch effect {
    case .markRead(let id, let upTo): try await session.store.markRead(id, upTo: upTo)
    case .markUnread(let id): try await session.store.markUnread(id)
    case .saveDraft(let draft, let changeCount):
      _ = try await session.store.saveDraft(draft)
      unsaved.forget(draft.id)
      queue.post(.draftSaved(draft.id, changeCount: changeCount))
    case .deleteDraft(let id):
      try await session.store.deleteDraft(id)
      queue.post(.draftDeleted(id))
    case .submit(let draft): submit(draft)
    case .checkAgain(let id): handle(id) { _ = await $0.recheck(id) }
    case .treatAsNotSent(let id): handle(id) { try? await $0.treatAsNotSent(id) }
    case .markAsSent(let id): handle(id) { try? await $0.markAsSent(id) }
    default: break
    }
  }

  /// A send takes as long as the server does: it holds up no other change.
  private func submit(_ draft: Draft) {
    guard let engine = session.engine else { return }
    Task {
      let result = await engine.sender.submit(draft)
      queue.post(.submitted(draft.id, Submission(result, host: session.host)))
    }
  }

  private func handle(
    _ id: ID<Draft>, _ body: @escaping @Sendable (Sender) async -> Void
  ) {
    guard let sender = session.engine?.sender else { return }
    Task { await body(sender) }
  }

  var notices: [StoreNotice] { session.store.notices }

  var isReadOnly: Bool { session.store.mode != .readWrite }

  /// Looks for mail now and then from here on.
  func begin(interval: Int64) {
    guard let engine = session.engine, session.store.mode != .readOnly(.otherInstance) else {
      return
    }
    Task { await engine.start(interval: interval) }
  }

  /// The user pressed a key.
  func noteActivity() {
    session.engine?.userIsActive()
  }

  /// Waits until what the user changed is stored.
  func finish() {
    writes.drain(seconds: 2)
  }

  /// Writes the drafts that could not be stored into files; a sentence each.
  func rescueAll() -> [String] { unsaved.rescueAll() }
}
