import MailModel
import Terminal
import Testing

@testable import MailApp

/// Places where two things meet that are rarely tried together.
@Suite struct CornerTests {
  private static let order = [ID<MailThread>("thread-0"): Fixture.orderMessages()]

  private func fixture(_ size: Size = Size(rows: 32, columns: 120)) -> Fixture {
    Fixture(size, messages: Self.order)
  }

  private func submissions(_ fixture: Fixture) -> Int {
    fixture.effects.count { if case .submit = $0 { true } else { false } }
  }

  @Test("CD-04 a draft that is open keeps what is typed when it is opened from the list")
  func openTwice() {
    var fixture = fixture()
    fixture.press("r")
    guard let id = fixture.state.composer?.id else { return }
    fixture.type("new words")
    fixture.press("<Esc>gD")
    fixture.send(.draftsLoaded([Draft(id: id, to: "old", body: "old", changedAt: Fixture.now)]))
    fixture.press("<Enter>")
    #expect(fixture.state.place == .composer)
    #expect(fixture.state.composer?.body.text.hasPrefix("new words") == true)
  }

  @Test("CD-04 a late word about an older composer marks nothing as stored") func lateWord() {
    var fixture = fixture()
    let draft = Draft(id: ID("d"), to: "a@b.io", body: "", changedAt: Fixture.now)
    fixture.send(.draftOpened(draft))
    fixture.press("i")
    fixture.type("first")
    fixture.press("<Esc>p")
    let saved = fixture.effects.compactMap {
      if case .saveDraft(_, let count) = $0 { count } else { nil }
    }
    fixture.send(.draftOpened(draft))
    fixture.press("i")
    fixture.type("again")
    fixture.effects = []
    if let count = saved.last { fixture.send(.draftSaved(ID("d"), changeCount: count)) }
    fixture.press("<Esc>p")
    let isKept = fixture.effects.contains {
      if case .saveDraft(let draft, _) = $0 { draft.body == "again" } else { false }
    }
    #expect(isKept)
  }

  @Test func movingTheCursorInAFieldChangesNothing() {
    var fixture = fixture()
    fixture.press("c")
    for key in ["<Left>", "<Home>", "<End>", "<Right>"] { fixture.press(key) }
    #expect(fixture.state.composer?.isUntouched == true)
  }

  @Test func anAnswerIsBegunForTheThreadItWasAskedForOnly() {
    var fixture = Fixture(messages: [ID("thread-1"): Fixture.orderMessages(in: ID("thread-1"))])
    fixture.press("rqj<Enter>")
    #expect(fixture.state.place == .reader)
    #expect(fixture.state.composer == nil)
  }

  @Test func theOutboxLeadsBackToTheMailOnceTheComposerIsGone() {
    var fixture = fixture()
    fixture.press("R<Esc>y")
    #expect(submissions(fixture) == 1)
    guard let id = fixture.state.composer?.id else { return }
    fixture.press("go")
    fixture.send(.submitted(id, .accepted(note: nil)))
    #expect(!fixture.state.places.contains(.composer))
    fixture.press("q")
    #expect(fixture.state.place == .list)
  }

  @Test func textPastedWhileAMailIsSentIsNotTaken() {
    var fixture = fixture()
    fixture.press("R<Esc>y")
    let before = fixture.state.composer?.body.text
    fixture.send(.input(.paste("lost?")))
    #expect(fixture.state.composer?.body.text == before)
    #expect(fixture.isOnScreen("the pasted text was not taken"))
  }

  @Test func aPreviewThatAppearsShowsTheThreadOfTheCursor() {
    var fixture = fixture(Size(rows: 24, columns: 80))
    fixture.press("<Enter>qj")
    fixture.send(.resized(Size(rows: 32, columns: 120)))
    #expect(fixture.state.reader?.thread == ID("thread-1"))
  }

  @Test func thePreviewIsLaidOutAtItsOwnWidthAfterTheWholeScreen() {
    var fixture = fixture()
    let before = fixture.screen
    fixture.press("<Enter>gi")
    #expect(fixture.screen == before)
  }

  @Test func aThreadThatIsNotShownYetDoesNotCountAsRead() {
    var fixture = Fixture()
    fixture.press("<Enter>")
    fixture.wait(milliseconds: 5000)
    #expect(!fixture.effects.contains { if case .markRead = $0 { true } else { false } })
    fixture.messages = Self.order
    fixture.send(.storeChanged(StoreNews(messages: [ID("thread-0")])))
    fixture.wait(milliseconds: 1600)
    #expect(fixture.effects.contains { if case .markRead = $0 { true } else { false } })
  }

  @Test func theCommandLineRunsWhatIsSelectedAndNeverSendsByHalfAWord() {
    var fixture = fixture()
    fixture.press("R<Esc>:")
    fixture.type("s")
    fixture.press("<Enter>")
    #expect(submissions(fixture) == 0)
    fixture.press(":")
    fixture.type("send")
    fixture.press("<Enter>")
    #expect(submissions(fixture) == 1)
    fixture = self.fixture()
    fixture.press(":")
    fixture.type("reply")
    fixture.press("<Down>")
    let chosen = fixture.state.palette.map { $0.matches[$0.selected] }
    #expect(chosen == .replyAll)
  }

  @Test func aReadOnlyInstanceOpensNoDraft() {
    var fixture = Fixture(options: Options(isReadOnly: true))
    fixture.press("gD")
    fixture.send(.draftsLoaded([Draft(id: ID("d"), changedAt: Fixture.now)]))
    fixture.press("<Enter>")
    #expect(fixture.state.composer == nil)
    #expect(fixture.isOnScreen("this one can read, not write or send"))
  }

  @Test func anInboxThatIsGoneLeavesNoEmptyScreen() {
    var fixture = fixture()
    fixture.press("J<Enter>")
    #expect(fixture.state.place == .reader)
    fixture.send(.mailboxLoaded(Mailbox(inboxes: [Fixture.billing], isLoaded: true)))
    #expect(fixture.state.place == .list)
  }
}
