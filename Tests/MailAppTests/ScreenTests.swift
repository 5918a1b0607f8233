import MailModel
import Terminal
import Testing

@testable import MailApp

/// Golden screens: a change of any cell shows as a difference of a text file.
@Suite struct ScreenTests {
  private static let wide = Size(rows: 32, columns: 120)
  private static let narrow = Size(rows: 24, columns: 80)
  private static let smallest = Size(rows: 10, columns: 40)
  private static let order = [ID<MailThread>("thread-0"): Fixture.orderMessages()]

  private static let sizes: [(name: String, size: Size)] = [
    ("120x32", wide), ("80x24", narrow), ("40x10", smallest),
  ]

  @Test(arguments: sizes.map(\.name))
  func theMailScreenLooksLikeTheMockUp(size: String) {
    var fixture = fixture(size)
    expectScreen("mail-\(size)", fixture)
    fixture.press("jjj")
    expectScreen("mail-moved-\(size)", fixture)
    fixture.press("gDq")
    fixture.state.size = Size(rows: 9, columns: 39)
    #expect(fixture.screen.first?.hasPrefix("commune-tui needs 40x10") == true)
  }

  @Test(arguments: sizes.map(\.name))
  func aConversationFoldsWhatWasRead(size: String) {
    var fixture = fixture(size)
    fixture.press("<Enter>")
    expectScreen("thread-\(size)", fixture)
    fixture.press("T")
    fixture.press("zR")
    expectScreen("thread-unfolded-\(size)", fixture)
  }

  @Test(arguments: sizes.map(\.name))
  func theComposerShowsFieldsTextAndChecks(size: String) {
    var fixture = fixture(size)
    fixture.press("r")
    expectScreen("composer-editing-\(size)", fixture)
    fixture.press("<Esc>")
    expectScreen("composer-\(size)", fixture)
  }

  @Test(arguments: ["120x32", "80x24"])
  func anEmptyStoreSaysWhyAndWhatToDo(size: String) {
    let fixture = Fixture(self.size(size), rows: [])
    expectScreen("empty-\(size)", fixture)
  }

  @Test(arguments: ["120x32", "80x24"])
  func overlaysLieOverTheScreen(size: String) {
    var fixture = fixture(size)
    fixture.press(":")
    fixture.type("fold")
    expectScreen("palette-\(size)", fixture)
    fixture.press("<Esc>g")
    fixture.wait(milliseconds: 301)
    expectScreen("continuations-\(size)", fixture)
    fixture.press("<Esc>?")
    expectScreen("help-\(size)", fixture)
  }

  @Test(arguments: ["120x32", "80x24"])
  func theOutboxSaysWhatIsKnown(size: String) {
    var fixture = fixture(size)
    fixture.press("go")
    fixture.send(.outboxLoaded(Self.items))
    expectScreen("outbox-\(size)", fixture)
  }

  @Test func theStartPageSaysHowToGiveAKey() {
    var fixture = Fixture(Self.narrow)
    fixture.state.places = [.start]
    expectScreen("start-80x24", fixture)
  }

  @Test func hostileTextKeepsEveryColumnInItsPlace() {
    let hostile =
      "\u{1B}[2J\u{202E}gpj.exe\rX\u{8}\u{9B}31m%s%n" + String(repeating: "a\u{301}", count: 40)
    var rows = Fixture.mockRows(count: 6)
    for index in rows.indices {
      rows[index].thread.subject = hostile
      rows[index].correspondent = Address(spec: "\u{200B}\u{2800}\u{1B}]52;c;x\u{7}@evil.io")
    }
    expectScreen("hostile-80x24", Fixture(Self.narrow, rows: rows))
  }

  private static let items: [OutboxItem] = OutboxItem.State.allCases.map { state in
    let draft = Draft(
      id: ID("draft-\(state.rawValue)"), inbox: Fixture.support.id, to: "ada@lovelace.io",
      subject: "Re: Order not received", changedAt: Fixture.now)
    return OutboxItem(
      id: draft.id, draft: draft, state: state, key: "k",
      changedAt: Fixture.now.advanced(byMilliseconds: -41_000))
  }

  private func size(_ name: String) -> Size {
    Self.sizes.first { $0.name == name }?.size ?? Self.wide
  }

  private func fixture(_ size: String) -> Fixture {
    Fixture(self.size(size), messages: Self.order)
  }
}
