public import CommuneAPI
public import MailModel

/// Calls a sandbox in process and throws what a socket would have made of each fault.
public struct SandboxTransport: Transport {
  public let server: SandboxServer
  private let now: @Sendable () -> Timestamp
  private let sleep: @Sendable (_ milliseconds: Int) async throws -> Void

  /// `sleep` waits out delays, drips and time limits; a test hands in one that moves its clock.
  public init(
    server: SandboxServer, now: @escaping @Sendable () -> Timestamp,
    sleep: @escaping @Sendable (_ milliseconds: Int) async throws -> Void = {
      try await Task.sleep(for: .milliseconds($0))
    }
  ) {
    self.server = server
    self.now = now
    self.sleep = sleep
  }

  public func send(
    _ request: HTTPRequest, progress: (@Sendable (TransferProgress) -> Void)?
  ) async throws(TransportError) -> HTTPResponse {
    if Task.isCancelled { throw TransportError(.cancelled) }
    let exchange = server.exchange(SandboxRequest(request), at: now())
    if exchange.fault.isRefused { throw TransportError(.connectionRefused) }
    let delivery = WireAnswer(exchange).delivery(within: request.timeout)
    await wait(delivery.milliseconds)
    if Task.isCancelled { throw TransportError(.cancelled, requestLeft: true) }
    if let failure = delivery.failure {
      throw TransportError(failure, requestLeft: true, status: delivery.status)
    }
    let answer = exchange.answer
    guard answer.body.count <= request.maximumBodySize else {
      throw TransportError(
        .tooLarge(limit: request.maximumBodySize), requestLeft: true, status: answer.status)
    }
    let sent = Int64(request.body?.count ?? 0)
    let received = Int64(answer.body.count)
    progress?(
      TransferProgress(
        sent: sent, sentTotal: sent, received: received, receivedTotal: received))
    return HTTPResponse(status: answer.status, headers: answer.headers, body: answer.body)
  }

  private func wait(_ milliseconds: Int) async {
    guard milliseconds > 0 else { return }
    // A cancelled wait shows as a cancelled task.
    try? await sleep(milliseconds)
  }
}
