import MailModel
import Terminal

extension AppState {
  /// The left pane: views, inboxes, what is on its way out (product.md §5.1).
  func drawSidebar(on canvas: inout Canvas) {
    let area = layout.sidebar
    drawFrame(on: &canvas)
    var pen = SidebarPen(row: area.row, endRow: area.endRow, width: Layout.sidebarColumns)
    pen.line(profileText, right: options.isReadOnly ? "RO" : "RW", style: .title, on: &canvas)
    pen.blank()
    pen.line("VIEWS", style: .dim, on: &canvas)
    for view in ThreadQuery.View.allCases {
      let isShown = view == list.query.view
      pen.line(
        "\(isShown ? ">" : " ")\(view.rawValue + 1) \(view.title)", right: count(of: view),
        style: isShown ? .selected : .plain, on: &canvas)
    }
    pen.blank()
    pen.line("INBOXES", style: .dim, on: &canvas)
    drawInboxes(with: &pen, on: &canvas)
    pen.blank()
    pen.line("OUTGOING", style: .dim, on: &canvas)
    pen.line("  Drafts", right: number(mailbox.drafts), on: &canvas)
    pen.line(
      "  Outbox", right: number(mailbox.outgoing), style: mailbox.unsure > 0 ? .unsure : .plain,
      on: &canvas)
  }

  /// All inboxes first, then as many as there is room for, the chosen one among them.
  private func drawInboxes(with pen: inout SidebarPen, on canvas: inout Canvas) {
    let choices: [Inbox?] = [nil] + mailbox.inboxes
    let room = max(1, pen.endRow - pen.row - 4)
    let chosen = choices.firstIndex { $0?.id == list.query.inbox } ?? 0
    let first = max(0, min(chosen - room / 2, choices.count - room))
    for inbox in choices.dropFirst(first).prefix(room) {
      let isChosen = inbox?.id == list.query.inbox
      let unread = mailbox.tally(of: inbox?.id).unread
      pen.line(
        "\(isChosen ? ">" : " ") \(inbox?.address ?? "all inboxes")", right: number(unread),
        style: isChosen ? .selected : unread > 0 ? .unread : .plain, on: &canvas)
    }
  }

  /// Bars, lines and pane titles.
  private func drawFrame(on canvas: inout Canvas) {
    let bar = Layout.sidebarColumns
    let bottom = layout.sidebar.endRow
    canvas.horizontalLine(row: 0, column: 0, width: size.columns, style: .border)
    canvas.verticalLine(row: 1, column: bar, height: bottom - 1, style: .border)
    canvas.write("┬", row: 0, column: bar, style: .border)
    let title = SafeText(" \(mailbox.inbox(list.query.inbox)?.address ?? "all inboxes") ")
    canvas.write(title, row: 0, column: bar + 2, width: layout.list.columns - 4, style: .title)
    guard let preview = layout.preview else { return }
    canvas.verticalLine(row: 1, column: preview.column - 1, height: bottom - 1, style: .border)
    canvas.write("┬", row: 0, column: preview.column - 1, style: .border)
    canvas.write(" Thread ", row: 0, column: preview.column + 1, style: .title)
  }

  private var profileText: String {
    " \(options.profile)" + (options.isDemo ? " · SAMPLE" : "")
  }

  private func number(_ value: Int) -> String { value == 0 ? "" : String(value) }

  private func count(of view: ThreadQuery.View) -> String {
    let tally = mailbox.tally(of: list.query.inbox)
    return number(view == .inbox ? tally.unread : tally.count(in: view))
  }

  /// The sidebar as one line, for a narrow screen (product.md §5.1b).
  func drawTopLine(on canvas: inout Canvas) {
    let address = mailbox.inbox(list.query.inbox)?.address ?? "all inboxes"
    let head = SafeText("\(profileText) \(options.isReadOnly ? "RO" : "RW") │ \(address) │")
    canvas.write(head, row: 0, column: 0, width: size.columns, style: .plain)
    var column = head.width + 1
    for view in ThreadQuery.View.allCases {
      let count = count(of: view)
      let text = SafeText(
        "\(view.rawValue + 1) \(view.shortTitle)\(count.isEmpty ? "" : " \(count)")")
      guard column + text.width < size.columns else { break }
      canvas.write(
        text, row: 0, column: column, style: view == list.query.view ? .selected : .dim)
      column += text.width + 2
    }
    canvas.horizontalLine(row: 1, column: 0, width: size.columns, style: .border)
  }
}

extension ThreadQuery.View {
  fileprivate var title: String {
    switch self {
    case .inbox: "Inbox"
    case .needsReply: "Needs reply"
    case .waitingOnThem: "Waiting on them"
    }
  }

  fileprivate var shortTitle: String {
    self == .waitingOnThem ? "Waiting" : title
  }
}

/// Writes the sidebar line by line, as far as there is room.
private struct SidebarPen {
  var row: Int
  let endRow: Int
  let width: Int

  mutating func blank() { row += 1 }

  mutating func line(
    _ text: String, right: String = "", style: Style = .plain, on canvas: inout Canvas
  ) {
    defer { row += 1 }
    guard row < endRow else { return }
    let number = SafeText(right)
    canvas.write(
      SafeText(text, limit: 200), row: row, column: 0, width: width - number.width - 2,
      style: style)
    writeRight(number, row: row, end: width - 1, style: style, on: &canvas)
  }
}
