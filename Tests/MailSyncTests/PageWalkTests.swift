import MailModel
import Testing

@testable import MailSync

@Suite struct PageWalkTests {
  private func ids(_ numbers: ClosedRange<Int>) -> [ID<MailThread>] {
    numbers.map { ID("t\($0)") }
  }

  @Test("PG-01 cursors that go round end the walk at the first repeat")
  func cursorsThatRepeatEndTheWalk() {
    var walk = PageWalk()
    #expect(walk.received(ids(1...2), nextCursor: "A", hasMore: true) == .next(cursor: "A"))
    #expect(walk.received(ids(3...4), nextCursor: "B", hasMore: true) == .next(cursor: "B"))
    #expect(walk.received(ids(5...6), nextCursor: "A", hasMore: true) == .doubt(.cursorRepeats))
  }

  @Test("PG-01 the cursor a walk began with counts as used")
  func theFirstCursorCounts() {
    var walk = PageWalk(startingAt: "A")
    #expect(walk.received(ids(1...2), nextCursor: "A", hasMore: true) == .doubt(.cursorRepeats))
  }

  @Test("PG-02 more without a cursor leaves a doubt", arguments: [nil, ""])
  func moreWithoutACursor(cursor: String?) {
    var walk = PageWalk()
    #expect(walk.received(ids(1...2), nextCursor: cursor, hasMore: true) == .doubt(.noCursor))
  }

  @Test("PG-03 has_more false is trusted, whatever the cursor")
  func noMoreIsTrusted() {
    var walk = PageWalk()
    #expect(walk.received(ids(1...2), nextCursor: "A", hasMore: false) == .end)
  }

  @Test("PG-05 three pages without news are followed, the fourth ends the walk")
  func emptyPagesEndTheWalk() {
    var walk = PageWalk()
    _ = walk.received(ids(1...2), nextCursor: "0", hasMore: true)
    for page in 1...3 {
      let step = walk.received([], nextCursor: "\(page)", hasMore: true)
      #expect(step == .next(cursor: "\(page)"))
    }
    #expect(walk.received(ids(1...1), nextCursor: "9", hasMore: true) == .doubt(.nothingNew))
  }

  @Test("PG-05 news resets the count of empty pages")
  func newsResetsTheCount() {
    var walk = PageWalk()
    for page in 0..<40 {
      let news = page.isMultiple(of: 4) ? ids(page...page) : []
      let step = walk.received(news, nextCursor: "\(page)", hasMore: true)
      #expect(step == .next(cursor: "\(page)"))
    }
  }
}
