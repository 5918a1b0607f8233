import MailModel
import Terminal

/// A mail being written.
public struct Composer: Equatable, Sendable {
  /// What the keys go to.
  enum Focus: Equatable, Sendable, CaseIterable {
    /// The keymap: `y` sends.
    case command
    case to
    case cc
    case bcc
    case subject
    case body
  }

  /// The draft as it was opened or last stored; the editors hold what is typed.
  private(set) var draft: Draft
  var to: LineEditor
  var cc: LineEditor
  var bcc: LineEditor
  var subject: LineEditor
  var body: TextEditor
  var inbox: ID<Inbox>?
  var focus: Focus = .command
  /// Grows with each change, and from one composer to the next: a late word that an older one was
  /// stored must not count for this one.
  private(set) var changeCount: Int
  private let firstCount: Int
  /// The change up to which the journal has it.
  private(set) var savedCount: Int
  /// The time of the last stored state.
  private(set) var savedAt: Timestamp?
  /// The change and the time at which it was last asked to be stored.
  private var askedCount: Int
  private var askedAt: Timestamp?
  /// It was handed over and nothing is known yet.
  var isSubmitting = false
  /// Why the last try failed, for the checks line.
  var refusal: String?

  init(_ draft: Draft, wrapColumn: Int = 72, changeCount: Int = 0) {
    self.draft = draft
    self.changeCount = changeCount
    firstCount = changeCount
    savedCount = changeCount
    askedCount = changeCount
    inbox = draft.inbox
    to = LineEditor(draft.to)
    cc = LineEditor(draft.cc)
    bcc = LineEditor(draft.bcc)
    subject = LineEditor(draft.subject)
    body = TextEditor(draft.body, wrapColumn: wrapColumn)
  }

  var id: ID<Draft> { draft.id }

  /// The draft as it stands on screen.
  func content(at now: Timestamp) -> Draft {
    var draft = draft
    draft.inbox = inbox
    draft.to = to.text
    draft.cc = cc.text
    draft.bcc = bcc.text
    draft.subject = subject.text
    draft.body = body.text
    draft.changedAt = now
    return draft
  }

  /// Something was typed that the journal does not have.
  var isUnsaved: Bool { changeCount > savedCount }

  /// Nothing was typed since it was opened.
  var isUntouched: Bool { changeCount == firstCount }

  mutating func changed() {
    changeCount += 1
    refusal = nil
  }

  /// Twenty changes wait. A paste that comes as keys is stored five times a second, not each time.
  func isDueForSaving(at now: Timestamp) -> Bool {
    guard changeCount - max(savedCount, askedCount) >= 20 else { return false }
    return askedAt.map { now.milliseconds(since: $0) >= 200 } ?? true
  }

  mutating func askedToSave(at now: Timestamp) {
    askedCount = changeCount
    askedAt = now
  }

  /// The journal has everything up to `count`.
  mutating func stored(changeCount count: Int, at now: Timestamp) {
    savedCount = max(savedCount, count)
    savedAt = now
  }

  /// Runs `change` on the field that has the focus; nil where that is none.
  mutating func edit<Result>(
    line change: (inout LineEditor) -> Result, body bodyChange: (inout TextEditor) -> Result
  ) -> Result? {
    switch focus {
    case .command: nil
    case .to: change(&to)
    case .cc: change(&cc)
    case .bcc: change(&bcc)
    case .subject: change(&subject)
    case .body: bodyChange(&body)
    }
  }
}

/// One thing that must hold, or should, before a mail is sent.
struct ComposerCheck: Equatable {
  /// What a check found.
  enum Verdict: Equatable {
    case good
    /// Sending is possible, but look at it.
    case warning
    /// Sending is not possible.
    case blocking
  }

  var verdict: Verdict
  var text: String
  /// Where to mend it.
  var field: Composer.Focus
}

extension Composer {
  /// The longest subject that the server takes, in UTF-16 units.
  static let maximumSubject = 500
  /// The most recipients in `to` (observed-behaviour.md §6).
  static let maximumRecipients = 50

  /// All that is checked before `y` sends, what blocks first.
  func checks(inboxes: [Inbox], thread: MailThread?) -> [ComposerCheck] {
    let found = [recipientCheck, subjectCheck, bodyCheck, senderCheck(inboxes, thread)]
    return found.filter { $0.verdict == .blocking } + found.filter { $0.verdict == .warning }
      + found.filter { $0.verdict == .good }
  }

  private var recipientCheck: ComposerCheck {
    let fields: [(LineEditor, Focus)] = [(to, .to), (cc, .cc), (bcc, .bcc)]
    for (field, focus) in fields {
      let bad = Address.list(parsing: field.text).first { !$0.isValid }
      if let bad {
        return ComposerCheck(
          verdict: .blocking, text: "“\(bad.spec.prefix(60))” is no mail address", field: focus)
      }
    }
    let count = Address.list(parsing: to.text).count
    if count == 0 {
      return ComposerCheck(verdict: .blocking, text: "To is empty", field: .to)
    }
    let all = fields.reduce(0) { $0 + Address.list(parsing: $1.0.text).count }
    if all > Composer.maximumRecipients {
      return ComposerCheck(
        verdict: .blocking, text: "\(all) recipients; the server takes 50", field: .to)
    }
    if let doubtful = doubtfulRecipient {
      return ComposerCheck(verdict: .warning, text: doubtful.text, field: doubtful.field)
    }
    return ComposerCheck(
      verdict: .good, text: all == 1 ? "1 recipient" : "\(all) recipients", field: .to)
  }

  private var subjectCheck: ComposerCheck {
    let units = subject.text.utf16.count
    if subject.text.allSatisfy(\.isWhitespace) {
      return ComposerCheck(verdict: .blocking, text: "the subject is empty", field: .subject)
    }
    if units > Composer.maximumSubject {
      return ComposerCheck(
        verdict: .blocking, text: "the subject has \(units) units; the server takes 500",
        field: .subject)
    }
    return ComposerCheck(verdict: .good, text: "subject \(units)/500", field: .subject)
  }

  private var bodyCheck: ComposerCheck {
    let hasText = body.text.utf8.contains { $0 > 32 }
    return hasText
      ? ComposerCheck(verdict: .good, text: "text", field: .body)
      : ComposerCheck(verdict: .blocking, text: "the text is empty", field: .body)
  }

  private func senderCheck(_ inboxes: [Inbox], _ thread: MailThread?) -> ComposerCheck {
    guard let inbox, inboxes.contains(where: { $0.id == inbox }) else {
      return ComposerCheck(
        verdict: .blocking, text: "no inbox to send from is chosen", field: .command)
    }
    if let home = thread?.inbox, home != inbox {
      return ComposerCheck(
        verdict: .warning, text: "From is not the inbox this thread is in", field: .command)
    }
    return ComposerCheck(verdict: .good, text: "From is one of your inboxes", field: .command)
  }
}
