internal import GRDB

/// Reads what can be read of a damaged journal.
enum JournalSalvage {
  static let tables = ["drafts", "outbox", "marks", "baselines", "ownSends", "learned"]

  /// Copies every readable row, from both ends of each table; returns how many.
  static func copy(from path: String, to target: any DatabaseWriter) -> Int {
    guard let source = try? DatabaseQueue(path: path, configuration: configuration) else {
      return 0
    }
    defer { try? source.close() }
    var copied = 0
    for table in tables {
      for order in ["ASC", "DESC"] {
        let rows = readable(source, "SELECT * FROM \(table) ORDER BY rowid \(order)")
        copied += insert(rows, into: table, of: target)
      }
    }
    return copied
  }

  private static var configuration: Configuration {
    GuardedDatabase.configuration(readOnly: true, pragmas: [])
  }

  /// The rows up to the first that cannot be read.
  private static func readable(_ source: DatabaseQueue, _ sql: String) -> [[DatabaseValue]] {
    var rows: [[DatabaseValue]] = []
    try? source.read { db in
      let cursor = try Row.fetchCursor(db, sql: sql)
      while let row = try cursor.next() { rows.append(Array(row.databaseValues)) }
    }
    return rows
  }

  private static func insert(
    _ rows: [[DatabaseValue]], into table: String, of target: any DatabaseWriter
  ) -> Int {
    var inserted = 0
    for row in rows where !row.isEmpty {
      let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
      // A row whose values were hit by the damage is refused by the strict table.
      try? target.write { db in
        try db.execute(
          sql: "INSERT OR IGNORE INTO \(table) VALUES (\(marks))",
          arguments: StatementArguments(row))
        inserted += db.changesCount
      }
    }
    return inserted
  }
}
