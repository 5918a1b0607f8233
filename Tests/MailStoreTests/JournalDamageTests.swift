import GRDB
import Glibc
import MailModel
import Testing

@testable import MailStore

@Suite("A damaged journal") struct JournalDamageTests {
  static let pageSize = 4096
  static let count = 30

  /// The file of a journal with 30 drafts of a third of a page and a mail that is ready to go.
  static func makeFile() async throws -> [UInt8] {
    let fixture = try StoreFixture()
    let store = try fixture.open()
    for number in 0..<count { _ = try await store.saveDraft(Sample.draft("d\(number)")) }
    _ = try await store.enqueue(
      Sample.draft("out"), key: "key", body: Array("{}".utf8), fingerprint: [1], state: .ready)
    try await store.markRead(ID("t"), upTo: StoreFixture.now)
    store.close()
    return try fixture.bytes(fixture.journalPath)
  }

  /// Opens a store over a damaged journal: its bytes are kept, and it works. Returns the drafts.
  @discardableResult
  func salvage(_ damaged: [UInt8], in fixture: StoreFixture) async throws -> [Draft] {
    try fixture.prepare()
    try fixture.write(damaged, to: fixture.journalPath)
    let store = try fixture.open()
    let original = fixture.journalPath + ".damaged-1"
    guard case .journalDamaged(original, _)? = store.notices.first else {
      Issue.record("\(store.notices), \(store.mode)")
      return []
    }
    #expect(store.mode == .readWrite)
    #expect(try fixture.bytes(original) == damaged)
    #expect(fixture.mode(original) == 0o600)
    let saved = try store.drafts()
    _ = try await store.saveDraft(Sample.draft("new"))
    store.close()
    let again = try fixture.open()
    #expect(again.notices.isEmpty)
    #expect(try again.drafts().count == saved.count + 1)
    again.close()
    #expect(fixture.names(fixture.data) == ["journal.db", "journal.db.damaged-1", "lock"])
    return saved
  }

  @Test("CD-02 what is no journal is kept and a new one is made")
  func notAJournal() async throws {
    var numbers = SeededNumbers(2)
    let random = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let foreign = try StoreFixture()
    let other = try DatabaseQueue(path: foreign.root + "/db")
    try await other.write { try $0.execute(sql: "CREATE TABLE drafts (a); PRAGMA user_version=7") }
    try other.close()
    let table: [[UInt8]] = [
      [], [0], Array(random.prefix(100)), random, try foreign.bytes(foreign.root + "/db"),
    ]
    for bytes in table { #expect(try await salvage(bytes, in: StoreFixture()).isEmpty) }
  }

  @Test("CD-02 a journal cut off after any page gives back the drafts before the cut")
  func truncated() async throws {
    let whole = try await Self.makeFile()
    let pages = whole.count / Self.pageSize
    #expect(pages > 20)
    var last = 0
    for page in 1..<pages {
      let cut = Array(whole.prefix(page * Self.pageSize))
      let saved = try await salvage(cut, in: StoreFixture())
      #expect(saved.count >= last, "\(page) pages")
      last = saved.count
    }
    #expect(last >= Self.count - 5)
  }

  @Test("CD-02 a journal in which any one page is lost gives back the others")
  func lostPages() async throws {
    let whole = try await Self.makeFile()
    for page in 0..<(whole.count / Self.pageSize) {
      var damaged = whole
      let start = page * Self.pageSize
      for offset in start..<(start + Self.pageSize) { damaged[offset] = 0x5A }
      let fixture = try StoreFixture()
      try fixture.prepare()
      try fixture.write(damaged, to: fixture.journalPath)
      let store = try fixture.open()
      #expect(try store.drafts().count >= Self.count - 5, "page \(page + 1)")
      if case .journalDamaged(let path, _)? = store.notices.first {
        #expect(try fixture.bytes(path) == damaged)
      } else {
        #expect(store.notices.isEmpty)
      }
      store.close()
    }
  }

  @Test("CD-02 flipped bits cost neither the start, nor the file, nor many drafts")
  func flippedBits() async throws {
    let whole = try await Self.makeFile()
    for seed in 0..<100 {
      var numbers = SeededNumbers(seed)
      var damaged = whole
      let range = seed.isMultiple(of: 2) ? 100..<Self.pageSize : 0..<whole.count
      let offset = Int.random(in: range, using: &numbers)
      damaged[offset] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
      let fixture = try StoreFixture()
      try fixture.prepare()
      try fixture.write(damaged, to: fixture.journalPath)
      let store = try fixture.open()
      #expect(store.mode == .readWrite, "seed \(seed), byte \(offset)")
      let drafts = try store.drafts()
      _ = try (store.outboxItems(), store.learned("x"))
      _ = try await store.saveDraft(Sample.draft("new"))
      #expect(drafts.count >= Self.count - 5, "seed \(seed), byte \(offset)")
      for case .journalDamaged(let path, _) in store.notices {
        #expect(try fixture.bytes(path) == damaged, "seed \(seed), byte \(offset)")
      }
      store.close()
    }
  }

  @Test("CD-02 damage anywhere in the schema's text loses no draft and no item")
  func schemaText() async throws {
    let whole = try await Self.makeFile()
    let start = try #require(whole.prefix(Self.pageSize).firstIndex(of: UInt8(ascii: "C")))
    for offset in stride(from: start, to: Self.pageSize, by: 31) {
      var damaged = whole
      damaged[offset] ^= 4
      let fixture = try StoreFixture()
      try fixture.prepare()
      try fixture.write(damaged, to: fixture.journalPath)
      let store = try fixture.open()
      #expect(try store.drafts().count == Self.count, "byte \(offset)")
      #expect(try store.outboxItems().count == 1, "byte \(offset)")
      store.close()
    }
  }

  @Test("CD-02 mail in a damaged journal's outbox is never sent by itself")
  func outbox() async throws {
    var damaged = try await Self.makeFile()
    // The application id.
    damaged[70] ^= 1
    let fixture = try StoreFixture()
    #expect(try await salvage(damaged, in: fixture).count == Self.count)
    let store = try fixture.open()
    let item = try #require(try store.outboxItems().first)
    #expect(item.state == .needsYou && item.key == "key")
    #expect(try store.frozenBody(item.id) == Array("{}".utf8))
  }

  @Test("CD-02 every damaged original is kept")
  func allAreKept() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    for number in 1...4 {
      try fixture.write([1, 2, UInt8(number)], to: fixture.journalPath)
      let store = try fixture.open()
      let path = fixture.journalPath + ".damaged-\(number)"
      #expect(store.notices == [.journalDamaged(path: path, rows: 0)])
      store.close()
    }
    #expect(try fixture.bytes(fixture.journalPath + ".damaged-1") == [1, 2, 1])
  }

  @Test("CD-02 a damaged journal that cannot be copied stays where it is")
  func noRoomForTheCopy() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    try fixture.write([1, 2, 3], to: fixture.journalPath)
    // What stands here cannot be replaced by the new journal.
    mkdir(fixture.journalPath + ".new", 0o700)
    mkdir(fixture.journalPath + ".new/x", 0o700)
    let store = try fixture.open()
    #expect(store.mode != .readWrite)
    #expect(store.notices.contains(.draftsCannotBeSaved))
    #expect(try fixture.bytes(fixture.journalPath) == [1, 2, 3])
  }
}
