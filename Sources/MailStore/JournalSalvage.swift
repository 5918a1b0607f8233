internal import FoundationEssentials
internal import GRDB

/// Reads what can be read of a damaged journal.
struct JournalSalvage {
  let damaged: String
  let target: any DatabaseWriter
  /// An empty journal of the same schema.
  let fresh: String

  static let tables = ["drafts", "outbox", "marks", "baselines", "ownSends", "learned"]

  /// Copies every readable row, from both ends of each table; returns how many. Throws where they
  /// cannot be written.
  func run() throws(StoreError) -> Int {
    var copied = try copy(from: damaged)
    if copied == 0, let patched = withFreshFirstPage() {
      defer { StoreFiles.remove(patched) }
      copied = try copy(from: patched)
    }
    return copied
  }

  private func copy(from path: String) throws(StoreError) -> Int {
    var configuration = GuardedDatabase.configuration(readOnly: true, pragmas: [])
    // Lets SQLite read a file that is shorter than its header says.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA writable_schema = ON") }
    guard let source = try? DatabaseQueue(path: path, configuration: configuration) else {
      return 0
    }
    defer { try? source.close() }
    do {
      return try target.write { db in
        var copied = 0
        for table in JournalSalvage.tables {
          for order in ["ASC", "DESC"] {
            let rows = readable(source, "SELECT * FROM \(table) ORDER BY rowid \(order)")
            copied += try insert(rows, into: table, of: db)
          }
        }
        // Old pages may have come up: what they call unsent may have been sent.
        try db.run("UPDATE outbox SET state = 8 WHERE state IN (1, 2, 3)")
        return copied
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// The rows up to the first that cannot be read.
  private func readable(_ source: DatabaseQueue, _ sql: String) -> [[SalvagedValue]] {
    var rows: [[SalvagedValue]] = []
    try? source.read { db in
      let cursor = try Row.fetchCursor(db, sql: sql)
      while let row = try cursor.next() {
        rows.append((0..<row.count).map { SalvagedValue(row, $0) })
      }
    }
    return rows
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
    let pageSize = 4096
    StoreFiles.remove(path)
    do {
      var bytes = try Data(contentsOf: URL(filePath: damaged))
      let first = try Data(contentsOf: URL(filePath: fresh)).prefix(pageSize)
      guard bytes.count > pageSize else { return nil }
      bytes.replaceSubrange(..<pageSize, with: first)
      _ = try StoreFiles.prepareFile(path)
      try bytes.write(to: URL(filePath: path))
      return path
    } catch {
      StoreFiles.remove(path)
      return nil
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
