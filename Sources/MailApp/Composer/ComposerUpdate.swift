import MailModel
import Terminal

extension AppState {
  /// A key while a field or the text is being edited; nil: the keymap shall have it.
  mutating func composerKey(_ key: Key) -> [Effect]? {
    guard place == .composer, let field = composer?.focus, field != .command else { return nil }
    switch (key, field) {
    case (Key(.escape), _), (.control("c"), _):
      return focus(.command)
    case (Key(.enter), .body), (Key(.tab), .body): break
    case (Key(.enter), _), (Key(.tab), _), (Key(.down), .to), (Key(.down), .cc),
      (Key(.down), .bcc), (Key(.down), .subject):
      return focus(nextField(after: field))
    case (Key(.tab, .shift), _), (Key(.up), .cc), (Key(.up), .bcc), (Key(.up), .subject):
      return focus(previousField(before: field))
    default: break
    }
    return type(key)
  }

  /// A key that the field with the focus takes; moving the cursor changes nothing that is stored.
  private mutating func type(_ key: Key) -> [Effect] {
    let area = composerArea
    let isChanged = composer?.edit(
      line: { line in
        let before = line.text
        return line.handle(key) && !line.text.utf8.elementsEqual(before.utf8)
      },
      body: { body in
        let before = body.changeCount
        return body.handle(key, rows: area.rows, columns: area.columns)
          && body.changeCount != before
      })
    return isChanged == true ? composerChanged() : []
  }

  /// Pasted text goes in as it is; nil: nothing is being edited.
  mutating func composerPaste(_ text: String) -> [Effect]? {
    guard place == .composer, let composer else { return nil }
    guard !composer.isSubmitting else {
      say("It is being sent: the pasted text was not taken.")
      return []
    }
    if composer.focus == .command { _ = focus(.body) }
    _ = self.composer?.edit(line: { $0.insert(text) }, body: { $0.insert(text) })
    return composerChanged()
  }

  /// Something was typed: stored after a second, or at once after twenty keys (CD-04).
  private mutating func composerChanged() -> [Effect] {
    composer?.changed()
    if !timers.isSet(.autosave) {
      timers.set(.autosave, at: now.advanced(byMilliseconds: 1000))
    }
    guard let composer, composer.isDueForSaving(at: now) else { return [] }
    return autosave()
  }

  /// Stores what is typed.
  mutating func autosave() -> [Effect] {
    timers.clear(.autosave)
    composer?.askedToSave(at: now)
    return saveComposer()
  }

  func saveComposer() -> [Effect] {
    guard let composer, composer.isUnsaved, !composer.isSubmitting else { return [] }
    return [.saveDraft(composer.content(at: now), changeCount: composer.changeCount)]
  }

  mutating func focus(_ focus: Composer.Focus) -> [Effect] {
    composer?.focus = focus
    return focus == .command ? autosave() : []
  }

  private func nextField(after focus: Composer.Focus) -> Composer.Focus {
    switch focus {
    case .to: composer?.cc.text.isEmpty == false ? .cc : .subject
    case .cc: composer?.bcc.text.isEmpty == false ? .bcc : .subject
    case .bcc: .subject
    case .subject, .body, .command: .body
    }
  }

  private func previousField(before focus: Composer.Focus) -> Composer.Focus {
    switch focus {
    case .body: .subject
    case .subject, .cc: .to
    case .bcc: .cc
    case .to, .command: .to
    }
  }

