import CommuneAPI
import MailApp
import MailModel
import MailSync
import Synchronization

/// Turns what sync knows of the connection into what the status line shows.
final class StatusRelay: Sendable {
  private let queue: EventQueue
  private let host: String
  private let last = Mutex<Connection?>(nil)

  init(queue: EventQueue, host: String) {
    self.queue = queue
    self.host = host
  }

  func relay(_ status: SyncStatus) {
    let connection = connection(status)
    let isNew = last.withLock { last in
      defer { last = connection }
      return last != connection
    }
    if isNew { queue.post(.connectionChanged(connection)) }
  }

  /// The outcome of a send is told with its mail; here only that the key may send nothing.
  private func lasting(_ status: SyncStatus) -> [SyncStatus.Area: APIError] {
    status.problems.filter { entry in
      guard entry.key == .send else { return true }
      if case .missingScope = entry.value.kind { return true }
      return false
    }
  }

  private func connection(_ status: SyncStatus) -> Connection {
    switch status.connection {
    case .connecting: return status.isBusy ? .busy : .starting
    case .offline(_, let reason): return .offline(Problem(reason, host: host))
    case .unauthorized: return .limited(.keyRejected)
    case .rateLimited(let until): return .limited(.rateLimited(until: until))
    case .notCommune: return .limited(.notCommune(host: host))
    case .tls(let text): return .limited(.tls(text))
    case .failing(let code): return .limited(.server(status: code, message: ""))
    case .live(let since):
      if status.isBusy { return .busy }
      guard let refused = lasting(status).min(by: { $0.key.rawValue < $1.key.rawValue }) else {
        return .live(since: since)
      }
      return .limited(
        Problem(refused.value, host: host, area: refused.key.words, now: SystemClock.now()))
    }
  }
}

extension SyncStatus.Area {
  /// What a key without the scope may not do.
  var words: String {
    switch self {
    case .domains: "list domains"
    case .inboxes: "list inboxes"
    case .threads: "list threads"
    case .messages: "read messages"
    case .files: "see attachments"
    case .send: "send"
    }
  }
}
