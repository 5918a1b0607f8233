import MailModel
import Terminal

extension AppState {
  /// Where the text is edited.
  var composerArea: Rect {
    let page = Layout.page(size)
    let head = composerFieldRows + 1
    let foot = page.rows >= 18 ? 3 : 1
    return Rect(row: head, column: 1, rows: page.rows - head - foot, columns: size.columns - 2)
  }

  /// From, To, Cc, Bcc and Subject; empty copies take no line unless they are being edited.
  private var composerFieldRows: Int { composerFields.count + 1 }

  private typealias Field = (label: String, editor: LineEditor, focus: Composer.Focus)

  private var composerFields: [Field] {
    guard let composer else { return [] }
    let fields: [Field] = [
      ("To", composer.to, .to), ("Cc", composer.cc, .cc), ("Bcc", composer.bcc, .bcc),
      ("Subject", composer.subject, .subject),
    ]
    return fields.filter { field in
      let isCopy = field.focus == .cc || field.focus == .bcc
      return !isCopy || !field.editor.text.isEmpty || composer.focus == field.focus
    }
  }

  /// What a footer shows in the composer.
  var composerRank: [Action] {
    guard composer?.focus == .command else { return [] }
    let sends: [Action] = composer?.isSubmitting == true ? [] : [.send]
    return sends + [
      .editBody, .editExternally, .editTo, .editSubject, .editCc, .editBcc, .cycleInbox, .discard,
    ]
  }

  func drawComposer(on canvas: inout Canvas) {
    guard let composer else { return }
    drawFields(composer, on: &canvas)
    let area = composerArea
    canvas.horizontalLine(row: area.row - 1, column: 0, width: size.columns, style: .border)
    let body = composer.body.view(rows: area.rows, columns: area.columns)
    for (offset, line) in body.lines.enumerated() {
      let style: Style = line.string.hasPrefix(">") ? .quote : .plain
      canvas.write(line, row: area.row + offset, column: area.column, style: style, ellipsis: false)
    }
    if composer.focus == .body || composer.focus == .command {
      canvas.cursor = Position(
        row: area.row + body.cursor.row, column: area.column + body.cursor.column)
    }
    drawChecks(composer, on: &canvas)
  }

  private func drawFields(_ composer: Composer, on canvas: inout Canvas) {
    let inbox = mailbox.inbox(composer.inbox)
    let sender = inbox.map { Address(name: $0.displayName, spec: $0.address).formatted }
    canvas.write("From", row: 0, column: 1, style: .dim)
    let hint = SafeText("(\(keyText(.cycleInbox, "Tab")) cycles your inboxes)")
    let hasHint = size.columns >= 70
    canvas.write(
      SafeText(sender ?? "(no inbox)", limit: 300), row: 0, column: 10,
      width: size.columns - (hasHint ? hint.width + 12 : 11))
    if hasHint { writeRight(hint, row: 0, end: size.columns - 1, style: .dim, on: &canvas) }
    for (offset, field) in composerFields.enumerated() {
      let row = 1 + offset
      let isFocused = composer.focus == field.focus
      let room = size.columns - (field.focus == .subject ? 21 : 12)
      let shown = field.editor.view(columns: room)
      canvas.write(
        SafeText(field.label), row: row, column: 1, style: isFocused ? .selected : .dim)
      canvas.write(
        shown.text, row: row, column: 10, width: room, style: isFocused ? .field : .plain,
        ellipsis: false)
      if isFocused { canvas.cursor = Position(row: row, column: 10 + shown.cursorColumn) }
      if field.focus == .subject {
        let units = field.editor.text.utf16.count
        let style: Style = units > Composer.maximumSubject ? .problem : .dim
        writeRight(
          SafeText("\(units)/500"), row: row, end: size.columns - 1, style: style, on: &canvas)
      }
    }
  }

  /// What blocks or warns, and where the text is kept.
  private func drawChecks(_ composer: Composer, on canvas: inout Canvas) {
    let page = Layout.page(size)
    guard page.rows >= 18 else { return }
    let thread = reader.flatMap { $0.thread == composer.draft.thread ? $0.row.thread : nil }
    let checks = composer.checks(inboxes: mailbox.inboxes, thread: thread)
    let row = page.endRow - 3
    canvas.horizontalLine(row: row, column: 0, width: size.columns, style: .border)
    canvas.write(" Checks ", row: row, column: 1, style: .dim)
    if let refusal = composer.refusal {
      canvas.write(
        SafeText("✗ \(refusal)"), row: row + 1, column: 1, width: size.columns - 2, style: .problem)
    } else {
      drawVerdicts(checks, row: row + 1, on: &canvas)
    }
    canvas.write(
      SafeText(keptText(composer)), row: row + 2, column: 1, width: size.columns - 2, style: .dim)
  }

  private func drawVerdicts(_ checks: [ComposerCheck], row: Int, on canvas: inout Canvas) {
    var column = 1
    for check in checks {
      let mark = check.verdict == .good ? "✓" : check.verdict == .warning ? "!" : "✗"
      let style: Style =
        check.verdict == .good ? .good : check.verdict == .warning ? .warning : .problem
      let text = SafeText("\(mark) \(check.text)")
      guard column == 1 || column + text.width < size.columns else { return }
      canvas.write(text, row: row, column: column, width: size.columns - 2, style: style)
      column += text.width + 3
    }
  }

  private func keptText(_ composer: Composer) -> String {
    if composer.isSubmitting { return "Sending…" }
    let edit =
      composer.focus == .command
      ? "\(keyText(.editBody, "i")) edits here, \(keyText(.editExternally, "e")) in $EDITOR, "
        + "\(keyText(.send, "y")) sends."
      : "Esc ends editing, then \(keyText(.send, "y")) sends."
    if composer.isUnsaved { return "Not stored yet. \(edit)" }
    guard let savedAt = composer.savedAt else { return edit }
    return "Kept on this machine since \(zone.clock(savedAt)). \(edit)"
  }
}
