internal import GRDB
internal import Synchronization

/// A database that is opened anew when its file turns out to be damaged or gone.
final class GuardedDatabase: Sendable {
  /// An open connection and the file that it was opened on; nil: it is in memory.
  struct Opened: Sendable {
    var writer: any DatabaseWriter
    var identity: FileIdentity?
  }

  private let opened: Mutex<Opened>
  private let path: String?
  /// Makes a usable file out of what is there; nil where damage stays.
  private let repair: (@Sendable () throws(StoreError) -> Opened)?

  init(
    _ opened: Opened, path: String?,
    repair: (@Sendable () throws(StoreError) -> Opened)? = nil
  ) {
    self.opened = Mutex(opened)
    self.path = path
    self.repair = repair
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try retrying { try $0.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    // SQLite would write on into a file that was deleted.
    if let current = replacedFile() { try renew(current) }
    return try retrying { try $0.write(body) }
  }

  /// Leaves a short log, since the next start reads all of it.
  func close() {
    opened.withLock { opened in
      if opened.identity != nil { try? shortenLog(opened.writer) }
      try? opened.writer.close()
    }
  }

  /// A longer log is moved into the file at the end, in bytes.
  static let longLog: Int64 = 1 << 20

  /// Closing alone leaves the log as it is: the last connection of a pool to close is a reader,
  /// which may not move it.
  private func shortenLog(_ writer: any DatabaseWriter) throws {
    guard let path,
      try StoreFiles.inspect(path + "-wal", writes: false) ?? 0 > GuardedDatabase.longLog
    else { return }
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      // With an empty log, the next start would write to it first and wait for the disk.
      let version = try db.number("PRAGMA user_version") ?? 0
      try db.execute(sql: "PRAGMA user_version = \(version)")
    }
  }

  private func replacedFile() -> (any DatabaseWriter)? {
    guard let path, repair != nil else { return nil }
    let current = opened.withLock { $0 }
    return StoreFiles.identity(path) == current.identity ? nil : current.writer
  }

  private func retrying<Value>(
    _ body: (any DatabaseWriter) throws -> Value
  ) throws(StoreError) -> Value {
    let writer = opened.withLock { $0.writer }
    do {
      return try body(writer)
    } catch {
      let fact = StoreError(error)
      guard fact.isDamage, repair != nil else { throw fact }
      try renew(writer)
    }
    let renewed = opened.withLock { $0.writer }
    do { return try body(renewed) } catch { throw StoreError(error) }
  }

  /// Repairs once, however many threads met the damage.
  private func renew(_ damaged: any DatabaseWriter) throws(StoreError) {
    guard let repair else { throw .corrupt }
    let result = opened.withLock { opened -> StoreError? in
      guard opened.writer === damaged else { return nil }
      // Closed before the new file is made: a late close would delete the new file's log.
      try? damaged.close()
      do throws(StoreError) {
        opened = try repair()
        return nil
      } catch {
        return error
      }
    }
    if let result { throw result }
  }
}

extension GuardedDatabase {
  /// Waits two seconds at most for another program (CD-05).
  static func configuration(readOnly: Bool, pragmas: [String]) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(2)
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { db in
      let common = [
        "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
      ]
      for pragma in common { try db.execute(sql: pragma) }
      if db.configuration.readonly { return }
      for pragma in ["PRAGMA secure_delete = ON"] + pragmas { try db.execute(sql: pragma) }
    }
    return configuration
  }

  /// An empty database in memory.
  static func inMemory(_ schema: Schema) throws(StoreError) -> GuardedDatabase {
    do {
      let queue = try DatabaseQueue(
        configuration: configuration(readOnly: false, pragmas: []))
      try queue.write { try schema.migrate($0, from: 0) }
      return GuardedDatabase(Opened(writer: queue), path: nil)
    } catch {
      throw StoreError(error)
    }
  }
}
