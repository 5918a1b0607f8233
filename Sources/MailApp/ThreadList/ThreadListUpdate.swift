import MailModel
import Terminal

extension AppState {
  /// Does what `action` asks of the thread list; nil: not an action of the list.
  mutating func updateThreadList(_ action: Action) -> [Effect]? {
    if let effects = moveInThreadList(action) { return effects }
    switch action {
    case .open: return openSelectedThread()
    case .viewInbox: return show(ThreadQuery(view: .inbox, inbox: list.query.inbox))
    case .viewNeedsReply: return show(ThreadQuery(view: .needsReply, inbox: list.query.inbox))
    case .viewWaiting: return show(ThreadQuery(view: .waitingOnThem, inbox: list.query.inbox))
    case .nextView: return turnView(by: 1)
    case .previousView: return turnView(by: -1)
    case .nextInbox: return turnInbox(by: 1)
    case .previousInbox: return turnInbox(by: -1)
    case .nextUnread: return jumpToUnread(older: true)
    case .previousUnread: return jumpToUnread(older: false)
    case .loadMore: return askForMore(isAsked: true)
    case .togglePreview:
      options.showsPreview.toggle()
      list.scroll(page: layout.listRows)
      if options.showsPreview, layout.preview == nil {
        say("The preview shows on screens of at least 110 columns or 36 rows.")
      }
      return refreshPreview()
    default: return nil
    }
  }

  private mutating func moveInThreadList(_ action: Action) -> [Effect]? {
    let page = layout.listRows
    switch action {
    case .moveDown, .nextThread: return moveCursor(by: 1)
    case .moveUp, .previousThread: return moveCursor(by: -1)
    case .halfPageDown: return moveCursor(by: max(1, page / 2))
    case .halfPageUp: return moveCursor(by: -max(1, page / 2))
    case .pageDown: return moveCursor(by: page)
    case .pageUp: return moveCursor(by: -page)
    case .top:
      if !list.isAtStart { return [request(.newest)] }
      return moveCursor(by: -list.rows.count)
    case .bottom:
      let more = askForMore(isAsked: true)
      if !list.isAtEnd { return [request(.oldest)] + more }
      return moveCursor(by: list.rows.count) + more
    default: return nil
    }
  }

  /// Moves the cursor and asks for what the new place needs.
  mutating func moveCursor(by delta: Int) -> [Effect] {
    let page = layout.listRows
    let old = list.selected?.id
    list.move(by: delta, page: page)
    var effects: [Effect] = []
    if list.needsWindow(page: page), let position = list.selected?.position {
      effects.append(request(.around(position)))
    }
    effects += askForMore(isAsked: false)
    if list.selected?.id != old { effects += refreshPreview() }
    return effects
  }

  /// A request for a window of the present list.
  func request(_ anchor: ThreadRequest.Anchor) -> Effect {
    .loadThreads(ThreadRequest(query: list.query, anchor: anchor, reach: ThreadList.reach))
  }

  /// Asks the server for older threads where the list nears the end of the store.
  mutating func askForMore(isAsked: Bool) -> [Effect] {
    let known = list.above + list.rows.count
    let isNearEnd = list.isAtEnd && list.rows.count - list.cursor <= layout.listRows
    let hasMore = mailbox.tally(of: list.query.inbox).hasMore
    guard isAsked || (isNearEnd && hasMore && list.askedForMoreAt != known) else { return [] }
    guard !options.isOffline else {
      if isAsked { say("Offline by choice: only stored mail is shown.") }
      return []
    }
    if isAsked && !hasMore {
      say("All threads are loaded.")
      return []
    }
    list.askedForMoreAt = known
    return [.fetchMore(list.query.inbox)]
  }

  /// Shows another list, from its newest thread.
  mutating func show(_ query: ThreadQuery) -> [Effect] {
    list = ThreadList(query: query)
    reader = nil
    // Without a conversation its screen would be empty.
    places.removeAll { $0 == .reader }
    if places.isEmpty { places = [.list] }
    return [request(.newest)]
  }

  private mutating func turnView(by step: Int) -> [Effect] {
    let views = ThreadQuery.View.allCases
    let index = (list.query.view.rawValue + step + views.count) % views.count
    return show(ThreadQuery(view: views[index], inbox: list.query.inbox))
  }

  /// All inboxes, then each: the order of the sidebar.
  private mutating func turnInbox(by step: Int) -> [Effect] {
    let choices: [ID<Inbox>?] = [nil] + mailbox.inboxes.map(\.id)
    let present = choices.firstIndex(of: list.query.inbox) ?? 0
    let index = min(max(0, present + step), choices.count - 1)
    guard index != present else {
      say(step > 0 ? "This is the last inbox." : "These are all inboxes; the first.")
      return []
    }
    return show(ThreadQuery(view: list.query.view, inbox: choices[index]))
  }

  private mutating func jumpToUnread(older: Bool) -> [Effect] {
    guard let position = list.selected?.position else { return [] }
    return [request(.unread(after: position, older: older))]
  }

  /// Takes a window of the list and asks for what its visible rows lack.
  mutating func takeThreads(_ window: ThreadWindow) -> [Effect] {
    guard window.request.query == list.query else { return [] }
    if case .unread(_, let older) = window.request.anchor, window.found == nil {
      say(older ? "No unread thread further down." : "No unread thread further up.")
      return []
    }
    let old = list.selected
    list.take(window, page: layout.listRows)
    var effects = fetchMissingSenders()
    effects += askForMore(isAsked: false)
    if list.selected != old || reader == nil { effects += refreshPreview() }
    return effects
  }

  /// The visible rows whose correspondent is not known yet.
  private mutating func fetchMissingSenders() -> [Effect] {
    timers.set(.rest, at: now.advanced(byMilliseconds: 120))
    return []
  }

  /// The list came to rest: fetch what the visible rows and the preview lack.
  mutating func listRested() -> [Effect] {
    guard place == .list, !options.isOffline else { return [] }
    let page = layout.listRows
    let unknown = list.visible(page).filter { $0.correspondent == nil }.map(\.id)
    var effects: [Effect] = unknown.isEmpty ? [] : [.fetchSenders(unknown)]
    guard let row = list.selected else { return effects }
    if layout.preview != nil, reader?.needsFetch == true {
      effects.append(.fetchThread(row.id, messageCount: row.thread.messageCount))
    }
    let from = max(0, list.cursor - 2)
    let near = list.rows[from..<min(list.rows.count, list.cursor + 4)].map(\.id)
    effects.append(.prefetch(near))
    return effects
  }

  /// The preview shows the selected thread, as far as the store has it.
  mutating func refreshPreview() -> [Effect] {
    timers.set(.rest, at: now.advanced(byMilliseconds: 120))
    timers.clear(.dwell)
    guard layout.preview != nil, place == .list else { return [] }
    guard let row = list.selected else {
      reader = nil
      return []
    }
    if reader?.thread == row.id {
      reader?.row = row
      layOutReader()
      return []
    }
    reader = Reader(row: row)
    timers.set(.dwell, at: now.advanced(byMilliseconds: Int64(options.dwell)))
    return [.loadMessages(row.id)]
  }
}
