public import CommuneAPI
import MailModel
public import MailStore
import Synchronization

/// Keeps store and server in agreement: refreshes at intervals, loads what the user looks at, and
/// owns the outbox. All work goes on by itself; what it found is in the store and in the status.
public actor SyncEngine {
  /// Sends mail and follows its fate.
  public nonisolated let sender: Sender
  let access: ServerAccess
  let store: SyncStore
  private let clock: SyncClock
  let lists: ThreadListSync
  let messages: MessageSync
  let prefetch: Prefetch
  private let lastInput: Mutex<Timestamp>

  var loadingMore: [ID<Inbox>: Task<Result<Bool, SyncError>, Never>] = [:]

  private var schedule = PollSchedule(interval: 60_000)
  private var loop: Task<Void, Never>?
  var nap: Task<Void, Never>?
  /// The refresh that is or was under way last.
  var refreshing: Task<Bool, Never>?
  /// The user asked while a refresh was under way, or before the loop slept.
  private var isWanted = false

  /// `random` gives the bits of idempotency keys; `report` is called with each change of the
  /// status, from any thread.
  public init(
    client: APIClient, store: MailStore, clock: SyncClock,
    random: @escaping @Sendable () -> UInt64,
    report: @escaping @Sendable (SyncStatus) -> Void
  ) {
    let access = ServerAccess(client: client, clock: clock, report: report)
    let shelf = SyncStore(store)
    self.access = access
    self.store = shelf
    self.clock = clock
    lists = ThreadListSync(access: access, store: shelf, clock: clock)
    messages = MessageSync(access: access, store: shelf)
    prefetch = Prefetch(messages: messages, store: shelf)
    sender = Sender(access: access, store: shelf, clock: clock, random: random)
    lastInput = Mutex(clock.now())
  }

  public var status: SyncStatus {
    get async { await access.currentStatus }
  }

  // MARK: Refreshing

  /// Refreshes once, now, also where the key was refused before. Failures are in the status.
  /// True where everything that the key may read is up to date.
  @discardableResult
  public func refreshAll(thorough: Bool = true) async -> Bool {
    await access.reopen()
    let isWhole = await Refresh(access: access, store: store, lists: lists)
      .run(thorough: thorough)
    await sender.followUp()
    return isWhole
  }

  /// Refreshes now and then at each `interval`, in milliseconds: less often after failures and
  /// while the user is away. A second call changes the interval.
  public func start(interval: Int64 = 60_000) async {
    schedule.interval = max(1000, interval)
    await sender.start()
    // A second instance shows what the first one stores.
    if loop == nil && !store.isReadOnly { loop = Task { await self.poll() } }
  }

  /// Ends all that goes on by itself; sends that are under way are finished.
  public func stop() async {
    loop?.cancel()
    nap?.cancel()
    loop = nil
    await prefetch.stop()
    await sender.stop()
  }

  /// The user wants news now (C-l).
  public func refreshNow() async {
    isWanted = true
    await access.reopen()
    nap?.cancel()
  }

  /// To be called at each key press: cheap, from any thread. Whoever comes back after a long time
  /// gets news at once.
  public nonisolated func userIsActive() {
    let now = clock.now()
    let wasIdle = lastInput.withLock { last in
      defer { last = now }
      return now.milliseconds(since: last) >= PollSchedule.idleAfter
    }
    if wasIdle { Task { await self.welcomeBack() } }
  }

  private func welcomeBack() async {
    // A refused key stays refused until the user asks for it.
    if await access.currentStatus.connection != .unauthorized { await refreshNow() }
  }

  private func poll() async {
    while !Task.isCancelled {
      let wasWanted = isWanted
      isWanted = false
      let isThorough = schedule.nextIsThorough() || wasWanted
      let refresh = Task { [access, store, lists] in
        await Refresh(access: access, store: store, lists: lists).run(thorough: isThorough)
      }
      refreshing = refresh
      let isWhole = await withTaskCancellationHandler {
        await refresh.value
      } onCancel: {
        refresh.cancel()
      }
      // A refresh that the user ended says nothing about the server.
      if isWhole { schedule.succeeded() } else if !refresh.isCancelled { schedule.failed() }
      await sender.followUp()
      await rest(await pause())
    }
  }

  /// How long to sleep after a refresh, in milliseconds.
  private func pause() async -> Int64 {
    let now = clock.now()
    let isIdle = lastInput.withLock {
      now.milliseconds(since: $0) >= PollSchedule.idleAfter
    }
    let delay = schedule.delay(isIdle: isIdle)
    switch await access.currentStatus.connection {
    case .unauthorized: return SyncEngine.untilAsked
    case .rateLimited(let until): return max(delay, until.milliseconds(since: now))
    case .connecting, .live, .offline, .notCommune, .tls, .failing: return delay
    }
  }

  /// Ten years: a sleep that only a wish ends.
  private static let untilAsked: Int64 = 315_360_000_000

  private func rest(_ milliseconds: Int64) async {
    if isWanted || Task.isCancelled { return }
    let nap = Task { [clock] in _ = try? await clock.sleep(milliseconds) }
    self.nap = nap
    await nap.value
  }
}
