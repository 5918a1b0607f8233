import MailModel
import Terminal
import Testing

@testable import MailApp

@Suite struct UpdateTests {
  private static let order = [ID<MailThread>("thread-0"): Fixture.orderMessages()]

  @Test func twoHundredKeysInOneGoLoseNone() {
    var fixture = Fixture(threads: 5000)
    for _ in 0..<700 { fixture.press("j") }
    #expect(fixture.state.list.number == 701)
    #expect(fixture.state.list.selected?.id == ID("thread-700"))
    #expect(fixture.state.list.rows.count <= ThreadList.reach * 2)
  }

  @Test func theCursorStaysOnItsThreadWhenNewMailComes() {
    var fixture = Fixture()
    fixture.press("jjjjj")
    let id = fixture.state.list.selected?.id
    let line = fixture.state.list.cursor - fixture.state.list.top
    var newer = Fixture.mockRows(count: 1)[0]
    newer.thread.id = ID("new")
    newer.position = ThreadPosition(sortedAt: Fixture.now, id: ID("new"))
    fixture.rows.insert(newer, at: 0)
    fixture.send(.storeChanged(StoreNews(threads: true)))
    #expect(fixture.state.list.selected?.id == id)
    #expect(fixture.state.list.cursor - fixture.state.list.top == line)
  }

  @Test func aLateAnswerForAnotherListIsDropped() {
    var fixture = Fixture()
    let old = fixture.state.list
    fixture.press("2")
    let before = fixture.state.list
    let window = ThreadWindow(
      request: ThreadRequest(query: old.query, anchor: .newest, reach: 5), rows: [], above: 0,
      isAtStart: true, isAtEnd: true)
    fixture.send(.threadsLoaded(window))
    #expect(fixture.state.list == before)
  }

  @Test func theEndOfTheStoreAsksForMoreOnceAndNotAgain() {
    var fixture = Fixture(threads: 30)
    fixture.effects = []
    fixture.press("<PgDn><PgDn><PgDn><PgDn>jjjj")
    #expect(fixture.effects.filter { $0 == .fetchMore(nil) }.count == 1)
    fixture.press("G")
    #expect(fixture.effects.filter { $0 == .fetchMore(nil) }.count == 2)
  }

  @Test func restingFetchesSendersAndTheConversationMovingDoesNot() {
    var rows = Fixture.mockRows(count: 40)
    for index in rows.indices { rows[index].correspondent = nil }
    var fixture = Fixture(rows: rows)
    fixture.press("jjj")
    #expect(!fixture.effects.contains { if case .fetchSenders = $0 { true } else { false } })
    fixture.wait(milliseconds: 121)
    #expect(fixture.effects.contains { if case .fetchSenders = $0 { true } else { false } })
    #expect(fixture.effects.contains(.fetchThread(ID("thread-3"), messageCount: 4)))
  }

  @Test func aThreadCountsAsReadOnlyAfterItsDwellTime() {
    var fixture = Fixture(messages: Self.order)
    fixture.press("<Enter>")
    fixture.wait(milliseconds: 1400)
    #expect(!fixture.effects.contains { if case .markRead = $0 { true } else { false } })
    fixture.wait(milliseconds: 200)
    let last = Fixture.mockRows(count: 1)[0].position.sortedAt
    #expect(fixture.effects.contains(.markRead(ID("thread-0"), upTo: last)))
  }

  @Test func foldingKeepsTheMessageThatKeysActOn() {
    var fixture = Fixture(messages: Self.order)
    fixture.press("<Enter><S-Tab>za")
    #expect(fixture.isOnScreen("▾ Tue 11 Mar 16:02"))
    fixture.press("zM")
    #expect(fixture.screen.filter { $0.contains("▾") }.isEmpty)
    #expect(fixture.state.reader?.current == 2)
    fixture.press("zR")
    #expect(fixture.state.reader?.unfolded.count == 4)
  }

  @Test("TM-12 pasted text in the list is not run as commands")
  func pastedTextIsSwallowed() {
    var fixture = Fixture()
    let before = fixture.state.list
    fixture.send(.input(.paste("dd:q!y\nGjjj")))
    #expect(fixture.state.list == before)
    #expect(fixture.isOnScreen("Pasted text was not run as commands."))
    #expect(!fixture.effects.contains(.quit))
  }

  @Test func quittingAsksOnlyIfSomethingIsOnItsWay() {
    var fixture = Fixture()
    fixture.press("q")
    #expect(fixture.effects.contains(.quit))
    fixture = Fixture()
    fixture.state.mailbox.outgoing = 1
    fixture.state.mailbox.unsure = 1
    fixture.press("q")
    #expect(!fixture.effects.contains(.quit))
    #expect(fixture.isOnScreen("1 mail is still in the outbox (1 unsure whether sent)"))
    fixture.press("n")
    #expect(!fixture.effects.contains(.quit))
    fixture.press("qy")
    #expect(fixture.effects.contains(.quit))
  }

  @Test func escapeNeverQuits() {
    var fixture = Fixture()
    fixture.press("<Esc><Esc><Esc>h")
    #expect(!fixture.effects.contains(.quit))
  }

  @Test func repeatedProblemsAreOneEntry() {
    var fixture = Fixture()
    for _ in 0..<5 { fixture.send(.problem(.unreadable)) }
    #expect(fixture.state.problems.count == 1)
    #expect(fixture.state.problems.first?.count == 5)
  }

  @Test("TM-13 a million-key mash sends, discards and quits nothing by itself", arguments: 1...4)
  func randomKeysDoNoHarm(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var fixture = Fixture(threads: 300, messages: Self.order)
    let keys = Keymap.standard.bindings.map(\.keys)
    for _ in 0..<2000 {
      guard let sequence = keys.randomElement(using: &random) else { return }
      for key in sequence { fixture.send(.input(.key(key))) }
      _ = view(fixture.state)
    }
    // Nothing was typed into To, so nothing may be sent but the answer to Ada.
    for case .submit(let draft) in fixture.effects { #expect(draft.thread != nil) }
    #expect(
      !fixture.effects.contains {
        if case .deleteDraft = $0 { fixture.state.composer != nil } else { false }
      })
  }
}
