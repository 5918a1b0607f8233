import CommuneAPI
import Dispatch
import Glibc
import MailApp
import MailModel
import MailStore
import MailSync
import Sandbox
import Synchronization

/// The surroundings of the interactive program: nothing at first, then an account or the demo.
final class ProgramServices: Services, Sendable {
  private let queue: EventQueue
  private let configuration: Configuration
  private let environment: [String: String]
  private let live = Mutex<LiveServices?>(nil)
  private let demo = Mutex<Demo?>(nil)

  init(queue: EventQueue, configuration: Configuration, environment: [String: String]) {
    self.queue = queue
    self.configuration = configuration
    self.environment = environment
  }

  /// Opens the account's store and begins to look for mail.
  func open(base: BaseURL, key: APIKey, isOffline: Bool) throws(StoreError) {
    let location = StoreLocation.of(base: base, key: key, configuration: configuration)
    try start(base: base, key: key, location: location, isOffline: isOffline)
  }

  /// Serves sample mail on loopback and opens it with a store that goes away at the end.
  func openDemo() throws(StoreError) {
    let demo = try Demo(folder: environment["TMPDIR"] ?? "/tmp")
    self.demo.withLock { $0 = demo }
    try start(base: demo.base, key: demo.key, location: demo.location, isOffline: false)
  }

  private func start(
    base: BaseURL, key: APIKey, location: StoreLocation, isOffline: Bool
  ) throws(StoreError) {
    let relay = StatusRelay(queue: queue, host: base.host)
    let session = try Session(
      base: base, key: key, location: location, configuration: configuration,
      isOffline: isOffline, report: { relay.relay($0) })
    let services = LiveServices(
      session: session, queue: queue,
      unsaved: UnsavedDrafts(
        directories: [configuration.directories.data, environment["TMPDIR"] ?? "/tmp", "/tmp"],
        environment: environment))
    live.withLock { $0 = services }
    services.begin(interval: Int64(configuration.interval) * 1000)
  }

  private var current: LiveServices? { live.withLock { $0 } }

  var notices: [StoreNotice] { current?.notices ?? [] }

  var isReadOnly: Bool { current?.isReadOnly ?? false }

  /// Another instance writes: this one shows what that one stores.
  var isSecondInstance: Bool { notices.contains(.readOnly(.otherInstance)) }

  func answer(_ effect: Effect) -> Event? {
    guard let current else {
      if case .loadMailbox = effect { return .mailboxLoaded(Mailbox()) }
      return nil
    }
    return current.answer(effect)
  }

  func start(_ effect: Effect) {
    guard effect == .startDemo else {
      current?.start(effect)
      return
    }
    let queue = queue
    DispatchQueue.global().async { [self] in
      do throws(StoreError) {
        try openDemo()
        queue.post(.demoStarted)
      } catch {
        queue.post(.problem(Problem(error)))
      }
    }
  }

  func noteActivity() {
    current?.noteActivity()
  }

  func edit(_ text: String) -> EditorResult {
    let directory = configuration.directories.data + "/editing"
    makePrivateDirectory(directory)
    return ExternalEditor(
      directory: demo.withLock { $0?.location.dataDirectory } ?? directory,
      setting: configuration.editor, environment: environment
    ).edit(text)
  }

  private func makePrivateDirectory(_ path: String) {
    var parent = ""
    for part in path.split(separator: "/") {
      parent += "/\(part)"
      mkdir(parent, 0o700)
    }
  }

  func finish() {
    current?.finish()
  }

  /// What became of drafts that could not be stored, for the user to read after the end.
  func rescueAll() -> [String] { current?.rescueAll() ?? [] }

  /// Removes what the demo wrote.
  func removeTemporaryFiles() {
    demo.withLock { $0 }?.end()
  }
}

extension StoreLocation {
  /// The files of one account: the cache goes by server and key, the journal by profile and server,
  /// so that drafts outlive a new key and mail is never mixed (CD-22).
  static func of(base: BaseURL, key: APIKey, configuration: Configuration) -> StoreLocation {
    let server = hash(base.origin)
    let account = hash(base.origin + " \(key.fingerprint)")
    let profile = String(
      configuration.profile.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "_" })
    return StoreLocation(
      dataDirectory: "\(configuration.directories.data)/\(profile)-\(server)",
      cacheDirectory: "\(configuration.directories.cache)/\(account)")
  }

  /// FNV-1a of 64 bits, in hexadecimal.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(value, radix: 16)
  }
}

/// The embedded server with sample mail, and a temporary place for a store.
struct Demo: Sendable {
  let base: BaseURL
  let key: APIKey
  let location: StoreLocation
  private let directory: String
  private let listener: SandboxListener

  /// Begins to serve; the store's files go into a new directory in `folder`.
  init(folder: String) throws(StoreError) {
    var template = Array("\(folder)/commune-tui-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .io(code: errno) }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    location = StoreLocation(
      dataDirectory: directory + "/data", cacheDirectory: directory + "/cache")
    let server = SandboxServer(seed: .demo(now: SystemClock.now()))
    do {
      listener = try SandboxListener(server: server, clock: SystemClock.now)
      base = try BaseURL(listener.baseURL)
      key = try APIKey(SandboxKey.full.text)
    } catch {
      rmdir(directory)
      throw .io(code: EADDRNOTAVAIL)
    }
  }

  /// Stops the server and removes the store.
  func end() {
    listener.stop()
    for name in ["data", "cache"] {
      let folder = "\(directory)/\(name)"
      for file in DirectoryListing.names(in: folder) { unlink("\(folder)/\(file)") }
      rmdir(folder)
    }
    rmdir(directory)
  }
}

/// The names in a directory.
enum DirectoryListing {
  static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
