import Synchronization
public import Terminal

/// Events from other threads, and the bell that wakes the main loop for them.
public final class EventQueue: Sendable {
  private struct Waiting {
    var events: [Event] = []
    var news = StoreNews()
    var hasNews = false
  }

  private let waiting = Mutex(Waiting())
  private let wakeup: Wakeup

  public init() throws(TerminalError) {
    wakeup = try Wakeup()
  }

  /// Readable while events wait.
  public var descriptor: Int32 { wakeup.descriptor }

  /// Adds an event; callable from any thread. Changes of the store are merged into one event.
  public func post(_ event: Event) {
    waiting.withLock { waiting in
      if case .storeChanged(let news) = event {
        waiting.news.merge(news)
        waiting.hasNews = true
      } else {
        waiting.events.append(event)
      }
    }
    wakeup.ring()
  }

  /// Takes all events that wait; the changes of the store come last.
  public func take() -> [Event] {
    wakeup.drain()
    return waiting.withLock { waiting in
      let events = waiting.events + (waiting.hasNews ? [.storeChanged(waiting.news)] : [])
      waiting = Waiting()
      return events
    }
  }
}
