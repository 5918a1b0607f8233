internal import GRDB

/// Opens the store of what only this machine knows: a rollback journal, each commit on the disk
/// before it returns, one connection. Its file is never deleted.
struct Journal: Sendable {
  let path: String
  let note: @Sendable (StoreNotice) -> Void
  var schema = Schema.journal

  static let pragmas = ["PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA"]

  func open() throws(StoreError) -> GuardedDatabase {
    let opened: GuardedDatabase.Opened
    do throws(StoreError) {
      opened = try openFile()
    } catch {
      guard error == .corrupt else { throw error }
      opened = try salvage()
    }
    return GuardedDatabase(opened, path: nil) { () throws(StoreError) in try self.salvage() }
  }

  func openReadOnly() throws(StoreError) -> GuardedDatabase {
    guard try StoreFiles.inspect(path, writes: false) ?? 0 > 0 else { throw .notFound }
    do {
      let queue = try DatabaseQueue(
        path: path, configuration: GuardedDatabase.configuration(readOnly: true, pragmas: []))
      _ = try? queue.read(schema.inspect)
      return GuardedDatabase(.init(writer: queue), path: nil)
    } catch {
      throw StoreError(error)
    }
  }

  private func openFile() throws(StoreError) -> GuardedDatabase.Opened {
    let size = try StoreFiles.prepareFile(path)
    if let size, size < StoreFiles.smallestDatabase { throw .corrupt }
    do {
      let queue = try DatabaseQueue(
        path: path,
        configuration: GuardedDatabase.configuration(readOnly: false, pragmas: Journal.pragmas))
      do {
        try prepare(queue)
      } catch {
        try? queue.close()
        throw error
      }
      return .init(writer: queue)
    } catch {
      throw StoreError(error)
    }
  }

  private func prepare(_ queue: DatabaseQueue) throws {
    switch try queue.read(schema.inspect) {
    case .current:
      // Small tables that are read at the start anyway; the damage must show now, not at a send.
      try queue.read { db in
        for table in ["drafts", "outbox"] { try db.each("SELECT * FROM \(table)") { _ in } }
      }
    case .empty: try queue.write { try schema.migrate($0, from: 0) }
    case .older(let version):
      try backUp(queue, version)
      try queue.write { try schema.migrate($0, from: version) }
    }
  }

  /// A copy beside the file, before its form changes (CD-07).
  private func backUp(_ queue: DatabaseQueue, _ version: Int) throws {
    let target = "\(path).v\(version)"
    guard try StoreFiles.inspect(target, writes: false) == nil else { return }
    _ = try StoreFiles.prepareFile(target)
    let copy = try DatabaseQueue(path: target)
    try queue.backup(to: copy)
    try copy.close()
  }

  /// Makes a new file of each row that can still be read, puts it in the damaged one's place and
  /// keeps that. Where this fails, the damaged file is still there.
  private func salvage() throws(StoreError) -> GuardedDatabase.Opened {
    let fresh = Journal(path: path + ".new", note: note, schema: schema)
    StoreFiles.remove(fresh.path)
    let copy = try fresh.openFile()
    let salvage = JournalSalvage(damaged: path, target: copy.writer, fresh: fresh.path)
    let rows = try salvage.run()
    try? copy.writer.close()
    let damaged = try StoreFiles.replace(path, by: fresh.path, keepingAs: "damaged")
    let opened = try openFile()
    note(.journalDamaged(path: damaged, rows: rows))
    return opened
  }
}

extension Journal {
  init(directory: String, note: @escaping @Sendable (StoreNotice) -> Void) {
    self.init(path: directory + "/journal.db", note: note)
  }
}
