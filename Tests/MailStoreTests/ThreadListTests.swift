import GRDB
import MailModel
import Testing

@testable import MailStore

@Suite("Thread lists") struct ThreadListTests {
  static let inboxes: [ID<Inbox>] = [ID("a"), ID("b"), ID("c")]
  static let queries = ThreadQuery.View.allCases.flatMap { view in
    [nil, ID("a"), ID("none")].map { ThreadQuery(view: view, inbox: $0) }
  }

  /// A thread out of a small world, so that the same ones and equal times come again.
  func thread(_ numbers: inout SeededNumbers) -> MailThread {
    let number = Int.random(in: 0..<400, using: &numbers)
    var thread = Sample.thread(
      "t\(number)", at: -Int64.random(in: 0..<60, using: &numbers),
      Direction(rawValue: Int.random(in: 0...2, using: &numbers)) ?? .other,
      inbox: Self.inboxes[Int.random(in: 0..<3, using: &numbers)])
    thread.messageCount = Int.random(in: 1...3, using: &numbers)
    return thread
  }

  func matches(_ row: ThreadRow, _ query: ThreadQuery) -> Bool {
    if let inbox = query.inbox, row.thread.inbox != inbox { return false }
    return switch query.view {
    case .inbox: true
    case .needsReply: row.thread.lastDirection == .inbound
    case .waitingOnThem: row.thread.lastDirection == .outbound
    }
  }

  /// Every row of the store, newest first, sorted here.
  func sorted(_ store: MailStore, _ query: ThreadQuery) throws -> [ThreadRow] {
    let rows = try store.cache.read { db in
      try db.all("SELECT \(ThreadColumns.sql) FROM threads", [], ThreadColumns.read)
    }
    return rows.filter { matches($0, query) }.sorted { left, right in
      (right.position.sortedAt, right.id) < (left.position.sortedAt, left.id)
    }
  }

  func walk(
    _ store: MailStore, _ query: ThreadQuery, _ direction: ListDirection, by limit: Int
  ) throws -> [ThreadRow] {
    var all: [ThreadRow] = []
    var position: ThreadPosition?
    for _ in 0..<1000 {
      let page = try store.threadRows(query, from: position, direction: direction, limit: limit)
      all = direction == .older ? all + page : page + all
      guard let next = direction == .older ? page.last : page.first else { return all }
      position = next.position
    }
    Issue.record("the walk does not end")
    return all
  }

  @Test("walks in both directions give the whole list in its order", arguments: 0..<3)
  func walks(seed: Int) async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    var numbers = SeededNumbers(seed)
    for _ in 0..<10 {
      let page = (0..<50).map { _ in thread(&numbers) }
      _ = try await store.mergeThreads(page, inbox: nil, receivedAt: StoreFixture.now)
      for query in Self.queries {
        let expected = try sorted(store, query)
        let limit = Int.random(in: 1...60, using: &numbers)
        #expect(try walk(store, query, .older, by: limit) == expected)
        #expect(try walk(store, query, .newer, by: limit) == expected)
        guard let row = expected.randomElement(using: &numbers) else { continue }
        let above = expected.prefix { $0.id != row.id }
        #expect(try store.rowsAbove(row.position, in: query) == above.count)
        #expect(try store.rowsAbove(row.position, in: query, limit: 5) == min(5, above.count))
        let unread = above.last { $0.isUnread }
        let found = try store.nextUnread(after: row.position, in: query, direction: .newer)
        #expect(found == unread)
      }
    }
  }

  @Test("rows that come in during a walk neither repeat nor hide others")
  func insertsDuringAWalk() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    let even = (0..<100).map { Sample.thread("t\($0 * 2)", at: -Int64($0 * 2)) }
    _ = try await store.mergeThreads(even, inbox: nil, receivedAt: StoreFixture.now)
    var seen: [ThreadRow] = []
    for number in 0..<40 {
      let page = try store.threadRows(
        ThreadQuery(), from: seen.last?.position, direction: .older, limit: 7)
      seen += page
      let odd = (0..<5).map { $0 * 40 + number }.map { Sample.thread("u\($0)", at: -Int64($0)) }
      _ = try await store.mergeThreads(odd, inbox: nil, receivedAt: StoreFixture.now)
    }
    #expect(Set(seen.map(\.id)).count == seen.count)
    #expect(Set(seen.map(\.id)).isSuperset(of: even.map(\.id)))
  }

  @Test("tallies are what a count gives after any operations", arguments: 0..<4)
  func tallies(seed: Int) async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    var numbers = SeededNumbers(seed)
    for _ in 0..<60 {
      let one = thread(&numbers)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: try await store.markRead(one.id, upTo: StoreFixture.now)
      case 1: try await store.markUnread(one.id)
      case 2:
        let sent = Sample.message("m", in: one.id.text, .outbound)
        try await store.mergeMessages(thread: one.id, [sent], isComplete: true)
      case 3:
        // What a later release may do: the triggers count it.
        try store.cache.write { try $0.run("DELETE FROM threads WHERE id = ?", [one.id.bound]) }
      default:
        let page = (0..<20).map { _ in thread(&numbers) }
        _ = try await store.mergeThreads(page, inbox: nil, receivedAt: StoreFixture.now)
      }
      for inbox in Self.inboxes.map({ Optional($0) }) + [nil] {
        let rows = try sorted(store, ThreadQuery(inbox: inbox))
        let expected = ThreadTally(
          threads: rows.count, unread: rows.count(where: \.isUnread),
          needsReply: rows.count { $0.thread.lastDirection == .inbound },
          waitingOnThem: rows.count { $0.thread.lastDirection == .outbound })
        #expect(try store.tally(inbox: inbox) == expected)
      }
    }
  }

  @Test("an inbox with more mail on the server says so, and so do all together")
  func hasMore() async throws {
    let store = try MailStore.inMemory(clock: { StoreFixture.now })
    try await store.setThreadListState(ThreadListState(hasMore: true), of: ID("a"))
    try await store.setThreadListState(ThreadListState(hasMore: false), of: ID("b"))
    #expect(try store.tally(inbox: ID("a")).hasMore && store.tally(inbox: nil).hasMore)
    #expect(try !store.tally(inbox: ID("b")).hasMore)
  }
}
