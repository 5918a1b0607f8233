internal import GRDB

/// A database's identity and how each version is made from the one before it.
struct Schema: Sendable {
  /// `PRAGMA application_id`: another program's file is not taken for ours.
  var applicationID: Int32
  /// The statements that lead from version n to n + 1; released steps never change.
  var steps: [[String]]

  var version: Int { steps.count }

  /// What the file says about itself.
  enum Finding: Hashable {
    case current
    case empty
    case older(version: Int)
  }

  func inspect(_ db: Database) throws -> Finding {
    let version = Int(try db.number("PRAGMA user_version") ?? 0)
    let application = try db.number("PRAGMA application_id") ?? 0
    if application == 0 && version == 0 {
      let tables = try db.number("SELECT count(*) FROM sqlite_schema")
      guard tables == 0 else { throw StoreError.corrupt }
      return .empty
    }
    guard application == Int64(applicationID), version > 0 else { throw StoreError.corrupt }
    if version > self.version { throw StoreError.newerSchema(version: version) }
    if version < self.version { return .older(version: version) }
    guard try names(db) == Set(steps.joined().compactMap(Schema.name)) else {
      throw StoreError.corrupt
    }
    return .current
  }

  /// Brings the file to the current version; the caller's transaction makes it all or nothing.
  func migrate(_ db: Database, from version: Int) throws {
    for step in steps.dropFirst(version) {
      for statement in step { try db.execute(sql: statement) }
    }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(self.version)")
  }

  private func names(_ db: Database) throws -> Set<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    return Set(try db.all(sql) { $0.text(0) ?? "" })
  }

  /// The name of what a `CREATE` statement makes; nil for any other statement.
  static func name(_ statement: String) -> String? {
    let words = statement.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "(" })
    guard words.first == "CREATE",
      let kind = words.firstIndex(where: { ["TABLE", "INDEX", "TRIGGER"].contains($0) })
    else { return nil }
    return words.dropFirst(kind + 1).first.map(String.init)
  }
}
