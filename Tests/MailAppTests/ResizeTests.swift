import MailModel
import Terminal
import Testing

@testable import MailApp

@Suite struct ResizeTests {
  private static let order = [ID<MailThread>("thread-0"): Fixture.orderMessages()]

  /// Every screen, by the keys that lead there.
  private static let screens = [
    "", "jjj", "<Enter>", "<Enter>zR", "r", "r<Esc>", "c", "?", ":", "rhello<Esc>D", "go", "gD",
    "ge", "g", "2", "<Enter>?",
  ]

  private static func fixture(_ keys: String) -> Fixture {
    var fixture = Fixture(messages: order)
    let draft = Draft(id: ID("d"), to: "a@b.io", subject: "Hi", changedAt: Fixture.now)
    fixture.send(.problem(.server(status: 500, message: String(repeating: "broken ", count: 40))))
    fixture.press(keys)
    fixture.send(.draftsLoaded(Array(repeating: draft, count: 40)))
    let items = OutboxItem.State.allCases.map {
      OutboxItem(id: draft.id, draft: draft, state: $0, key: "k", changedAt: Fixture.now)
    }
    fixture.send(.outboxLoaded(items))
    if keys == "g" { fixture.wait(milliseconds: 301) }
    return fixture
  }

  private static let keys = [
    "j", "k", "G", "<C-d>", "<C-u>", "<Tab>", "<Down>", "<Up>", "<PgDn>", "x", "<Left>",
  ]

  @Test("TM-01 TM-02 any size shows a frame of that size on any screen", arguments: 1...4)
  func randomSizes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var fixtures = Self.screens.map(Self.fixture)
    var start = Fixture()
    start.state.places = [.start]
    fixtures.append(start)
    for _ in 0..<500 {
      let index = Int.random(in: fixtures.indices, using: &random)
      let size = Self.size(&random)
      fixtures[index].send(.resized(size))
      if Bool.random(using: &random), let key = Self.keys.randomElement(using: &random) {
        fixtures[index].press(key)
      }
      let canvas = view(fixtures[index].state)
      #expect(canvas.size == size)
      if let cursor = canvas.cursor {
        #expect(cursor.row < size.rows && cursor.column <= size.columns, "\(index) \(size)")
      }
      if size.rows * size.columns < 4000 { #expect(canvas.faults == [], "\(index) \(size)") }
    }
  }

  /// Small sizes more often than large ones.
  private static func size(_ random: inout SeededGenerator) -> Size {
    let rows = Double.random(in: 0...1, using: &random)
    let columns = Double.random(in: 0...1, using: &random)
    return Size(rows: Int(rows * rows * 200), columns: Int(columns * columns * 500))
  }

  @Test(
    "TM-02 extreme sizes are survived and q still quits",
    arguments: [(1, 1), (1, 200), (300, 1), (0, 0), (20, 5), (5, 20), (10, 39), (9, 40), (10, 40)])
  func extremes(rows: Int, columns: Int) {
    for keys in Self.screens {
      var fixture = Self.fixture(keys)
      fixture.send(.resized(Size(rows: rows, columns: columns)))
      for key in Self.keys { fixture.press(key) }
      #expect(view(fixture.state).size == Size(rows: rows, columns: columns))
    }
    var fixture = Fixture(Size(rows: rows, columns: columns))
    fixture.press("q")
    #expect(fixture.effects.contains(.quit))
  }

  @Test("TM-01 after many sizes the screen is that of a fresh start", arguments: ["", "<Enter>"])
  func theLastFrameIsThatOfAFreshStart(keys: String) {
    var random = SeededGenerator(seed: 7)
    let last = Size(rows: 40, columns: 130)
    var resized = Fixture(messages: Self.order)
    resized.press(keys)
    for _ in 0..<100 { resized.send(.resized(Self.size(&random))) }
    resized.send(.resized(last))
    var fresh = Fixture(last, messages: Self.order)
    fresh.press(keys)
    #expect(view(resized.state).golden == view(fresh.state).golden)
  }
}
