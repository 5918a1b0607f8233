import MailModel
import MailStore

// The outbox. Each write is on the disk when it returns.
extension SyncStore {
  /// Oldest first.
  func outbox() async throws(SyncError) -> [OutboxItem] {
    try await read { (store) throws(StoreError) in try store.outboxItems() }
  }

  /// The draft as it is stored; stored now, where it is not or has other words.
  func stored(_ draft: Draft) async throws(SyncError) -> Draft {
    let found = try await read { (store) throws(StoreError) in try store.draft(draft.id) }
    if let found, found.hasSameWords(as: draft) { return found }
    return try await write { (store) throws(StoreError) in try await store.saveDraft(draft) }
  }

  func enqueue(
    _ draft: Draft, key: String, body: [UInt8], fingerprint: [UInt8]
  ) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.enqueue(
        draft, key: key, body: body, fingerprint: fingerprint, state: .ready)
    }
  }

  func body(of id: ID<Draft>) async throws(SyncError) -> [UInt8] {
    let body = try await read { (store) throws(StoreError) in try store.frozenBody(id) }
    guard let body else { throw .store(.notFound) }
    return body
  }

  func fingerprint(of id: ID<Draft>) async throws(SyncError) -> [UInt8]? {
    try await read { (store) throws(StoreError) in try store.fingerprint(id) }
  }

  /// Writes the item's new state, reason and time; throws where it is no longer in `state`.
  func update(
    _ item: OutboxItem, from state: OutboxItem.State
  ) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.advance(
        item.id, from: state, to: item.state, revision: item.draft.revision, note: item.note,
        notBefore: item.notBefore, sendID: item.sendID, tries: item.tries)
    }
  }

  func returnToDraft(_ id: ID<Draft>, note: String?) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.returnToDraft(id, note: note)
    }
  }
}

extension Draft {
  /// Whether both say the same, whenever they were stored.
  fileprivate func hasSameWords(as other: Draft) -> Bool {
    var mine = self
    mine.revision = other.revision
    mine.changedAt = other.changedAt
    return mine == other
  }
}
