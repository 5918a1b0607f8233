import GRDB
import MailModel
import Testing

@testable import MailStore

@Suite("Schemas") struct SchemaTests {
  /// The journal of version 1, as that version wrote it. Never change it.
  static let journalOne = """
    CREATE TABLE drafts (
      id BLOB NOT NULL UNIQUE, inbox BLOB, recipients TEXT NOT NULL, cc TEXT NOT NULL,
      bcc TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, thread BLOB, answers BLOB,
      revision INTEGER NOT NULL, changedAt INTEGER NOT NULL, note TEXT
    ) STRICT;
    CREATE TABLE outbox (
      id BLOB NOT NULL UNIQUE, inbox BLOB, recipients TEXT NOT NULL, cc TEXT NOT NULL,
      bcc TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, thread BLOB, answers BLOB,
      revision INTEGER NOT NULL, draftChangedAt INTEGER NOT NULL, state INTEGER NOT NULL,
      key TEXT NOT NULL, tries INTEGER NOT NULL, changedAt INTEGER NOT NULL,
      notBefore INTEGER, note TEXT, sendID TEXT, frozen BLOB, fingerprint BLOB
    ) STRICT;
    CREATE TABLE marks (thread BLOB NOT NULL UNIQUE, upTo INTEGER NOT NULL) STRICT;
    CREATE TABLE baselines (inbox BLOB NOT NULL UNIQUE, upTo INTEGER NOT NULL) STRICT;
    CREATE TABLE ownSends (sendID TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;
    CREATE TABLE learned (name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
    INSERT INTO drafts VALUES (x'41', NULL, 'ann@example.org', '', '', 'S', 'B', NULL, NULL, 3,
      1000, 'came back');
    INSERT INTO outbox VALUES (x'42', x'69', '', '', '', '', '', NULL, NULL, 1, 1000, 3, 'k', 2,
      2000, NULL, NULL, 'm', x'7B7D', x'09');
    INSERT INTO marks VALUES (x'74', 5000);
    INSERT INTO baselines VALUES (x'69', 4000);
    INSERT INTO ownSends VALUES ('m', 2000);
    INSERT INTO learned VALUES ('idempotency', 'yes');
    PRAGMA application_id = 1131235951;
    """

  func makeJournal(in fixture: StoreFixture, version: Int = 1) throws {
    try fixture.prepare()
    let queue = try DatabaseQueue(path: fixture.journalPath)
    try queue.inDatabase { db in
      try db.execute(sql: Self.journalOne + "PRAGMA user_version = \(version)")
    }
    try queue.close()
  }

  func version(_ path: String) throws -> Int? {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA user_version") }
  }

  @Test("CD-07 a journal of version 1 is read by this program")
  func versionOne() throws {
    let fixture = try StoreFixture()
    try makeJournal(in: fixture)
    let store = try fixture.open()
    #expect(store.mode == .readWrite && store.notices.isEmpty)
    let draft = Draft(
      id: ID("A"), to: "ann@example.org", subject: "S", body: "B", revision: 3,
      changedAt: Timestamp(seconds: 1))
    #expect(try store.drafts() == [draft])
    #expect(try store.draftNote(ID("A")) == "came back")
    let item = try #require(try store.outboxItem(ID("B")))
    #expect(item.state == .ready && item.key == "k" && item.tries == 2 && item.sendID == "m")
    #expect(try store.frozenBody(ID("B")) == Array("{}".utf8))
    #expect(try store.fingerprint(ID("B")) == [9])
    #expect(try store.learned("idempotency") == "yes")
    let marks = try store.readMarks(
      of: [MailThread(id: ID("t"), inbox: ID("i"))], inbox: nil, receivedAt: StoreFixture.now)
    #expect(marks.marks == [ID("t"): 5000] && marks.baselines == [ID("i"): 4000])
  }

