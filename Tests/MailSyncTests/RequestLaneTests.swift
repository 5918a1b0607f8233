import Synchronization
import Testing

@testable import MailSync

@Suite struct RequestLaneTests {
  private final class Log: Sendable {
    private let entries = Mutex<(running: Int, most: Int, order: [String])>((0, 0, []))
    func begin(_ name: String) {
      entries.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
        $0.order.append(name)
      }
    }
    func end() { entries.withLock { $0.running -= 1 } }
    var most: Int { entries.withLock { $0.most } }
    var order: [String] { entries.withLock { $0.order } }
  }

  @Test("AF-34 never more than four requests run at once")
  func neverMoreThanFourAtOnce() async throws {
    let lane = RequestLane()
    let log = Log()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await lane.run(number.isMultiple(of: 2) ? .background : .visible) {
            log.begin("\(number)")
            for _ in 0..<20 { await Task.yield() }
            log.end()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(log.most == 4)
    #expect(log.order.count == 40)
  }

  @Test func whatTheUserLooksAtGoesFirstAndTheNewestOfItFirst() async throws {
    let lane = RequestLane(width: 1)
    let log = Log()
    let (gate, open) = AsyncStream<Void>.makeStream()
    let first = Task { try await lane.run(.background) { for await _ in gate { break } } }
    await waitUntil { await lane.runningCount == 1 }
    var tasks: [Task<Void, any Error>] = []
    for (urgency, name) in [
      (RequestLane.Urgency.background, "b"), (.visible, "v1"), (.refresh, "r"), (.visible, "v2"),
      (.send, "s"),
    ] {
      tasks.append(Task { try await lane.run(urgency) { log.begin(name) } })
      let count = tasks.count
      await waitUntil { await lane.waitingCount == count }
    }
    open.yield()
    for task in tasks + [first] { try await task.value }
    #expect(log.order == ["s", "v2", "v1", "r", "b"])
  }

  @Test func aCancelledWaiterLeavesAndTheOthersStillGetTheirTurn() async throws {
    let lane = RequestLane(width: 1)
    let (gate, open) = AsyncStream<Void>.makeStream()
    let first = Task { try await lane.run(.background) { for await _ in gate { break } } }
    await waitUntil { await lane.runningCount == 1 }
    let second = Task { try await lane.run(.visible) {} }
    let third = Task { try await lane.run(.background) {} }
    await waitUntil { await lane.waitingCount == 2 }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    open.yield()
    try await first.value
    try await third.value
    #expect(await lane.runningCount == 0)
  }
}

/// Yields until `condition` holds; gives up, with an issue, after 20 seconds.
func waitUntil(
  _ condition: () async -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async {
  let clock = ContinuousClock()
  let end = clock.now + .seconds(20)
  var turn = 0
  while clock.now < end {
    if await condition() { return }
    turn += 1
    if turn < 1000 {
      await Task.yield()
    } else {
      try? await Task.sleep(for: .microseconds(250))
    }
  }
  Issue.record("waited in vain", sourceLocation: sourceLocation)
}
