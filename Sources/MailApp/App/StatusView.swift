import MailModel
import Terminal

extension AppState {
  /// The two lines at the bottom: what just happened, and the keys that work now.
  func drawStatus(on canvas: inout Canvas) {
    let statusRow = size.rows - 2
    if layout.form != .small {
      let row = size.rows - 3
      canvas.horizontalLine(row: row, column: 0, width: size.columns, style: .border)
      if place == .list && layout.form == .wide { drawCrossings(row: row, on: &canvas) }
    }
    let right = SafeText(pendingText)
    writeRight(
      right, row: statusRow, end: size.columns - 1,
      style: mailbox.unsure > 0 ? .unsure : .plain, on: &canvas)
    let (text, style) = statusText
    canvas.write(
      SafeText(text, limit: 1000), row: statusRow, column: 1,
      width: size.columns - right.width - 4, style: style)
    if question != nil {
      canvas.cursor = Position(row: statusRow, column: min(size.columns - 1, 1 + text.count))
    }
    drawFooter(on: &canvas)
  }

  private var statusText: (String, Style) {
    if let question { return (question.text, .problem) }
    if !pendingKeys.isEmpty { return ("\(KeyNotation.display(pendingKeys)) …", .status) }
    if let status { return (status.text, status.isProblem ? .problem : .status) }
    if options.isDemo {
      return ("SAMPLE mail: nothing leaves this machine, nothing is kept.", .dim)
    }
    if case .limited(let problem) = connection, problem == .keyRejected || problem.isNotCommune {
      return (Wording(zone: zone, now: now).sentence(problem), .problem)
    }
    if options.isReadOnly {
      return (Wording(zone: zone, now: now).sentence(.secondInstance), .warning)
    }
    return ("", .status)
  }

  /// `outbox 1 · drafts 2`.
  private var pendingText: String {
    var parts: [String] = []
    if mailbox.unsure > 0 { parts.append("? unsure \(mailbox.unsure)") }
    if mailbox.outgoing > 0 { parts.append("outbox \(mailbox.outgoing)") }
    if mailbox.drafts > 0 { parts.append("drafts \(mailbox.drafts)") }
    return parts.joined(separator: " · ")
  }

  /// Where the lines between the panes meet the one over the status line.
  private func drawCrossings(row: Int, on canvas: inout Canvas) {
    canvas.write("┴", row: row, column: Layout.sidebarColumns, style: .border)
    if let preview = layout.preview {
      canvas.write("┴", row: row, column: preview.column - 1, style: .border)
    }
  }

  private func drawFooter(on canvas: inout Canvas) {
    let row = size.rows - 1
    let right = SafeText(connectionText)
    writeRight(right, row: row, end: size.columns - 1, style: connectionStyle, on: &canvas)
    var column = 1
    for hint in footerHints(columns: size.columns - right.width - 4) {
      let key = SafeText(hint.key)
      canvas.write(key, row: row, column: column, style: .hintKey)
      canvas.write(
        SafeText(hint.word), row: row, column: column + key.width + 1, style: .hint)
      column += hint.width + 2
    }
  }

  /// `● live · 24/60+`: shape, colour and word.
  private var connectionText: String {
    let mark: String
    switch connection {
    case .starting: mark = "◐ starting"
    case .busy: mark = "◐ busy"
    case .live(let since):
      let minutes = now.milliseconds(since: since) / 60_000
      mark = minutes < 1 ? "● live" : "● live \(minutes)m ago"
    case .offline: mark = "○ offline"
    case .limited(.keyRejected): mark = "○ key rejected"
    case .limited(.rateLimited(let until)): mark = "◐ waits until \(zone.clock(until))"
    case .limited(.notCommune): mark = "○ no Commune API"
    case .limited: mark = "○ limited"
    case .off: mark = "○ offline"
    }
    guard place == .list || place == .reader, list.isLoaded else { return mark }
    let tally = mailbox.tally(of: list.query.inbox)
    let known = max(tally.count(in: list.query.view), list.above + list.rows.count)
    return "\(mark)  \(list.number)/\(known)\(tally.hasMore ? "+" : "")"
  }

  private var connectionStyle: Style {
    switch connection {
    case .live: .good
    case .starting, .busy: .warning
    case .offline, .limited, .off: .problem
    }
  }
}

/// A key and the word for what it does.
struct FooterHint: Equatable {
  var key: String
  var word: String
  /// Cells of key, blank and word.
  var width: Int

  init(key: String, word: String) {
    self.key = key
    self.word = word
    width = SafeText(key).width + 1 + SafeText(word).width
  }
}

extension AppState {
  /// The hints that fit: they drop from the end of the rank, but help and the way out never do.
  func footerHints(columns: Int) -> [FooterHint] {
    if place == .composer, let composer, composer.focus != .command {
      return [
        FooterHint(key: "Esc", word: "ends editing"),
        FooterHint(key: "Tab", word: composer.focus == .body ? "inserts a tab" : "next field"),
      ]
    }
    let last = [.help, places.count > 1 && place != .composer ? .back : wayOut].compactMap(hint)
    var room = columns - last.reduce(0) { $0 + $1.width + 2 }
    var shown: [FooterHint] = []
    for action in rank {
      guard let hint = hint(action) else { continue }
      guard hint.width + 2 <= room else { break }
      shown.append(hint)
      room -= hint.width + 2
    }
    return shown + last
  }

  private var wayOut: Action { place == .composer ? .postpone : .quit }

  private func hint(_ action: Action) -> FooterHint? {
    guard let word = action.hint, let keys = keymap.keys(for: action, in: place.context) else {
      return nil
    }
    return FooterHint(key: KeyNotation.display(keys), word: word)
  }

  /// What a footer shows here, the most needed first; only what works now.
  private var rank: [Action] {
    switch place {
    case .list:
      let answers: [Action] = list.selected == nil || options.isReadOnly ? [] : [.reply, .replyAll]
      let writes: [Action] = options.isReadOnly ? [] : [.compose]
      return [.open] + answers + writes + [.commandLine, .toggleRead, .refresh, .togglePreview]
    case .reader:
      let answers: [Action] = options.isReadOnly ? [] : [.reply, .replyAll]
      return answers + [.nextMessage, .toggleFold, .toggleQuoted, .nextThread, .commandLine]
    case .composer: return composerRank
    case .drafts: return drafts.rows.isEmpty ? [.compose] : [.open, .discard, .compose]
    case .outbox:
      return outbox.selected == nil ? [] : [.open, .checkAgain, .treatAsNotSent, .markAsSent]
    case .help, .problems: return []
    case .start: return [.open]
    }
  }
}
