import MailModel
import Terminal

extension AppState {
  /// The list with its column heads and the line that says how much of it is loaded.
  func drawThreadList(on canvas: inout Canvas) {
    let layout = layout
    let area = layout.list
    if layout.form == .wide { drawHeads(on: &canvas, row: area.row - 1, area: area) }
    guard !list.rows.isEmpty else {
      drawEmptyList(on: &canvas, area: area)
      return
    }
    var row = area.row
    for (offset, thread) in list.visible(layout.listRows).enumerated() {
      let isCursor = list.top + offset == list.cursor
      let columns = ThreadColumns(area: area, form: layout.form)
      drawThread(thread, isCursor: isCursor, columns: columns, row: row, on: &canvas)
      if isCursor && place == .list { canvas.cursor = Position(row: row, column: area.column) }
      row += layout.rowHeight
    }
    let footing = SafeText("-- \(loadedText) --")
    canvas.write(footing, row: row, column: area.column + 2, width: area.columns - 2, style: .dim)
  }

  private func drawHeads(on canvas: inout Canvas, row: Int, area: Rect) {
    let columns = ThreadColumns(area: area, form: .wide)
    canvas.write(
      "From", row: row, column: columns.sender, width: columns.senderWidth, style: .dim)
    canvas.write("Subject", row: row, column: columns.subject, style: .dim)
    canvas.write("Age", row: row, column: area.endColumn - 4, width: 3, style: .dim)
  }

  /// How much of the list is here: “24 of 60+ loaded”.
  var loadedText: String {
    let tally = mailbox.tally(of: list.query.inbox)
    let known = max(tally.count(in: list.query.view), list.above + list.rows.count)
    let more = tally.hasMore ? "+" : ""
    guard list.isAtEnd && list.top + layout.listRows >= list.rows.count else {
      return "\(list.number) of \(known)\(more) loaded · more below"
    }
    guard tally.hasMore else { return "\(known) loaded · end of list" }
    return "\(list.number) of \(known)+ loaded · \(keyText(.bottom, "G")) loads more"
  }

  /// Before the facts of a thread; made once, since it is drawn with each.
  private static let branch = SafeText("└ ")

  private func drawThread(
    _ row: ThreadRow, isCursor: Bool, columns: ThreadColumns, row line: Int,
    on canvas: inout Canvas
  ) {
    let style = rowStyle(row, isCursor: isCursor)
    let area = columns.area
    if isCursor {
      canvas.fill(
        Rect(row: line, column: area.column, rows: 1, columns: area.columns), style: style)
    }
    canvas.write(row.isUnread ? "*" : "", row: line, column: area.column, width: 1, style: style)
    canvas.write(
      isOverdue(row) ? "!" : "", row: line, column: area.column + 2, width: 1, style: style)
    canvas.write(
      senderText(row), row: line, column: columns.sender, width: columns.senderWidth, style: style)
    canvas.write(
      subjectText(row), row: line, column: columns.subject, width: columns.subjectWidth,
      style: style)
    writeRight(ageText(row), row: line, end: area.endColumn - 1, style: style, on: &canvas)
    if columns.form == .wide {
      canvas.write(AppState.branch, row: line + 1, column: columns.sender, style: .dim)
      canvas.write(
        SafeText(detailText(row)), row: line + 1, column: columns.sender + 2,
        width: area.columns - 7, style: .dim)
    } else if columns.countEnd > 0 {
      writeRight(countText(row), row: line, end: columns.countEnd, style: style, on: &canvas)
      canvas.write(
        row.thread.hasAttachments ? "@" : "", row: line, column: columns.countEnd + 1, width: 1,
        style: style)
    }
  }

  private func rowStyle(_ row: ThreadRow, isCursor: Bool) -> Style {
    switch (row.isUnread, isCursor) {
    case (false, false): .plain
    case (true, false): .unread
    case (false, true): .cursor
    case (true, true): .unreadCursor
    }
  }

  /// They wrote last, and longer ago than four hours.
  private func isOverdue(_ row: ThreadRow) -> Bool {
    guard row.thread.lastDirection == .inbound else { return false }
    return now.milliseconds(since: row.position.sortedAt) > 4 * 3_600_000
  }

  private func senderText(_ row: ThreadRow) -> SafeText {
    if row.thread.isPlaceholder { return "[unreadable row]" }
    return row.correspondent.map { AddressLine(Address(spec: $0.spec)).brief } ?? "…"
  }

