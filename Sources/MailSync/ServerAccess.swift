import CommuneAPI
import MailModel

/// The one way to the server: at most four requests at once, none while the server wants quiet or
/// refuses the key, and each outcome noted in the status.
actor ServerAccess {
  let client: APIClient
  let clock: SyncClock
  private let lane = RequestLane()
  private let report: @Sendable (SyncStatus) -> Void
  private var status = SyncStatus()
  private var busyCount = 0

  init(client: APIClient, clock: SyncClock, report: @escaping @Sendable (SyncStatus) -> Void) {
    self.client = client
    self.clock = clock
    self.report = report
  }

  var currentStatus: SyncStatus { status }

  /// Asks and waits for the answer. The area's last problem is set or cleared by it.
  func ask<Response: Sendable>(
    _ endpoint: Endpoint<Response>, of area: SyncStatus.Area, _ urgency: RequestLane.Urgency,
    tag: [UInt8]? = nil
  ) async throws(SyncError) -> Response {
    try checkOpen()
    do {
      let response = try await lane.run(urgency, tag: tag) { [client] in
        // The door may have closed while this request waited for its turn.
        try await self.checkOpen()
        return try await client.call(endpoint)
      }
      succeeded(area)
      return response
    } catch let error as SyncError {
      throw error
    } catch let error as APIError {
      failed(error, area)
      throw error.isCancelled ? SyncError.cancelled : .api(error)
    } catch {
      throw .cancelled
    }
  }

  /// Runs a send in its turn, which comes before all others, without judging its outcome.
  func inTurn<Value: Sendable>(
    _ work: @Sendable () async -> Value
  ) async throws(SyncError) -> Value {
    do { return try await lane.run(.send, work) } catch { throw .cancelled }
  }

  /// Posts a frozen mail, once. Not through `ask`: a door that is shut for reading is none for
  /// sending, and the outcome is more than an error.
  func post(_ body: [UInt8], key: String, tryNumber: Int) async -> TryOutcome {
    do throws(APIError) {
      let receipt = try await client.call(
        .send(body: body, idempotencyKey: key, tryNumber: tryNumber))
      succeeded(.send)
      return TryOutcome(receipt)
    } catch {
      failed(error, .send)
      return TryOutcome(error)
    }
  }

  /// A moment of this machine by the server's clock, as far as that is known.
  func serverTime(of moment: Timestamp) -> Timestamp {
    moment.advanced(byMilliseconds: client.serverTimeOffset ?? 0)
  }

  /// A request that waits for its turn is wanted sooner now.
  func hurry(_ tag: [UInt8]) async {
    await lane.raise(tag, to: .visible)
  }

  /// The user asks: the refused key is tried again.
  func reopen() {
    guard status.connection == .unauthorized else { return }
    change { $0.connection = .connecting }
  }

  func begin() {
    busyCount += 1
    change { $0.isBusy = true }
  }

  func end() {
    busyCount -= 1
    let isBusy = busyCount > 0
    change { $0.isBusy = isBusy }
  }

  func setIncomplete(_ isIncomplete: Bool, _ inbox: ID<Inbox>) {
    change {
      if isIncomplete { $0.incomplete.insert(inbox) } else { $0.incomplete.remove(inbox) }
    }
  }

  func succeeded(_ area: SyncStatus.Area) {
    let now = clock.now()
    change { $0.note(successOf: area, at: now) }
  }

  func failed(_ error: APIError, _ area: SyncStatus.Area) {
    if error.isCancelled { return }
    let now = clock.now()
    change { $0.note(error, area, at: now) }
  }

  private func checkOpen() throws(SyncError) {
    switch status.connection {
    case .unauthorized: throw .keyRefused
    case .rateLimited(let until) where until > clock.now(): throw .quiet(until: until)
    case .connecting, .live, .offline, .rateLimited, .notCommune, .tls, .failing: return
    }
  }

  /// Equal statuses are not reported twice.
  private func change(_ body: (inout SyncStatus) -> Void) {
    var changed = status
    body(&changed)
    if changed == status { return }
    status = changed
    report(changed)
  }
}
