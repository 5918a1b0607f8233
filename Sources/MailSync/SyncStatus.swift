public import CommuneAPI
public import MailModel

/// What is known of the connection and of the work under way: facts, no words.
public struct SyncStatus: Hashable, Sendable {
  /// How the last requests fared.
  public enum Connection: Hashable, Sendable {
    case connecting
    /// The last answer came at that time.
    case live(Timestamp)
    /// No answer since then; cached mail stays readable and it is tried again by itself.
    case offline(since: Timestamp, TransportError.Reason)
    /// The key was refused (401): nothing is asked until the user does (AF-01).
    case unauthorized
    /// No request before that moment (429).
    case rateLimited(until: Timestamp)
    /// Something answered that is no Commune server, such as a login page (AF-12).
    case notCommune
    /// A certificate or a handshake was refused; the text says which.
    case tls(String)
    /// The server fails: its last status.
    case failing(status: Int)
  }

  /// A part of the API that a key may or may not reach (AF-02).
  public enum Area: Int, Hashable, Sendable, CaseIterable {
    case domains
    case inboxes
    case threads
    case messages
    case files
    case send
  }

  public var connection: Connection
  /// A refresh, or a fetch that the user waits for, is under way.
  public var isBusy: Bool
  /// The last error of each area, until the area answers again.
  public var problems: [Area: APIError]
  /// Inboxes whose thread list may be incomplete: their walk ended in doubt (PG-01, PG-02, PG-05).
  public var incomplete: Set<ID<Inbox>>

  public init(
    connection: Connection = .connecting, isBusy: Bool = false, problems: [Area: APIError] = [:],
    incomplete: Set<ID<Inbox>> = []
  ) {
    self.connection = connection
    self.isBusy = isBusy
    self.problems = problems
    self.incomplete = incomplete
  }
}
