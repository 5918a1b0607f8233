import MailModel
import Terminal

@testable import MailApp

/// A program in memory: the real state and update on a store that is a list of rows.
struct Fixture {
  static let now = Timestamp(parsing: "2025-03-15T18:42:00Z") ?? Timestamp(seconds: 0)
  static let support = Inbox(
    id: ID("inbox-support"), domainName: "acme.dev", localPart: "support",
    address: "support@acme.dev")
  static let billing = Inbox(
    id: ID("inbox-billing"), domainName: "acme.dev", localPart: "billing",
    address: "billing@acme.dev", displayName: "Acme Billing")

  var state: AppState
  /// What was asked of the surroundings and not answered here.
  var effects: [Effect] = []
  var rows: [ThreadRow]
  var messages: [ID<MailThread>: [Message]]

  init(
    _ size: Size = Size(rows: 32, columns: 120), threads: Int = 60, rows: [ThreadRow]? = nil,
    messages: [ID<MailThread>: [Message]] = [:], options: Options = Options(profile: "acme · prod")
  ) {
    self.rows = rows ?? Fixture.mockRows(count: threads)
    self.messages = messages
    state = AppState(now: Fixture.now, zone: .utc, size: size, options: options)
    send(.started)
    send(.connectionChanged(.live(since: Fixture.now)))
  }

  /// Sends an event; bounded reads are answered as the store would.
  mutating func send(_ event: Event) {
    var events = [event]
    while !events.isEmpty {
      for effect in update(&state, events.removeFirst()) {
        if let answer = answer(effect) { events.append(answer) } else { effects.append(effect) }
      }
    }
  }

  /// Presses keys written as in a keymap file.
  mutating func press(_ keys: String) {
    for key in KeyNotation.parse(keys) ?? [] { send(.input(.key(key))) }
  }

  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.input(.key(.character(scalar)))) }
  }

  /// Lets time pass and the timers that are due fire.
  mutating func wait(milliseconds: Int64) {
    state.now = state.now.advanced(byMilliseconds: milliseconds)
    for kind in state.timers.takeDue(at: state.now) { send(.timerFired(kind)) }
  }

  /// The screen's rows.
  var screen: [String] {
    let canvas = view(state)
    return (0..<state.size.rows).map { canvas.text(row: $0) }
  }

  func isOnScreen(_ text: String) -> Bool {
    screen.contains { $0.contains(text) }
  }

  private func answer(_ effect: Effect) -> Event? {
    switch effect {
    case .loadMailbox: return .mailboxLoaded(mailbox)
    case .loadThreads(let request): return .threadsLoaded(window(request))
    case .loadMessages(let id):
      let found = messages[id] ?? []
      return .messagesLoaded(
        ThreadMessages(
          thread: id, row: rows.first { $0.id == id }, messages: found,
          isComplete: messages[id] != nil))
    default: return nil
    }
  }

  private var mailbox: Mailbox {
    var total = ThreadTally(hasMore: true)
    for row in rows {
      total.threads += 1
      total.unread += row.isUnread ? 1 : 0
      total.needsReply += row.thread.lastDirection == .inbound ? 1 : 0
      total.waitingOnThem += row.thread.lastDirection == .outbound ? 1 : 0
    }
    return Mailbox(
      inboxes: [Fixture.support, Fixture.billing],
      tallies: [Fixture.support.id: total, Fixture.billing.id: ThreadTally()], total: total,
      domains: 1, drafts: 2, isLoaded: true)
  }

  private func window(_ request: ThreadRequest) -> ThreadWindow {
    let found = rows.filter { row in
      switch request.query.view {
      case .inbox: true
      case .needsReply: row.thread.lastDirection == .inbound
      case .waitingOnThem: row.thread.lastDirection == .outbound
      }
    }
    let center: Int
    switch request.anchor {
    case .newest: center = 0
    case .oldest: center = max(0, found.count - 1)
    case .around(let position), .unread(let position, _):
      center = found.firstIndex { $0.id == position.id } ?? 0
    }
    let start = max(0, center - request.reach)
    let end = min(found.count, center + request.reach)
    return ThreadWindow(
      request: request, rows: Array(found[start..<end]), above: start, isAtStart: start == 0,
      isAtEnd: end == found.count)
  }
}

extension Fixture {
  private static let people: [(String, String, Int, Direction, Bool)] = [
    ("ada@lovelace.io", "Order not received", 252, .inbound, true),
    ("m.curie@rad.fr", "Invoice 2025-031 wrong amount", 38, .inbound, true),
    ("grace@navy.mil", "Re: API limits", 125, .outbound, false),
    ("tobias@kiel.de", "Größe der Anhänge", 190, .inbound, false),
    ("王小明@例え.jp", "配送について", 300, .outbound, false),
    ("noreply@ci.dev", "[ci] build 4412 failed", 370, .inbound, false),
  ]

  /// Threads as in the mock-ups, then more of the kind; ages grow.
  static func mockRows(count: Int) -> [ThreadRow] {
    (0..<count).map { number in
      let person = people[number % people.count]
      let minutes = number < people.count ? person.2 : 400 + number * 37
      let at = now.advanced(byMilliseconds: -Int64(minutes) * 60_000)
      let id = ID<MailThread>("thread-\(number)")
      let thread = MailThread(
        id: id, inbox: support.id, subject: person.1 + (number < 6 ? "" : " #\(number)"),
        snippet: "Hi", lastMessageAt: at, messageCount: number % 9 + 1,
        lastDirection: person.3, hasAttachments: number % 4 == 0)
      return ThreadRow(
        thread: thread, position: ThreadPosition(sortedAt: at, id: id),
        correspondent: Address(spec: person.0), isUnread: person.4 && number < 6,
        isAnsweredElsewhere: person.3 == .outbound && number % 2 == 0)
    }
  }

  /// The conversation of the mock-up of product.md §5.2.
  static func orderMessages(in thread: ID<MailThread> = ID("thread-0")) -> [Message] {
    func message(
      _ number: Int, _ date: String, _ direction: Direction, _ text: String
    ) -> Message {
      let sender = direction == .inbound ? "Ada <ada@lovelace.io>" : "support@acme.dev"
      let receiver = direction == .inbound ? "support@acme.dev" : "ada@lovelace.io"
      return Message(
        id: ID("m\(number)"), thread: thread, inbox: support.id, direction: direction,
        participants: [
          Participant(role: .sender, identity: sender), Participant(role: .to, identity: receiver),
        ], subject: "Order not received", text: text, createdAt: Timestamp(parsing: date))
    }
    return [
      message(
        1, "2025-03-10T09:15:00Z", .inbound,
        "Hi, I placed order #4521 last week and have heard nothing.\n\nAda"),
      message(2, "2025-03-10T09:40:00Z", .outbound, "Hello Ada, thanks for reaching out."),
      message(
        3, "2025-03-11T16:02:00Z", .inbound, "The agent says \"label created\", but no more."),
      message(
        4, "2025-03-15T14:30:00Z", .inbound,
        """
        Hi, I placed order #4521 five days ago and still have not received it. \
        The tracking page says "label created" since Monday.

        Could you check with the carrier or send a replacement?

        Ada

        On 11 Mar, support wrote:
        > Hello Ada,
        > thanks for reaching out.
        """),
    ]
  }
}
