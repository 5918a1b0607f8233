import CommuneAPI
import MailModel

extension SyncStatus {
  /// Takes note of an answer.
  mutating func note(successOf area: Area, at now: Timestamp) {
    problems[area] = nil
    // The connection is back, for all areas.
    problems = problems.filter { !$0.value.isTransport }
    // One answer a second is news enough for a screen.
    if case .live(let since) = connection, now.milliseconds(since: since) < 1000 { return }
    connection = .live(now)
  }

  /// Takes note of a failure: what it says of the connection, and of the area it came from.
  mutating func note(_ error: APIError, _ area: Area, at now: Timestamp) {
    switch error.kind {
    case .transport(.cancelled): return
    case .transport(.tls(let text)): connection = .tls(text)
    case .transport(.tooLarge): connection = .live(now)
    case .transport(let reason): goOffline(reason, now)
    case .unauthorized: connection = .unauthorized
    case .rateLimited:
      // A send has limits of its own; they say nothing of reading.
      if area != .send {
        let wait = error.retryAfter ?? 30_000
        connection = .rateLimited(until: now.advanced(byMilliseconds: wait))
      }
    case .notCommune, .redirected: connection = .notCommune
    // What a send met says nothing of reading; its item tells of it.
    case .server where area == .send: connection = .live(now)
    case .server: connection = .failing(status: error.status)
    // Every Commune server has these two lists: this is another one, or a wrong path.
    case .notFound where area == .domains || area == .inboxes: connection = .notCommune
    case .missingScope, .planLimit, .sendingPaused, .forbidden, .notFound, .conflict, .gone,
      .tooLarge, .invalid, .unreadable:
      connection = .live(now)
    }
    problems[area] = error
  }

  /// Keeps the moment when the connection was lost first.
  private mutating func goOffline(_ reason: TransportError.Reason, _ now: Timestamp) {
    if case .offline(let since, _) = connection {
      connection = .offline(since: since, reason)
    } else {
      connection = .offline(since: now, reason)
    }
  }
}

extension APIError {
  /// Nothing was answered.
  fileprivate var isTransport: Bool {
    if case .transport = kind { return true }
    return false
  }
}
