public import MailModel
import Synchronization

/// What really happened on a sandbox: the truth that tests compare a client with.
public final class Ledger: Sendable {
  private let entries = Mutex(LedgerSnapshot())

  /// A copy of everything noted so far.
  public var snapshot: LedgerSnapshot { entries.withLock { $0 } }

  /// Request lines kept, at least; the oldest are dropped in bulk.
  private static let requestLimit = 100_000

  func note(send: LedgerSnapshot.Send) {
    entries.withLock { $0.sends.append(send) }
  }

  func note(delivery: LedgerSnapshot.Delivery) {
    entries.withLock { $0.deliveries.append(delivery) }
  }

  func note(confirmation: LedgerSnapshot.Confirmation) {
    entries.withLock { $0.confirmations.append(confirmation) }
  }

  /// Notes a connection and returns its number, from 1 on.
  func noteConnection(at time: Timestamp) -> Int {
    entries.withLock { snapshot in
      snapshot.connectionCount += 1
      snapshot.lastConnectionAt = time
      return snapshot.connectionCount
    }
  }

  func note(request: LedgerSnapshot.Request) {
    entries.withLock { snapshot in
      snapshot.requestCount += 1
      snapshot.requests.append(request)
      if snapshot.requests.count >= 2 * Self.requestLimit {
        snapshot.requests.removeFirst(Self.requestLimit)
      }
    }
  }
}

/// The ledger at one moment.
public struct LedgerSnapshot: Sendable, Equatable {
  /// A send that was processed, a replay by its key included.
  public struct Send: Sendable, Equatable {
    public var time: Timestamp
    public var key: String?
    /// FNV-1a, 64 bits.
    public var bodyHash: UInt64
    /// The id it was answered with.
    public var id: String
    public var isReplay: Bool
  }

  /// A mail that went out to its recipients.
  public struct Delivery: Sendable, Equatable {
    public var time: Timestamp
    public var sendID: String
    public var key: String?
    public var recipients: [String]
    public var subject: String
  }

  /// A deletion confirm that reached the server, whatever it led to.
  public struct Confirmation: Sendable, Equatable {
    public var time: Timestamp
    public var request: String
    public var status: Int
  }

  /// A request line that was read; `status` is nil where nothing was answered.
  public struct Request: Sendable, Equatable {
    public var time: Timestamp
    public var method: String
    public var target: String
    public var status: Int?
  }

  public var sends: [Send] = []
  public var deliveries: [Delivery] = []
  public var confirmations: [Confirmation] = []
  /// The latest, 100,000 at least.
  public var requests: [Request] = []
  /// All requests, the dropped ones too.
  public var requestCount = 0
  public var connectionCount = 0
  public var lastConnectionAt: Timestamp?
}

/// FNV-1a with 64 bits: tells bodies apart, is no secret.
func fingerprint(_ bytes: some Sequence<UInt8>, from start: UInt64 = 0xcbf2_9ce4_8422_2325)
  -> UInt64
{
  bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
