import MailModel
import Terminal

/// The mails on their way out, and what is known of each.
public struct OutboxList: Equatable, Sendable {
  var rows: [OutboxItem] = []
  var cursor = 0
  var isLoaded = false

  var selected: OutboxItem? { rows.indices.contains(cursor) ? rows[cursor] : nil }
}

extension AppState {
  mutating func takeOutbox(_ rows: [OutboxItem]) -> [Effect] {
    outbox.rows = rows
    outbox.isLoaded = true
    outbox.cursor = min(outbox.cursor, max(0, rows.count - 1))
    noteArrivals(rows)
    return []
  }

  /// Says which of the mails that were handed over in this run stand in their threads now.
  private mutating func noteArrivals(_ rows: [OutboxItem]) {
    let arrived = rows.filter { awaited.contains($0.id) && $0.state == .confirmed }
    awaited.formIntersection(rows.map(\.id))
    guard !arrived.isEmpty else { return }
    awaited.subtract(arrived.map(\.id))
    say(
      arrived.count == 1
        ? "Sent: it stands in the thread." : "Sent: \(arrived.count) mails stand in their threads.")
  }

  mutating func updateOutbox(_ action: Action) -> [Effect]? {
    let page = max(1, Layout.page(size).rows - 8)
    if let row = row(after: action, from: outbox.cursor, count: outbox.rows.count, page: page) {
      outbox.cursor = row
      return []
    }
    switch action {
    case .open, .checkAgain, .treatAsNotSent, .markAsSent:
      guard let item = outbox.selected else { return [] }
      guard !options.isReadOnly else {
        say(.secondInstance)
        return []
      }
      return act(action, on: item)
    default: return nil
    }
  }

  private mutating func act(_ action: Action, on item: OutboxItem) -> [Effect] {
    switch (action, item.state) {
    case (.checkAgain, .unsure), (.checkAgain, .accepted), (.checkAgain, .needsYou):
      say("Looking on the server…")
      return [.checkAgain(item.id)]
    case (.treatAsNotSent, .unsure), (.treatAsNotSent, .needsYou):
      question = Question(
        text: "If “\(name(of: item.draft))” was sent after all, sending again makes two. "
          + "Back to the drafts? y/N", deed: .treatAsNotSent(item.id))
    case (.open, .ready), (.open, .held), (.open, .rejected), (.treatAsNotSent, .ready):
      return [.treatAsNotSent(item.id)]
    case (.markAsSent, .unsure), (.markAsSent, .needsYou), (.markAsSent, .accepted):
      return [.markAsSent(item.id)]
    default:
      say("\(item.state.words.capitalizedFirst): that cannot be done with it now.")
    }
    return []
  }

  func drawOutbox(on canvas: inout Canvas) {
    let count = outbox.rows.count
    drawPageTitle("Outbox", SafeText(count == 1 ? "1 item" : "\(count) items"), on: &canvas)
    guard !outbox.rows.isEmpty else {
      let text: SafeText = outbox.isLoaded ? "Nothing is on its way out." : "Loading…"
      canvas.write(text, row: 3, column: 2, style: .dim)
      canvas.cursor = Position(row: 3, column: 2)
      return
    }
    let page = max(1, Layout.page(size).rows - 8)
    let first = max(0, outbox.cursor - page + 1)
    for (offset, item) in outbox.rows.dropFirst(first).prefix(page).enumerated() {
      drawItem(item, isCursor: first + offset == outbox.cursor, row: 2 + offset, on: &canvas)
    }
    drawDetail(row: Layout.page(size).endRow - 5, on: &canvas)
  }

  private func drawItem(_ item: OutboxItem, isCursor: Bool, row: Int, on canvas: inout Canvas) {
    let style: Style = isCursor ? .cursor : item.state == .unsure ? .unsure : .plain
    if isCursor {
      canvas.fill(Rect(row: row, column: 0, rows: 1, columns: size.columns), style: style)
      canvas.cursor = Position(row: row, column: 0)
    }
    canvas.write(
      SafeText("\(item.state.mark) \(item.words)"), row: row, column: 1, width: 24,
      style: style)
    canvas.write(SafeText(item.draft.to, limit: 200), row: row, column: 26, width: 22, style: style)
    canvas.write(
      SafeText(item.draft.subject, limit: 500), row: row, column: 49, width: size.columns - 57,
      style: style)
    writeRight(
      SafeText(Age.short(item.changedAt, now: now)), row: row, end: size.columns - 1, style: style,
      on: &canvas)
  }

  private func drawDetail(row: Int, on canvas: inout Canvas) {
    guard let item = outbox.selected else { return }
    canvas.horizontalLine(row: row, column: 0, width: size.columns, style: .border)
    canvas.write(
      SafeText(" \(name(of: item.draft)) "), row: row, column: 2, width: size.columns - 4,
      style: .title)
    let note = item.note.map { " Reason: \($0)" } ?? ""
    let wait = item.notBefore.map { " Next try after \(zone.clock($0))." } ?? ""
    let lines = SafeText.wrap(
      item.explanation + wait + note, columns: max(10, size.columns - 4), limit: 4)
    for (offset, line) in lines.prefix(4).enumerated() {
      canvas.write(line, row: row + 1 + offset, column: 2, width: size.columns - 4)
    }
  }
}

extension OutboxItem {
  /// The server refused this try, not the mail: the user must change something first.
  private var waitsForUser: Bool { state == .ready && notBefore == nil && note != nil }

  fileprivate var words: String { waitsForUser ? "not sent, your turn" : state.words }

  fileprivate var explanation: String {
    waitsForUser
      ? "It has not left and is not tried again by itself; Enter takes it back to be edited."
      : state.explanation
  }
}

extension OutboxItem.State {
  fileprivate var mark: String {
    switch self {
    case .held: "◌"
    case .preparing, .inFlight: "◐"
    case .ready: "↻"
    case .accepted: "●"
    case .confirmed: "✓"
    case .unsure, .needsYou: "?"
    case .rejected: "✗"
    }
  }

  fileprivate var words: String {
    switch self {
    case .held: "held"
    case .preparing: "preparing"
    case .ready: "not sent, will retry"
    case .inFlight: "sending"
    case .accepted: "accepted"
    case .confirmed: "sent"
    case .unsure: "unsure"
    case .needsYou: "needs you"
    case .rejected: "refused"
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .held: "It waits here and has not left."
    case .preparing: "Its files are being uploaded."
    case .ready: "It has not left; it is sent as soon as that is possible."
    case .inFlight: "The request is under way."
    case .accepted: "The server took it; it has not been seen in the thread yet."
    case .confirmed: "It stands in the thread on the server."
    case .unsure:
      "The answer was lost: nobody knows yet whether it was sent. "
        + "It is looked for on the server and never sent again by itself."
    case .needsYou: "It was not found on the server: decide what it is."
    case .rejected: "The server said no: it is among the drafts again."
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
