import MailApp
import MailModel
import MailStore
import MailSync

/// Connects the screen with store and server: bounded reads at once, all else in tasks.
final class LiveServices: Sendable {
  private let session: Session
  private let queue: EventQueue
  private let writes = SerialLane()

  init(session: Session, queue: EventQueue) {
    self.session = session
    self.queue = queue
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
      case .loadOutbox: return .outboxLoaded(try session.store.outboxItems())
      default: return nil
      }
    } catch {
      return .problem(Problem(error))
    }
  }

  private func mailbox() throws(StoreError) -> Mailbox {
    let counts = try session.store.counts()
    return Mailbox(
      inboxes: try session.store.inboxes(), tallies: try session.store.tallies(),
      total: try session.store.tally(inbox: nil), domains: try session.store.domains().count,
      drafts: counts.drafts, outgoing: counts.outgoing, unsure: counts.unsure, isLoaded: true)
  }

  private func messages(in thread: ID<MailThread>) throws(StoreError) -> ThreadMessages {
    let messages = try session.store.messages(in: thread, limit: 1000)
    let state = try session.store.threadState(thread)
    return ThreadMessages(
      thread: thread, row: try session.store.threadRow(thread), messages: messages,
      files: try session.store.attachments(messages.flatMap(\.attachments)),
      missing: state?.missing ?? 0, isComplete: state?.isComplete ?? false)
  }

  /// Begins an effect and returns.
  func start(_ effect: Effect) {
    switch effect {
    case .refresh, .fetchMore, .fetchThread, .prefetch, .fetchSenders, .cancelRequests:
      ask(effect)
    case .markRead, .markUnread, .saveDraft, .deleteDraft, .submit, .checkAgain, .treatAsNotSent,
      .markAsSent:
      change(effect)
    case .loadMailbox, .loadThreads, .loadMessages, .loadDrafts, .loadOutbox, .startDemo,
      .editExternally, .suspend, .bell, .redraw, .quit:
      break
    }
  }

  /// Loads run freely; what they bring goes into the store.
  private func ask(_ effect: Effect) {
    guard let engine = session.engine else { return }
    Task {
      switch effect {
      case .refresh: await engine.refreshNow()
      case .fetchMore(let inbox): await engine.loadMore(inbox: inbox)
      case .fetchThread(let id, let count): await engine.loadThread(id, messageCount: count)
      case .prefetch(let ids): await engine.prefetch(threads: ids)
      case .fetchSenders(let ids): await engine.fetchSenders(of: ids)
      case .cancelRequests: await engine.cancelRequests()
      default: break
      }
    }
  }
}
