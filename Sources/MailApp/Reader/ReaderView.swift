import MailModel
import Terminal

extension AppState {
  /// The conversation on the whole screen.
  func drawReader(on canvas: inout Canvas) {
    guard let reader else { return }
    let area = readerArea
    let subject = SafeText(subjectLine(reader), limit: 1000)
    let facts = SafeText(readerFacts(reader))
    let first = area.row == 4 ? 1 : 0
    canvas.write(
      subject, row: first, column: 1, width: size.columns - facts.width - 4, style: .title)
    writeRight(facts, row: first, end: size.columns - 1, style: .dim, on: &canvas)
    if area.row == 4 {
      let inbox = mailbox.inbox(reader.row.thread.inbox)?.address ?? ""
      let place = SafeText("\(list.number) of \(mailboxCount)")
      canvas.write(
        SafeText("\(inbox) · \(reader.thread.text)", limit: 200), row: 2, column: 1,
        width: size.columns - place.width - 8, style: .dim)
      writeRight(place, row: 2, end: size.columns - 1, style: .dim, on: &canvas)
    }
    canvas.horizontalLine(row: area.row - 1, column: 0, width: size.columns, style: .border)
    drawReaderLines(reader, on: &canvas, in: area)
    canvas.cursor = cursorPosition(reader, area)
  }

  /// The conversation beside the list.
  func drawPreview(on canvas: inout Canvas) {
    guard let preview = layout.preview else { return }
    guard let reader else { return }
    let width = preview.columns - 1
    canvas.write(
      SafeText(subjectLine(reader), limit: 1000), row: preview.row, column: preview.column,
      width: width, style: .title)
    let inbox = mailbox.inbox(reader.row.thread.inbox)?.address ?? ""
    canvas.write(
      SafeText("\(inbox) · \(readerFacts(reader))"), row: preview.row + 1, column: preview.column,
      width: width, style: .dim)
    drawReaderLines(reader, on: &canvas, in: readerArea)
  }

  private var mailboxCount: String {
    let tally = mailbox.tally(of: list.query.inbox)
    return "\(tally.count(in: list.query.view))\(tally.hasMore ? "+" : "")"
  }

  private func subjectLine(_ reader: Reader) -> String {
    guard let subject = reader.row.thread.subject, !subject.isEmpty else { return "(no subject)" }
    return subject.hasPrefix("enc:") ? "[cannot be decrypted by the server]" : subject
  }

  private func readerFacts(_ reader: Reader) -> String {
    let count = max(reader.row.thread.messageCount, reader.messages.count)
    let msgs = count == 1 ? "1 msg" : "\(count) msgs"
    let last = reader.messages.last
    let age = Age.long(last?.createdAt ?? reader.row.position.sortedAt, now: now)
    switch last?.direction ?? reader.row.thread.lastDirection {
    case .inbound: return "\(msgs) · waiting on us \(age)"
    case .outbound: return "\(msgs) · waiting on them \(age)"
    case .other: return msgs
    }
  }

  private func drawReaderLines(_ reader: Reader, on canvas: inout Canvas, in area: Rect) {
    guard !reader.messages.isEmpty else {
      let text: SafeText =
        reader.isComplete
        ? "This thread has no messages on the server." : "Loading the conversation…"
      canvas.write(text, row: area.row, column: area.column + 1, style: .dim)
      return
    }
    for (offset, line) in reader.lines.dropFirst(reader.scroll).prefix(area.rows).enumerated() {
      draw(line, of: reader, row: area.row + offset, in: area, on: &canvas)
    }
  }

  private func draw(
    _ line: ReaderLine, of reader: Reader, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    let width = area.columns - 1
    switch line.kind {
    case .folded, .head:
      guard reader.messages.indices.contains(line.message) else { return }
      let head = MessageHead(
        message: reader.messages[line.message], zone: zone, now: now,
        isElsewhere: reader.isElsewhere(line.message), isFolded: line.kind == .folded,
        isCurrent: line.message == reader.current, isWide: area.columns >= 100)
      head.draw(on: &canvas, row: row, column: area.column, width: width)
    case .end:
      let text: SafeText = "── end of thread ──"
      let column = area.column + max(0, (area.columns - text.width) / 2)
      canvas.write(text, row: row, column: column, width: width, style: .dim)
    case .marker:
      let key = keyText(.toggleQuoted, "T")
      canvas.write(
        line.text + SafeText(" \(key) show"), row: row, column: area.column + 3, width: width - 3,
        style: .dim)
    default:
      canvas.write(
        line.text, row: row, column: area.column + 3, width: width - 3, style: style(line.kind))
    }
  }

  private func style(_ kind: ReaderLine.Kind) -> Style {
    switch kind {
    case .field: .dim
    case .quote: .quote
    case .link: .link
    case .file: .sender
    case .notice: .warning
    case .folded, .head, .text, .marker, .end: .plain
    }
  }

  private func cursorPosition(_ reader: Reader, _ area: Rect) -> Position {
    let line = reader.starts.indices.contains(reader.current) ? reader.starts[reader.current] : 0
    let row = min(max(0, line - reader.scroll), max(0, area.rows - 1))
    return Position(row: area.row + row, column: area.column + 1)
  }
}
