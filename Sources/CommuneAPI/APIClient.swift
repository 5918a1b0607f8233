public import MailModel
import Synchronization

/// Time and chance for the client, handed in so that a test can play both.
public struct APIClock: Sendable {
  public var now: @Sendable () -> Timestamp
  /// Sleeps that many milliseconds; throws when its task is cancelled.
  public var sleep: @Sendable (Int64) async throws -> Void
  /// A number between 0 and 1, for jitter.
  public var chance: @Sendable () -> Double

  public init(
    now: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (Int64) async throws -> Void,
    chance: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.chance = chance
  }
}

/// What a request did, for the activity log: never a key, a body or a query's secrets.
public struct Activity: Sendable, Equatable {
  public var at: Timestamp
  public var method: String
  /// Path and query.
  public var target: String
  /// 0 where no status came.
  public var status: Int
  public var milliseconds: Int64
  public var bytesReceived: Int
}

/// Calls a Commune server: adds key and headers, decodes answers, repeats reads that failed.
public final class APIClient: Sendable {
  /// How often a GET is repeated at most.
  static let retries = 3
  /// Longer waits are not slept through but told to the caller, in milliseconds.
  static let longestSilentWait: Int64 = 10_000

  public let base: BaseURL
  public let keyDescription: String
  private let key: APIKey
  private let transport: any Transport
  private let clock: APIClock
  private let userAgent: String
  private let log: (@Sendable (Activity) -> Void)?
  private let seen = Mutex(Seen())

  private struct Seen {
    /// Milliseconds that the server's clock is ahead.
    var offset: Int64?
    /// No GET before this moment (AF-07).
    var quietUntil: Timestamp?
    /// 429s in a row that named no time: each doubles the wait (AF-08).
    var vagueRefusals = 0
  }

  public init(
    base: BaseURL, key: APIKey, transport: any Transport, clock: APIClock,
    userAgent: String = "commune-tui", log: (@Sendable (Activity) -> Void)? = nil
  ) {
    self.base = base
    self.key = key
    keyDescription = key.description
    self.transport = transport
    self.clock = clock
    self.userAgent = userAgent
    self.log = log
  }

  /// Milliseconds that the server's clock is ahead of this one, from the last `Date` header.
  public var serverTimeOffset: Int64? { seen.withLock { $0.offset } }

  /// The server's time now, as far as it is known.
  public var serverNow: Timestamp {
    clock.now().advanced(byMilliseconds: serverTimeOffset ?? 0)
  }

  /// Sends the call and reads its answer. A GET is repeated at most three times after a reset, a
  /// 5xx or a short 429; everything else is sent once.
  public func call<Response>(
    _ endpoint: Endpoint<Response>,
    progress: (@Sendable (TransferProgress) -> Void)? = nil
  ) async throws(APIError) -> Response {
    guard !endpoint.hasUnusableID else {
      throw APIError(TransportError(.refusedHere("an id that no address can hold")))
    }
    var attempt = 0
    while true {
      do throws(APIError) {
        if endpoint.isIdempotent { try checkQuiet() }
        return try await once(endpoint, progress: progress)
      } catch {
        guard endpoint.isIdempotent, attempt < APIClient.retries,
          let wait = patience(after: error, attempt: attempt)
        else { throw error }
        do { try await clock.sleep(wait) } catch { throw APIError(.transport(.cancelled)) }
        attempt += 1
      }
    }
  }

  private func checkQuiet() throws(APIError) {
    let now = clock.now()
    guard let until = seen.withLock({ $0.quietUntil }), until > now else { return }
    let wait = until.milliseconds(since: now)
    // No wait is that long: the wall clock was set back, and would keep us quiet for days (AF-32).
    guard wait <= RetryAfter.longest else {
      seen.withLock { $0.quietUntil = nil }
      return
    }
    var error = APIError(.rateLimited, status: 429, requestLeft: false)
    error.retryAfter = wait
    throw error
  }

