import CommuneAPI
import MailApp
import MailModel
import MailStore
import MailSync

/// Turns the facts of the other modules into the facts that the screen has words for.
extension Problem {
  init(_ error: APIError, host: String, area: String, now: Timestamp) {
    switch error.kind {
    case .transport(let reason): self.init(reason, host: host)
    case .unauthorized: self = .keyRejected
    case .missingScope(let scopes): self = .missingScope(scopes, area: area)
    case .planLimit: self = .planLimit(error.message)
    case .sendingPaused: self = .sendingPaused(reason: error.message, until: error.resumeAt)
    case .notFound: self = .notFound("What was asked for")
    case .rateLimited:
      self = .rateLimited(until: now.advanced(byMilliseconds: error.retryAfter ?? 30_000))
    case .tooLarge: self = .tooLarge("The mail")
    case .forbidden, .conflict, .gone, .invalid:
      self = .refused(status: error.status, message: error.message, details: error.details)
    case .server: self = .server(status: error.status, message: error.message)
    case .redirected(let target): self = .redirected(to: target)
    case .notCommune: self = .notCommune(host: host)
    case .unreadable: self = .unreadable
    }
  }

  init(_ reason: TransportError.Reason, host: String) {
    switch reason {
    case .cancelled: self = .cancelled
    case .refusedHere(let text): self = .other("The request was not sent: \(text).")
    case .nameNotFound(let host): self = .nameNotFound(host: host)
    case .connectionRefused: self = .connectionRefused(host: host)
    case .tls(let text): self = .tls(text)
    case .timeout: self = .timeout(host: host)
    case .cut: self = .cut(host: host)
    case .tooLarge: self = .tooLarge("The answer")
    case .other(let text): self = .other("The request failed: \(text).")
    }
  }

  init(_ error: StoreError) {
    switch error {
    case .diskFull: self = .diskFull
    case .readOnly: self = .storeReadOnly
    case .busy: self = .storeBusy
    case .corrupt: self = .store("a file is damaged.")
    case .newerSchema: self = .store("it was written by a newer version of this program.")
    case .notOurs(let path): self = .store("\(path) is not a file of this program.")
    case .stateChanged: self = .store("the mail changed meanwhile; look again.")
    case .notFound: self = .store("it is no longer there.")
    case .io(let code): self = .store("the file system failed (\(code)).")
    case .sqlite(let code): self = .store("SQLite refused (\(code)).")
    }
  }

  init(_ notice: StoreNotice) {
    switch notice {
    case .cacheRebuilt(let path): self = .cacheRebuilt(path: path)
    case .journalDamaged(let path, _): self = .journalDamaged(path: path)
    case .cacheInMemory: self = .cacheInMemory
    case .draftsCannotBeSaved: self = .draftsCannotBeSaved
    case .readOnly(.otherInstance): self = .secondInstance
    case .readOnly(.directory), .readOnly(.journal): self = .draftsCannotBeSaved
    case .readOnly(.busy): self = .storeBusy
    case .readOnly(.newerSchema):
      self = .store("the drafts were written by a newer version of this program.")
    }
  }
}

extension Submission {
  init(_ result: SubmitResult, host: String) {
    switch result {
    case .invalid(let problems):
      self = .rejected(.other("Not sent: \(problems.map(\.words).joined(separator: "; "))."))
    case .resembles:
      self = .notRecorded(
        .other("An equal mail is in the outbox and nobody knows whether it was sent: settle that."))
    case .accepted(let item): self = .accepted(note: item.note)
    case .rejected(let reason): self = .rejected(.other("The server said no: \(reason)"))
    case .waiting(let item):
      self = .waiting(.other(item.note ?? "The server could not be reached."))
    case .unsure(let item): self = .unsure(.other(item.note ?? "The answer was lost."))
    case .notRecorded(let error): self = .notRecorded(Problem(error, host: host))
    }
  }
}

extension Problem {
  init(_ error: SyncError, host: String) {
    switch error {
    case .api(let error): self.init(error, host: host, area: "do that", now: SystemClock.now())
    case .store(let error): self.init(error)
    case .keyRefused: self = .keyRejected
    case .quiet(let until): self = .rateLimited(until: until)
    case .readOnly: self = .secondInstance
    case .cancelled: self = .cancelled
    }
  }
}

extension DraftProblem {
  /// What is wrong, for a sentence.
  var words: String {
    switch self {
    case .noInbox: "no inbox to send from"
    case .noRecipient: "nobody to send to"
    case .invalidAddress(let text): "“\(text)” is no mail address"
    case .tooManyRecipients(let count): "\(count) recipients; the server takes 50"
    case .emptySubject: "the subject is empty"
    case .subjectTooLong(let count): "the subject has \(count) units; the server takes 500"
    case .emptyBody: "the text is empty"
    case .tooLarge(let bytes): "the mail has \(bytes) bytes; the server takes 10 MB"
    }
  }
}
