/// One request, ready to be sent: the only thing a `Transport` takes.
public struct HTTPRequest: Sendable, Equatable {
  /// An HTTP method that the API uses.
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  public var method: Method
  /// Scheme, host, port, path and query; ids in it are percent-encoded already.
  public var url: String
  /// Sent as they are, in this order; a transport refuses values with CR, LF or NUL.
  public var headers: [Header]
  public var body: [UInt8]?
  /// A repeated request does no harm. All others go out on a fresh connection that is never reused,
  /// because libcurl repeats a request on a dead kept-alive connection by itself (F1).
  public var isIdempotent: Bool
  /// The longest body accepted, in bytes, counted after decompression.
  public var maximumBodySize: Int
  /// The total time allowed, in milliseconds.
  public var timeout: Int

  public init(
    method: Method, url: String, headers: [Header] = [], body: [UInt8]? = nil,
    isIdempotent: Bool = true, maximumBodySize: Int = 32 << 20, timeout: Int = 60_000
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.isIdempotent = isIdempotent
    self.maximumBodySize = maximumBodySize
    self.timeout = timeout
  }
}

/// A field of an HTTP header.
public struct Header: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension Header: CustomStringConvertible, CustomReflectable {
  /// Without the value of `Authorization`: a request may be printed, its key may not (SE-01).
  public var description: String {
    name.lowercased() == "authorization" ? "\(name): …" : "\(name): \(value)"
  }

  public var customMirror: Mirror { Mirror(self, children: ["field": description]) }
}

/// What a server answered, whatever its status.
public struct HTTPResponse: Sendable, Equatable {
  public var status: Int
  public var headers: [Header]
  public var body: [UInt8]

  public init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header field of that name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Sends one request and returns the answer, or throws without having retried anything.
public protocol Transport: Sendable {
  /// Sends `request`. `progress` is called from any thread, at most every 100 ms.
  /// Cancelling the task ends the request.
  func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse
}

/// How far a transfer has come, in bytes; a total of 0 is unknown.
public struct TransferProgress: Sendable, Equatable {
  public var sent: Int64
  public var sentTotal: Int64
  public var received: Int64
  public var receivedTotal: Int64

  public init(
    sent: Int64 = 0, sentTotal: Int64 = 0, received: Int64 = 0, receivedTotal: Int64 = 0
  ) {
    self.sent = sent
    self.sentTotal = sentTotal
    self.received = received
    self.receivedTotal = receivedTotal
  }
}

/// Why no complete answer came, and how far the request got (reliability.md §6.4).
public struct TransportError: Error, Sendable, Equatable {
  /// What went wrong.
  public enum Reason: Sendable, Hashable {
    case cancelled
    /// The request breaks a rule of the transport: URL scheme, control characters in a header.
    case refusedHere(String)
    case nameNotFound(host: String)
    case connectionRefused
    /// A certificate or a handshake failed; the text says which.
    case tls(String)
    case timeout
    /// The connection ended before the answer was complete.
    case cut
    /// The body or the header is larger than allowed, in bytes.
    case tooLarge(limit: Int)
    case other(String)
  }

  public var reason: Reason
  /// At least one byte of the request may have left: only then can a send have happened.
  public var requestLeft: Bool
  /// The status, where its line was read before the end.
  public var status: Int?

  public init(_ reason: Reason, requestLeft: Bool = false, status: Int? = nil) {
    self.reason = reason
    self.requestLeft = requestLeft
    self.status = status
  }
}
