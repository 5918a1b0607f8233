internal import FoundationEssentials
internal import GRDB
internal import MailModel

/// The columns of an outbox item and their order.
enum OutboxColumns {
  static let sql = """
    \(DraftColumns.sql), draftChangedAt, state, key, tries, changedAt, notBefore, note, sendID
    """

  static func read(_ row: Row) -> OutboxItem {
    let first = DraftColumns.count + 1
    let draft = DraftColumns.read(row)
    // A state that cannot be read says nothing about what was sent.
    let state = OutboxItem.State(rawValue: row.number(first)) ?? .unsure
    return OutboxItem(
      id: draft.id, draft: draft, state: state, key: row.text(first + 1) ?? "",
      tries: row.number(first + 2), changedAt: row.time(first + 3) ?? draft.changedAt,
      notBefore: row.time(first + 4), note: row.text(first + 5), sendID: row.text(first + 6))
  }

  static func find(_ id: ID<Draft>, in db: Database) throws -> OutboxItem? {
    try db.first("SELECT \(sql) FROM outbox WHERE id = ?", [id.bound], read)
  }

  static func insert(
    _ item: OutboxItem, body: [UInt8], fingerprint: [UInt8], in db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO outbox (\(sql), frozen, fingerprint)
      VALUES (\(DraftColumns.marks), ?, ?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT),
        CAST(? AS TEXT), ?, ?)
      """,
      DraftColumns.values(item.draft) + [
        item.state.rawValue, item.key.bound, item.tries, item.changedAt.milliseconds,
        item.notBefore?.milliseconds, item.note?.bound, item.sendID?.bound, Data(body),
        Data(fingerprint),
      ])
  }

  /// Takes the item out of the outbox unless it is in one of `states`.
  static func take(
    _ id: ID<Draft>, unless states: Set<OutboxItem.State>, in db: Database
  ) throws -> OutboxItem {
    guard let item = try find(id, in: db) else { throw StoreError.notFound }
    if states.contains(item.state) { throw StoreError.stateChanged(actual: item.state) }
    try db.run("DELETE FROM outbox WHERE id = ?", [id.bound])
    return item
  }
}
