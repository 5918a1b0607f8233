/// Lets at most so many requests run at once; who waits is served by urgency, the newest of the
/// most urgent first where the user looks, else the oldest.
actor RequestLane {
  /// How soon a request is wanted.
  enum Urgency: Int, Comparable, CaseIterable {
    case background
    case refresh
    /// The user looks at it: a newer wish goes before an older one.
    case visible
    case send

    static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Waiter {
    var ticket: Int
    var urgency: Urgency
    var tag: [UInt8]?
    var resume: CheckedContinuation<Bool, Never>
  }

  private let width: Int
  private var running = 0
  private var nextTicket = 0
  private var waiting: [Waiter] = []

  init(width: Int = 4) {
    self.width = width
  }

  var runningCount: Int { running }
  var waitingCount: Int { waiting.count }

  /// Runs `work` when its turn comes. Throws `CancellationError` if cancelled while it waits.
  func run<Value: Sendable>(
    _ urgency: Urgency, tag: [UInt8]? = nil, _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    try await enter(urgency, tag)
    defer { leave() }
    return try await work()
  }

  /// Who waits with that tag waits with at least that urgency from now on, as if just come.
  func raise(_ tag: [UInt8], to urgency: Urgency) {
    guard let index = waiting.firstIndex(where: { $0.tag == tag }) else { return }
    var waiter = waiting.remove(at: index)
    waiter.urgency = max(waiter.urgency, urgency)
    waiting.append(waiter)
  }

  private func enter(_ urgency: Urgency, _ tag: [UInt8]?) async throws {
    if running < width {
      running += 1
      return
    }
    let ticket = nextTicket
    nextTicket += 1
    let hasTurn = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiting.append(Waiter(ticket: ticket, urgency: urgency, tag: tag, resume: continuation))
        }
      }
    } onCancel: {
      Task { await self.cancel(ticket) }
    }
    if !hasTurn { throw CancellationError() }
  }

  private func cancel(_ ticket: Int) {
    guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: index).resume.resume(returning: false)
  }

  /// Hands the place to the next in turn, so that `running` counts who holds one.
  private func leave() {
    guard let index = nextIndex() else {
      running -= 1
      return
    }
    waiting.remove(at: index).resume.resume(returning: true)
  }

  private func nextIndex() -> Int? {
    guard let urgency = waiting.map(\.urgency).max() else { return nil }
    return urgency == .visible
      ? waiting.lastIndex { $0.urgency == urgency }
      : waiting.firstIndex { $0.urgency == urgency }
  }
}
