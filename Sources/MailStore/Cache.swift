internal import GRDB

/// Opens the disposable store: in WAL mode, written by one connection of one process (F12).
struct Cache: Sendable {
  let path: String
  let note: @Sendable (StoreNotice) -> Void
  var schema = Schema.cache

  init(directory: String, note: @escaping @Sendable (StoreNotice) -> Void) {
    path = directory + "/cache.db"
    self.note = note
  }

  func open() throws(StoreError) -> GuardedDatabase {
    let opened = try openOrRebuild()
    return GuardedDatabase(opened, path: path) { () throws(StoreError) in
      try self.openOrRebuild(setsAside: true)
    }
  }

  /// Without the right to write: another instance has it.
  func openReadOnly() throws(StoreError) -> GuardedDatabase {
    guard try StoreFiles.inspect(path, writes: false) ?? 0 > 0 else { throw .notFound }
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: GuardedDatabase.configuration(readOnly: true, pragmas: []))
      guard try queue.read(schema.inspect) == .current else { throw StoreError.notFound }
      return GuardedDatabase(.init(writer: queue), path: nil)
    } catch {
      throw StoreError(error)
    }
  }

  /// What is found is used if it is sound; otherwise it is moved away and a new file is made.
  private func openOrRebuild(setsAside: Bool = false) throws(StoreError) -> GuardedDatabase.Opened {
    try StoreFiles.prepareDirectory(Cache.directory(of: path))
    if try StoreFiles.inspect(path, writes: true) != nil {
      if setsAside {
        try setAside()
      } else {
        do throws(StoreError) {
          return try openFile()
        } catch {
          switch error {
          case .corrupt, .newerSchema, .sqlite: try setAside()
          default: throw error
          }
        }
      }
    }
    return try openFile()
  }

  private func setAside() throws(StoreError) {
    note(.cacheRebuilt(path: try StoreFiles.setAside(path, as: "corrupt", keep: 2)))
  }

  private func openFile() throws(StoreError) -> GuardedDatabase.Opened {
    let size = try StoreFiles.prepareFile(path)
    if let size, size < StoreFiles.smallestDatabase || isForeign { throw .corrupt }
    let identity = StoreFiles.identity(path)
    do {
      let pool = try DatabasePool(
        path: path, configuration: GuardedDatabase.configuration(readOnly: false, pragmas: []))
      do {
        try migrate(pool)
      } catch {
        try? pool.close()
        throw error
      }
      return .init(writer: pool, identity: identity)
    } catch {
      throw StoreError(error)
    }
  }

  /// Whether the file is another program's by its header: it must not be turned to WAL mode. With
  /// a log beside it, the header may be old.
  private var isForeign: Bool {
    if (try? StoreFiles.inspect(path + "-wal", writes: false)) ?? 0 > 0 { return false }
    let header = StoreFiles.header(of: path)
    let id = UInt32(bitPattern: schema.applicationID)
    return !header.starts(with: "SQLite format 3\0".utf8)
      || header.suffix(32).prefix(4).reduce(0) { $0 << 8 | UInt32($1) } != id
  }

  private func migrate(_ pool: DatabasePool) throws {
    // On the connection that writes: a reader would be one more to open before the first page.
    let finding = try pool.unsafeReentrantWrite(schema.inspect)
    switch finding {
    case .current: return
    case .empty: try pool.write { try schema.migrate($0, from: 0) }
    case .older(let version): try pool.write { try schema.migrate($0, from: version) }
    }
  }

  static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "/"
  }
}
