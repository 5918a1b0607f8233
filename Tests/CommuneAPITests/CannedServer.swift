import CommuneAPI
import MailModel
import Synchronization

/// A transport that answers from a list, the last answer for ever, and keeps what was asked.
final class CannedServer: Transport {
  private let answers: Mutex<[Result<HTTPResponse, TransportError>]>
  private let seen = Mutex<[HTTPRequest]>([])

  init(_ answers: [Result<HTTPResponse, TransportError>]) {
    self.answers = Mutex(answers)
  }

  convenience init(status: Int = 200, json: String) {
    self.init([.success(HTTPResponse(status: status, body: Array(json.utf8)))])
  }

  var requests: [HTTPRequest] { seen.withLock { $0 } }

  func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse {
    seen.withLock { $0.append(request) }
    let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0.first }
    guard let answer else { throw TransportError(.cut) }
    return try answer.get()
  }
}

/// A clock that a test sets; a sleeper moves it.
final class SetClock: Sendable {
  private let time = Mutex(Timestamp(seconds: 1_750_000_000))

  var now: Timestamp { time.withLock { $0 } }

  func advance(milliseconds: Int64) {
    time.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
  }

  var forClient: APIClock {
    APIClock(
      now: { self.now }, sleep: { self.advance(milliseconds: $0) }, chance: { 0.5 })
  }
}

/// A client of a canned server.
func client(of server: CannedServer, clock: SetClock = SetClock()) throws -> APIClient {
  APIClient(
    base: try BaseURL("https://mail.example"), key: try APIKey("comm_0123456789abcdefWXYZ"),
    transport: server, clock: clock.forClient)
}
