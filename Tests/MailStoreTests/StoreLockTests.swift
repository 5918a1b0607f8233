import GRDB
import Glibc
import MailModel
import Testing

@testable import MailStore

@Suite("Locks") struct StoreLockTests {
  /// Another connection that holds the whole file until it is closed.
  func hold(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.inDatabase { db in
      // In WAL mode, only this mode keeps readers out.
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
    }
    return other
  }

  func release(_ other: DatabaseQueue) throws {
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try other.close()
  }

  @Test("CD-05 a journal that is locked for ever makes the start read-only after two seconds")
  func lockedAtStart() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    let draft = try await first.saveDraft(Sample.draft("d"))
    first.close()
    let other = try hold(fixture.journalPath)
    var opened: MailStore?
    let time = try ContinuousClock().measure { opened = try fixture.open() }
    let store = try #require(opened)
    #expect(time > .seconds(1.5) && time < .seconds(15))
    #expect(store.mode == .readOnly(.busy))
    #expect(store.notices == [.readOnly(.busy), .draftsCannotBeSaved])
    await #expect(throws: StoreError.readOnly) { try await store.saveDraft(draft) }
    let result = try await store.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    #expect(result.inserted == 1)
    store.close()
    try release(other)
    let again = try fixture.open()
    #expect(try again.notices.isEmpty && again.drafts() == [draft])
  }

  @Test("CD-05 a lock that comes later is busy after two seconds, and nothing is lost")
  func lockedLater() async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let draft = try await store.saveDraft(Sample.draft("d"))
    let other = try hold(fixture.journalPath)
    let start = ContinuousClock.now
    await #expect(throws: StoreError.busy) { try await store.saveDraft(draft) }
    let time = start.duration(to: .now)
    #expect(time > .seconds(1.5) && time < .seconds(15))
    try release(other)
    #expect(try await store.saveDraft(draft).revision == 2)
    #expect(fixture.names(fixture.data) == ["journal.db", "lock"])
  }

  @Test("CD-05 a locked cache is replaced by one in memory after two seconds and stays")
  func lockedCache() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    _ = try await first.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    first.close()
    let other = try hold(fixture.cachePath)
    var opened: MailStore?
    let time = try ContinuousClock().measure { opened = try fixture.open() }
    #expect(time < .seconds(5))
    let store = try #require(opened)
    #expect(store.mode == .readWrite)
    #expect(store.notices == [.cacheInMemory(.busy)])
    store.close()
    try release(other)
    let again = try fixture.open()
    #expect(try again.threadRow(ID("t")) != nil)
  }

  @Test("CD-06 a second instance sees everything and changes nothing until the first has ended")
  func secondInstance() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    let draft = try await first.saveDraft(Sample.draft("d"))
    _ = try await first.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    let second = try fixture.open()
    #expect(second.mode == .readOnly(.otherInstance))
    #expect(second.notices == [.readOnly(.otherInstance), .draftsCannotBeSaved])
    #expect(try second.drafts() == [draft])
    #expect(try second.threadRow(ID("t")) != nil)
    await #expect(throws: StoreError.readOnly) { try await second.saveDraft(draft) }
    #expect(throws: StoreError.readOnly) { try second.saveDraftNow(draft) }
    await #expect(throws: StoreError.readOnly) {
      try await second.mergeThreads([], inbox: nil, receivedAt: StoreFixture.now)
    }
    await #expect(throws: StoreError.readOnly) {
      try await second.markRead(ID("t"), upTo: StoreFixture.now)
    }
    _ = try await first.mergeThreads(
      [Sample.thread("u")], inbox: nil, receivedAt: StoreFixture.now)
    #expect(try second.threadRow(ID("u")) != nil)
    second.close()
    #expect(try await first.saveDraft(draft).revision == 2)
    first.close()
    #expect(try fixture.open().mode == .readWrite)
  }

  @Test(
    "CD-06 a profile that another process holds is read-only until that process is killed",
    .enabled(if: access("/usr/bin/flock", X_OK) == 0))
  func otherProcess() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    let words = ["flock", "-F", fixture.data + "/lock", "sleep", "60"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    try #require(
      posix_spawn(&process, "/usr/bin/flock", nil, nil, &arguments, &environment) == 0)
    var store = try fixture.open()
    for _ in 0..<100 where store.mode == .readWrite {
      store.close()
      usleep(20_000)
      store = try fixture.open()
    }
    #expect(store.mode == .readOnly(.otherInstance))
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    #expect(try fixture.open().mode == .readWrite)
  }
}
