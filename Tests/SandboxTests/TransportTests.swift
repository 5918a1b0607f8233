import CommuneAPI
import MailModel
import Sandbox
import Synchronization
import Testing

/// A clock that sleeping moves.
final class MovedClock: Sendable {
  private let milliseconds = Mutex<Int64>(0)

  var now: Timestamp { SandboxFixture.time(milliseconds.withLock { $0 }) }

  func advance(_ milliseconds: Int) {
    self.milliseconds.withLock { $0 += Int64(milliseconds) }
  }
}

struct TransportTests {
  let clock = MovedClock()

  func transport(_ box: SandboxFixture) -> SandboxTransport {
    let clock = clock
    return SandboxTransport(
      server: box.server, now: { clock.now }, sleep: { clock.advance($0) })
  }

  static func send(key: String = "k") -> HTTPRequest {
    let body = "{\"to\":\"b@x.org\",\"subject\":\"s\",\"text\":\"t\",\"inboxId\":\"inbox-1\"}"
    return HTTPRequest(
      method: .post, url: "http://127.0.0.1:9/v1/messages/send",
      headers: [
        Header("Authorization", "Bearer \(SandboxKey.full.text)"),
        Header("Content-Type", "application/json"), Header("Idempotency-Key", key),
      ], body: Array(body.utf8), isIdempotent: false, timeout: 60_000)
  }

  static func get(_ target: String, limit: Int = 32 << 20) -> HTTPRequest {
    HTTPRequest(
      method: .get, url: "http://127.0.0.1:9" + target,
      headers: [Header("Authorization", "Bearer \(SandboxKey.full.text)")],
      maximumBodySize: limit, timeout: 10_000)
  }

  func outcome(_ box: SandboxFixture, _ request: HTTPRequest) async -> Outcome {
    do throws(TransportError) {
      let response = try await transport(box).send(request, progress: nil)
      return .answer(response.status)
    } catch {
      return .failure(error)
    }
  }

  enum Outcome: Equatable {
    case answer(Int)
    case failure(TransportError)
  }

  /// What two tries with one key lead to: outcomes, deliveries, listed rows after two minutes.
  static let modes: [(FaultPreset, Outcome, Outcome, deliveries: Int, rows: Int)] = [
    (.ok, .answer(202), .answer(202), 1, 1),
    (.neverReceived, .failure(TransportError(.connectionRefused)), .answer(202), 1, 1),
    (
      .receivedNotProcessed, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 1, 1
    ),
    (.processedNoAnswer, .failure(TransportError(.timeout, requestLeft: true)), .answer(202), 1, 1),
    (.cutInStatus, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 1, 1),
    (
      .cutInBody, .failure(TransportError(.cut, requestLeft: true, status: 202)), .answer(202), 1,
      1
    ),
    (.keyNotStored, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 2, 2),
    (.keyIgnored, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 2, 2),
    (.errorAfterQueue, .answer(500), .answer(202), 1, 1),
    (.visibleAfter90Seconds, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 1, 1),
    (.neverVisible, .failure(TransportError(.cut, requestLeft: true)), .answer(202), 1, 0),
    (.replayAnswered429, .failure(TransportError(.cut, requestLeft: true)), .answer(429), 1, 1),
    (.workerDrops, .answer(202), .answer(202), 0, 0),
  ]

  @Test("each server mode ends a send as it says, and the ledger knows the truth")
  func presets() async {
    #expect(Self.modes.map(\.0) == FaultPreset.allCases)
    for (preset, first, second, deliveries, rows) in Self.modes {
      let box = SandboxFixture(script: preset.script)
      #expect(await outcome(box, Self.send()) == first, "\(preset)")
      #expect(await outcome(box, Self.send()) == second, "\(preset)")
      #expect(box.server.ledger.snapshot.deliveries.count == deliveries, "\(preset)")
      let listed = box.ask("GET", "/v1/messages?inbox_id=inbox-1", at: 300_000)
      #expect(listed.strings("content").count == rows, "\(preset)")
    }
  }

  @Test("a mail that is visible after 90 seconds is not listed before")
  func lateVisibility() async {
    let box = SandboxFixture(script: FaultPreset.visibleAfter90Seconds.script)
    _ = await outcome(box, Self.send())
    let path = "/v1/messages?inbox_id=inbox-1"
    #expect(box.ask("GET", path, at: 89_999).text == "{\"data\":[]}")
    #expect(box.ask("GET", path, at: 90_000).strings("content").count == 1)
  }

  @Test(
    "faults of an answer become the transport's errors",
    arguments: [
      ("delay=4000", .answer(200)),
      ("delay=20000", .failure(TransportError(.timeout, requestLeft: true))),
      ("drip=1000", .answer(200)),
      ("drip=10", .failure(TransportError(.timeout, requestLeft: true, status: 200))),
      ("drip=1", .failure(TransportError(.timeout, requestLeft: true))),
      ("cut=11 end=hang", .failure(TransportError(.timeout, requestLeft: true))),
      ("cut=100 end=hang", .failure(TransportError(.timeout, requestLeft: true, status: 200))),
      ("encoding=chunked", .answer(200)), ("encoding=gzip", .answer(200)),
      ("encoding=chunked-cut", .failure(TransportError(.cut, requestLeft: true, status: 200))),
      (
        "encoding=false-gzip",
        .failure(TransportError(.other("content encoding"), requestLeft: true, status: 200))
      ),
      ("length=9999", .failure(TransportError(.cut, requestLeft: true, status: 200))),
      ("redirect=http://evil.example/", .answer(302)), ("status=503 body=down", .answer(503)),
    ] as [(String, Outcome)])
  func answers(_ actions: String, _ expected: Outcome) async throws {
    let script = try FaultScript(parsing: "GET /v1/domains always \(actions)")
    let box = SandboxFixture(script: script)
    #expect(await outcome(box, Self.get("/v1/domains")) == expected)
  }

  @Test("a body over the request's limit is refused, a cancelled task sends nothing")
  func limits() async {
    let box = SandboxFixture()
    let tooLarge = TransportError(.tooLarge(limit: 10), requestLeft: true, status: 200)
    #expect(await outcome(box, Self.get("/v1/domains", limit: 10)) == .failure(tooLarge))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await outcome(box, Self.get("/v1/domains"))
    }
    #expect(await task.value == .failure(TransportError(.cancelled)))
    #expect(box.server.ledger.snapshot.requestCount == 1)
  }

  @Test("a garbled body differs from the true one at the given step")
  func garbled() async throws {
    let script = try FaultScript(parsing: "GET /v1/domains 2 garble=5")
    let transport = transport(SandboxFixture(script: script))
    let good = try await transport.send(Self.get("/v1/domains"), progress: nil).body
    let bad = try await transport.send(Self.get("/v1/domains"), progress: nil).body
    let changed = zip(good, bad).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    #expect(changed == Array(stride(from: 4, to: good.count, by: 5)))
  }
}
