public import MailModel

/// Why a call has no result: facts only, words are made where they are shown.
public struct APIError: Error, Sendable, Hashable {
  /// What kind of refusal or failure it was.
  public enum Kind: Sendable, Hashable {
    /// No complete answer came.
    case transport(TransportError.Reason)
    /// 401.
    case unauthorized
    /// 403 because the key lacks these scopes.
    case missingScope([String])
    /// 402 or 403 because of the plan.
    case planLimit
    /// 403 because sending is paused.
    case sendingPaused
    /// 403 for another reason.
    case forbidden
    /// 404.
    case notFound
    /// 409.
    case conflict
    /// 410.
    case gone
    /// 413.
    case tooLarge
    /// 400, 422 and other refusals of what was asked.
    case invalid
    /// 429.
    case rateLimited
    /// 5xx.
    case server
    /// 3xx, never followed; the target's host, or its text.
    case redirected(String)
    /// An answer that is not JSON where JSON was due: a captive portal, a wrong address.
    case notCommune
    /// JSON of another shape than any Commune server sends.
    case unreadable
  }

  public var kind: Kind
  /// The HTTP status; 0 where none came.
  public var status: Int
  /// The server's own words, at most 1,000 scalars; not sanitised.
  public var message: String
  public var details: [String] = []
  public var hint: String?
  public var upgradeURL: String?
  /// Milliseconds to wait, between 1 s and 1 h, where the server said so.
  public var retryAfter: Int64?
  public var resumeAt: Timestamp?
  public var requestID: String?
  /// At least one byte of the request may have left.
  public var requestLeft: Bool

  public init(
    _ kind: Kind, status: Int = 0, message: String = "", requestLeft: Bool = true
  ) {
    self.kind = kind
    self.status = status
    self.message = message
    self.requestLeft = requestLeft
  }

  /// The user or the program ended the call.
  public var isCancelled: Bool { kind == .transport(.cancelled) }

  init(_ error: TransportError) {
    self.init(
      .transport(error.reason), status: error.status ?? 0, requestLeft: error.requestLeft)
  }
}

extension APIError {
  /// Reads a refusal: `error` may be a string or an object, the body may be HTML
  /// (observed-behaviour.md §1.5). Nothing of it holds `key` (SE-06).
  init(response: HTTPResponse, now: Timestamp, key: APIKey) {
    let refusal = Refusal(response: response, json: JSONParser.parse(response.body), key: key)
    self.init(refusal.kind, status: response.status, message: refusal.message)
    requestID = refusal.text(response.header("X-Request-ID"), 200)
    retryAfter = RetryAfter.milliseconds(
      header: response.header("Retry-After"), refusal.json, now: now)
    details = refusal.details
    hint = refusal.text(refusal.json?["hint"]?.string, 1000)
    upgradeURL = refusal.text(refusal.json?["upgrade_url"]?.string, 1000)
    resumeAt = refusal.json?["resume_at"]?.string.flatMap { Timestamp(parsing: $0) }
  }

  static func capped(_ text: String, _ scalars: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.prefix(scalars))
    return String(view)
  }
}
