internal import GRDB
public import MailModel

extension MailStore {
  /// In the server's order, each with its records.
  public func domains() throws(StoreError) -> [Domain] {
    try cache.read { db in
      let sql = "SELECT row, id, name, status, region, createdAt FROM domains ORDER BY row"
      return try db.all(sql) { row in
        let records = try db.all(
          """
          SELECT purpose, name, type, value, ttl, priority, status FROM records
          WHERE domain = ? ORDER BY row
          """, [row.int(0)], DNSRecord.init(row:))
        return Domain(
          id: row.id(1), name: row.text(2) ?? "", status: row.text(3), region: row.text(4),
          records: records, createdAt: row.time(5))
      }
    }
  }

  /// Takes over the server's whole list.
  public func replaceDomains(_ domains: [Domain]) async throws(StoreError) {
    try await writingCache { () throws(StoreError) in
      try self.cache.write { db in
        try db.run("DELETE FROM records")
        try db.run("DELETE FROM domains")
        for domain in domains { try domain.store(in: db) }
      }
    }
    announce(.domains)
  }
}

extension Domain {
  fileprivate func store(in db: Database) throws {
    try db.run(
      """
      INSERT OR IGNORE INTO domains (id, name, status, region, createdAt)
      VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?)
      """, [id.bound, name.bound, status?.bound, region?.bound, createdAt?.milliseconds])
    if db.changesCount == 0 { return }
    let row = db.lastInsertedRowID
    for record in records {
      try db.run(
        """
        INSERT INTO records (domain, purpose, name, type, value, ttl, priority, status)
        VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
          CAST(? AS TEXT), ?, CAST(? AS TEXT))
        """,
        [
          row, record.purpose.bound, record.name.bound, record.type.bound, record.value.bound,
          record.ttl?.bound, record.priority, record.status?.bound,
        ])
    }
  }
}

extension DNSRecord {
  fileprivate init(row: Row) {
    self.init(
      purpose: row.text(0) ?? "", name: row.text(1) ?? "", type: row.text(2) ?? "",
      value: row.text(3) ?? "", ttl: row.text(4), priority: row.int(5).flatMap { Int(exactly: $0) },
      status: row.text(6))
  }
}
