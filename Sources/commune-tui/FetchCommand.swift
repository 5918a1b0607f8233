import ArgumentParser
import CommuneAPI
import Dispatch
import Glibc
import MailModel
import MailStore
import MailSync
import Synchronization

/// `commune-tui fetch`: fills the store without a screen; an interrupted run goes on where it was.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Fetch mail into the local store, without a screen.")

  @Option(help: ArgumentHelp("Only this inbox.", valueName: "ADDRESS"))
  var inbox: String?

  @Flag(help: "All threads and messages of all inboxes.")
  var all = false

  @OptionGroup var account: AccountOptions

  func validate() throws {
    if all == (inbox != nil) { throw ValidationError("Give --inbox ADDRESS or --all.") }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    let environment = Environment.variables
    let configuration = try Startup.configuration(account, environment)
    guard let key = try Startup.key(configuration) else {
      throw Output.failure("There is no API key: set COMMUNE_API_KEY.", code: 2)
    }
    guard let base = configuration.baseURL else {
      throw Output.failure("There is no server: set COMMUNE_BASE_URL or base_url.", code: 78)
    }
    let session: Session
    do {
      session = try Session(
        base: base, key: key,
        location: .of(base: base, key: key, configuration: configuration),
        configuration: configuration, isOffline: false, report: { _ in })
    } catch {
      throw Output.failure(Startup.words(error), code: 1)
    }
    guard session.store.mode == .readWrite else {
      throw Output.failure("Another commune-tui uses this store: stop it first.", code: 1)
    }
    try report(fetch(session))
  }

  private func fetch(_ session: Session) -> Result<Void, SyncError> {
    let progress = ProgressLine(isTerminal: isatty(STDERR_FILENO) == 1)
    let result = Blocking.run { () async -> Result<Void, SyncError> in
      guard let engine = session.engine else { return .success(()) }
      do throws(SyncError) {
        let id = try await inboxID(engine, session)
        try await engine.fetchEverything(id, messages: true) { progress.show($0) }
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    progress.end()
    session.store.close()
    return result
  }

  private func inboxID(_ engine: SyncEngine, _ session: Session) async throws(SyncError)
    -> ID<Inbox>?
  {
    guard let inbox else { return nil }
    await engine.refreshAll(thorough: false)
    let known = (try? session.store.inboxes()) ?? []
    guard let found = known.first(where: { $0.address.lowercased() == inbox.lowercased() }) else {
      throw .api(APIError(.notFound, status: 404, message: "no inbox \(inbox)"))
    }
    return found.id
  }

  private func report(_ result: Result<Void, SyncError>) throws {
    guard case .failure(let error) = result else { return }
    let (text, code) = FetchFailure.words(error)
    throw Output.failure(text, code: code)
  }
}

/// The sentence and the exit code of a failed fetch (product.md §1).
private enum FetchFailure {
  static func words(_ error: SyncError) -> (String, Int32) {
    switch error {
    case .keyRefused: return ("The server rejected the API key.", 2)
    case .quiet: return ("Too many requests: try again later.", 4)
    case .readOnly: return ("Another commune-tui uses this store: stop it first.", 1)
    case .cancelled: return ("Cancelled; the next run goes on from here.", 1)
    case .store(let error): return ("The store failed: \(error).", 1)
    case .api(let error):
      switch error.kind {
      case .unauthorized: return ("The server rejected the API key.", 2)
      case .missingScope(let scopes):
        return ("The key lacks \(scopes.joined(separator: ", ")).", 2)
      case .notFound: return ("Not found: \(error.message).", 3)
      case .rateLimited: return ("Too many requests: try again later.", 4)
      case .transport(let reason): return ("The server cannot be reached: \(reason).", 5)
      case .notCommune: return ("The address answered with something that is not the API.", 5)
      default: return ("The server said \(error.status): \(error.message)", 1)
      }
    }
  }
}

/// One line on standard error that says how far a fetch is.
private final class ProgressLine: Sendable {
  private let isTerminal: Bool
  private let last = Mutex(FetchTotals())

  private struct FetchTotals {
    var byInbox: [ID<Inbox>: FetchProgress] = [:]
    var shownAt = Timestamp(milliseconds: 0)
  }

  init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  func show(_ progress: FetchProgress) {
    let now = SystemClock.now()
    let isDue = last.withLock { totals in
      totals.byInbox[progress.inbox] = progress
      guard now.milliseconds(since: totals.shownAt) > 200 else { return false }
      totals.shownAt = now
      return true
    }
    if isDue && isTerminal { Output.write("\r" + line, to: STDERR_FILENO) }
  }

  func end() {
    Output.write((isTerminal ? "\r" : "") + line + "\n", to: STDERR_FILENO)
  }

  private var line: String {
    last.withLock { totals in
      let threads = totals.byInbox.values.reduce(0) { $0 + $1.threads }
      let messages = totals.byInbox.values.reduce(0) { $0 + $1.messages }
      return "fetched \(threads) threads, \(messages) messages, \(totals.byInbox.count) inboxes"
    }
  }
}

/// Runs async work from a command that has no event loop.
enum Blocking {
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () async -> Value
  ) -> Value {
    let box = Mutex<Value?>(nil)
    let semaphore = DispatchSemaphore(value: 0)
    Task.detached {
      let value = await body()
      box.withLock { $0 = value }
      semaphore.signal()
    }
    while true {
      semaphore.wait()
      if let value = box.withLock({ $0 }) { return value }
    }
  }
}
