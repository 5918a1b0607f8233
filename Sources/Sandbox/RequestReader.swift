import CommuneAPI
import Glibc

/// Reads HTTP/1.1 requests from a socket, one after the other, pipelined ones too (RFC 9112).
struct RequestReader {
  /// What came next on the connection.
  enum Outcome {
    case request(SandboxRequest, keepsAlive: Bool)
    /// Not a request, or too large: the connection ends with this status.
    case refused(Int)
    case ended
  }

  private static let maximumHead = 65_536
  /// Larger than what the API takes, so that its own answer to a large body is seen.
  private static let maximumBody = 64 << 20

  let socket: Int32
  private var buffer: [UInt8] = []

  init(socket: Int32) {
    self.socket = socket
  }

  mutating func next() -> Outcome {
    var searched = 0
    var end = headEnd(from: searched)
    while end == nil {
      guard buffer.count <= Self.maximumHead else { return .refused(431) }
      searched = max(0, buffer.count - 3)
      guard LoopbackSocket.receive(into: &buffer, from: socket) else { return .ended }
      end = headEnd(from: searched)
    }
    guard let end, end <= Self.maximumHead else { return .refused(431) }
    let head = RequestHead(Array(buffer[..<end]))
    buffer.removeFirst(end)
    guard let head else { return .refused(400) }
    if head.expectsContinue {
      _ = LoopbackSocket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), on: socket)
    }
    let size = head.isChunked ? nil : head.contentLength
    guard size ?? 0 <= Self.maximumBody else { return .refused(413) }
    guard let body = size.map({ self.body(of: $0) }) ?? chunkedBody() else { return .ended }
    let request = SandboxRequest(
      method: head.method, target: head.target, headers: head.headers, body: body)
    return .request(request, keepsAlive: head.keepsAlive)
  }

  /// Where the head's blank line ends.
  private func headEnd(from start: Int) -> Int? {
    var index = start
    while index < buffer.count {
      if buffer[index] == UInt8(ascii: "\n"), index >= 1 {
        if buffer[index - 1] == UInt8(ascii: "\n") { return index + 1 }
        if index >= 3, buffer[index - 1] == UInt8(ascii: "\r"),
          buffer[index - 2] == UInt8(ascii: "\n")
        {
          return index + 1
        }
      }
      index += 1
    }
    return nil
  }

  private mutating func body(of size: Int) -> [UInt8]? {
    while buffer.count < size {
      guard LoopbackSocket.receive(into: &buffer, from: socket) else { return nil }
    }
    defer { buffer.removeFirst(size) }
    return Array(buffer[..<size])
  }

  private mutating func chunkedBody() -> [UInt8]? {
    var body: [UInt8] = []
    while true {
      guard let line = line() else { return nil }
      let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
      let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      guard let size, size >= 0, size <= Self.maximumBody - body.count else { return nil }
      if size == 0 { break }
      guard let chunk = self.body(of: size), self.line()?.isEmpty == true else { return nil }
      body += chunk
    }
    // Trailer fields, until the blank line.
    while let line = line() {
      if line.isEmpty { return body }
    }
    return nil
  }

  private mutating func line() -> [UInt8]? {
    var searched = 0
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeFirst(end + 1) }
        let line = buffer[..<end]
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      }
      searched = buffer.count
      guard searched <= Self.maximumHead else { return nil }
      guard LoopbackSocket.receive(into: &buffer, from: socket) else { return nil }
    }
  }
}

/// The request line and the header fields.
struct RequestHead {
  var method: String
  var target: String
  var headers: [Header] = []
  var keepsAlive: Bool
  var isChunked = false
  var contentLength = 0
  var expectsContinue = false

  /// Nil for anything that is not an HTTP/1 head.
  init?(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"))
    lines = lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    let start = (lines.first ?? []).split(separator: UInt8(ascii: " "))
    guard start.count == 3, start[2].starts(with: "HTTP/1.".utf8) else { return nil }
    method = String(decoding: start[0], as: UTF8.self)
    target = String(decoding: start[1], as: UTF8.self)
    if !target.utf8.starts(with: "/".utf8) { target = SandboxRequest.split(target).target }
    keepsAlive = start[2].last != UInt8(ascii: "0")
    var lengths: Set<Int> = []
    for line in lines.dropFirst() where !line.isEmpty {
      guard headers.count < 200, let colon = line.firstIndex(of: UInt8(ascii: ":")),
        colon > line.startIndex
      else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let value = String(
        decoding: line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }, as: UTF8.self)
      headers.append(Header(name, value))
      guard note(name, value, &lengths) else { return nil }
    }
    guard lengths.count <= 1 else { return nil }
    contentLength = lengths.first ?? 0
  }

  private mutating func note(_ name: String, _ value: String, _ lengths: inout Set<Int>) -> Bool {
    if ASCII.isEqual(name.utf8, "content-length".utf8) {
      guard let length = Int(value), length >= 0 else { return false }
      lengths.insert(length)
    } else if ASCII.isEqual(name.utf8, "transfer-encoding".utf8) {
      guard ASCII.isEqual(value.utf8, "chunked".utf8) else { return false }
      isChunked = true
    } else if ASCII.isEqual(name.utf8, "connection".utf8) {
      if ASCII.isEqual(value.utf8, "close".utf8) { keepsAlive = false }
    } else if ASCII.isEqual(name.utf8, "expect".utf8) {
      expectsContinue = ASCII.isEqual(value.utf8, "100-continue".utf8)
    }
    return true
  }
}
