public import MailModel
import MailStore

/// Sends mail: the only caller of `POST /v1/messages/send`. Each mail is written to the journal
/// before anything leaves (reliability.md §6.3), posted once, and never again by itself when its
/// fate is unknown.
public actor Sender {
  let access: ServerAccess
  let store: SyncStore
  let clock: SyncClock
  let random: @Sendable () -> UInt64
  /// One mail at a time is on the wire: two tries in flight together could both be processed.
  private let lane = RequestLane(width: 1)
  private let enqueueLane = RequestLane(width: 1)
  let lookLane = RequestLane(width: 1)
  var failures: [ID<Draft>: Int] = [:]
  /// Ready items that wait for the user, in this run.
  var holding: Set<ID<Draft>> = []
  /// Outcomes that could not be written: on the disk the item is still in flight.
  var unrecorded: [OutboxItem] = []
  var results: [ID<Draft>: SubmitResult] = [:]
  private var timer: Task<Void, Never>?
  private var hasRecovered = false
  private var isStopped = false
  var watches: [ID<Draft>: Task<Void, Never>] = [:]
  var lastChecks: [ID<Draft>: Timestamp] = [:]
  /// Of new conversations: the thread that the receipt named.
  var threads: [ID<Draft>: ID<MailThread>] = [:]

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
    var item = try await item(id)
    guard item.state == .ready else { return await result(of: id) }
    item.notBefore = nil
    try await store.update(item, from: .ready)
    results[id] = nil
    holding.remove(id)
    await flush()
    return await result(of: id)
  }

  /// The user says that it was not sent, or takes it back: it is a draft again, and gets a new key
  /// when it is sent the next time (SN-14).
  public func treatAsNotSent(_ id: ID<Draft>) async throws(SyncError) {
    let item = try await item(id)
    guard item.state != .inFlight else { throw .store(.stateChanged(actual: item.state)) }
    if item.state != .needsYou {
      var released = item
      released.state = .needsYou
      try await store.update(released, from: item.state)
    }
    try await store.returnToDraft(id, note: nil)
    results[id] = nil
    forget(id)
  }

  /// The user knows that it was sent.
  public func markAsSent(_ id: ID<Draft>) async throws(SyncError) {
    var item = try await item(id)
    let old = item.state
    guard [.unsure, .needsYou, .accepted].contains(old) else {
      throw .store(.stateChanged(actual: old))
    }
    item.state = .confirmed
    try await store.update(item, from: old)
    results[id] = nil
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
    for var item in items {
      switch item.state {
      case .inFlight:
        item.state = .unsure
        try? await store.update(item, from: .inFlight)
        watch(item)
      case .unsure, .accepted: watch(item)
      // The program ended between the two writes of a refusal.
      case .rejected: try? await store.returnToDraft(item.id, note: item.note)
      case .held, .preparing, .ready, .confirmed, .needsYou: break
      }
    }
  }
}
