import Dispatch
import MailApp
import MailModel
import MailStore
import Synchronization

/// Says when a mail that was sent has been seen in its thread.
final class Arrivals: Sendable {
  private let store: MailStore
  private let queue: EventQueue
  private let told: Mutex<Set<ID<Draft>>>
  private let lane = DispatchQueue(label: "arrivals")

  /// What arrived before is not told again.
  init(store: MailStore, queue: EventQueue) {
    self.store = store
    self.queue = queue
    told = Mutex(Set(Arrivals.confirmed(in: store).map(\.id)))
  }

  /// To be called when the outbox changed; the journal is read on a queue of its own.
  func tellNew() {
    lane.async { [self] in
      for item in Arrivals.confirmed(in: store) {
        guard told.withLock({ $0.insert(item.id).inserted }) else { continue }
        queue.post(.notice("Sent: “\(item.draft.subject)” stands in its thread."))
      }
    }
  }

  private static func confirmed(in store: MailStore) -> [OutboxItem] {
    ((try? store.outboxItems()) ?? []).filter { $0.state == .confirmed }
  }
}
