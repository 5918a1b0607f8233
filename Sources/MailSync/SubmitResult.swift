public import MailModel

/// What became of a mail that the user sent.
public enum SubmitResult: Hashable, Sendable {
  /// Blocked before anything was stored.
  case invalid([DraftProblem])
  /// An equal mail is in the outbox and nobody knows whether it was sent: the user must say
  /// that this one is meant.
  case resembles(ID<Draft>)
  /// The server took it.
  case accepted(OutboxItem)
  /// The server said no: the mail is a draft again.
  case rejected(reason: String)
  /// Not sent yet; it stays in the outbox and is tried again, or waits for the user.
  case waiting(OutboxItem)
  /// Nobody knows whether it was sent.
  case unsure(OutboxItem)
  /// The store could not record the mail or the attempt: nothing was sent, the draft is as it was.
  case notRecorded(SyncError)
}
