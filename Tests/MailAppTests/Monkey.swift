import MailModel
import Terminal
import Testing

@testable import MailApp

/// Plays random events on the program, answers its effects late and in any order, and watches that
/// no mail leaves unasked and no text is lost.
struct Monkey {
  /// What a draft says.
  struct Content: Equatable {
    var fields: [String]

    init(_ draft: Draft) {
      fields = [draft.to, draft.cc, draft.bcc, draft.subject, draft.body]
    }
  }

  var fixture: Fixture
  var random: SeededGenerator
  /// What would survive a crash.
  var journal: [ID<Draft>: Content] = [:]
  var stored: [ID<Draft>: Draft] = [:]
  private var answers: [Event] = []
  private(set) var faults: [String] = []
  private(set) var submissions = 0

  private static let sequences = Keymap.standard.bindings.map(\.keys)
  private static let typed = Array(
    "abcdehijklmnoprstuyABDEGJKLRTUY012 .,@<>?:/%\u{301}é配👩".unicodeScalars)
  private static let codes: [Key.Code] = [
    .enter, .tab, .escape, .backspace, .delete, .home, .end, .pageUp, .pageDown, .up, .down, .left,
    .right, .function(1), .function(20), .insert,
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    let order = [
      ID<MailThread>("thread-0"): Fixture.orderMessages(),
      ID<MailThread>("thread-1"): Fixture.orderMessages(in: ID("thread-1")),
    ]
    fixture = Fixture(threads: 80, messages: order)
  }

  /// One random event and the look at what came of it.
  mutating func step() {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<4: trySending()
    case ..<40: send(.input(.key(key())))
    case ..<58:
      for key in Self.sequences.randomElement(using: &random) ?? [] { send(.input(.key(key))) }
    case ..<64: send(.input(.paste(pasted())))
    case ..<68: send(.input(.mouse(mouse())))
    case ..<74: send(.resized(size()))
    case ..<80:
      fixture.state.now = fixture.state.now.advanced(byMilliseconds: 700)
      for kind in fixture.state.timers.takeDue(at: fixture.state.now) { send(.timerFired(kind)) }
    case ..<92:
      guard let index = answers.indices.randomElement(using: &random) else { return }
      send(answers.remove(at: index))
    default: send(news())
    }
  }

  /// The end of the program: all that was typed is stored by now.
  mutating func finish() {
    send(.terminated)
    if let open = unsaved(fixture.state) { fault("lost at the end: \(open.content)") }
  }

  mutating func send(_ event: Event) {
    let before = fixture.state
    fixture.effects = []
    fixture.send(event)
    for effect in fixture.effects { note(effect, of: event, before: before) }
    if let open = unsaved(before), fixture.state.composer?.id != open.id,
      journal[open.id] != open.content, !isGone(open.id)
    {
      fault("\(event) lost \(open.content)")
    }
    watchReplacement(of: before.composer, at: before.place, event)
    fixture.state.isQuitting = false
  }

  /// Only keys in the composer and an editor change what a draft says.
  private mutating func watchReplacement(of old: Composer?, at place: Place, _ event: Event) {
    guard place != .composer, let old, let new = fixture.state.composer, new.id == old.id else {
      return
    }
    if case .editorEnded = event { return }
    let contents = [old, new].map { Content($0.content(at: Fixture.now)) }
    if contents[0] != contents[1] { fault("\(event) replaced \(contents[0])") }
  }

  private mutating func note(_ effect: Effect, of event: Event, before: AppState) {
    switch effect {
    case .saveDraft(let draft, let count):
      journal[draft.id] = Content(draft)
      stored[draft.id] = draft
      answers.append(
        Int.random(in: 0..<9, using: &random) == 0
          ? .draftSaveFailed(draft, .diskFull) : .draftSaved(draft.id, changeCount: count))
    case .submit(let draft): noteSubmission(draft, event, before)
    case .deleteDraft(let id):
      let isAnswer =
        event == .input(.key(.character("y"))) || event == .input(.key(.character("Y")))
      if !isAnswer || before.question?.deed != .discardDraft(id) { fault("deleted without a yes") }
      journal[id] = nil
      stored[id] = nil
      answers.append(.draftDeleted(id))
    case .loadDrafts: answers.append(.draftsLoaded(Array(stored.values)))
    case .loadOutbox: answers.append(.outboxLoaded(outbox()))
    case .treatAsNotSent(let id):
      if let draft = stored[id] { answers.append(.draftOpened(draft)) }
    case .editExternally(let id, let text): answers.append(.editorEnded(id, .text(text + "!")))
    case .quit:
      if let open = unsaved(before), journal[open.id] != open.content { fault("quit lost text") }
    default: break
    }
  }

  private mutating func noteSubmission(_ draft: Draft, _ event: Event, _ before: AppState) {
    submissions += 1
    let isKey =
      event == .input(.key(.character("y"))) && before.place == .composer
      && before.composer?.focus == .command && before.question == nil && before.palette == nil
    let isCommand = event == .input(.key(Key(.enter))) && before.palette != nil
    if !isKey && !isCommand { fault("\(event) sent a mail") }
    let addresses = [draft.to, draft.cc, draft.bcc].flatMap { Address.list(parsing: $0) }
    if addresses.isEmpty || !addresses.allSatisfy(\.isValid) { fault("sent to \(addresses)") }
    journal[draft.id] = Content(draft)
    stored[draft.id] = draft
    let outcomes: [Submission] = [
      .accepted(note: nil), .rejected(.other("no")), .waiting(.timeout(host: "h")),
      .unsure(.cut(host: "h")), .notRecorded(.diskFull), .accepted(note: "remark"),
    ]
    if let outcome = outcomes.randomElement(using: &random) {
      answers.append(.submitted(draft.id, outcome))
    }
  }

  /// What is typed and not in the journal.
  private func unsaved(_ state: AppState) -> (id: ID<Draft>, content: Content)? {
    guard let composer = state.composer, !composer.isUntouched else { return nil }
    let content = Content(composer.content(at: state.now))
    return journal[composer.id] == content ? nil : (composer.id, content)
  }

  private func isGone(_ id: ID<Draft>) -> Bool {
    fixture.effects.contains(.deleteDraft(id))
  }

  private mutating func fault(_ text: String) { faults.append(text) }
}

