import GRDB
import Glibc
import MailModel
import Testing

@testable import MailStore

@Suite("Places") struct StorePlaceTests {
  /// Mail can be fetched and read, and it was said beforehand that drafts cannot be kept.
  func expectMailOnly(_ store: MailStore) async throws {
    #expect(store.notices.contains(.draftsCannotBeSaved))
    await #expect(throws: StoreError.readOnly) {
      try await store.saveDraft(Sample.draft("d"))
    }
    let thread = Sample.thread("t")
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: StoreFixture.now)
    try await store.mergeMessages(thread: thread.id, [Sample.message("m")], isComplete: true)
    try await store.replaceInboxes([
      Inbox(id: Sample.inbox, localPart: "a", address: "a@example.org")
    ])
    #expect(try store.threadRow(ID("t"))?.thread == thread)
    #expect(try store.messages(in: ID("t"), limit: 9).count == 1)
    #expect(try store.inboxes().count == 1)
  }

  @Test(
    "CD-10 a data directory that cannot be made is read-only, with mail in memory",
    arguments: [
      ("relative/mail", ENOENT), ("", ENOENT), ("/dev/null/mail", ENOTDIR),
      ("/proc/none/mail", ENOENT), ("/tmp/a\0b", ENOENT),
    ])
  func impossibleDirectory(path: String, code: Int32) async throws {
    let fixture = try StoreFixture()
    let location = StoreLocation(dataDirectory: path, cacheDirectory: fixture.caches)
    let store = try MailStore.open(location, clock: { StoreFixture.now })
    #expect(store.mode == .readOnly(.directory(path: path, code: code)))
    try await expectMailOnly(store)
  }

  @Test("CD-10 a file where the data directory should be is read-only, with mail in memory")
  func fileForADirectory() async throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    rmdir(fixture.data)
    try fixture.write([1], to: fixture.data)
    let store = try fixture.open()
    #expect(store.mode == .readOnly(.directory(path: fixture.data, code: ENOTDIR)))
    try await expectMailOnly(store)
  }

  @Test("CD-10 a cache directory that cannot be made costs the cache alone")
  func impossibleCache() async throws {
    let fixture = try StoreFixture()
    let location = StoreLocation(dataDirectory: fixture.data, cacheDirectory: "/dev/null/mail")
    let store = try MailStore.open(location, clock: { StoreFixture.now })
    #expect(store.mode == .readWrite)
    #expect(store.notices == [.cacheInMemory(.io(code: ENOTDIR))])
    #expect(try await store.saveDraft(Sample.draft("d")).revision == 1)
    let result = try await store.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    #expect(result.inserted == 1)
  }

  @Test(
    "CD-10 a directory or a file that cannot be written is read-only",
    .enabled(if: geteuid() != 0))
  func noRights() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    _ = try await first.saveDraft(Sample.draft("d"))
    first.close()
    chmod(fixture.journalPath, 0o400)
    let file = try fixture.open()
    #expect(try file.drafts().count == 1)
    try await expectMailOnly(file)
    file.close()
    chmod(fixture.journalPath, 0o600)
    chmod(fixture.data, 0o500)
    defer { chmod(fixture.data, 0o700) }
    try await expectMailOnly(try fixture.open())
  }

  @Test("CD-09 a full disk keeps the stored version, whatever page does not fit")
  func fullDisk() async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let stored = try await store.saveDraft(Sample.draft("d"))
    var longer = stored
    longer.body = String(repeating: "a longer text ", count: 2000)
    let pages = try store.journal.write { try $0.number("PRAGMA page_count") } ?? 0
    var failures = 0
    for limit in pages..<(pages + 20) {
      _ = try store.journal.write { try $0.number("PRAGMA max_page_count = \(limit)") }
      do throws(StoreError) {
        _ = try await store.enqueue(
          longer, key: "k", body: Array(longer.body.utf8), fingerprint: [])
        break
      } catch {
        #expect(error == .diskFull)
        failures += 1
      }
      #expect(try store.drafts() == [stored])
      #expect(try store.outboxItems().isEmpty)
    }
    #expect(failures > 10)
    #expect(try store.outboxItems().map(\.draft.body) == [longer.body])
    store.close()
    let again = try fixture.open()
    #expect(try again.notices.isEmpty && again.outboxItems().count == 1)
  }

  @Test("CD-09 a full disk costs a page of mail as a whole")
  func fullCache() async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let page = (0..<200).map { Sample.thread("t\($0)", at: -Int64($0)) }
    let pages = try store.cache.write { try $0.number("PRAGMA page_count") } ?? 0
    for extra: Int64 in [0, 1, 2, 5] {
      _ = try store.cache.write { try $0.number("PRAGMA max_page_count = \(pages + extra)") }
      await #expect(throws: StoreError.diskFull) {
        try await store.mergeThreads(page, inbox: nil, receivedAt: StoreFixture.now)
      }
      #expect(try store.tally(inbox: nil) == ThreadTally())
    }
    _ = try store.cache.write { try $0.number("PRAGMA max_page_count = \(pages + 500)") }
    _ = try await store.mergeThreads(page, inbox: nil, receivedAt: StoreFixture.now)
    #expect(try store.tally(inbox: nil).threads == 200)
    #expect(store.notices.isEmpty)
  }

  @Test("CD-19 a cache that is deleted in use is made anew", arguments: ["file", "files", "all"])
  func deletedCache(what: String) async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    _ = try await store.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    #expect(try store.threadRow(ID("t")) != nil)
    let names = what == "file" ? ["cache.db"] : fixture.names(fixture.caches)
    for name in names { unlink(fixture.caches + "/" + name) }
    if what == "all" { rmdir(fixture.caches) }
    _ = try store.threadRows(ThreadQuery(), from: nil, direction: .older, limit: 9)
    _ = try await store.mergeThreads(
      [Sample.thread("u")], inbox: nil, receivedAt: StoreFixture.now)
    #expect(try store.threadRow(ID("u")) != nil)
    store.close()
    let again = try fixture.open()
    #expect(try again.threadRow(ID("u")) != nil)
    #expect(again.notices.isEmpty)
  }

  @Test("a draft is not called saved when the journal was deleted in use")
  func deletedJournal() async throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let draft = try await store.saveDraft(Sample.draft("d"))
    unlink(fixture.journalPath)
    await #expect(throws: StoreError.readOnly) { try await store.saveDraft(draft) }
  }
}
