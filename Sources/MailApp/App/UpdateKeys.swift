import MailModel
import Terminal

extension AppState {
  /// A key, a paste or the mouse: to the question, the command line, the editor or the keymap.
  mutating func handle(_ input: Input) -> [Effect] {
    switch input {
    case .key(let key): return handle(key)
    case .paste(let text): return handlePaste(text)
    case .mouse(let mouse): return handle(mouse)
    }
  }

  private mutating func handle(_ key: Key) -> [Effect] {
    if let question { return answer(question, with: key) }
    if palette != nil { return paletteKey(key) }
    if let effects = composerKey(key) { return effects }
    pendingKeys.append(key)
    showsContinuations = false
    timers.clear(.continuations)
    switch keymap.match(pendingKeys, in: place.context) {
    case .action(let action):
      pendingKeys = []
      return perform(action)
    case .prefix:
      timers.set(.continuations, at: now.advanced(byMilliseconds: 300))
      return []
    case .none:
      let typed = KeyNotation.display(pendingKeys)
      let wasSequence = pendingKeys.count > 1
      pendingKeys = []
      if wasSequence && key.code == .escape { return [] }
      say("\(typed) does nothing here. \(keyText(.help, "?")) shows the keys.")
      return []
    }
  }

  private mutating func answer(_ question: Question, with key: Key) -> [Effect] {
    self.question = nil
    guard key == .character("y") || key == .character("Y") else {
      say("Nothing was done.")
      return []
    }
    switch question.deed {
    case .quit: return leave()
    case .discardDraft(let id): return discardDraft(id)
    case .treatAsNotSent(let id): return [.treatAsNotSent(id)]
    }
  }

  private mutating func handlePaste(_ text: String) -> [Effect] {
    if palette != nil {
      palette?.insert(text)
      return []
    }
    if let effects = composerPaste(text) { return effects }
    say("Pasted text was not run as commands.")
    return []
  }

  private mutating func handle(_ mouse: Mouse) -> [Effect] {
    guard question == nil, palette == nil else { return [] }
    switch mouse.action {
    case .wheelDown: return performMotion(.moveDown)
    case .wheelUp: return performMotion(.moveUp)
    case .press: return press(at: mouse.position)
    case .release: return []
    }
  }

  private mutating func performMotion(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<3 { effects += perform(action) }
    return effects
  }

  private mutating func press(at position: Position) -> [Effect] {
    let area = layout.list
    guard place == .list, position.row >= area.row, position.row < area.endRow,
      position.column >= area.column, position.column < area.endColumn
    else { return [] }
    let line = (position.row - area.row) / layout.rowHeight
    let target = list.top + line
    guard line < layout.listRows, target < list.rows.count else { return [] }
    return target == list.cursor ? openSelectedThread() : moveCursor(by: target - list.cursor)
  }

  /// Does an action wherever the user is; what does not belong to the place is tried everywhere.
  mutating func perform(_ action: Action) -> [Effect] {
    let effects: [Effect]?
    switch place {
    case .list: effects = updateThreadList(action)
    case .reader: effects = updateReader(action)
    case .composer: effects = updateComposer(action)
    case .drafts: effects = updateDrafts(action)
    case .outbox: effects = updateOutbox(action)
    case .help, .problems: effects = updateHelp(action)
    case .start: effects = updateStart(action)
    }
    return effects ?? performAnywhere(action)
  }

  // check-size: one line a case
  private mutating func performAnywhere(_ action: Action) -> [Effect] {
    switch action {
    case .quit: return askToQuit()
    case .back: return goBack()
    case .refresh: return refresh()
    case .cancel: return cancel()
    case .suspend: return saveComposer() + [.suspend]
    case .commandLine:
      palette = Palette()
      return []
    case .help: return open(.help)
    case .showErrors: return open(.problems)
    case .showMail:
      places = [.list]
      return saveComposer() + refreshPreview()
    case .showDrafts: return open(.drafts) + [.loadDrafts]
    case .showOutbox: return open(.outbox) + [.loadOutbox]
    case .allInboxes:
      places = [.list]
      return show(ThreadQuery(view: list.query.view))
    case .compose: return composeNew()
    case .reply: return startReply(all: false)
    case .replyAll: return startReply(all: true)
    case .toggleRead: return toggleRead()
    case .toggleQuoted: return toggleQuoted()
    case .viewInbox, .viewNeedsReply, .viewWaiting, .nextInbox, .previousInbox, .loadMore,
      .togglePreview, .nextView, .previousView, .nextUnread, .previousUnread:
      places = [.list]
      layOutReader()
      return updateThreadList(action) ?? []
    default:
      say("“\(action.rawValue)” does nothing on this screen.")
      return []
    }
  }

  private mutating func toggleQuoted() -> [Effect] {
    guard place == .reader || layout.preview != nil else {
      say("No conversation is on screen.")
      return []
    }
    let rows = readerArea.rows
    reader?.toggleQuoted()
    reader?.clampScroll(rows: rows)
    return []
  }

  /// Goes to `place` and keeps the way back.
  mutating func open(_ place: Place) -> [Effect] {
    let effects = saveComposer()
    if let index = places.firstIndex(of: place) {
      places.removeSubrange((index + 1)...)
    } else {
      places.append(place)
    }
    help = HelpPage()
    return effects
  }

  /// One place back; at the root it says how to quit.
  mutating func goBack() -> [Effect] {
    guard places.count > 1 else {
      say("\(keyText(.quit, "q")) quits.")
      return []
    }
    places.removeLast()
    layOutReader()
    return refreshPreview()
  }

  private mutating func refresh() -> [Effect] {
    guard !options.isOffline else {
      say("Offline by choice: started with --offline.")
      return [.redraw]
    }
    list.askedForMoreAt = nil
    let open: [Effect] = place == .reader ? fetchOpenThread() : []
    return [.redraw, .refresh] + open
  }

  /// Stops what runs; at rest it says how to quit.
  private mutating func cancel() -> [Effect] {
    switch connection {
    case .live, .off:
      say("Nothing is running. \(keyText(.quit, "q")) quits.")
      return []
    case .starting, .busy, .offline, .limited:
      say("Stopped. \(keyText(.quit, "q")) quits.")
      return [.cancelRequests]
    }
  }

  /// Asks only if something would be left open.
  mutating func askToQuit() -> [Effect] {
    guard mailbox.outgoing > 0 else { return leave() }
    let count = mailbox.outgoing == 1 ? "1 mail is" : "\(mailbox.outgoing) mails are"
    let unsure = mailbox.unsure > 0 ? " (\(mailbox.unsure) unsure whether sent)" : ""
    question = Question(
      text: "\(count) still in the outbox\(unsure); kept there. Quit? y/N", deed: .quit)
    return []
  }

  /// The first key of `action` here, as the footer shows it.
  func keyText(_ action: Action, _ fallback: String) -> String {
    keymap.keys(for: action, in: place.context).map(KeyNotation.display) ?? fallback
  }
}
