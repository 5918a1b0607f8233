import MailModel

/// Makes the sentences that users read: what failed, what was kept, which key to press.
struct Wording {
  let zone: Zone
  let now: Timestamp

  /// One plain sentence or two; text from outside in it is sanitised where it is drawn.
  func sentence(_ problem: Problem) -> String {
    switch problem {
    case .keyRejected:
      "The server rejected the API key: set COMMUNE_API_KEY and start again."
    case .missingScope(let scopes, let area):
      "The key may not \(area): it lacks \(scopes.joined(separator: ", "))."
    case .planLimit(let text): "The plan does not allow this: \(text)"
    case .sendingPaused(let reason, let until):
      "Sending is paused: \(reason)" + (until.map { " Until \(zone.dateTime($0))." } ?? "")
    case .notFound(let what): "\(what) is gone on the server; what was stored is kept."
    case .rateLimited(let until): "Too many requests: waiting until \(zone.clock(until))."
    case .tooLarge(let what): "\(what) is too large for this program."
    case .refused(let status, let message, let details):
      "The server said no (\(status)): \(([message] + details).joined(separator: "; "))"
    case .server(let status, let message):
      "Server error \(status)" + (message.isEmpty ? "." : ": \(message)")
    case .notCommune(let host):
      "No Commune API at \(host): log in to the network, or check the address."
    case .redirected(let target): "The server points to \(target); not followed. Check the address."
    case .unreadable: "The server's answer could not be read; what was stored is kept."
    case .nameNotFound, .connectionRefused, .tls, .timeout, .cut, .cancelled: network(problem)
    case .diskFull, .storeReadOnly, .storeBusy, .store, .journalDamaged, .cacheRebuilt,
      .cacheInMemory, .draftsCannotBeSaved, .secondInstance:
      local(problem)
    case .editor(let text): "The editor failed: \(text). The text is kept."
    case .other(let text): text
    }
  }

  private func network(_ problem: Problem) -> String {
    switch problem {
    case .nameNotFound(let host): "No address found for \(host)."
    case .connectionRefused(let host): "\(host) refused the connection."
    case .tls(let text): "No secure connection: \(text). The key was not sent."
    case .timeout(let host): "\(host) did not answer in time."
    case .cut(let host): "The connection to \(host) broke."
    default: "Cancelled."
    }
  }

  private func local(_ problem: Problem) -> String {
    switch problem {
    case .diskFull: "The disk is full: nothing can be stored. What you typed is still here."
    case .storeReadOnly: "The store cannot be written: nothing is kept after you quit."
    case .storeBusy: "Another program holds the store. Nothing was changed; try again."
    case .store(let text): "The store failed: \(text)"
    case .journalDamaged(let path):
      "The drafts file was damaged. What could be read was saved; the original is kept at \(path)."
    case .cacheRebuilt(let path):
      "The mail cache was damaged and is being fetched anew; the old file is \(path)."
    case .cacheInMemory: "The cache directory cannot be used: mail is kept in memory only."
    case .draftsCannotBeSaved:
      "Drafts cannot be saved: the data directory cannot be written. Mail can be read."
    default: "Another commune-tui uses this store: this one can read, not write or send."
    }
  }
}
