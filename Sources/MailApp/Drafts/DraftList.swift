import MailModel
import Terminal

/// The drafts kept on this machine, newest first.
public struct DraftList: Equatable, Sendable {
  var rows: [Draft] = []
  var cursor = 0
  var isLoaded = false

  var selected: Draft? { rows.indices.contains(cursor) ? rows[cursor] : nil }
}

/// Where a motion leads in a list of `count` rows, of which `page` are visible; nil: no motion.
func row(after action: Action, from row: Int, count: Int, page: Int) -> Int? {
  let target: Int
  switch action {
  case .moveDown: target = row + 1
  case .moveUp: target = row - 1
  case .halfPageDown: target = row + page / 2
  case .halfPageUp: target = row - page / 2
  case .pageDown: target = row + page
  case .pageUp: target = row - page
  case .top: target = 0
  case .bottom: target = count - 1
  default: return nil
  }
  return min(max(0, target), max(0, count - 1))
}

extension AppState {
  mutating func takeDrafts(_ rows: [Draft]) -> [Effect] {
    drafts.rows = rows
    drafts.isLoaded = true
    drafts.cursor = min(drafts.cursor, max(0, rows.count - 1))
    return []
  }

  mutating func updateDrafts(_ action: Action) -> [Effect]? {
    let page = Layout.page(size).rows - 2
    if let row = row(after: action, from: drafts.cursor, count: drafts.rows.count, page: page) {
      drafts.cursor = row
      return []
    }
    switch action {
    case .open:
      guard let draft = drafts.selected, mayWrite() else { return [] }
      return edit(draft)
    case .discard:
      guard let draft = drafts.selected, mayWrite() else { return [] }
      question = Question(
        text: "Throw away the draft “\(name(of: draft))”? It cannot be brought back. y/N",
        deed: .discardDraft(draft.id))
      return []
    default: return nil
    }
  }

  /// What a draft is called in a sentence.
  func name(of draft: Draft) -> String {
    draft.subject.isEmpty ? (draft.to.isEmpty ? "no subject" : "to \(draft.to)") : draft.subject
  }

  func drawDrafts(on canvas: inout Canvas) {
    drawPageTitle("Drafts", "on this machine only", on: &canvas)
    let page = Layout.page(size).rows - 2
    guard !drafts.rows.isEmpty else {
      let text: SafeText =
        drafts.isLoaded ? "No drafts. What you write is kept here until it is sent." : "Loading…"
      canvas.write(text, row: 3, column: 2, style: .dim)
      canvas.cursor = Position(row: 3, column: 2)
      return
    }
    let first = max(0, drafts.cursor - page + 1)
    for (offset, draft) in drafts.rows.dropFirst(first).prefix(page).enumerated() {
      let row = 2 + offset
      let isCursor = first + offset == drafts.cursor
      let style: Style = isCursor ? .cursor : .plain
      if isCursor {
        canvas.fill(Rect(row: row, column: 0, rows: 1, columns: size.columns), style: style)
        canvas.cursor = Position(row: row, column: 0)
      }
      canvas.write(
        SafeText(draft.to.isEmpty ? "(nobody yet)" : draft.to, limit: 200), row: row, column: 1,
        width: 24, style: style)
      canvas.write(
        SafeText(draft.subject.isEmpty ? "(no subject)" : draft.subject, limit: 500), row: row,
        column: 26, width: size.columns - 34, style: style)
      writeRight(
        SafeText(Age.short(draft.changedAt, now: now)), row: row, end: size.columns - 1,
        style: style, on: &canvas)
    }
  }
}
