import Glibc

/// A socket client that writes and reads bytes, with a limit of five seconds a read.
final class RawClient {
  enum End: Equatable {
    case closed
    case reset
    case open
  }

  private let descriptor: Int32

  init(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Reads until the text so far satisfies `isDone`, or the connection ends.
  func read(until isDone: (String) -> Bool = { _ in false }) -> (text: String, end: End) {
    var bytes: [UInt8] = []
    var space = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if !bytes.isEmpty, isDone(text) { return (text, .open) }
      let count = recv(descriptor, &space, space.count, 0)
      if count == 0 { return (text, .closed) }
      if count < 0 { return (text, errno == ECONNRESET ? .reset : .open) }
      bytes += space[..<count]
    }
  }

  /// Nothing comes and nothing ends for so many milliseconds.
  func isSilent(milliseconds: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, milliseconds) == 0
  }
}