  /// Milliseconds until a GET is repeated; nil: it is not.
  private func patience(after error: APIError, attempt: Int) -> Int64? {
    let jitter = 0.5 + clock.chance() / 2
    switch error.kind {
    case .rateLimited:
      guard let wait = error.retryAfter, wait <= APIClient.longestSilentWait else { return nil }
      return wait
    case .server:
      let wait = max(error.retryAfter ?? 0, Int64(Double(500 << attempt) * jitter))
      return wait <= APIClient.longestSilentWait ? wait : nil
    case .transport(.cut), .transport(.connectionRefused), .transport(.other):
      return Int64(Double(250 << attempt) * jitter)
    default: return nil
    }
  }

  private func once<Response>(
    _ endpoint: Endpoint<Response>, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(APIError) -> Response {
    let start = clock.now()
    let response: HTTPResponse
    do throws(TransportError) {
      response = try await transport.send(request(for: endpoint), progress: progress)
    } catch {
      note(endpoint, start, status: error.status ?? 0, bytes: 0)
      throw APIError(error)
    }
    note(endpoint, start, status: response.status, bytes: response.body.count)
    noteTime(of: response)
    guard (200..<300).contains(response.status) else { throw refusal(response, of: endpoint) }
    if endpoint.isIdempotent { seen.withLock { $0.vagueRefusals = 0 } }
    guard let json = JSONParser.parse(response.body) else {
      throw APIError(isPage(response) ? .notCommune : .unreadable, status: response.status)
    }
    guard case .object = json else { throw APIError(.notCommune, status: response.status) }
    return try endpoint.read(json, response)
  }

  private func isPage(_ response: HTTPResponse) -> Bool {
    let first = response.body.first { $0 > 32 }
    return first == UInt8(ascii: "<")
      || response.header("Content-Type")?.lowercased().contains("json") == false
  }

  private func request<Response>(for endpoint: Endpoint<Response>) -> HTTPRequest {
    var headers = [
      Header("Authorization", "Bearer \(key.value)"), Header("Accept", "application/json"),
      Header("User-Agent", userAgent),
    ]
    if endpoint.body != nil { headers.append(Header("Content-Type", "application/json")) }
    return HTTPRequest(
      method: endpoint.method, url: base.origin + endpoint.target,
      headers: headers + endpoint.headers, body: endpoint.body,
      isIdempotent: endpoint.isIdempotent, maximumBodySize: endpoint.maximumBodySize,
      timeout: endpoint.timeout)
  }

  /// The refusal, without the key in it. A 429 of a read keeps all reads quiet; one of a send says
  /// nothing about reads, and its wait stays what the server said (AF-10).
  private func refusal<Response>(
    _ response: HTTPResponse, of endpoint: Endpoint<Response>
  ) -> APIError {
    let now = clock.now()
    var error = APIError(response: response, now: now, key: key)
    guard error.kind == .rateLimited, endpoint.isIdempotent else { return error }
    let chance = clock.chance()
    let wait = seen.withLock { seen in
      if error.retryAfter == nil { seen.vagueRefusals += 1 }
      let wait = error.retryAfter ?? APIClient.backOff(seen.vagueRefusals, chance)
      seen.quietUntil = now.advanced(byMilliseconds: wait)
      return wait
    }
    error.retryAfter = wait
    return error
  }

  /// 30 s, doubled up to 15 minutes, a quarter more or less (AF-08).
  private static func backOff(_ refusals: Int, _ chance: Double) -> Int64 {
    let wait = min(30_000 << min(max(refusals, 1) - 1, 5), 900_000)
    return Int64(Double(wait) * (0.75 + chance / 2))
  }

  private func noteTime(of response: HTTPResponse) {
    guard let date = response.header("Date").flatMap({ HTTPDate.parse($0) }) else { return }
    let offset = date.milliseconds(since: clock.now())
    // The header has whole seconds: less than that is no difference.
    seen.withLock { $0.offset = abs(offset) < 2000 ? 0 : offset }
  }

  private func note<Response>(
    _ endpoint: Endpoint<Response>, _ start: Timestamp, status: Int, bytes: Int
  ) {
    log?(
      Activity(
        at: start, method: endpoint.method.rawValue, target: endpoint.target, status: status,
        milliseconds: clock.now().milliseconds(since: start), bytesReceived: bytes))
  }
}
