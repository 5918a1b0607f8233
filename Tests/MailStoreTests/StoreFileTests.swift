import GRDB
import Glibc
import MailModel
import Testing

@testable import MailStore

// The umask belongs to the whole process.
@Suite("Files", .serialized) struct StoreFileTests {
  @Test("CD-13 whatever the umask is, directories are 0700 and files 0600", arguments: [0, 0o077])
  func modes(mask: mode_t) async throws {
    let before = umask(mask)
    defer { umask(before) }
    let fixture = try StoreFixture()
    let store = try fixture.open()
    _ = try await store.saveDraft(Sample.draft("d"))
    _ = try await store.mergeThreads(
      [Sample.thread("t")], inbox: nil, receivedAt: StoreFixture.now)
    for directory in [fixture.data, fixture.caches, fixture.root + "/share"] {
      #expect(fixture.mode(directory) == 0o700)
    }
    try store.journal.write { db in
      try db.run("INSERT INTO learned VALUES ('a', 'b')")
      #expect(fixture.mode(fixture.journalPath + "-journal") == 0o600)
    }
    #expect(fixture.names(fixture.caches) == ["cache.db", "cache.db-wal", "cache.db-shm"])
    for directory in [fixture.data, fixture.caches] {
      for name in fixture.names(directory) {
        #expect(fixture.mode(directory + "/" + name) == 0o600, "\(name)")
      }
    }
  }

  @Test("CD-13 files and directories that others may read are closed to them")
  func tooOpen() throws {
    let fixture = try StoreFixture()
    try fixture.open().close()
    let files = [fixture.journalPath, fixture.cachePath, fixture.data + "/lock"]
    for file in files { chmod(file, 0o666) }
    for directory in [fixture.data, fixture.caches] { chmod(directory, 0o777) }
    let store = try fixture.open()
    #expect(store.mode == .readWrite && store.notices.isEmpty)
    for file in files { #expect(fixture.mode(file) == 0o600, "\(file)") }
    for directory in [fixture.data, fixture.caches] { #expect(fixture.mode(directory) == 0o700) }
  }

  @Test("CD-13 another user's files and directories are refused", .enabled(if: geteuid() == 0))
  func anotherOwner() throws {
    for name in ["data", "caches", "journal", "journal-journal", "cache", "cache-wal", "lock"] {
      let fixture = try StoreFixture()
      try fixture.prepare()
      let path =
        switch name {
        case "data": fixture.data
        case "caches": fixture.caches
        case "journal": fixture.journalPath
        case "journal-journal": fixture.journalPath + "-journal"
        case "cache": fixture.cachePath
        case "cache-wal": fixture.cachePath + "-wal"
        default: fixture.data + "/lock"
        }
      if fixture.mode(path) == nil { try fixture.write([], to: path) }
      chown(path, 65534, 65534)
      #expect(throws: StoreError.notOurs(path: path)) { try fixture.open() }
    }
  }

  @Test("CD-14 links and pipes where our files should be are refused and left alone")
  func linksAndPipes() throws {
    let makers: [@Sendable (String, String) -> Void] = [
      { symlink($1, $0) }, { path, _ in symlink("/nowhere", path) },
      { path, _ in mkfifo(path, 0o600) },
    ]
    for suffix in ["/journal.db", "/journal.db-journal", "/cache.db", "/cache.db-wal", "/lock"] {
      for make in makers {
        let fixture = try StoreFixture()
        try fixture.prepare()
        let target = fixture.root + "/target"
        try fixture.write([42], to: target)
        chmod(target, 0o644)
        let directory = suffix.hasPrefix("/cache") ? fixture.caches : fixture.data
        make(directory + suffix, target)
        #expect(throws: StoreError.notOurs(path: directory + suffix)) { try fixture.open() }
        #expect(try fixture.bytes(target) == [42])
        #expect(fixture.mode(target) == 0o644)
      }
    }
  }

  @Test("CD-14 a link in the place of a directory is refused")
  func linkedDirectory() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    let target = fixture.root + "/target"
    for path in [fixture.data, fixture.caches] {
      rmdir(path)
      mkdir(target, 0o700)
      symlink(target, path)
      #expect(throws: StoreError.notOurs(path: path)) { try fixture.open() }
      #expect(fixture.names(target).isEmpty)
      unlink(path)
    }
  }

  @Test("CD-14 a directory in a file's place is a fact, and mail is shown all the same")
  func directoryForAFile() throws {
    let fixture = try StoreFixture()
    try fixture.prepare()
    mkdir(fixture.journalPath, 0o700)
    mkdir(fixture.cachePath, 0o700)
    let store = try fixture.open()
    #expect(store.mode == .readOnly(.journal(.io(code: EISDIR))))
    #expect(store.notices.contains(.cacheInMemory(.io(code: EISDIR))))
    #expect(try store.threadRows(ThreadQuery(), from: nil, direction: .older, limit: 9).isEmpty)
  }
}
