public import CommuneAPI
import MailModel

/// What goes wrong with one request; the default is nothing.
public struct Fault: Sendable, Equatable {
  /// How the connection ends.
  public enum Ending: String, Sendable {
    /// The answer goes out whole, unless it is cut.
    case answer
    /// Closed in order; nothing but the bytes before a cut was sent.
    case close
    /// As `close`, by a TCP reset.
    case reset
    /// Kept open; nothing more is ever sent.
    case hang
  }

  /// What becomes of the idempotency key.
  public enum KeyTreatment: String, Sendable {
    case honour
    /// Neither looked up nor stored.
    case ignore
    /// Looked up but not stored, as by a crash between queue and key.
    case forget
  }

  /// When a processed send is listed.
  public enum Visibility: Sendable, Equatable {
    case usual
    /// Milliseconds after it was accepted.
    case after(Int)
    case never
    /// Accepted, then dropped by the worker: not delivered either.
    case dropped
  }

  /// How the body is put on the wire.
  public enum Encoding: String, Sendable {
    case identity
    case chunked
    /// Chunks without the last one.
    case chunkedCut = "chunked-cut"
    case gzip
    /// Says gzip and is not.
    case falseGzip = "false-gzip"
  }

  /// Nobody listens: the request never leaves the client.
  public var isRefused = false
  /// Whether the server acts on the request; nil: unless the answer is replaced.
  public var isProcessed: Bool?
  public var status: Int?
  public var body: [UInt8]?
  /// Set on the answer, in place of fields of the same name.
  public var headers: [Header] = []
  /// Milliseconds before the first byte of the answer.
  public var delay = 0
  /// Bytes of the answer, its head included, that are sent.
  public var cut: Int?
  /// Bytes of the answer's body that are sent; its length is promised whole.
  public var cutInBody: Int?
  public var ending = Ending.answer
  /// The answer's pace.
  public var bytesPerSecond: Int?
  public var key = KeyTreatment.honour
  public var visibility = Visibility.usual
  public var encoding = Encoding.identity
  /// The length that the head promises, where it is a lie.
  public var promisedLength: Int?
  /// Every so many bytes of the body, one is turned over; 0: none.
  public var garbleEvery = 0

  public init() {}

  /// The answer is the script's own, not the server's.
  var replacesAnswer: Bool { status != nil || body != nil }

  var processes: Bool { !isRefused && (isProcessed ?? !replacesAnswer) }
}

/// An answer and what the script does to it on its way.
public struct SandboxExchange: Sendable {
  public var answer: SandboxAnswer
  public var fault: Fault
}

extension Fault {
  /// The answer as the script wants it: status, body and fields replaced.
  func applied(to answer: SandboxAnswer, at now: Timestamp) -> SandboxAnswer {
    var changed = answer
    if replacesAnswer {
      changed = SandboxAnswer(
        status: status ?? answer.status,
        headers: [.json, .date(now)], body: body ?? Array("{}".utf8))
    }
    for header in headers {
      changed.headers.removeAll { ASCII.isEqual($0.name.utf8, header.name.utf8) }
      changed.headers.append(header)
    }
    if garbleEvery > 0 {
      for index in stride(from: garbleEvery - 1, to: changed.body.count, by: garbleEvery) {
        changed.body[index] ^= 0xff
      }
    }
    return changed
  }
}
