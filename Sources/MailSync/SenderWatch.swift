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
    if ids.isEmpty || store.isReadOnly { return }
    // One look at a time, or two items could take the same row.
    try? await lookLane.run(.refresh) { await self.lookHoldingLane(for: ids) }
  }

  private func lookHoldingLane(for ids: [ID<Draft>]) async {
    guard let items = try? await store.outbox() else { return }
    for item in items where ids.contains(item.id) {
      guard item.state == .accepted || item.state == .unsure else { continue }
      lastChecks[item.id] = clock.now()
      guard let row = try? await row(of: item, among: items) else { continue }
      await confirm(item, by: row)
    }
  }

  private func confirm(_ item: OutboxItem, by row: Message) async {
    var confirmed = item
    confirmed.state = .confirmed
    confirmed.note = nil
    // Found by its content, it is ours all the same, and no answer from elsewhere.
    confirmed.sendID = item.sendID ?? row.sendID ?? row.id.text
    guard (try? await store.update(confirmed, from: item.state)) != nil else { return }
    confirmed.draft.thread = item.draft.thread ?? row.thread
    results[item.id] = .accepted(confirmed)
    forget(item.id)
  }

  /// The server's row of the item: in its thread, else among the inbox's messages of that time.
  private func row(
    of item: OutboxItem, among items: [OutboxItem]
  ) async throws(SyncError) -> Message? {
    let start = await access.serverTime(of: item.changedAt)
      .advanced(byMilliseconds: -OutboxMachine.longestTry)
    let mark = await fingerprint(of: item.draft)
    // Equal mails that were seen already have rows of their own.
    var twins: [OutboxItem] = []
    for other in items where other.state == .confirmed && other.changedAt >= start {
      if await fingerprint(of: other.draft) == mark { twins.append(other) }
    }
    let search = RowSearch(item: item, mark: mark, twins: twins, start: start)
    if let thread = item.draft.thread ?? threads[item.id] {
      let rows = try await access.ask(
        .messages(in: thread, limit: Sender.rowsLooked), of: .messages, .refresh,
        tag: thread.bytes
      ).rows
      if !rows.isEmpty { try await store.add(rows, of: thread, limit: Sender.rowsLooked) }
      return search.row(among: rows)
    }
    guard let inbox = item.draft.inbox else { return nil }
    let after = start.advanced(byMilliseconds: -Fingerprint.clockTolerance)
    let rows = try await access.ask(
      .messages(inbox: inbox, after: after, limit: 1000), of: .messages, .refresh
    ).rows
    return search.row(among: rows)
  }

  /// Of a thread's newest messages, so many are looked at.
  private static let rowsLooked = 100
}

/// Which of the server's rows is the item's (§6.6).
struct RowSearch {
  var item: OutboxItem
  var mark: Fingerprint
  /// Equal mails whose rows were seen.
  var twins: [OutboxItem]
  var start: Timestamp

  /// `rows` are newest first.
  func row(among rows: [Message]) -> Message? {
    let oldestFirst = Array(rows.reversed())
    if let id = item.sendID, let row = oldestFirst.first(where: { isSent($0, as: id) }) {
      return row
    }
    var free = oldestFirst.filter { row in
      mark.matches(row, notBefore: start) && !(item.sendID != nil && row.sendID != nil)
    }
    for twin in twins where !free.isEmpty {
      let index = free.firstIndex { row in twin.sendID.map { isSent(row, as: $0) } ?? false }
      free.remove(at: index ?? free.startIndex)
    }
    return free.first
  }

  private func isSent(_ row: Message, as id: String) -> Bool {
    row.sendID == id || row.id.text == id
  }
}
