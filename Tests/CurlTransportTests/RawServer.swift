import Glibc
import Synchronization

/// A server on 127.0.0.1 that does with each connection what a test says, on a thread of its own.
final class RawServer: Sendable {
  /// What the server saw.
  struct Seen: Sendable {
    var connections = 0
    var open = 0
    var mostOpen = 0
    var requests: [RawRequest] = []

    func count(_ method: String) -> Int { requests.count { $0.method == method } }
  }

  let port: UInt16
  private let listening: Int32
  private let play: @Sendable (RawConnection) -> Void
  private let record = Mutex(Seen())

  /// `play` is called for each connection; it is closed when `play` returns.
  init(_ play: @escaping @Sendable (RawConnection) -> Void) {
    self.play = play
    listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    port = withUnsafeMutablePointer(to: &address) { [listening] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        bind(listening, address, size)
        getsockname(listening, address, &size)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    listen(listening, 128)
    RawThread.start { [self] in accept() }
  }

  var seen: Seen { record.withLock { $0 } }

  func url(_ target: String = "/v1/threads") -> String { "http://127.0.0.1:\(port)\(target)" }

  /// Listens no more; connections end when their play does.
  func stop() { shutdown(listening, Int32(SHUT_RDWR)) }

  func note(_ request: RawRequest) { record.withLock { $0.requests.append(request) } }

  private func accept() {
    while true {
      let descriptor = Glibc.accept(listening, nil, nil)
      guard descriptor >= 0 else { break }
      // A copy in a child process would keep the connection open.
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let number = record.withLock { seen in
        seen.connections += 1
        seen.open += 1
        seen.mostOpen = max(seen.mostOpen, seen.open)
        return seen.connections
      }
      RawThread.start { [self] in
        let connection = RawConnection(descriptor, number: number, server: self)
        play(connection)
        connection.close()
        record.withLock { $0.open -= 1 }
      }
    }
    Glibc.close(listening)
  }
}

/// A request as its bytes said it.
struct RawRequest: Sendable {
  var head: String
  var body: [UInt8]

  var method: String { head.split(separator: " ").first.map(String.init) ?? "" }

  var target: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

  func header(_ name: String) -> String? {
    // CRLF is one Character.
    for line in head.split(separator: "\r\n").dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
      return String(parts[1].drop { $0 == " " })
    }
    return nil
  }
}

/// Starts threads that nobody waits for.
enum RawThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { work in
        if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
        return nil
      }, work)
    pthread_detach(thread)
  }
}