  /// Does what `action` asks of the composer; nil: not an action of it.
  mutating func updateComposer(_ action: Action) -> [Effect]? {
    guard let composer else { return [.back, .postpone].contains(action) ? goBack() : nil }
    if composer.isSubmitting && action != .postpone { return submittingOnly(action) }
    switch action {
    case .send: return send()
    case .editBody: return focus(.body)
    case .editTo: return focus(.to)
    case .editCc: return focus(.cc)
    case .editBcc: return focus(.bcc)
    case .editSubject: return focus(.subject)
    case .editExternally:
      return saveComposer() + [.editExternally(composer.id, text: composer.body.text)]
    case .cycleInbox: return cycleInbox()
    case .postpone, .back: return postpone()
    case .discard: return askToDiscard()
    case .moveDown: return moveInBody(Key(.down))
    case .moveUp: return moveInBody(Key(.up))
    case .pageDown: return moveInBody(Key(.pageDown))
    case .pageUp: return moveInBody(Key(.pageUp))
    default: return nil
    }
  }

  private mutating func submittingOnly(_ action: Action) -> [Effect]? {
    switch action {
    case .help, .refresh, .suspend, .commandLine, .showErrors, .showOutbox: return nil
    default:
      say("It is being sent. \(keyText(.postpone, "q")) goes back; the outbox shows how it ends.")
      return []
    }
  }

  private mutating func moveInBody(_ key: Key) -> [Effect] {
    let area = composerArea
    _ = composer?.body.handle(key, rows: area.rows, columns: area.columns)
    return []
  }

  private mutating func cycleInbox() -> [Effect] {
    let ids = mailbox.inboxes.map(\.id)
    guard !ids.isEmpty else {
      say("There is no inbox to send from yet.")
      return []
    }
    let present = composer?.inbox.flatMap { ids.firstIndex(of: $0) } ?? -1
    composer?.inbox = ids[(present + 1) % ids.count]
    return composerChanged()
  }

  private mutating func postpone() -> [Effect] {
    guard let composer else { return goBack() }
    let effects = saveComposer()
    if composer.isSubmitting {
      say("Still sending; the outbox shows how it ends.")
    } else if !composer.isUntouched || composer.draft.revision > 0 {
      say("Draft kept. \(keyText(.showDrafts, "gD")) shows the drafts.")
    }
    closeComposer()
    return effects + goBackIfComposing()
  }

  /// Takes the composer away; what it held is stored or no longer wanted.
  mutating func closeComposer() {
    timers.clear(.autosave)
    lastChange = max(lastChange, composer?.changeCount ?? 0)
    composer = nil
    // The way back must not lead to an empty composer.
    if place != .composer { places.removeAll { $0 == .composer } }
  }

  mutating func goBackIfComposing() -> [Effect] {
    guard place == .composer else { return [] }
    if places.count == 1 { places = [.list, .composer] }
    return goBack()
  }

  private mutating func askToDiscard() -> [Effect] {
    guard let composer else { return [] }
    question = Question(
      text: "Throw away “\(name(of: composer.content(at: now)))”? It cannot be brought back. y/N",
      deed: .discardDraft(composer.id))
    return []
  }

  /// Throws a draft away after the question was answered with yes.
  mutating func discardDraft(_ id: ID<Draft>) -> [Effect] {
    var effects: [Effect] = [.deleteDraft(id)]
    if composer?.id == id {
      closeComposer()
      effects += goBackIfComposing()
    }
    say("Draft thrown away.")
    return effects
  }

  /// `y`: hands the mail over, if nothing blocks.
  private mutating func send() -> [Effect] {
    guard !options.isReadOnly else {
      say(.secondInstance)
      return []
    }
    guard !options.isOffline else {
      say("Offline by choice: the draft is kept; start without --offline to send.")
      return saveComposer()
    }
    guard let composer else { return [] }
    let thread = reader.flatMap { $0.thread == composer.draft.thread ? $0.row.thread : nil }
    let blocking = composer.checks(inboxes: mailbox.inboxes, thread: thread).first {
      $0.verdict == .blocking
    }
    if let blocking {
      say("Not sent: \(blocking.text).")
      return focus(blocking.field)
    }
    let draft = composer.content(at: now)
    self.composer?.isSubmitting = true
    timers.clear(.autosave)
    say("Sending “\(name(of: draft))”…")
    return [.submit(draft)]
  }
}
