import Glibc
public import MailModel
import Synchronization

/// Why a listener could not start: the errno of the call that failed.
public struct ListenerError: Error, Sendable, Equatable {
  public var code: Int32

  public init(code: Int32) {
    self.code = code
  }
}

/// Serves a sandbox on 127.0.0.1, a thread a connection, and misbehaves at the byte where the
/// fault script says so. It runs until `stop()`.
public final class SandboxListener: Sendable {
  public let server: SandboxServer
  /// The real port, also where 0 was asked for.
  public let port: UInt16
  /// The clock that the server is told.
  let clock: @Sendable () -> Timestamp
  private let socket: Int32
  private let maximumConnections: Int
  private let connections = Mutex(Connections())

  private struct Connections {
    var sockets: Set<Int32> = []
    var isStopped = false
    var isAccepting = true
  }

  /// Listens at once. Port 0 takes any free port; connections over the maximum are answered 503.
  public init(
    server: SandboxServer, port: UInt16 = 0, maximumConnections: Int = 128,
    clock: @escaping @Sendable () -> Timestamp
  ) throws(ListenerError) {
    self.server = server
    self.clock = clock
    self.maximumConnections = maximumConnections
    (socket, self.port) = try LoopbackSocket.listening(port: port)
    let listener = self
    if !OwnThread.start({ listener.accept() }) {
      LoopbackSocket.close(socket)
      throw ListenerError(code: EAGAIN)
    }
  }

  /// The API's base: `http://127.0.0.1:PORT/v1`.
  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }

  public var isStopped: Bool { connections.withLock { $0.isStopped } }

  /// Ends every connection and returns when all threads have left, five seconds later at most.
  public func stop() {
    let isFirst = connections.withLock { connections in
      defer { connections.isStopped = true }
      for connection in connections.sockets { shutdown(connection, Int32(SHUT_RDWR)) }
      return !connections.isStopped
    }
    guard isFirst else { return }
    shutdown(socket, Int32(SHUT_RDWR))
    for _ in 0..<5000 {
      if connections.withLock({ $0.sockets.isEmpty && !$0.isAccepting }) { break }
      usleep(1000)
    }
    LoopbackSocket.close(socket)
  }

  private func accept() {
    while !isStopped {
      let connection = Glibc.accept(socket, nil, nil)
      guard connection >= 0 else {
        // Out of descriptors, or interrupted: not a reason to end.
        if !isStopped { usleep(5000) }
        continue
      }
      if !admit(connection) { turnAway(connection) }
    }
    connections.withLock { $0.isAccepting = false }
  }

  private func admit(_ connection: Int32) -> Bool {
    let hasRoom = connections.withLock { connections in
      guard !connections.isStopped, connections.sockets.count < maximumConnections else {
        return false
      }
      connections.sockets.insert(connection)
      return true
    }
    guard hasRoom else { return false }
    let isStarted = OwnThread.start { [self] in
      ListenerConnection(listener: self, socket: connection).serve()
      release(connection)
    }
    if !isStarted { connections.withLock { _ = $0.sockets.remove(connection) } }
    return isStarted
  }

  private func turnAway(_ connection: Int32) {
    let answer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    _ = LoopbackSocket.send(Array(answer.utf8), on: connection)
    LoopbackSocket.close(connection)
  }

  /// Under the lock, so that `stop` never shuts down a number that already means another file.
  private func release(_ connection: Int32) {
    connections.withLock { connections in
      connections.sockets.remove(connection)
      LoopbackSocket.close(connection)
    }
  }
}
