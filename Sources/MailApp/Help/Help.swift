import MailModel
import Terminal

/// The list of keys: those of the place it was opened from first.
public struct HelpPage: Equatable, Sendable {
  var scroll = 0
}

/// A line of the help page.
enum HelpLine: Equatable {
  case heading(String)
  case entry(keys: String, action: Action)
  case blank
}

extension AppState {
  /// The live keymap: the context that help was opened from, what holds everywhere, all others.
  var helpLines: [HelpLine] {
    let origin = places.dropLast().last?.context ?? .list
    let others = Context.allCases.filter { $0 != origin && $0 != .global }
    return ([origin, .global] + others).flatMap { context in
      section(context, isHere: context == origin)
    }
  }

  private func section(_ context: Context, isHere: Bool) -> [HelpLine] {
    let own = keymap.bindings.filter { $0.context == context }
    guard !own.isEmpty else { return [] }
    let entries: [HelpLine] = Action.allCases.compactMap { action in
      let keys = own.filter { $0.action == action }.map { KeyNotation.display($0.keys) }
      return keys.isEmpty ? nil : .entry(keys: keys.joined(separator: "  "), action: action)
    }
    return [.heading(context.title + (isHere ? " (where you were)" : ""))] + entries + [.blank]
  }

  /// Does what `action` asks of a page that only scrolls; nil: not an action of it.
  mutating func updateHelp(_ action: Action) -> [Effect]? {
    let rows = Layout.page(size).rows - 2
    let count = place == .problems ? problemLines.count : helpLines.count
    let step: Int
    switch action {
    case .moveDown: step = 1
    case .moveUp: step = -1
    case .halfPageDown: step = rows / 2
    case .halfPageUp: step = -(rows / 2)
    case .pageDown: step = rows - 1
    case .pageUp: step = 1 - rows
    case .top: step = -count
    case .bottom: step = count
    case .open: step = 0
    default: return nil
    }
    help.scroll = min(max(0, help.scroll + step), max(0, count - rows))
    return []
  }

  func drawHelp(on canvas: inout Canvas) {
    drawPageTitle("Keys", "from the live keymap · files: README", on: &canvas)
    let page = Layout.page(size)
    let keyColumns = min(26, size.columns / 3)
    for (offset, line) in helpLines.dropFirst(help.scroll).prefix(page.rows - 2).enumerated() {
      let row = 2 + offset
      switch line {
      case .blank: break
      case .heading(let text):
        canvas.write(SafeText(text), row: row, column: 1, style: .title)
      case .entry(let keys, let action):
        canvas.write(SafeText(keys), row: row, column: 3, width: keyColumns - 3, style: .hintKey)
        canvas.write(SafeText(action.title), row: row, column: keyColumns + 1, width: 50)
        if size.columns >= 100 {
          canvas.write(
            SafeText(":" + action.rawValue), row: row, column: keyColumns + 56, style: .dim)
        }
      }
    }
    canvas.cursor = Position(row: 2, column: 1)
  }

  /// The problems of this run, newest first, wrapped.
  var problemLines: [(text: String, isFirst: Bool)] {
    problems.reversed().flatMap { record in
      let times = record.count > 1 ? " (\(record.count) times)" : ""
      let text = "\(zone.clock(record.at))  \(record.text)\(times)"
      // Lines after the first stand further in.
      let lines = SafeText.wrap(text, columns: max(10, size.columns - 10), limit: 500)
      return lines.enumerated().map {
        ($0.element.string, $0.offset == 0)
      }
    }
  }

  func drawProblems(on canvas: inout Canvas) {
    drawPageTitle("What went wrong lately", "", on: &canvas)
    let lines = problemLines.dropFirst(help.scroll).prefix(Layout.page(size).rows - 2)
    for (offset, line) in lines.enumerated() {
      canvas.write(
        SafeText(line.text), row: 2 + offset, column: line.isFirst ? 1 : 8, width: size.columns - 2)
    }
    if problems.isEmpty {
      canvas.write("Nothing went wrong in this run.", row: 3, column: 2, style: .dim)
    }
    canvas.cursor = Position(row: 2, column: 1)
  }

  /// The title of a full-screen page and the line under it.
  func drawPageTitle(_ title: SafeText, _ right: SafeText, on canvas: inout Canvas) {
    canvas.write(title, row: 0, column: 1, width: size.columns - right.width - 4, style: .title)
    writeRight(right, row: 0, end: size.columns - 1, style: .dim, on: &canvas)
    canvas.horizontalLine(row: 1, column: 0, width: size.columns, style: .border)
  }
}

extension Context {
  fileprivate var title: String {
    switch self {
    case .global: "Everywhere"
    case .list: "Thread list"
    case .reader: "Conversation"
    case .composer: "Composer"
    case .drafts: "Drafts"
    case .outbox: "Outbox"
    case .help: "Help"
    case .start: "Start page"
    }
  }
}