  private func subjectText(_ row: ThreadRow) -> SafeText {
    guard let subject = row.thread.subject, !subject.isEmpty else {
      let snippet = SafeText(row.thread.snippet, limit: 200)
      return snippet.isEmpty ? "(no subject)" : SafeText("(no subject) ") + snippet
    }
    if subject.hasPrefix("enc:") { return "[cannot be decrypted by the server]" }
    return SafeText(subject, limit: 1000)
  }

  private func ageText(_ row: ThreadRow) -> SafeText {
    SafeText(Age.short(row.position.sortedAt, now: now))
  }

  /// `4`, `3>` where we wrote last, `7A` where it was not from this machine.
  private func countText(_ row: ThreadRow) -> SafeText {
    SafeText("\(row.thread.messageCount)\(mark(row))")
  }

  private func mark(_ row: ThreadRow) -> String {
    guard row.thread.lastDirection == .outbound else { return " " }
    return row.isAnsweredElsewhere ? "A" : ">"
  }

  private func detailText(_ row: ThreadRow) -> String {
    let count = row.thread.messageCount
    var text = count == 1 ? "1 msg" : "\(count) msgs"
    switch row.thread.lastDirection {
    case .inbound: text += " · they wrote last"
    case .outbound: text += row.isAnsweredElsewhere ? " · answered elsewhere" : " · you wrote last"
    case .other: break
    }
    return row.thread.hasAttachments ? text + " · files" : text
  }

  /// Why no mail could be fetched, where none is stored.
  private var trouble: String? {
    switch connection {
    case .offline(let problem), .limited(let problem):
      "\(Wording(zone: zone, now: now).sentence(problem)) \(keyText(.refresh, "C-l")) tries again."
    case .off: "Offline by choice: only stored mail is shown, and there is none here."
    case .starting, .busy, .live: nil
    }
  }

  /// Why the list is empty and what to do about it.
  private func drawEmptyList(on canvas: inout Canvas, area: Rect) {
    let text: String
    let isFirstLook = connection == .busy && mailbox.inboxes.isEmpty
    if !list.isLoaded || !mailbox.isLoaded || connection == .starting || isFirstLook {
      text = "Loading…"
    } else if mailbox.total.threads == 0, let trouble {
      text = trouble
    } else if mailbox.inboxes.isEmpty {
      text = "No inbox yet. Create one with POST /v1/inboxes; it appears here by itself."
    } else if list.query.view != .inbox && mailbox.tally(of: list.query.inbox).threads > 0 {
      text = "Nothing here: no thread matches this view. \(keyText(.viewInbox, "1")) shows all."
    } else {
      text = "No mail in this inbox yet. \(keyText(.compose, "c")) writes the first."
    }
    for (offset, line) in SafeText.wrap(text, columns: max(10, area.columns - 4)).enumerated() {
      canvas.write(
        line, row: area.row + 1 + offset, column: area.column + 2, width: area.columns - 4,
        style: .dim)
    }
    canvas.cursor = Position(row: area.row + 1, column: area.column + 2)
  }
}

/// Where the columns of the list lie; they drop in the order of product.md §5.0.
struct ThreadColumns {
  let area: Rect
  let form: Layout.Form
  let sender: Int
  let senderWidth: Int
  let subject: Int
  let subjectWidth: Int
  /// The column after the message count; 0 where the count is left out.
  let countEnd: Int

  init(area: Rect, form: Layout.Form) {
    self.area = area
    self.form = form
    sender = area.column + 4
    let ageColumns = 6
    let countColumns = form == .wide || area.columns < 70 ? 0 : 8
    senderWidth = area.columns >= 60 ? 19 : area.columns >= 44 ? 16 : area.columns / 4
    subject = sender + senderWidth + 1
    let end = area.endColumn - ageColumns - countColumns
    subjectWidth = max(12, end - subject - 1)
    countEnd = countColumns == 0 ? 0 : area.endColumn - ageColumns - 3
  }
}

/// Writes `text` so that it ends before column `end`.
func writeRight(
  _ text: SafeText, row: Int, end: Int, style: Style, on canvas: inout Canvas
) {
  canvas.write(text, row: row, column: max(0, end - text.width), style: style)
}
