import CommuneAPI
import MailModel
import MailStore
import Sandbox
import Synchronization

@testable import MailSync

/// Engine, store and sandbox in one process, on a clock that a test moves.
struct SyncBed: Sendable {
  let clock: ManualClock
  let server: SandboxServer
  let store: MailStore
  let engine: SyncEngine
  let statuses: StatusLog

  static let inbox = ID<Inbox>("inbox-1")
  static let domain = ID<Domain>("domain-1")
  static let address = "help@example.com"

  /// `before` is called with the target of each request that is about to be sent; bodies larger
  /// than `bodyLimit` do not come through.
  init(
    seed: SandboxSeed, options: SandboxOptions = SyncBed.options(), script: String = "",
    key: SandboxKey = .full, store: MailStore? = nil, clock: ManualClock = ManualClock(),
    bodyLimit: Int = 32 << 20, before: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    let server = SandboxServer(
      seed: seed, options: options, script: try FaultScript(parsing: script))
    try self.init(
      server: server, key: key, store: store, clock: clock, bodyLimit: bodyLimit, before: before)
  }

  /// A new program on the same server, and on the same store if one is given.
  init(
    server: SandboxServer, key: SandboxKey = .full, store: MailStore? = nil,
    clock: ManualClock = ManualClock(), bodyLimit: Int = 32 << 20,
    before: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    let sandbox = SandboxTransport(
      server: server, now: { clock.now }, sleep: { clock.advance(Int64($0)) })
    let transport = WatchedTransport(inner: sandbox, bodyLimit: bodyLimit, before: before)
    let apiClock = APIClock(
      now: { clock.now }, sleep: { clock.advance($0) }, chance: { 0.5 })
    let client = APIClient(
      base: try BaseURL("http://127.0.0.1:1"), key: try APIKey(key.text), transport: transport,
      clock: apiClock)
    let statuses = StatusLog()
    let store = try store ?? MailStore.inMemory(clock: { clock.now })
    let random = Mutex(UInt64(1))
    self.clock = clock
    self.server = server
    self.store = store
    self.statuses = statuses
    engine = SyncEngine(
      client: client, store: store, clock: clock.syncClock,
      random: {
        random.withLock { state in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return state
        }
      },
      report: { statuses.add($0) })
  }

  /// No delay before a sent mail is listed, unless a test says so.
  static func options(
    _ dialect: SandboxOptions.Dialect = .src, keys: [SandboxKey] = SandboxKey.demo,
    limits: SandboxLimits? = nil
  ) -> SandboxOptions {
    SandboxOptions(dialect: dialect, keys: keys, limits: limits, visibilityDelay: 0...0)
  }

  /// The targets that were asked for, without their origin.
  var targets: [String] { server.ledger.snapshot.requests.map(\.target) }
  var deliveries: [LedgerSnapshot.Delivery] { server.ledger.snapshot.deliveries }
}

/// The statuses that were reported.
final class StatusLog: Sendable {
  private let entries = Mutex<[SyncStatus]>([])

  func add(_ status: SyncStatus) { entries.withLock { $0.append(status) } }

  var all: [SyncStatus] { entries.withLock { $0 } }
  var last: SyncStatus { entries.withLock { $0.last ?? SyncStatus() } }
}

/// Tells a test what is about to be sent, and lets no larger body through than it says.
private struct WatchedTransport: Transport {
  let inner: SandboxTransport
  let bodyLimit: Int
  let before: @Sendable (String) -> Void

  func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse {
    before(request.url)
    var request = request
    request.maximumBodySize = min(request.maximumBodySize, bodyLimit)
    return try await inner.send(request, progress: progress)
  }
}
