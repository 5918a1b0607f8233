public import MailModel

/// Something that went wrong, as facts; `Wording` makes the sentence.
public enum Problem: Equatable, Sendable {
  case keyRejected
  case missingScope([String], area: String)
  case planLimit(String)
  case sendingPaused(reason: String, until: Timestamp?)
  case notFound(String)
  case rateLimited(until: Timestamp)
  case tooLarge(String)
  /// The server said no, in its own words.
  case refused(status: Int, message: String, details: [String])
  case server(status: Int, message: String)
  /// A page that is not the API: a captive portal, a wrong address.
  case notCommune(host: String)
  case redirected(to: String)
  case unreadable
  case nameNotFound(host: String)
  case connectionRefused(host: String)
  case tls(String)
  case timeout(host: String)
  case cut(host: String)
  case cancelled
  case diskFull
  case storeReadOnly
  case storeBusy
  case store(String)
  case journalDamaged(path: String)
  case cacheRebuilt(path: String)
  case cacheInMemory
  case draftsCannotBeSaved
  case secondInstance
  case editor(String)
  case other(String)

  var isNotCommune: Bool {
    if case .notCommune = self { return true }
    return false
  }
}

/// How the server can be reached.
public enum Connection: Equatable, Sendable {
  case starting
  /// A request is under way.
  case busy
  case live(since: Timestamp)
  case offline(Problem)
  /// The server answers, but not as asked: key, scope, limit.
  case limited(Problem)
  /// Not asked, by the user's wish.
  case off
}
