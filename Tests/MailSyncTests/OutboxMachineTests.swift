import MailModel
import Testing

@testable import MailSync

@Suite struct OutboxMachineTests {
  static let now = Timestamp(seconds: 1_000_000)

  static let table: [(TryOutcome, Verdict)] = [
    (.answered(sendID: "msg_1", thread: ID("t")), .accepted(sendID: "msg_1", thread: ID("t"))),
    (.answered(sendID: nil, thread: nil), .accepted(sendID: nil, thread: nil)),
    (.refused(status: 400, reason: "r"), .rejected(reason: "r")),
    (.refused(status: 413, reason: "r"), .rejected(reason: "r")),
    (.refused(status: 422, reason: "r"), .rejected(reason: "r")),
    (.refused(status: 401, reason: "r"), .ready(reason: "r", notBefore: nil)),
    (.refused(status: 402, reason: "r"), .ready(reason: "r", notBefore: nil)),
    (.refused(status: 403, reason: "r"), .ready(reason: "r", notBefore: nil)),
    (.refused(status: 404, reason: "r"), .ready(reason: "r", notBefore: nil)),
    (
      .refused(status: 403, reason: "r", resumeAt: Timestamp(seconds: 1_000_500)),
      .ready(reason: "r", notBefore: Timestamp(seconds: 1_000_500))
    ),
    (
      .refused(status: 429, reason: "r", retryAfter: 10_000),
      .ready(reason: "r", notBefore: Timestamp(seconds: 1_000_010))
    ),
    (
      .refused(status: 429, reason: "r"),
      .ready(reason: "r", notBefore: Timestamp(seconds: 1_086_400))
    ),
    (.refused(status: 409, reason: "r"), .unsure(reason: "r")),
    (.redirected(reason: "r"), .ready(reason: "r", notBefore: nil)),
    (
      .neverLeft(reason: "r"), .ready(reason: "r", notBefore: Timestamp(seconds: 1_000_005))
    ),
    (.unclear(reason: "r"), .unsure(reason: "r")),
  ]

  @Test("Each row of the table of outcomes (§6.4) at the first try", arguments: table)
  func firstTry(outcome: TryOutcome, verdict: Verdict) {
    #expect(
      OutboxMachine.verdict(on: outcome, tries: 1, failures: 0, now: OutboxMachineTests.now)
        == verdict)
  }

  @Test(
    "SN-10 a 4xx after an earlier try says nothing of that try", arguments: [400, 401, 403, 429])
  func laterRefusalsSayNothing(status: Int) {
    let outcome = TryOutcome.refused(status: status, reason: "r")
    #expect(
      OutboxMachine.verdict(on: outcome, tries: 2, failures: 0, now: OutboxMachineTests.now)
        == .unsure(reason: "r"))
  }

  private func item(
    _ id: String, _ state: OutboxItem.State, thread: String? = nil, notBefore: Int64? = nil
  ) -> OutboxItem {
    let draft = Draft(
      id: ID(id), thread: thread.map { ID($0) }, changedAt: OutboxMachineTests.now)
    return OutboxItem(
      id: ID(id), draft: draft, state: state, key: id, changedAt: OutboxMachineTests.now,
      notBefore: notBefore.map { Timestamp(seconds: $0) })
  }

  private func next(_ items: [OutboxItem], holding: Set<ID<Draft>> = []) -> String? {
    OutboxMachine.next(in: items, holding: holding, now: OutboxMachineTests.now)?.id.text
  }

  @Test func nothingIsTriedWhileAPostMayBeOnTheWire() {
    #expect(next([item("a", .ready), item("b", .inFlight)]) == nil)
  }

  @Test func unsureItemsAreNeverTried() {
    #expect(next([item("a", .unsure), item("b", .needsYou), item("c", .rejected)]) == nil)
  }

  @Test("SN-21 the order within a thread is kept while its first mail waits")
  func theOrderWithinAThreadIsKept() {
    let items = [
      item("a", .ready, thread: "t", notBefore: 2_000_000), item("b", .ready, thread: "t"),
      item("c", .ready, thread: "u"),
    ]
    #expect(next(items) == "c")
    let moment = OutboxMachine.nextMoment(
      in: items, holding: [], now: OutboxMachineTests.now)
    #expect(moment == Timestamp(seconds: 2_000_000))
  }

  @Test func anItemThatWaitsForTheUserIsPassedOver() {
    #expect(next([item("a", .ready), item("b", .ready)], holding: [ID("a")]) == "b")
  }
}