extension Monkey {
  private mutating func key() -> Key {
    let control = Unicode.Scalar(UInt8.random(in: 97...122, using: &random))
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return .control(control)
    case 1: return Key(.character(control), .alt)
    case 2...3: return Key(Self.codes.randomElement(using: &random) ?? .escape)
    default: return .character(Self.typed.randomElement(using: &random) ?? "y")
    }
  }

  private mutating func pasted() -> String {
    let texts = [
      "y", "dd:q!y\n", "ada@lovelace.io", "a\u{1B}[2J\u{0}\r\nb", "word ", "\t配送\u{202E}",
    ]
    return texts.randomElement(using: &random) ?? ""
  }

  /// What somebody would press who means it.
  private mutating func trySending() {
    guard let composer = fixture.state.composer else { return send(.input(.key(key()))) }
    if composer.focus != .command { send(.input(.key(Key(.escape)))) }
    send(.input(.key(.character("y"))))
  }

  private mutating func mouse() -> Mouse {
    let actions: [Mouse.Action] = [.press, .release, .wheelUp, .wheelDown]
    let position = Position(
      row: Int.random(in: -2...60, using: &random), column: Int.random(in: -2...200, using: &random)
    )
    return Mouse(actions.randomElement(using: &random) ?? .press, at: position)
  }

  private mutating func size() -> Size {
    if Bool.random(using: &random) { return Size(rows: 32, columns: 120) }
    return Size(
      rows: Int.random(in: 0...50, using: &random), columns: Int.random(in: 0...160, using: &random)
    )
  }

  private func outbox() -> [OutboxItem] {
    stored.values.enumerated().map { index, draft in
      let states = OutboxItem.State.allCases
      return OutboxItem(
        id: draft.id, draft: draft, state: states[index % states.count], key: "k",
        changedAt: Fixture.now)
    }
  }

  /// What comes by itself: changes of the store, windows of any list, messages, failures.
  private mutating func news() -> Event {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: .storeChanged(StoreNews(mailbox: true, threads: true, messages: [ID("thread-0")]))
    case 1...3: .threadsLoaded(window())
    case 4: .messagesLoaded(messages())
    case 5: .connectionChanged(.busy)
    case 6: .problem(.timeout(host: "h"))
    case 7: .mailboxLoaded(Mailbox(inboxes: [Fixture.support], outgoing: 1, isLoaded: true))
    default: .draftOpened(Draft(id: ID("other"), to: "x@y.io", changedAt: Fixture.now))
    }
  }

  private mutating func window() -> ThreadWindow {
    let count = fixture.rows.count
    let start = Int.random(in: 0...count, using: &random)
    let end = Int.random(in: start...count, using: &random)
    let rows = Array(fixture.rows[start..<end])
    let position = fixture.rows[Int.random(in: 0..<count, using: &random)].position
    let anchors: [ThreadRequest.Anchor] = [
      .newest, .oldest, .around(position), .unread(after: position, older: true),
    ]
    let query = Bool.random(using: &random) ? fixture.state.list.query : ThreadQuery()
    return ThreadWindow(
      request: ThreadRequest(
        query: query, anchor: anchors.randomElement(using: &random) ?? .newest, reach: 200),
      rows: rows, above: start, isAtStart: Bool.random(using: &random),
      isAtEnd: Bool.random(using: &random), found: Bool.random(using: &random) ? position.id : nil)
  }

  private mutating func messages() -> ThreadMessages {
    let all = Fixture.orderMessages()
    let thread = fixture.state.reader?.thread ?? ID("thread-0")
    return ThreadMessages(
      thread: thread, row: nil, messages: Array(all.prefix(Int.random(in: 0...4, using: &random))),
      missing: Int.random(in: 0...2, using: &random), isComplete: Bool.random(using: &random))
  }
}
