import MailModel
import MailStore

// The outbox. Each write is on the disk when it returns.
extension SyncStore {
  /// Oldest first.
  func outbox() async throws(SyncError) -> [OutboxItem] {
    try await read { (store) throws(StoreError) in try store.outboxItems() }
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
    try await read { (store) throws(StoreError) in try store.frozenBody(id) }
  }

  func fingerprint(of id: ID<Draft>) async throws(SyncError) -> [UInt8] {
    try await read { (store) throws(StoreError) in try store.fingerprint(id) }
  }

  /// Writes the item's new state, reason and time; throws where it is no longer in `state`.
  func update(
    _ item: OutboxItem, from state: OutboxItem.State
  ) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.advance(
        item.id, from: state, to: item.state, note: item.note, notBefore: item.notBefore,
        sendID: item.sendID, tries: item.tries)
    }
  }

  func returnToDraft(_ id: ID<Draft>, note: String?) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.returnToDraft(id, note: note)
    }
  }
}
