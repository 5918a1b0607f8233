import Dispatch
import MailApp
import MailModel
import MailStore

/// Runs the user's changes one after the other, in the order they were asked for.
final class SerialLane: Sendable {
  private let continuation: AsyncStream<@Sendable () async -> Void>.Continuation

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: (@Sendable () async -> Void).self)
    self.continuation = continuation
    Task.detached {
      for await job in stream { await job() }
    }
  }

  func add(_ job: @escaping @Sendable () async -> Void) {
    continuation.yield(job)
  }

  /// Waits until all that was added before is done, at most `seconds`; called off the task pool.
  func drain(seconds: Int) {
    let done = DispatchSemaphore(value: 0)
    add { done.signal() }
    _ = done.wait(timeout: .now() + .seconds(seconds))
  }
}

/// Turns the store's announcements into the news that the screen asks about.
struct NewsRelay: Sendable {
  let queue: EventQueue

  func relay(_ change: StoreChange) {
    switch change {
    case .domains, .inboxes: queue.post(.storeChanged(StoreNews(mailbox: true)))
    case .threads: queue.post(.storeChanged(StoreNews(threads: true)))
    case .messages(let id): queue.post(.storeChanged(StoreNews(messages: [id])))
    case .drafts: queue.post(.storeChanged(StoreNews(drafts: true)))
    case .outbox: queue.post(.storeChanged(StoreNews(outbox: true)))
    }
  }
}
