public import MailModel

/// Moments at which the runtime wakes the program; there is at most one a kind.
public struct Timers: Equatable, Sendable {
  /// What a timer is for.
  public enum Kind: Int, CaseIterable, Sendable {
    /// The list rested on a row: fetch what the preview lacks.
    case rest
    /// The thread was open long enough to count as read.
    case dwell
    /// What was typed goes into the journal.
    case autosave
    /// The status message has been read.
    case status
    /// A key sequence is incomplete: show its continuations.
    case continuations
    /// Ages on screen are out of date.
    case ages
  }

  private var deadlines: [Kind: Timestamp] = [:]

  public init() {}

  /// Sets the timer `kind`, whatever it was set to.
  public mutating func set(_ kind: Kind, at deadline: Timestamp) {
    deadlines[kind] = deadline
  }

  public mutating func clear(_ kind: Kind) {
    deadlines[kind] = nil
  }

  public func isSet(_ kind: Kind) -> Bool {
    deadlines[kind] != nil
  }

  /// The next moment to wake at.
  public var next: Timestamp? {
    deadlines.values.min()
  }

  /// Takes out the timers that are due.
  public mutating func takeDue(at now: Timestamp) -> [Kind] {
    let due = Kind.allCases.filter { kind in deadlines[kind].map { $0 <= now } ?? false }
    for kind in due { deadlines[kind] = nil }
    return due
  }
}
