public import MailModel
import MailStore

/// Sends mail: the only caller of `POST /v1/messages/send`. Each mail is written to the journal
/// before anything leaves (reliability.md §6.3), posted once, and never again by itself when its
/// fate is unknown.
public actor Sender {
  let access: ServerAccess
  let store: SyncStore
  let clock: SyncClock
  private let random: @Sendable () -> UInt64
  /// One mail at a time is on the wire: two tries in flight together could both be processed.
  private let lane = RequestLane(width: 1)
  private let enqueueLane = RequestLane(width: 1)
  private var failures: [ID<Draft>: Int] = [:]
  /// Ready items that wait for the user, in this run.
  private var holding: Set<ID<Draft>> = []
  /// Outcomes that could not be written: on the disk the item is still in flight.
  private var unrecorded: [OutboxItem] = []
  private var results: [ID<Draft>: SubmitResult] = [:]
  private var timer: Task<Void, Never>?
  private var hasRecovered = false
  private var isStopped = false
  var watches: [ID<Draft>: Task<Void, Never>] = [:]
  var lastChecks: [ID<Draft>: Timestamp] = [:]
  /// Rows of the server that confirmed an item in this run.
  var takenRows: Set<ID<Message>> = []

  init(
    access: ServerAccess, store: SyncStore, clock: SyncClock,
    random: @escaping @Sendable () -> UInt64
  ) {
    self.access = access
    self.store = store
    self.clock = clock
    self.random = random
  }

  // MARK: The user's wishes

  /// Puts the mail into the outbox and tries to send it; returns when its first try is recorded.
  /// A draft that is in the outbox already is not put there again (SN-24). `evenIfAlike`: the user
  /// was asked about an equal mail whose fate is unknown.
  public func submit(_ draft: Draft, evenIfAlike: Bool = false) async -> SubmitResult {
    let mail = FrozenMail(draft)
    let problems = DraftProblem.all(in: draft, frozen: mail)
    if !problems.isEmpty { return .invalid(problems) }
    if store.isReadOnly { return .notRecorded(.readOnly) }
    await recover()
    do {
      let twin = try await enqueueLane.run(.send) {
        try await self.enqueue(draft, mail, evenIfAlike: evenIfAlike)
      }
      if let twin { return .resembles(twin) }
    } catch {
      return .notRecorded(error as? SyncError ?? .cancelled)
    }
    await flush()
    return await result(of: draft.id)
  }

  /// Sends an item that waits for the user, or for its time, now.
  public func sendNow(_ id: ID<Draft>) async throws(SyncError) -> SubmitResult {
    try await change(id, from: [.ready]) { $0.notBefore = nil }
    holding.remove(id)
    await flush()
    return await result(of: id)
  }

  /// The user says that it was not sent, or takes it back: it is a draft again, and gets a new key
  /// when it is sent the next time (SN-14).
  public func treatAsNotSent(_ id: ID<Draft>) async throws(SyncError) {
    try await store.returnToDraft(id, note: nil)
    forget(id)
  }

  /// The user knows that it was sent.
  public func markAsSent(_ id: ID<Draft>) async throws(SyncError) {
    try await change(id, from: [.unsure, .needsYou, .accepted]) { $0.state = .confirmed }
    forget(id)
  }

  // MARK: Running

  /// An outcome that could not be written is tried to be written again, in milliseconds.
  private static let recordAgainAfter: Int64 = 5000

  /// Reads what an earlier run left in flight as unsure, and sends what is ready.
  func start() async {
    isStopped = false
    await followUp()
  }

  /// No new try begins by itself.
  func stop() {
    isStopped = true
    timer?.cancel()
    for watch in watches.values { watch.cancel() }
    watches = [:]
  }

  /// After a refresh: looks for what is on the way, then sends what is ready.
  func followUp() async {
    if store.isReadOnly || isStopped { return }
    await recover()
    await lookForAll()
    await flush()
  }

  /// Sends whatever may be sent now, one after the other. In a task of its own: whoever asked may
  /// give up waiting, but a mail that is on the wire must not be cut off.
  func flush() async {
    await Task { [lane] in
      try? await lane.run(.send) { await self.flushHoldingLane() }
    }.value
  }

  private func flushHoldingLane() async {
    await recordAgain()
    while !isStopped, unrecorded.isEmpty, let items = try? await store.outbox(),
      let item = OutboxMachine.next(in: items, holding: holding, now: clock.now())
    {
      await attempt(item)
    }
    await setTimer()
  }

  private func setTimer() async {
    timer?.cancel()
    timer = nil
    if isStopped { return }
    let now = clock.now()
    let items = (try? await store.outbox()) ?? []
    let moment = OutboxMachine.nextMoment(in: items, holding: holding, now: now)
    let retry = unrecorded.isEmpty ? nil : now.advanced(byMilliseconds: Sender.recordAgainAfter)
    guard let next = [moment, retry].compactMap({ $0 }).min() else { return }
    let wait = next.milliseconds(since: now)
    timer = Task { [clock] in
      guard (try? await clock.sleep(wait)) != nil else { return }
      await self.flush()
    }
  }

  /// Once a run: an item in flight is one whose outcome nobody saw (§6.2).
  private func recover() async {
    if hasRecovered { return }
    hasRecovered = true
    guard let items = try? await store.outbox() else {
      hasRecovered = false
      return
    }
    for var item in items where item.state == .inFlight {
      item.state = .unsure
      try? await store.update(item, from: [.inFlight])
    }
    for item in items where item.state == .inFlight || item.state == .unsure { watch(item) }
  }

  // MARK: One item

  /// Writes the frozen mail; returns an equal mail of unknown fate instead, if there is one.
  private func enqueue(
    _ draft: Draft, _ mail: FrozenMail, evenIfAlike: Bool
  ) async throws(SyncError) -> ID<Draft>? {
    let items = try await store.outbox()
    let ended: Set<OutboxItem.State> = [.rejected, .confirmed]
    if items.contains(where: { $0.id == draft.id && !ended.contains($0.state) }) { return nil }
    let mark = await fingerprint(of: draft)
    if !evenIfAlike {
      for item in items where item.state == .unsure || item.state == .inFlight {
        if await fingerprint(of: item.draft) == mark { return item.id }
      }
    }
    let item = OutboxItem(
      id: draft.id, draft: draft, state: .ready, key: IdempotencyKey.uuid(random),
      changedAt: clock.now())
    try await store.enqueue(item, body: mail.body, fingerprint: mark.stored)
    results[draft.id] = nil
    return nil
  }

  /// Steps 4 to 6 of §6.3: the attempt is on the disk before the first byte leaves, its outcome
  /// before anybody hears of it.
  private func attempt(_ item: OutboxItem) async {
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
      try await store.update(item, from: [.ready])
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

  private func recordAgain() async {
    let items = unrecorded
    unrecorded = []
    for item in items { await record(item) }
  }

  /// Writes the outcome, then tells it.
  private func settle(_ item: OutboxItem) async throws(SyncError) {
    switch item.state {
    case .rejected:
      try await store.returnToDraft(item.id, note: item.note)
      results[item.id] = .rejected(reason: item.note ?? "")
    case .ready:
      try await store.update(item, from: [.inFlight])
      if item.notBefore == nil { holding.insert(item.id) }
      results[item.id] = .waiting(item)
    case .accepted:
      try await store.update(item, from: [.inFlight])
      results[item.id] = .accepted(item)
      watch(item)
    case .held, .preparing, .inFlight, .confirmed, .unsure, .needsYou:
      try await store.update(item, from: [.inFlight])
      results[item.id] = .unsure(item)
      watch(item)
    }
  }

  private func result(of id: ID<Draft>) async -> SubmitResult {
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

  private func change(
    _ id: ID<Draft>, from states: Set<OutboxItem.State>, _ body: (inout OutboxItem) -> Void
  ) async throws(SyncError) {
    let items = try await store.outbox()
    guard var item = items.first(where: { $0.id == id }) else { throw .store(.notFound) }
    body(&item)
    try await store.update(item, from: states)
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
