import MailModel
import Terminal

/// The only function that changes the state: what happened in, what is to be done out.
public func update(_ state: inout AppState, _ event: Event) -> [Effect] {
  switch event {
  case .started: return state.started()
  case .input(let input): return state.handle(input)
  case .resized(let size): return state.resized(to: size)
  case .timerFired(let kind): return state.fired(kind)
  case .mailboxLoaded(let mailbox): return state.takeMailbox(mailbox)
  case .threadsLoaded(let window): return state.takeThreads(window)
  case .messagesLoaded(let loaded): return state.takeMessages(loaded) + state.replyIfAsked()
  case .draftsLoaded(let drafts): return state.takeDrafts(drafts)
  case .outboxLoaded(let items): return state.takeOutbox(items)
  case .storeChanged(let news): return state.reload(news)
  case .connectionChanged(let connection): return state.takeConnection(connection)
  case .draftSaved, .draftSaveFailed, .draftDeleted, .submitted, .draftOpened, .editorEnded:
    return state.updateDraft(event)
  case .problem(let problem):
    state.say(problem)
    return []
  case .notice(let text):
    state.say(text)
    return []
  case .demoStarted: return state.demoStarted()
  case .terminated: return state.leave()
  }
}

extension AppState {
  fileprivate mutating func started() -> [Effect] {
    timers.set(.ages, at: now.advanced(byMilliseconds: 60_000))
    guard place != .start else { return [] }
    // No more than the first screens need, since all of it is read before the first frame.
    let reach = min(ThreadList.reach, max(40, layout.listRows * 2))
    let first = ThreadRequest(query: list.query, anchor: .newest, reach: reach)
    return [.loadMailbox, .loadThreads(first)]
  }

  fileprivate mutating func demoStarted() -> [Effect] {
    options.isDemo = true
    places = [.list]
    return [.loadMailbox, request(.newest)]
  }

  fileprivate mutating func resized(to size: Size) -> [Effect] {
    self.size = size
    list.scroll(page: layout.listRows)
    layOutReader()
    let isStale = place == .list && reader?.thread != list.selected?.id
    var effects = reader == nil || isStale ? refreshPreview() : []
    if list.needsWindow(page: layout.listRows), let position = list.selected?.position {
      effects.append(request(.around(position)))
    }
    return effects
  }

  fileprivate mutating func fired(_ kind: Timers.Kind) -> [Effect] {
    switch kind {
    case .rest: return listRested()
    case .dwell: return dwelled()
    case .autosave: return autosave()
    case .status:
      status = nil
      return []
    case .continuations:
      showsContinuations = !pendingKeys.isEmpty
      return []
    case .ages:
      timers.set(.ages, at: now.advanced(byMilliseconds: 60_000))
      return []
    }
  }

  fileprivate mutating func takeMailbox(_ mailbox: Mailbox) -> [Effect] {
    self.mailbox = mailbox
    if let inbox = list.query.inbox, mailbox.isLoaded, mailbox.inbox(inbox) == nil {
      return show(ThreadQuery(view: list.query.view))
    }
    return []
  }

  /// The store changed: asks again for what is on screen, and for no more.
  fileprivate mutating func reload(_ news: StoreNews) -> [Effect] {
    var effects: [Effect] = []
    if news.mailbox || news.threads || news.drafts || news.outbox { effects.append(.loadMailbox) }
    if news.threads {
      let isAtTop = list.top == 0 && list.cursor == 0 && place == .list
      let anchor = isAtTop ? nil : list.selected?.position
      effects.append(request(anchor.map { .around($0) } ?? .newest))
    }
    if let reader, news.messages.contains(reader.thread) {
      effects.append(.loadMessages(reader.thread))
    }
    if news.drafts && place == .drafts { effects.append(.loadDrafts) }
    if news.outbox && (place == .outbox || !awaited.isEmpty) { effects.append(.loadOutbox) }
    return effects
  }

  fileprivate mutating func takeConnection(_ connection: Connection) -> [Effect] {
    let old = self.connection
    self.connection = connection
    switch connection {
    case .live:
      list.askedForMoreAt = nil
      timers.set(.rest, at: now.advanced(byMilliseconds: 120))
      if case .offline = old { say("Connected again.") }
    case .offline(let problem):
      if case .offline = old { return [] }
      say("Offline. \(Wording(zone: zone, now: now).sentence(problem)) Stored mail can be read.")
    case .limited(let problem):
      if case .limited(problem) = old { return [] }
      say(problem)
    case .starting, .busy, .off: break
    }
    return []
  }

  /// Says what just happened, for some seconds.
  mutating func say(_ text: String) {
    status = StatusMessage(text: text, isProblem: false)
    timers.set(.status, at: now.advanced(byMilliseconds: 8000))
  }

  /// Says what went wrong, and keeps it in the list of problems; repeats are counted, not repeated.
  mutating func say(_ problem: Problem) {
    let text = Wording(zone: zone, now: now).sentence(problem)
    status = StatusMessage(text: text, isProblem: true)
    timers.set(.status, at: now.advanced(byMilliseconds: 20_000))
    if problems.last?.text == text {
      problems[problems.count - 1].count += 1
      problems[problems.count - 1].at = now
    } else {
      problems.append(ProblemRecord(at: now, text: text, count: 1))
      if problems.count > 200 { problems.removeFirst() }
    }
  }

  /// Stores what is typed and ends the program.
  mutating func leave() -> [Effect] {
    isQuitting = true
    return saveComposer() + [.quit]
  }
}
