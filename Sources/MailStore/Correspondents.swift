internal import GRDB
public import MailModel

/// Whom mail was exchanged with, for completion.
enum Correspondents {
  /// More recipients of one mail are not remembered: a hostile mail names many.
  static let perMessage = 50

  static func note(_ message: Message, at time: Timestamp, in db: Database) throws {
    if message.isPlaceholder { return }
    let roles: [Participant.Role] = message.direction == .inbound ? [.sender] : [.to, .cc]
    let known = message.participants.lazy.filter { roles.contains($0.role) }
      .map { Address(parsing: $0.identity) }.filter(\.isValid)
    for address in known.prefix(perMessage) {
      let name = address.name.map { String($0.prefix(200)) }
      try db.run(
        """
        INSERT INTO correspondents
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), 1, ?)
        ON CONFLICT (address) DO UPDATE SET uses = uses + 1, lastAt = max(lastAt, excluded.lastAt),
          name = coalesce(excluded.name, name),
          nameKey = iif(excluded.name IS NULL, nameKey, excluded.nameKey)
        """,
        [
          address.key.bound, (name ?? "").lowercased().bound, name?.bound, address.spec.bound,
          time.milliseconds,
        ])
    }
  }
}

extension MailStore {
  /// Addresses, or names, that begin with `prefix`, the most used and newest first.
  public func correspondentHistory(
    _ prefix: String, limit: Int
  ) throws(StoreError) -> [Address] {
    let lower = prefix.lowercased()
    let upper = lower + "\u{10FFFF}"
    let columns = "name, spec, uses, lastAt FROM correspondents"
    // Each half reads a bounded piece of an index.
    let sql =
      lower.isEmpty
      ? "SELECT \(columns) ORDER BY lastAt DESC LIMIT ?1"
      : """
      SELECT * FROM (SELECT \(columns) WHERE address >= ?1 AND address < ?2 LIMIT 200)
      UNION SELECT * FROM (SELECT \(columns) WHERE nameKey >= ?1 AND nameKey < ?2 LIMIT 200)
      ORDER BY uses DESC, lastAt DESC LIMIT ?3
      """
    let values: [Bound] = lower.isEmpty ? [limit] : [lower.bound, upper.bound, limit]
    return try cache.read { db in
      try db.all(sql, values) { row in
        Address(name: row.text(0), spec: row.text(1) ?? "")
      }
    }
  }
}
