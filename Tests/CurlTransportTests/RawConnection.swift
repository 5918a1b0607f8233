import Glibc

/// One connection of a `RawServer`. Every wait of it ends after ten seconds.
final class RawConnection {
  /// From 1 on, in the order of arrival.
  let number: Int
  private let descriptor: Int32
  private let server: RawServer
  private var unread: [UInt8] = []

  init(_ descriptor: Int32, number: Int, server: RawServer) {
    self.descriptor = descriptor
    self.number = number
    self.server = server
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  }

  /// The next request with its whole body; nil at the end of the connection.
  func request() -> RawRequest? {
    guard var request = head() else { return nil }
    let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
    while unread.count < length { guard receive() else { return nil } }
    request.body = Array(unread[..<length])
    unread.removeFirst(length)
    server.note(request)
    return request
  }

  /// The next request without its body, which stays unread. Not noted by the server.
  func head() -> RawRequest? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let mark = unread.firstRange(of: end) {
        let head = String(decoding: unread[..<mark.lowerBound], as: UTF8.self)
        unread.removeFirst(mark.upperBound)
        return RawRequest(head: head, body: [])
      }
      guard receive() else { return nil }
    }
  }

  /// False where the client has gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// An answer with the right length.
  func answer(_ status: String = "200 OK", headers: String = "", _ body: String = "{}") {
    send("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// Waits until the client closes; true where it did within ten seconds.
  @discardableResult
  func isLeft() -> Bool {
    while receive() {}
    return errno != EAGAIN
  }

  /// Makes the close that follows a reset.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  func close() { Glibc.close(descriptor) }

  private func receive() -> Bool {
    var space = [UInt8](repeating: 0, count: 65_536)
    errno = 0
    let count = recv(descriptor, &space, space.count, 0)
    guard count > 0 else { return false }
    unread += space[..<count]
    return true
  }
}
