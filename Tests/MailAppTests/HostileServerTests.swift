import MailModel
import Terminal
import Testing

@testable import MailApp

/// Hostile text in what the server, the outbox and the drafts say (TI-10, TI-11, TI-13).
@Suite struct HostileServerTests {
  private static let size = Size(rows: 24, columns: 80)

  private static func problems(_ text: String) -> [Problem] {
    [
      .refused(status: 422, message: text, details: [text, text]), .planLimit(text),
      .server(status: 500, message: text), .sendingPaused(reason: text, until: nil),
      .notCommune(host: text), .redirected(to: text), .missingScope([text], area: text),
      .tls(text), .store(text), .journalDamaged(path: text), .editor(text), .other(text),
      .notFound(text), .tooLarge(text), .timeout(host: text),
    ]
  }

  @Test(
    "TI-10 an error takes the status line and no more; the page of problems has all of it",
    arguments: Payload.all)
  func errors(payload: Payload) {
    var fixture = Fixture(Self.size)
    let before = fixture.screen
    for problem in Self.problems("Qqz\(payload.text)Qqz" + String(repeating: " word", count: 30)) {
      fixture.send(.problem(problem))
      let canvas = view(fixture.state)
      #expect(canvas.faults == [])
      let after = (0..<Self.size.rows).map { canvas.text(row: $0) }
      let changed = after.indices.filter { after[$0] != before[$0] }
      #expect(changed == [Self.size.rows - 2], "\(problem)")
    }
    fixture.press("ge")
    fixture.send(.resized(Size(rows: 200, columns: 80)))
    #expect(view(fixture.state).faults == [])
    let read = fixture.screen.dropFirst(2).dropLast(3).joined()
    #expect(read.contains("Qqz"))
    #expect(!read.contains("…"))
    #expect(read.split(separator: " ").count { $0 == "word" } >= 15 * 30)
  }

  @Test("TI-11 refused recipients, notices and notes are one safe line", arguments: Payload.all)
  func reports(payload: Payload) {
    let text = "Qqz\(payload.text)"
    var fixture = Fixture(Self.size)
    let before = fixture.screen
    let events: [Event] = [
      .submitted(ID("d"), .accepted(note: text)), .notice(text),
      .submitted(ID("d"), .rejected(.other(text))), .submitted(ID("d"), .unsure(.cut(host: text))),
    ]
    for event in events {
      fixture.send(event)
      #expect(view(fixture.state).faults == [])
      #expect(fixture.isOnScreen("Qqz"))
      #expect(fixture.screen.dropLast(2) == before.dropLast(2))
    }
  }

  @Test("TI-13 drafts, outbox and inboxes with hostile fields", arguments: Payload.all)
  func pages(payload: Payload) {
    let text = "Qqz\(payload.text)"
    let draft = Draft(
      id: ID(text), inbox: ID(text), to: text, cc: text, bcc: text, subject: text, body: text,
      changedAt: Fixture.now)
    let inbox = Inbox(id: ID(text), localPart: text, address: text, displayName: text)
    var fixture = Fixture(Size(rows: 32, columns: 120), options: Options(profile: text))
    fixture.send(.mailboxLoaded(Mailbox(inboxes: [inbox], isLoaded: true)))
    expectSafe(fixture)
    fixture.press("J")
    expectSafe(fixture)
    fixture.press("gD")
    fixture.send(.draftsLoaded([draft, draft]))
    expectSafe(fixture)
    fixture.press("D")
    expectSafe(fixture)
    fixture.press("n<Enter>")
    expectSafe(fixture)
    fixture.press("y")
    expectSafe(fixture)
    fixture.press("<Esc><Esc>go")
    let items = OutboxItem.State.allCases.map {
      OutboxItem(
        id: draft.id, draft: draft, state: $0, key: text, changedAt: Fixture.now, note: text)
    }
    fixture.send(.outboxLoaded(items))
    expectSafe(fixture)
  }

  private func expectSafe(
    _ fixture: Fixture, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let canvas = view(fixture.state)
    #expect(canvas.faults == [], sourceLocation: sourceLocation)
    let isSeen = (0..<canvas.size.rows).contains { canvas.text(row: $0).contains("Qqz") }
    #expect(isSeen, sourceLocation: sourceLocation)
  }
}
