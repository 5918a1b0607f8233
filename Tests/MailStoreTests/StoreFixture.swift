import FoundationEssentials
import Glibc
import MailModel

@testable import MailStore

/// The directories of one profile, removed with the object.
final class StoreFixture: Sendable {
  static let now = Timestamp(seconds: 1_750_000_000)
  let root: String

  init() throws {
    // In memory where that can be had: there a sync to the disk costs nothing.
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/store-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw StoreError.io(code: errno) }
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var data: String { root + "/share/mail" }
  var caches: String { root + "/cache/mail" }
  var journalPath: String { data + "/journal.db" }
  var cachePath: String { caches + "/cache.db" }
  var location: StoreLocation { StoreLocation(dataDirectory: data, cacheDirectory: caches) }

  func open(at now: Timestamp = StoreFixture.now) throws(StoreError) -> MailStore {
    try MailStore.open(location, clock: { now })
  }

  /// Makes both directories without opening anything.
  func prepare() throws {
    try StoreFiles.prepareDirectory(data)
    try StoreFiles.prepareDirectory(caches)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path))
    chmod(path, 0o600)
  }

  /// The permission bits; nil where there is no file.
  func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  func names(_ directory: String) -> Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
  }
}

/// Mail to test with.
enum Sample {
  static let inbox = ID<Inbox>("inbox")

  static func thread(
    _ name: String, at seconds: Int64 = 0, _ direction: Direction = .inbound,
    inbox: ID<Inbox>? = Sample.inbox
  ) -> MailThread {
    MailThread(
      id: ID(name), inbox: inbox, subject: "Subject of \(name)", snippet: "Hello",
      lastMessageAt: StoreFixture.now.advanced(byMilliseconds: seconds * 1000),
      messageCount: 1, lastDirection: direction)
  }

  static func message(
    _ name: String, in thread: String = "t", at seconds: Int64 = 0,
    _ direction: Direction = .inbound, text: String = "Hello"
  ) -> Message {
    Message(
      id: ID(name), thread: ID(thread), inbox: inbox, direction: direction,
      participants: [
        Participant(role: .sender, identity: "Ann <ann@example.org>"),
        Participant(role: .to, identity: "bob@example.org"),
      ],
      subject: "Subject", text: text,
      createdAt: StoreFixture.now.advanced(byMilliseconds: seconds * 1000))
  }

  static func draft(_ name: String, body: String = "") -> Draft {
    Draft(
      id: ID(name), inbox: inbox, to: "ann@example.org", subject: "Subject of \(name)",
      body: body.isEmpty ? String(repeating: "line of \(name)\n", count: 100) : body,
      changedAt: StoreFixture.now)
  }
}

/// Numbers that are the same on each run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
