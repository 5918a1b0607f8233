import GRDB
import MailModel
import Testing

@testable import MailStore

@Suite("Drafts and outbox") struct OutboxTests {
  let store: MailStore
  let draft: Draft

  init() async throws {
    store = try MailStore.inMemory(clock: { StoreFixture.now })
    draft = try await store.saveDraft(Sample.draft("d"))
  }

  @discardableResult
  func enqueue(_ state: OutboxItem.State) async throws -> OutboxItem {
    try await store.enqueue(draft, key: "key", body: [7, 0, 8], fingerprint: [9], state: state)
  }

  @Test("each save is a new revision, and the last changed draft comes first")
  func revisions() async throws {
    let fixture = try StoreFixture()
    for (second, name) in [(1, "a"), (3, "b"), (2, "c")] {
      let store = try fixture.open(at: Timestamp(seconds: Int64(second)))
      let draft = Sample.draft(name)
      #expect(try await store.saveDraft(draft).revision == 1)
      #expect(try await store.saveDraft(draft).revision == 2)
      store.close()
    }
    let store = try fixture.open()
    #expect(try store.drafts().map(\.id.text) == ["b", "c", "a"])
    #expect(try store.drafts().map(\.changedAt.milliseconds) == [3000, 2000, 1000])
    try await store.deleteDraft(ID("b"))
    try await store.deleteDraft(ID("b"))
    #expect(try store.drafts().map(\.id.text) == ["c", "a"])
  }

  @Test("a revision at the end of its range does not trap")
  func lastRevision() async throws {
    var last = draft
    last.revision = .max
    #expect(try await store.saveDraft(last).revision == .max)
    #expect(try await store.saveDraft(draft).revision == .max)
    _ = try await store.enqueue(last, key: "k", body: [], fingerprint: [])
    #expect(try await store.returnToDraft(draft.id).revision == .max)
  }

  @Test("enqueueing takes the draft away in the same transaction")
  func enqueueing() async throws {
    let item = try await enqueue(.held)
    #expect(try store.drafts().isEmpty)
    #expect(try store.outboxItems() == [item])
    #expect(item.draft == draft && item.key == "key" && item.tries == 0)
    #expect(try store.frozenBody(item.id) == [7, 0, 8])
    #expect(try store.fingerprint(item.id) == [9])
  }

  @Test("an enqueueing that fails leaves the draft as it was", arguments: ["outbox", "drafts"])
  func failedEnqueueing(table: String) async throws {
    try store.journal.write { db in
      let change = table == "outbox" ? "INSERT" : "DELETE"
      try db.execute(
        sql: """
          CREATE TEMP TRIGGER fail BEFORE \(change) ON main.\(table)
          BEGIN SELECT RAISE(ABORT, ''); END
          """)
    }
    await #expect(throws: StoreError.self) { try await enqueue(.held) }
    #expect(try store.drafts() == [draft])
    #expect(try store.outboxItems().isEmpty)
  }

  @Test("a late save of a mail in the outbox is refused")
  func lateSave() async throws {
    try await enqueue(.held)
    await #expect(throws: StoreError.stateChanged(actual: .held)) {
      try await store.saveDraft(draft)
    }
    await #expect(throws: StoreError.stateChanged(actual: .held)) { try await enqueue(.held) }
    #expect(try store.drafts().isEmpty)
  }

  @Test("a state changes only from the one that was expected", arguments: OutboxItem.State.allCases)
  func compareAndSet(state: OutboxItem.State) async throws {
    let item = try await enqueue(state)
    for other in OutboxItem.State.allCases where other != state {
      await #expect(throws: StoreError.stateChanged(actual: state)) {
        try await store.advance(item.id, from: other, to: .inFlight, sendID: "s", tries: 9)
      }
    }
    #expect(try store.outboxItem(item.id) == item)
    let next = try await store.advance(item.id, from: state, to: .inFlight, tries: 1)
    #expect(next.state == .inFlight && next.tries == 1)
    #expect(try store.outboxItem(item.id) == next)
    await #expect(throws: StoreError.notFound) {
      try await store.advance(ID("other"), from: .inFlight, to: .ready)
    }
  }

  @Test("of many that move one item at the same time, one succeeds")
  func race() async throws {
    try await enqueue(.ready)
    let winners = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask { [store, draft] in
          let item = try? await store.advance(
            draft.id, from: .ready, to: .inFlight, note: "\(number)")
          return item != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test("only what was surely not sent is a draft again", arguments: OutboxItem.State.allCases)
  func returning(state: OutboxItem.State) async throws {
    try await enqueue(state)
    if [.inFlight, .accepted, .confirmed, .unsure].contains(state) {
      await #expect(throws: StoreError.stateChanged(actual: state)) {
        try await store.returnToDraft(draft.id)
      }
      #expect(try store.drafts().isEmpty && store.outboxItems().count == 1)
      return
    }
    let returned = try await store.returnToDraft(draft.id, note: "address unknown")
    #expect(returned.body == draft.body && returned.revision == draft.revision + 1)
    #expect(try store.drafts() == [returned])
    #expect(try store.draftNote(draft.id) == "address unknown")
    #expect(try store.outboxItems().isEmpty)
  }

  @Test("mail whose fate is open is not forgotten", arguments: OutboxItem.State.allCases)
  func removing(state: OutboxItem.State) async throws {
    try await enqueue(state)
    if [.inFlight, .unsure].contains(state) {
      await #expect(throws: StoreError.stateChanged(actual: state)) {
        try await store.removeOutboxItem(draft.id)
      }
      #expect(try store.outboxItems().count == 1)
    } else {
      try await store.removeOutboxItem(draft.id)
      #expect(try store.outboxItems().isEmpty)
      #expect(throws: StoreError.notFound) { try store.frozenBody(draft.id) }
    }
  }

  @Test("a POST that a dead process had begun is unsure at the next start")
  func inFlightAtStart() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    for (number, state) in OutboxItem.State.allCases.enumerated() {
      _ = try await first.enqueue(
        Sample.draft("d\(number)"), key: "k", body: [], fingerprint: [], state: state)
    }
    let second = try fixture.open()
    #expect(try second.outboxItems().map(\.state) == OutboxItem.State.allCases)
    first.close()
    let third = try fixture.open()
    let expected = OutboxItem.State.allCases.map { $0 == .inFlight ? .unsure : $0 }
    #expect(try third.outboxItems().map(\.state) == expected)
  }

  @Test("only confirmed items that are old enough are forgotten by themselves")
  func oldItems() async throws {
    for (number, state) in OutboxItem.State.allCases.enumerated() {
      _ = try await store.enqueue(
        Sample.draft("x\(number)"), key: "k", body: [], fingerprint: [], state: state)
    }
    try await store.removeConfirmedItems(before: StoreFixture.now)
    #expect(try store.outboxItems().count == 9)
    try await store.removeConfirmedItems(before: StoreFixture.now.advanced(byMilliseconds: 1))
    #expect(try store.outboxItems().map(\.state).contains(.confirmed) == false)
    #expect(try store.outboxItems().count == 8)
  }
}
