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
  /// (observed-behaviour.md §1.5).
  init(response: HTTPResponse, now: Timestamp) {
    let json = JSONParser.parse(response.body)
    self.init(APIError.kind(of: response, json), status: response.status)
    requestID = response.header("X-Request-ID").map { APIError.capped($0, 200) }
    retryAfter = RetryAfter.milliseconds(header: response.header("Retry-After"), json, now: now)
    guard let json else { return }
    let error = json["error"]
    let own = error?.string ?? error?["message"]?.text ?? error?["name"]?.text
    let more = json["message"]?.string
    message = APIError.capped([own, more].compactMap { $0 }.joined(separator: ": "), 1000)
    details = APIError.details(json, error)
    hint = json["hint"]?.string.map { APIError.capped($0, 1000) }
    upgradeURL = json["upgrade_url"]?.string.map { APIError.capped($0, 1000) }
    resumeAt = json["resume_at"]?.string.flatMap { Timestamp(parsing: $0) }
  }

  private static func kind(of response: HTTPResponse, _ json: JSONValue?) -> Kind {
    switch response.status {
    case 300..<400: return .redirected(redirectTarget(response))
    case 401: return .unauthorized
    case 402: return .planLimit
    case 403: return refusal(json)
    case 404: return .notFound
    case 409: return .conflict
    case 410: return .gone
    case 413: return json?["used_mb"] == nil ? .tooLarge : .planLimit
    case 429: return .rateLimited
    case 400..<500: return .invalid
    case 500..<600: return .server
    default: return .unreadable
    }
  }

  /// A 403 has several meanings; the body's keys tell them apart (observed-behaviour.md §1.4).
  private static func refusal(_ json: JSONValue?) -> Kind {
    if let scopes = json?["required"]?.strings, !scopes.isEmpty {
      return .missingScope(scopes.prefix(10).map { capped($0, 100) })
    }
    if json?["upgrade_url"] != nil { return .planLimit }
    if json?["health"] != nil || json?["resume_at"] != nil { return .sendingPaused }
    return .forbidden
  }

  private static func redirectTarget(_ response: HTTPResponse) -> String {
    let target = capped(response.header("Location") ?? "nowhere", 300)
    guard let start = target.firstRange(of: "//")?.upperBound else { return target }
    return String(target[start...].prefix { $0 != "/" && $0 != "?" })
  }

  private static func details(_ json: JSONValue, _ error: JSONValue?) -> [String] {
    let entries = (json["details"]?.array ?? []) + (json["reasons"]?.array ?? [])
    return entries.prefix(20).compactMap { entry in
      if let text = entry.text { return capped(text, 300) }
      let parts = [entry["path"]?.text, entry["message"]?.text].compactMap { $0 }
      return parts.isEmpty ? nil : capped(parts.joined(separator: ": "), 300)
    }
  }

  static func capped(_ text: String, _ scalars: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.prefix(scalars))
    return String(view)
  }
}
