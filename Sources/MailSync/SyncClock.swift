public import MailModel

/// Time, handed in: the wall clock for what is stored and shown, a sleep for what is waited for.
public struct SyncClock: Sendable {
  public var now: @Sendable () -> Timestamp
  /// Sleeps that many milliseconds; throws when its task is cancelled.
  public var sleep: @Sendable (_ milliseconds: Int64) async throws -> Void

  public init(
    now: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (_ milliseconds: Int64) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }
}
