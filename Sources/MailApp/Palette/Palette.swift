import Terminal

/// The command line: a name or some words of it, and the actions that match.
public struct Palette: Equatable, Sendable {
  var input = LineEditor("")
  /// Index into `matches`.
  var selected = 0

  /// The actions that hold every word typed, those that begin with it first.
  var matches: [Action] {
    let words = input.text.lowercased().split(separator: " ").map(String.init)
    let found = Action.allCases.filter { action in
      words.allSatisfy { action.rawValue.contains($0) || action.title.lowercased().contains($0) }
    }
    guard let first = words.first else { return found }
    return found.filter { $0.rawValue.hasPrefix(first) }
      + found.filter { !$0.rawValue.hasPrefix(first) }
  }

  mutating func insert(_ text: String) {
    input.insert(text)
    selected = 0
  }
}

extension AppState {
  /// A key on the command line.
  mutating func paletteKey(_ key: Key) -> [Effect] {
    guard let palette else { return [] }
    switch key {
    case Key(.escape), .control("c"), .control("g"):
      self.palette = nil
    case Key(.enter):
      self.palette = nil
      return runCommand(palette)
    case Key(.down), .control("n"), Key(.tab):
      self.palette?.selected = min(palette.selected + 1, max(0, palette.matches.count - 1))
    case Key(.up), .control("p"), Key(.tab, .shift):
      self.palette?.selected = max(0, palette.selected - 1)
    case Key(.backspace) where palette.input.text.isEmpty:
      self.palette = nil
    default:
      if self.palette?.input.handle(key) == true { self.palette?.selected = 0 }
    }
    return []
  }

  private mutating func runCommand(_ palette: Palette) -> [Effect] {
    let typed = palette.input.text.lowercased()
    if ["q", "quit", "q!", "qa"].contains(typed) { return askToQuit() }
    let matches = palette.matches
    let isChosen = palette.selected > 0
    guard !typed.isEmpty || isChosen, matches.indices.contains(palette.selected) else {
      if !typed.isEmpty {
        say("There is no command “\(typed)”. \(keyText(.help, "?")) lists them.")
      }
      return []
    }
    let named = isChosen ? nil : Action(rawValue: typed)
    let action = named ?? matches[palette.selected]
    guard action != .send || isChosen || named == .send else {
      say("Nothing was sent: the command is “send”, in full.")
      return []
    }
    return perform(action)
  }

  /// The command line and what matches, in a box over the screen.
  func drawPalette(on canvas: inout Canvas) {
    guard let palette else { return }
    let isWide = size.columns >= 110
    let columns = isWide ? 76 : size.columns
    let matches = palette.matches
    let rows = min(10, size.rows - 6)
    let area = Rect(
      row: isWide ? 5 : size.rows - rows - 5, column: isWide ? (size.columns - columns) / 2 : 0,
      rows: rows + 4, columns: columns)
    canvas.box(area, title: ":", style: .border)
    let field = palette.input.view(columns: columns - 5)
    canvas.write(":", row: area.row + 1, column: area.column + 1, style: .hintKey)
    canvas.write(field.text, row: area.row + 1, column: area.column + 2, width: columns - 4)
    canvas.cursor = Position(row: area.row + 1, column: area.column + 2 + field.cursorColumn)
    canvas.horizontalLine(
      row: area.row + 2, column: area.column + 1, width: columns - 2, style: .border)
    let first = max(0, palette.selected - rows + 1)
    for (offset, action) in matches.dropFirst(first).prefix(rows).enumerated() {
      drawMatch(
        action, isSelected: first + offset == palette.selected, row: area.row + 3 + offset,
        in: area, on: &canvas)
    }
    if matches.isEmpty {
      canvas.write(
        "no command has these words", row: area.row + 3, column: area.column + 2, style: .dim)
    }
  }

  private func drawMatch(
    _ action: Action, isSelected: Bool, row: Int, in area: Rect, on canvas: inout Canvas
  ) {
    let style: Style = isSelected ? .cursor : .plain
    if isSelected {
      canvas.fill(
        Rect(row: row, column: area.column + 1, rows: 1, columns: area.columns - 2), style: style)
    }
    canvas.write(
      SafeText(action.rawValue), row: row, column: area.column + 2, width: 20, style: style)
    canvas.write(
      SafeText(action.title), row: row, column: area.column + 22, width: area.columns - 36,
      style: style)
    let keys = keymap.keys(for: action, in: place.context).map(KeyNotation.display) ?? ""
    writeRight(
      SafeText(keys), row: row, end: area.endColumn - 2, style: isSelected ? style : .hintKey,
      on: &canvas)
  }

  /// What may follow the keys typed so far.
  func drawContinuations(on canvas: inout Canvas) {
    let choices = keymap.continuations(of: pendingKeys, in: place.context)
    let columns = min(40, size.columns)
    let rows = min(choices.count, size.rows - 6)
    guard rows > 0 else { return }
    let area = Rect(
      row: size.rows - 5 - rows, column: size.columns - columns, rows: rows + 2, columns: columns)
    canvas.box(area, title: SafeText(KeyNotation.display(pendingKeys)), style: .border)
    for (offset, binding) in choices.prefix(rows).enumerated() {
      let rest = Array(binding.keys.dropFirst(pendingKeys.count))
      let row = area.row + 1 + offset
      canvas.write(
        SafeText(KeyNotation.display(rest)), row: row, column: area.column + 2, width: 6,
        style: .hintKey)
      canvas.write(
        SafeText(binding.action.title), row: row, column: area.column + 9, width: columns - 11)
    }
  }
}
