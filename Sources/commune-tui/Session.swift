import CommuneAPI
import CurlTransport
import MailApp
import MailModel
import MailStore
import MailSync
import Synchronization

/// One account at work: its store, its client, its sync.
final class Session: Sendable {
  let store: MailStore
  let engine: SyncEngine?
  let host: String

  /// Opens the store and, unless the user is offline by choice, prepares to talk to the server.
  init(
    base: BaseURL, key: APIKey, location: StoreLocation, configuration: Configuration,
    isOffline: Bool, report: @escaping @Sendable (SyncStatus) -> Void
  ) throws(StoreError) {
    let store = try MailStore.open(location, clock: SystemClock.now)
    self.store = store
    host = base.host
    guard !isOffline else {
      engine = nil
      return
    }
    let transport = CurlTransport(
      options: CurlOptions(usesProxyFromEnvironment: configuration.usesProxy))
    let client = APIClient(
      base: base, key: key, transport: transport,
      clock: APIClock(
        now: SystemClock.now, sleep: SystemClock.sleep,
        chance: { Double.random(in: 0...1) }),
      userAgent: "commune-tui/\(CommuneTUI.version)")
    engine = SyncEngine(
      client: client, store: store,
      clock: SyncClock(now: SystemClock.now, sleep: SystemClock.sleep),
      random: { .random(in: 0 ... .max) }, report: report)
  }
}
