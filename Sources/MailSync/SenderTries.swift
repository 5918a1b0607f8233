import MailModel
import MailStore

// One item: into the outbox, onto the wire, and what came of it.
extension Sender {
  /// Writes the frozen mail; returns an equal mail of unknown fate instead, if there is one.
  func enqueue(
    _ draft: Draft, _ mail: FrozenMail, evenIfAlike: Bool
  ) async throws(SyncError) -> ID<Draft>? {
    let items = try await store.outbox()
    if items.contains(where: { $0.id == draft.id }) { return nil }
    let mark = await fingerprint(of: draft).stored
    if !evenIfAlike {
      for item in items where item.state == .unsure || item.state == .inFlight {
        if try await store.fingerprint(of: item.id) == mark { return item.id }
      }
    }
    results[draft.id] = nil
    try await store.enqueue(
      draft, key: IdempotencyKey.uuid(random), body: mail.body,
      fingerprint: mark)
    return nil
  }

  /// Steps 4 to 6 of §6.3: the attempt is on the disk before the first byte leaves, its outcome
  /// before anybody hears of it.
  func attempt(_ item: OutboxItem) async {
    do throws(SyncError) {
      let body = try await store.body(of: item.id)
      let outcome = try await access.inTurn { await self.post(item, body) }
      await record(try outcome.get())
    } catch {
      await giveBack(item, error)
    }
  }

  private func post(_ item: OutboxItem, _ body: [UInt8]) async -> Result<OutboxItem, SyncError> {
    var item = item
    item.state = .inFlight
    item.tries += 1
    item.changedAt = clock.now()
    item.notBefore = nil
    item.note = nil
    do throws(SyncError) {
      try await store.update(item, from: .ready)
    } catch {
      return .failure(error)
    }
    let outcome = await access.post(body, key: item.key, tryNumber: item.tries)
    let verdict = OutboxMachine.verdict(
      on: outcome, tries: item.tries, failures: failures[item.id] ?? 0, now: clock.now())
    failures[item.id] = outcome.isNeverLeft ? (failures[item.id] ?? 0) + 1 : nil
    item.take(verdict)
    return .success(item)
  }

  /// Nothing left, since the attempt could not be written down: the mail is a draft again.
  private func giveBack(_ item: OutboxItem, _ error: SyncError) async {
    holding.insert(item.id)
    results[item.id] = .notRecorded(error)
    try? await store.returnToDraft(item.id, note: nil)
  }

  private func record(_ item: OutboxItem) async {
    do throws(SyncError) {
      try await settle(item)
    } catch {
      // On the disk it is in flight, which is read as unsure: nothing better may be said.
      unrecorded.append(item)
      var unsure = item
      unsure.state = .unsure
      results[item.id] = .unsure(unsure)
    }
  }

  func recordAgain() async {
    let items = unrecorded
    unrecorded = []
    for item in items { await record(item) }
  }

  /// Writes the outcome, then tells it.
  private func settle(_ item: OutboxItem) async throws(SyncError) {
    switch item.state {
    case .rejected:
      try await store.update(item, from: .inFlight)
      try await store.returnToDraft(item.id, note: item.note)
      results[item.id] = .rejected(reason: item.note ?? "")
    case .ready:
      try await store.update(item, from: .inFlight)
      if item.notBefore == nil { holding.insert(item.id) }
      results[item.id] = .waiting(item)
    case .accepted:
      try await store.update(item, from: .inFlight)
      threads[item.id] = item.draft.thread
      results[item.id] = .accepted(item)
      watch(item)
    case .held, .preparing, .inFlight, .confirmed, .unsure, .needsYou:
      try await store.update(item, from: .inFlight)
      results[item.id] = .unsure(item)
      watch(item)
    }
  }

  func result(of id: ID<Draft>) async -> SubmitResult {
    if let result = results[id] { return result }
    let items = (try? await store.outbox()) ?? []
    guard let item = items.first(where: { $0.id == id }) else { return .notRecorded(.cancelled) }
    switch item.state {
    case .accepted, .confirmed: return .accepted(item)
    case .rejected: return .rejected(reason: item.note ?? "")
    case .held, .preparing, .ready: return .waiting(item)
    case .inFlight, .unsure, .needsYou: return .unsure(item)
    }
  }

  func item(_ id: ID<Draft>) async throws(SyncError) -> OutboxItem {
    let items = try await store.outbox()
    guard let item = items.first(where: { $0.id == id }) else { throw .store(.notFound) }
    return item
  }

  func fingerprint(of draft: Draft) async -> Fingerprint {
    let address = await store.address(of: draft.inbox)
    return Fingerprint(draft: draft, sender: address)
  }
}

extension OutboxItem {
  /// The item after its try.
  mutating func take(_ verdict: Verdict) {
    switch verdict {
    case .accepted(let sendID, let thread):
      state = .accepted
      self.sendID = sendID
      draft.thread = draft.thread ?? thread
    case .rejected(let reason):
      state = .rejected
      note = reason
    case .ready(let reason, let notBefore):
      state = .ready
      note = reason
      self.notBefore = notBefore
      // Surely not processed, so a later refusal is as definite as one at the first try.
      tries -= 1
    case .unsure(let reason):
      state = .unsure
      note = reason
    }
  }
}

extension TryOutcome {
  var isNeverLeft: Bool {
    if case .neverLeft = self { return true }
    return false
  }
}
