import MailModel

/// What one try to send showed, as far as it bears on the mail's fate.
enum TryOutcome: Hashable, Sendable {
  /// A 2xx status line came, whatever followed it.
  case answered(sendID: String?, thread: ID<MailThread>?)
  /// A complete 4xx answer. `retryAfter` and `resumeAt` as the server gave them.
  case refused(status: Int, reason: String, retryAfter: Int64? = nil, resumeAt: Timestamp? = nil)
  /// A 3xx answer, never followed.
  case redirected(reason: String)
  /// No byte of the request left this machine.
  case neverLeft(reason: String)
  /// Anything else: 5xx, a cut, a timeout.
  case unclear(reason: String)
}

/// What becomes of an item after a try.
enum Verdict: Hashable, Sendable {
  case accepted(sendID: String?, thread: ID<MailThread>?)
  /// A definite no to this mail: it is a draft again.
  case rejected(reason: String)
  /// A definite no to this try: the item stays ready, and is tried again by itself at that moment;
  /// nil: when the user says so.
  case ready(reason: String, notBefore: Timestamp?)
  case unsure(reason: String)
}

/// The rules of the outbox (reliability.md §6.2–§6.4), pure.
enum OutboxMachine {
  static let firstBackOff: Int64 = 5000
  static let longestBackOff: Int64 = 300_000
  /// The wait after a 429 that names none: such limits count by the day (AF-10), and each refused
  /// try counts too.
  static let dailyWait: Int64 = 86_400_000
  /// When a row that should be on the server is looked for, counted from the try (§6.5).
  static let checks: [Int64] = [5000, 15_000, 60_000]

  /// The table of §6.4. `tries` counts this try and those before it that may have been processed;
  /// `failures` the tries in a row that never left.
  static func verdict(
    on outcome: TryOutcome, tries: Int, failures: Int, now: Timestamp
  ) -> Verdict {
    switch outcome {
    case .answered(let sendID, let thread):
      return .accepted(sendID: sendID, thread: thread)
    case .refused(let status, let reason, let retryAfter, let resumeAt):
      if tries > 1 { return .unsure(reason: reason) }
      return refusal(status, reason, retryAfter: retryAfter, resumeAt: resumeAt, now: now)
    case .redirected(let reason):
      return .ready(reason: reason, notBefore: nil)
    case .neverLeft(let reason):
      let delay = BackOff.delay(
        attempt: failures + 1, first: firstBackOff, longest: longestBackOff)
      return .ready(reason: reason, notBefore: now.advanced(byMilliseconds: delay))
    case .unclear(let reason):
      return .unsure(reason: reason)
    }
  }

  private static func refusal(
    _ status: Int, _ reason: String, retryAfter: Int64?, resumeAt: Timestamp?, now: Timestamp
  ) -> Verdict {
    switch status {
    case 400, 413, 422:
      return .rejected(reason: reason)
    case 429:
      let wait = min(max(retryAfter ?? dailyWait, 1000), dailyWait)
      return .ready(reason: reason, notBefore: now.advanced(byMilliseconds: wait))
    case 403:
      return .ready(reason: reason, notBefore: resumeAt)
    case 401, 402, 404:
      return .ready(reason: reason, notBefore: nil)
    default:
      // Not in the table: nothing says that such a status is given before the mail is queued.
      return .unsure(reason: reason)
    }
  }

  /// Which item may be tried now: the oldest ready one of each thread whose time has come, so that
  /// the order within a thread is kept. None while a POST may be on the wire.
  static func next(in items: [OutboxItem], holding: Set<ID<Draft>>, now: Timestamp) -> OutboxItem? {
    if items.contains(where: { $0.state == .inFlight }) { return nil }
    var blocked: Set<ID<MailThread>> = []
    for item in items where item.state == .ready {
      let isBlocked = item.draft.thread.map { blocked.contains($0) } ?? false
      if let thread = item.draft.thread { blocked.insert(thread) }
      if isBlocked || holding.contains(item.id) { continue }
      if let notBefore = item.notBefore, notBefore > now { continue }
      return item
    }
    return nil
  }

  /// The next moment at which `next` may give another answer; nil: nothing waits for time.
  static func nextMoment(
    in items: [OutboxItem], holding: Set<ID<Draft>>, now: Timestamp
  ) -> Timestamp? {
    items.filter { $0.state == .ready && !holding.contains($0.id) }
      .compactMap(\.notBefore).filter { $0 > now }.min()
  }

  /// The longest time between the first byte of a try and its recorded outcome.
  static let longestTry: Int64 = 60_000
  /// A row that did not appear within a day is not waited for any more (§6.5).
  static let longestWait: Int64 = 86_400_000

  /// Whether a row of the item may still appear.
  static func isAwaited(_ item: OutboxItem, now: Timestamp) -> Bool {
    guard item.state == .accepted || item.state == .unsure else { return false }
    return now.milliseconds(since: item.changedAt) < longestWait
  }

  /// How long to wait between two looks for an item: a minute at first, at most a quarter of an
  /// hour.
  static func pause(for item: OutboxItem, now: Timestamp) -> Int64 {
    min(max(now.milliseconds(since: item.changedAt) / 4, 60_000), 900_000)
  }
}
