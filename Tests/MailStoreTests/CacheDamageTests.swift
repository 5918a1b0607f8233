import GRDB
import Glibc
import MailModel
import Testing

@testable import MailStore

@Suite("A damaged cache") struct CacheDamageTests {
  static let pageSize = 4096

  /// The cache file and the journal file of a store in use.
  static func makeFiles() async throws -> (cache: [UInt8], journal: [UInt8]) {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    let threads = (0..<60).map { Sample.thread("t\($0)", at: -Int64($0)) }
    _ = try await store.mergeThreads(
      threads, inbox: Sample.inbox, receivedAt: StoreFixture.now)
    for thread in threads.prefix(20) {
      let name = thread.id.text
      let text = String(repeating: "word ", count: 200)
      let messages = (0..<3).map { Sample.message("\(name)-\($0)", in: name, text: text) }
      try await store.mergeMessages(thread: thread.id, messages, isComplete: true)
    }
    _ = try await store.saveDraft(Sample.draft("d"))
    store.close()
    // The last to close moves the log into the file.
    try DatabaseQueue(path: fixture.cachePath).inDatabase { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    return (try fixture.bytes(fixture.cachePath), try fixture.bytes(fixture.journalPath))
  }

  /// Opens a store over these bytes and does everything with it that a session does. Returns
  /// whether the cache was set aside.
  static func use(
    _ cache: [UInt8], _ journal: [UInt8], in fixture: StoreFixture
  ) async throws -> Bool {
    try fixture.prepare()
    try fixture.write(cache, to: fixture.cachePath)
    try fixture.write(journal, to: fixture.journalPath)
    let store = try fixture.open()
    #expect(store.mode == .readWrite)
    var position: ThreadPosition?
    for _ in 0..<20 {
      let rows = try store.threadRows(ThreadQuery(), from: position, direction: .older, limit: 10)
      for row in rows { _ = try store.messages(in: row.id, limit: 50) }
      guard let last = rows.last else { break }
      position = last.position
    }
    for view in ThreadQuery.View.allCases {
      let query = ThreadQuery(view: view, inbox: Sample.inbox)
      _ = try store.threadRows(query, from: nil, direction: .newer, limit: 100)
      _ = try store.nextUnread(after: nil, in: query, direction: .older)
    }
    _ = try (store.tallies(), store.tally(inbox: nil), store.inboxes(), store.domains())
    _ = try store.correspondentHistory("a", limit: 10)
    let threads = (0..<60).map { Sample.thread("t\($0)", at: -Int64($0), .outbound) }
    _ = try await store.mergeThreads(threads, inbox: Sample.inbox, receivedAt: StoreFixture.now)
    let message = Sample.message("new", in: "t7")
    try await store.mergeMessages(thread: ID("t7"), [message], isComplete: true)
    #expect(try store.messages(in: ID("t7"), limit: 50).contains(message))
    #expect(try store.threadRow(ID("t7"))?.thread == threads[7])
    store.close()
    #expect(try fixture.bytes(fixture.journalPath) == journal)
    return store.notices.contains { if case .cacheRebuilt = $0 { true } else { false } }
  }

  @Test("CD-01 no bytes, random bytes and another program's file are set aside, and it works")
  func notADatabase() async throws {
    let (_, journal) = try await Self.makeFiles()
    var numbers = SeededNumbers(1)
    let random = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let foreign = try StoreFixture()
    let other = try DatabaseQueue(path: foreign.root + "/db")
    try await other.write { db in
      try db.execute(sql: "CREATE TABLE threads (id); PRAGMA user_version = 1")
    }
    try other.close()
    let table: [[UInt8]] = [
      [], [0], Array(random.prefix(99)), Array(random.prefix(4096)), random,
      Array("SQLite format 3\0".utf8), Array("SQLite format 3\0".utf8) + random,
      try foreign.bytes(foreign.root + "/db"), Array("%PDF-1.7 \n".utf8) + random,
    ]
    for bytes in table {
      let fixture = try StoreFixture()
      #expect(try await Self.use(bytes, journal, in: fixture))
      #expect(try fixture.bytes(fixture.cachePath + ".corrupt-1") == bytes)
    }
  }

  @Test("CD-01 a cache cut off after any page works")
  func truncated() async throws {
    let (cache, journal) = try await Self.makeFiles()
    let pages = cache.count / Self.pageSize
    #expect(pages > 30)
    for page in 1..<pages {
      let cut = Array(cache.prefix(page * Self.pageSize))
      #expect(try await Self.use(cut, journal, in: StoreFixture()), "\(page) pages")
    }
  }

  @Test("CD-01 a cache with a flipped bit works", arguments: 0..<4)
  func flippedBits(part: Int) async throws {
    let (cache, journal) = try await Self.makeFiles()
    for seed in (part * 25)..<(part * 25 + 25) {
      var numbers = SeededNumbers(seed)
      var flipped = cache
      // Every second one falls into the header and the schema.
      let range = seed.isMultiple(of: 2) ? 0..<Self.pageSize : 0..<cache.count
      let offset = Int.random(in: range, using: &numbers)
      flipped[offset] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
      do {
        _ = try await Self.use(flipped, journal, in: StoreFixture())
      } catch {
        Issue.record("seed \(seed), byte \(offset): \(error)")
      }
    }
  }

  @Test("CD-01 random bytes in the middle of the file and a foreign log beside it are survived")
  func overwritten() async throws {
    let (cache, journal) = try await Self.makeFiles()
    for seed in 0..<10 {
      var numbers = SeededNumbers(seed)
      var damaged = cache
      let start = Int.random(in: 100..<(cache.count - 5000), using: &numbers)
      for offset in start..<(start + 5000) {
        damaged[offset] = UInt8.random(in: 0...255, using: &numbers)
      }
      let fixture = try StoreFixture()
      try fixture.prepare()
      for suffix in ["-wal", "-shm"] {
        try fixture.write(Array(damaged[start..<(start + 5000)]), to: fixture.cachePath + suffix)
      }
      _ = try await Self.use(damaged, journal, in: fixture)
    }
  }

  @Test("CD-01 only the two newest damaged caches are kept")
  func twoAreKept() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    for number in 1...4 {
      try fixture.write([1, 2, UInt8(number)], to: fixture.cachePath)
      let store = try fixture.open()
      let path = fixture.cachePath + ".corrupt-\(min(number, 2))"
      #expect(store.notices == [.cacheRebuilt(path: path)])
      store.close()
    }
    #expect(
      fixture.names(fixture.caches) == ["cache.db", "cache.db.corrupt-1", "cache.db.corrupt-2"])
    #expect(try fixture.bytes(fixture.cachePath + ".corrupt-1") == [1, 2, 3])
    #expect(try fixture.bytes(fixture.cachePath + ".corrupt-2") == [1, 2, 4])
  }
}
