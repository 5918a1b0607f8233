import CommuneAPI
public import MailModel

// Following mail that the server took, or may have taken, until its row is seen.
extension Sender {
  /// Looks for the item on the server now. Its state afterwards; nil: it is not in the outbox.
  public func recheck(_ id: ID<Draft>) async -> OutboxItem.State? {
    await look(for: [id])
    return try? await store.outbox().first { $0.id == id }?.state
  }

  /// Looks at the moments of §6.5, until the item is found or somebody decides.
  func watch(_ item: OutboxItem) {
    watches[item.id]?.cancel()
    let soon: [Int64] = item.state == .accepted ? [1000] : []
    watches[item.id] = Task { [clock] in
      var waited: Int64 = 0
      for moment in soon + OutboxMachine.checks {
        guard (try? await clock.sleep(moment - waited)) != nil else { return }
        waited = moment
        await self.look(for: [item.id])
      }
    }
  }

  func forget(_ id: ID<Draft>) {
    watches[id]?.cancel()
    watches[id] = nil
    lastChecks[id] = nil
  }

  /// All items whose row was not seen, each not too often: the older, the rarer.
  func lookForAll() async {
    let now = clock.now()
    guard let items = try? await store.outbox() else { return }
    let due = items.filter { item in
      guard OutboxMachine.isAwaited(item, now: now) else { return false }
      guard let last = lastChecks[item.id] else { return true }
      return now.milliseconds(since: last) >= OutboxMachine.pause(for: item, now: now)
    }
    await look(for: due.map(\.id))
  }

  /// Oldest first, and a row confirms one item only: of two equal mails and one row, the older one
  /// was sent (§6.6).
  private func look(for ids: [ID<Draft>]) async {
    if ids.isEmpty { return }
    guard let items = try? await store.outbox() else { return }
    for item in items where ids.contains(item.id) {
      guard item.state == .accepted || item.state == .unsure else { continue }
      lastChecks[item.id] = clock.now()
      guard let row = try? await row(of: item) else { continue }
      await confirm(item, by: row)
    }
  }

  private func confirm(_ item: OutboxItem, by row: Message) async {
    var item = item
    item.state = .confirmed
    item.note = nil
    item.sendID = item.sendID ?? row.sendID
    item.draft.thread = item.draft.thread ?? row.thread
    takenRows.insert(row.id)
    guard (try? await store.update(item, from: [.accepted, .unsure])) != nil else { return }
    forget(item.id)
  }

  /// The server's row of the item: in its thread, else among the inbox's newest messages.
  private func row(of item: OutboxItem) async throws(SyncError) -> Message? {
    let start = await access.serverTime(of: item.changedAt)
      .advanced(byMilliseconds: -OutboxMachine.longestTry)
    let mark = await fingerprint(of: item.draft)
    if let thread = item.draft.thread {
      let rows = try await access.ask(
        .messages(in: thread, limit: 100), of: .messages, .refresh, tag: thread.bytes
      ).rows
      if !rows.isEmpty { try await store.add(rows, of: thread) }
      if let row = match(item, mark, in: rows, notBefore: start) { return row }
      if item.draft.answers != nil { return nil }
    }
    guard let inbox = item.draft.inbox else { return nil }
    let after = start.advanced(byMilliseconds: -Fingerprint.clockTolerance)
    let rows = try await access.ask(
      .messages(inbox: inbox, after: after, limit: 200), of: .messages, .refresh
    ).rows
    return match(item, mark, in: rows, notBefore: start)
  }

  private func match(
    _ item: OutboxItem, _ mark: Fingerprint, in rows: [Message], notBefore start: Timestamp
  ) -> Message? {
    let free = rows.filter { !takenRows.contains($0.id) }
    if let id = item.sendID,
      let row = free.first(where: { $0.sendID == id || $0.id.text == id })
    {
      return row
    }
    // Of equal rows the oldest is the oldest item's.
    return free.last { row in
      let isAnothers = item.sendID != nil && row.sendID != nil
      return !isAnothers && mark.matches(row, notBefore: start)
    }
  }
}