  @Test("CD-07 an older journal is led to the next version after a copy was made")
  func migration() throws {
    let fixture = try StoreFixture()
    try makeJournal(in: fixture)
    var journal = Journal(directory: fixture.data, note: { _ in Issue.record("a notice") })
    journal.schema.steps.append([
      "ALTER TABLE drafts ADD COLUMN extra INTEGER", "CREATE TABLE more (a TEXT) STRICT",
    ])
    let opened = try journal.open()
    #expect(try opened.read { try $0.number("SELECT count(*) FROM drafts") } == 1)
    opened.close()
    #expect(try version(fixture.journalPath) == 2)
    let copy = fixture.journalPath + ".v1"
    #expect(fixture.mode(copy) == 0o600)
    #expect(try version(copy) == 1)
    try journal.open().close()
  }

  @Test("CD-07 a migration that fails at any step leaves the older journal whole")
  func failedMigration() throws {
    let steps = [
      "ALTER TABLE drafts ADD COLUMN extra INTEGER", "DELETE FROM marks", "DROP TABLE learned",
    ]
    for count in 0...steps.count {
      let fixture = try StoreFixture()
      try makeJournal(in: fixture)
      let before = try fixture.bytes(fixture.journalPath)
      var journal = Journal(directory: fixture.data, note: { _ in Issue.record("a notice") })
      journal.schema.steps.append(Array(steps.prefix(count)) + ["DROP TABLE nothing"])
      #expect(throws: StoreError.sqlite(code: 1)) { try journal.open() }
      #expect(try fixture.bytes(fixture.journalPath) == before, "\(count) steps")
    }
  }

  @Test("CD-08 a newer journal is shown, not written; mail is fetched all the same")
  func newerJournal() async throws {
    let fixture = try StoreFixture()
    try makeJournal(in: fixture, version: 9)
    let before = try fixture.bytes(fixture.journalPath)
    let store = try fixture.open()
    #expect(store.mode == .readOnly(.newerSchema(version: 9)))
    #expect(try store.drafts().map(\.subject) == ["S"])
    #expect(try store.outboxItems().map(\.state) == [.ready])
    await #expect(throws: StoreError.readOnly) { try await store.deleteDraft(ID("A")) }
    let thread = Sample.thread("t")
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: StoreFixture.now)
    try await store.mergeMessages(
      thread: thread.id, [Sample.message("m", .outbound)], isComplete: true)
    #expect(try store.threadRow(ID("t"))?.thread == thread)
    store.close()
    #expect(try fixture.bytes(fixture.journalPath) == before)
    #expect(fixture.names(fixture.data) == ["journal.db", "lock"])
  }

  @Test("CD-08 a newer cache is set aside")
  func newerCache() throws {
    let fixture = try StoreFixture()
    try fixture.open().close()
    let queue = try DatabaseQueue(path: fixture.cachePath)
    try queue.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    let store = try fixture.open()
    #expect(store.mode == .readWrite)
    #expect(store.notices == [.cacheRebuilt(path: fixture.cachePath + ".corrupt-1")])
    #expect(try version(fixture.cachePath + ".corrupt-1") == 99)
  }

  @Test("CD-21 a cache with one more trigger is set aside")
  func strangeTrigger() throws {
    let fixture = try StoreFixture()
    try fixture.open().close()
    let queue = try DatabaseQueue(path: fixture.cachePath)
    try queue.inDatabase { db in
      try db.execute(sql: "CREATE TRIGGER x AFTER INSERT ON threads BEGIN DELETE FROM inboxes; END")
    }
    try queue.close()
    #expect(try fixture.open().notices == [.cacheRebuilt(path: fixture.cachePath + ".corrupt-1")])
  }

  @Test("a draft that is saved is on the disk: the journal's settings say so")
  func durability() throws {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let expected = [
      "journal_mode": "delete", "synchronous": "3", "trusted_schema": "0", "cell_size_check": "1",
      "secure_delete": "1", "mmap_size": "0", "application_id": "1131235951", "user_version": "1",
    ]
    for (pragma, value) in expected {
      let found = try store.journal.read { db in
        try String.fetchOne(db, sql: "PRAGMA \(pragma)")
      }
      #expect(found == value, "\(pragma)")
    }
    let mode = try store.cache.write { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }
}
