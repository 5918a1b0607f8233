internal import FoundationEssentials
internal import GRDB

/// Reads what can be read of a damaged journal.
struct JournalSalvage {
  let damaged: String
  let target: any DatabaseWriter
  /// An empty journal of the same schema.
  let fresh: String

  static let tables = ["drafts", "outbox", "marks", "baselines", "ownSends", "learned"]
  private static let pageSize = 4096

  /// Copies every readable row, from both ends of each table; returns how many. Tables that could
  /// not be read to their end are read again with the first page made new, and then page by page.
  /// Throws where rows cannot be written.
  func run() throws(StoreError) -> Int {
    var damagedTables = JournalSalvage.tables
    var copied = try copy(&damagedTables, from: damaged)
    if !damagedTables.isEmpty, let patched = withFreshFirstPage() {
      defer { StoreFiles.remove(patched) }
      copied += try copy(&damagedTables, from: patched)
      copied += try copyLeaves(of: damagedTables, from: patched)
    }
    return try holdBack(copied)
  }

  /// Takes the tables that were read to their end out of `tables`.
  private func copy(_ tables: inout [String], from path: String) throws(StoreError) -> Int {
    guard let source = open(path) else { return 0 }
    defer { try? source.close() }
    var damagedTables: [String] = []
    do {
      let copied = try target.write { db in
        var copied = 0
        for table in tables {
          for order in ["ASC", "DESC"] {
            let (rows, isWhole) = readable(source, "SELECT * FROM \(table) ORDER BY rowid \(order)")
            copied += try insert(rows, into: table, of: db)
            if isWhole { break }
            if order == "DESC" { damagedTables.append(table) }
          }
        }
        return copied
      }
      tables = damagedTables
      return copied
    } catch {
      throw StoreError(error)
    }
  }

  /// Nothing that was saved is sent by itself: old pages may have come up, and what they call
  /// unsent may have been sent.
  private func holdBack(_ copied: Int) throws(StoreError) -> Int {
    do {
      return try target.write { db in
        try db.run("UPDATE outbox SET state = 8 WHERE state IN (1, 2, 3)")
        try db.run("DELETE FROM drafts WHERE id IN (SELECT id FROM outbox)")
        return copied
      }
    } catch {
      throw StoreError(error)
    }
  }

  private func open(_ path: String, readOnly: Bool = true) -> DatabaseQueue? {
    var configuration = GuardedDatabase.configuration(readOnly: readOnly, pragmas: [])
    // Lets SQLite read a file that is shorter than its header says.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA writable_schema = ON") }
    return try? DatabaseQueue(path: path, configuration: configuration)
  }

  /// The rows up to the first that cannot be read; false: there is such a row.
  private func readable(_ source: DatabaseQueue, _ sql: String) -> ([[SalvagedValue]], Bool) {
    var rows: [[SalvagedValue]] = []
    do {
      try source.read { db in
        let cursor = try Row.fetchCursor(db, sql: sql)
        while let row = try cursor.next() {
          rows.append((0..<row.count).map { SalvagedValue(row, $0) })
        }
      }
      return (rows, true)
    } catch {
      return (rows, false)
    }
  }

  private func insert(
    _ rows: [[SalvagedValue]], into table: String, of db: Database
  ) throws -> Int {
    var inserted = 0
    for row in rows where !row.isEmpty {
      let marks = row.map(\.mark).joined(separator: ", ")
      do {
        try db.execute(
          sql: "INSERT OR IGNORE INTO \(table) VALUES (\(marks))",
          arguments: StatementArguments(row.map(\.value)))
        inserted += db.changesCount
      } catch let error as DatabaseError where error.isOfTheRow {
        continue
      }
    }
    return inserted
  }

  /// A copy of the damaged file with the header and the table list of an empty journal, whose
  /// tables begin at the same pages; nil where that cannot be made.
  private func withFreshFirstPage() -> String? {
    let path = fresh + ".copy"
    StoreFiles.remove(path)
    do {
      var bytes = try Data(contentsOf: URL(filePath: damaged))
      let first = try Data(contentsOf: URL(filePath: fresh)).prefix(JournalSalvage.pageSize)
      guard bytes.count > JournalSalvage.pageSize else { return nil }
      bytes.replaceSubrange(..<JournalSalvage.pageSize, with: first)
      // The file's size in pages (offset 28); no list of free pages (32, 36).
      let pages = UInt32(clamping: bytes.count / JournalSalvage.pageSize)
      let sizes = [pages, 0, 0].flatMap { word in
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
      }
      bytes.replaceSubrange(28..<40, with: sizes)
      _ = try StoreFiles.prepareFile(path)
      try bytes.write(to: URL(filePath: path))
      return path
    } catch {
      StoreFiles.remove(path)
      return nil
    }
  }
}

extension JournalSalvage {
  /// A file is searched so far; a journal has a few hundred pages.
  private static let leafLimit = 20_000
  /// The kind of a page that holds rows of a table (SQLite file format §1.6).
  private static let tableLeaf: UInt8 = 0x0D

  /// Reads each page that holds rows as if it were the whole of the table, so that the pages above
  /// it are not needed. Rows of other tables are refused by the constraints; marks, which could be
  /// taken for one another, are not read so.
  private func copyLeaves(
    of tables: [String], from path: String
  ) throws(StoreError) -> Int {
    guard let file = try? Data(contentsOf: URL(filePath: path)),
      let source = open(path, readOnly: false)
    else { return 0 }
    defer { try? source.close() }
    let count = min(file.count / JournalSalvage.pageSize, JournalSalvage.leafLimit)
    do {
      return try target.write { db in
        var copied = 0
        for table in tables where ["drafts", "outbox"].contains(table) {
          for page in 1..<max(1, count)
          where file[page * JournalSalvage.pageSize] == JournalSalvage.tableLeaf {
            guard makeRoot(page + 1, of: table, source) else { continue }
            let (rows, _) = readable(source, "SELECT * FROM \(table) ORDER BY rowid")
            copied += try insert(rows, into: table, of: db)
          }
        }
        return copied
      }
    } catch {
      throw StoreError(error)
    }
  }

  private func makeRoot(_ page: Int, of table: String, _ source: DatabaseQueue) -> Bool {
    do {
      try source.writeWithoutTransaction { db in
        try db.execute(
          sql: "UPDATE sqlite_schema SET rootpage = ? WHERE type = 'table' AND name = ?",
          arguments: [page, table])
        try db.execute(sql: "PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON")
      }
      return true
    } catch {
      return false
    }
  }
}

/// A value of any type and how it is bound.
private struct SalvagedValue {
  var mark = "?"
  var value: Bound

  init(_ row: Row, _ index: Int) {
    let found: DatabaseValue = row[index]
    if case .string = found.storage {
      mark = "CAST(? AS TEXT)"
      value = row.text(index)?.bound
    } else {
      value = found
    }
  }
}

extension DatabaseError {
  /// Whether only this row's values are refused: the damage hit them.
  fileprivate var isOfTheRow: Bool {
    [.SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_ERROR].contains(resultCode)
  }
}
