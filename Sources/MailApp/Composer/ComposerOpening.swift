import MailModel
import MailText
import Terminal

extension AppState {
  /// A new, empty mail from the inbox that the list shows.
  mutating func composeNew() -> [Effect] {
    guard mayWrite() else { return [] }
    let inbox = list.query.inbox ?? list.selected?.thread.inbox ?? mailbox.inboxes.first?.id
    let draft = Draft(id: freshDraftID(), inbox: inbox, changedAt: now)
    let effects = edit(draft)
    composer?.focus = .to
    return effects
  }

  /// Answers the open or selected conversation; one that is not loaded yet is opened first.
  mutating func startReply(all: Bool) -> [Effect] {
    guard mayWrite() else { return [] }
    if place != .reader {
      guard list.selected != nil else {
        say("There is no conversation to answer.")
        return []
      }
    }
    if let reader, place == .reader || reader.thread == list.selected?.id, reader.isLoaded,
      !reader.messages.isEmpty
    {
      return reply(in: reader, all: all)
    }
    if let reader, place == .reader {
      let isEmpty = reader.isLoaded && reader.isComplete
      say(isEmpty ? "There is no message to answer." : "The answer opens once it is loaded.")
      wantedReply = isEmpty ? nil : WantedReply(thread: reader.thread, all: all)
      return []
    }
    let effects = openSelectedThread()
    wantedReply = reader.map { WantedReply(thread: $0.thread, all: all) }
    return effects
  }

  /// The messages arrived for which an answer was asked.
  mutating func replyIfAsked() -> [Effect] {
    guard let wanted = wantedReply, let reader else { return [] }
    guard place == .reader, reader.thread == wanted.thread else {
      wantedReply = nil
      return []
    }
    return reader.messages.isEmpty ? [] : reply(in: reader, all: wanted.all)
  }

  private mutating func reply(in reader: Reader, all: Bool) -> [Effect] {
    wantedReply = nil
    guard let message = answered(in: reader) else { return [] }
    let own = Set(mailbox.inboxes.map { $0.address.lowercased() })
    let home = message.inbox ?? reader.row.thread.inbox
    guard let inbox = mailbox.inbox(home) ?? mailbox.inboxes.first else {
      say("There is no inbox to answer from.")
      return []
    }
    let fields = ReplyText.reply(
      to: message, all: all, from: inbox, ownAddresses: own,
      date: message.createdAt.map { zone.dateTime($0) } ?? "")
    let draft = Draft(
      id: freshDraftID(), inbox: inbox.id, to: fields.to, cc: fields.cc,
      subject: fields.subject, body: fields.body, thread: reader.thread, answers: message.id,
      changedAt: now)
    let effects = edit(draft)
    composer?.focus = .body
    return effects
  }

  /// In the reader the message that is current, in the list the newest that came in.
  private func answered(in reader: Reader) -> Message? {
    if place == .reader, let message = reader.currentMessage { return message }
    return reader.messages.last { $0.direction == .inbound } ?? reader.messages.last
  }

  /// Whether mail can be written here; says why not.
  mutating func mayWrite() -> Bool {
    if options.isReadOnly {
      say(.secondInstance)
      return false
    }
    return true
  }

  /// Opens the composer on `draft`; what was open before is stored.
  mutating func edit(_ draft: Draft) -> [Effect] {
    let effects = saveComposer()
    // What is open may be newer than what the store has.
    let isOpen = composer?.id == draft.id && composer?.isSubmitting == false
    if !isOpen {
      lastChange = max(lastChange, composer?.changeCount ?? 0) + 1
      composer = Composer(draft, wrapColumn: options.wrapColumn, changeCount: lastChange)
    }
    places.removeAll { $0 == .composer }
    places.append(.composer)
    return effects
  }

  private mutating func freshDraftID() -> ID<Draft> {
    ID(UUIDText.make(from: &generator))
  }

  /// What became of the draft: stored, edited elsewhere, sent or not.
  mutating func updateDraft(_ event: Event) -> [Effect] {
    switch event {
    case .draftSaved(let id, let count):
      guard composer?.id == id else { return [] }
      composer?.stored(changeCount: count, at: now)
      return []
    case .draftSaveFailed(let id, let problem):
      say(problem)
      guard composer?.id == id else { return [.rescueDraft(id)] }
      timers.set(.autosave, at: now.advanced(byMilliseconds: 5000))
      return []
    case .draftDeleted: return place == .drafts ? [.loadDrafts] : []
    case .submitted(let id, let submission): return take(submission, of: id)
    case .draftOpened(let draft): return edit(draft)
    case .editorEnded(let id, .text(let text)):
      guard composer?.id == id, composer?.body.text != text else { return [] }
      composer?.body = TextEditor(text, wrapColumn: options.wrapColumn)
      composer?.changed()
      return saveComposer()
    case .editorEnded(_, .failed(let text)):
      say(.editor(text))
      return []
    default: return []
    }
  }

  /// Looks out for the moment at which the mail stands in its thread.
  private mutating func lookOut(for id: ID<Draft>) -> [Effect] {
    awaited.insert(id)
    return [.loadOutbox]
  }

  private mutating func take(_ submission: Submission, of id: ID<Draft>) -> [Effect] {
    let wording = Wording(zone: zone, now: now)
    let isOpen = composer?.id == id
    var reload: [Effect] = [.loadMailbox]
    switch submission {
    case .accepted(let note?):
      // What the server remarks, such as a refused recipient, must stay readable.
      say(.other("Accepted, with a remark: \(note)"))
    case .accepted(nil):
      reload += lookOut(for: id)
      say("Accepted by the server; it counts as sent once it stands in the thread.")
    case .waiting(let problem):
      reload += lookOut(for: id)
      say("Not sent yet; it waits in the outbox. \(wording.sentence(problem))")
    case .unsure(let problem):
      reload += lookOut(for: id)
      say(
        "Not sure whether it was sent: \(wording.sentence(problem)) It is being looked for; "
          + "\(keyText(.showOutbox, "go")) shows it.")
    case .rejected(let problem), .notRecorded(let problem):
      say(problem)
      let sentence = wording.sentence(problem)
      if isOpen {
        composer?.isSubmitting = false
        composer?.refusal = sentence
      } else {
        status?.text = "Not sent; the text is in the drafts. \(sentence)"
      }
      return reload
    }
    if isOpen {
      closeComposer()
      reload += goBackIfComposing()
    }
    return reload + (place == .reader ? fetchOpenThread() : [])
  }
}
