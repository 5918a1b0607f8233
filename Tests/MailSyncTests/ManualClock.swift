import MailModel
import Synchronization

@testable import MailSync

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
  private struct Sleeper {
    var id: Int
    var wakeAt: Timestamp
    var resume: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var now = Timestamp(parsing: "2026-03-01T12:00:00.000Z") ?? Timestamp(seconds: 0)
    var nextID = 0
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())

  var now: Timestamp { state.withLock { $0.now } }
  var sleeperCount: Int { state.withLock { $0.sleepers.count } }
  /// How long until the next sleeper wakes; nil: nobody sleeps.
  var nextDelay: Int64? {
    state.withLock { state in
      state.sleepers.map(\.wakeAt).min().map { $0.milliseconds(since: state.now) }
    }
  }

  /// The same, once somebody sleeps; waits at most two seconds of real time for that.
  func delayOnceAsleep() async -> Int64? {
    for _ in 0..<400 {
      if let delay = nextDelay { return delay }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }

  var syncClock: SyncClock {
    SyncClock(now: { self.now }, sleep: { try await self.sleep($0) })
  }

  func sleep(_ milliseconds: Int64) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let isDone = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isCancelled = state.withLock { state in
          if state.cancelled.remove(id) != nil { return true }
          let wakeAt = state.now.advanced(byMilliseconds: milliseconds)
          state.sleepers.append(Sleeper(id: id, wakeAt: wakeAt, resume: continuation))
          return false
        }
        if isCancelled { continuation.resume(returning: false) }
      }
    } onCancel: {
      let sleeper: Sleeper? = state.withLock { state in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil
        }
        return state.sleepers.remove(at: index)
      }
      sleeper?.resume.resume(returning: false)
    }
    if !isDone { throw CancellationError() }
  }

  /// Moves the time on and wakes whoever slept until then.
  func advance(_ milliseconds: Int64) {
    let woken = state.withLock { state in
      state.now = state.now.advanced(byMilliseconds: milliseconds)
      let now = state.now
      let woken = state.sleepers.filter { $0.wakeAt <= now }
      state.sleepers.removeAll { $0.wakeAt <= now }
      return woken.sorted { $0.wakeAt < $1.wakeAt }
    }
    for sleeper in woken { sleeper.resume.resume(returning: true) }
  }
}
