import CCurl
public import CommuneAPI
import Glibc
import Synchronization

/// What a transport may do besides the fixed option set (reliability.md §3.3).
public struct CurlOptions: Sendable {
  /// `http_proxy` and its like are heeded.
  public var usesProxyFromEnvironment: Bool
  /// Milliseconds until a connection must stand.
  public var connectTimeout: Int
  /// Seconds with less than 64 bytes each after which a transfer counts as dead.
  public var stallTimeout: Int

  public init(
    usesProxyFromEnvironment: Bool = false, connectTimeout: Int = 10_000, stallTimeout: Int = 20
  ) {
    self.usesProxyFromEnvironment = usesProxyFromEnvironment
    self.connectTimeout = connectTimeout
    self.stallTimeout = stallTimeout
  }
}

/// Sends requests with libcurl on one thread of its own: the only user of libcurl.
public final class CurlTransport: Transport {
  private let thread: CurlThread

  /// Nothing is started before the first request.
  public init(options: CurlOptions = CurlOptions()) {
    thread = CurlThread(options: options)
  }

  deinit { thread.stop() }

  public func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse {
    if let problem = RequestRules.problem(of: request) {
      throw TransportError(.refusedHere(problem))
    }
    let ticket = Ticket()
    let thread = thread
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { answer in
        thread.add(Job(ticket: ticket, request: request, progress: progress, answer: answer))
      }
    } onCancel: {
      ticket.cancel()
      thread.wake()
    }
    return try result.get()
  }
}

/// A request on its way to the thread.
struct Job: Sendable {
  let ticket: Ticket
  let request: HTTPRequest
  let progress: (@Sendable (TransferProgress) -> Void)?
  let answer: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>
}

/// Whether somebody still wants a request's answer.
final class Ticket: Sendable {
  private let flag = Atomic(false)

  var isCancelled: Bool { flag.load(ordering: .acquiring) }

  func cancel() { flag.store(true, ordering: .releasing) }
}
