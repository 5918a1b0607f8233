import MailModel
import Synchronization

@testable import CommuneAPI

/// A transport that gives prepared answers in turn, the last one for ever, and keeps what it sent.
final class ScriptedTransport: Transport {
  private let script: Mutex<[Result<HTTPResponse, TransportError>]>
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ script: [Result<HTTPResponse, TransportError>]) { self.script = Mutex(script) }

  convenience init(status: Int = 200, headers: [Header] = [], _ body: String) {
    self.init([.success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))])
  }

  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    return try script.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
  }
}

/// A clock that only sleeping moves.
final class MovedClock: Sendable {
  static let start = Timestamp(milliseconds: 1_750_000_000_000)
  private let slept = Mutex<[Int64]>([])
  private let chance: Double

  init(chance: Double = 1) { self.chance = chance }

  var sleeps: [Int64] { slept.withLock { $0 } }

  func advance(_ milliseconds: Int64) { slept.withLock { $0.append(milliseconds) } }

  var api: APIClock {
    APIClock(
      now: { self.now }, sleep: { self.advance($0) }, chance: { self.chance })
  }

  var now: Timestamp { Self.start.advanced(byMilliseconds: slept.withLock { $0.reduce(0, +) }) }
}

/// How a call ended.
enum Outcome<Response: Sendable>: Sendable {
  case answer(Response)
  case failure(APIError)

  var response: Response? {
    if case .answer(let response) = self { response } else { nil }
  }

  var error: APIError? {
    if case .failure(let error) = self { error } else { nil }
  }
}

extension APIClient {
  static let canary = "comm_canary0123456789abcdefXYZ9"

  convenience init(
    _ transport: any Transport, clock: MovedClock = MovedClock(), key: String = canary,
    log: (@Sendable (Activity) -> Void)? = nil
  ) throws {
    self.init(
      base: try BaseURL("https://mail.example.com/v1"), key: try APIKey(key),
      transport: transport, clock: clock.api, log: log)
  }

  func outcome<Response>(_ endpoint: Endpoint<Response>) async -> Outcome<Response> {
    do throws(APIError) {
      return .answer(try await call(endpoint))
    } catch {
      return .failure(error)
    }
  }
}

extension Endpoint {
  /// What the endpoint makes of a body that came with 200.
  func outcome(of body: String) -> Outcome<Response> { outcome(of: Array(body.utf8)) }

  func outcome(of body: [UInt8]) -> Outcome<Response> {
    do throws(APIError) {
      guard let json = JSONParser.parse(body) else { throw APIError(.unreadable, status: 200) }
      return .answer(try read(json, HTTPResponse(status: 200, body: body)))
    } catch {
      return .failure(error)
    }
  }
}

/// Numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
