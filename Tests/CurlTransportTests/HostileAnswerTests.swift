import CommuneAPI
import CurlTransport
import Glibc
import Testing

/// A gzip stream of zero bytes without an end, 158 bytes of content for each of its own.
enum GzipBomb {
  static let start: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + bytes.prefix(2)
  /// Goes on for ever: eight copies of 258 bytes are 13 bytes (RFC 1951 §3.2.6, fixed codes).
  static let block = Array(repeating: bytes[2..<15], count: 1000).flatMap { $0 }

  private static let bytes: [UInt8] = {
    let copy = "11000101" + "00000"
    let bits = "010" + "00110000" + String(repeating: copy, count: 12)
    var bytes = [UInt8](repeating: 0, count: bits.utf8.count / 8)
    for (index, bit) in bits.utf8.prefix(bytes.count * 8).enumerated() {
      if bit == UInt8(ascii: "1") { bytes[index / 8] |= 1 << (index % 8) }
    }
    return bytes
  }()
}

/// An answer whose body goes on until the client has enough; 200 MB at most.
struct Flood: Sendable, CustomTestStringConvertible {
  var name: String
  var head: String
  var start: [UInt8] = []
  var block = [UInt8](repeating: 65, count: 65_536)
  var reason = TransportError.Reason.tooLarge(limit: Flood.limit)

  static let limit = 4 << 20
  static let all = [
    Flood(
      name: "gzip bomb", head: "Content-Encoding: gzip\r\n", start: GzipBomb.start,
      block: GzipBomb.block),
    Flood(name: "no length", head: ""),
    Flood(name: "a length over the limit", head: "Content-Length: 200000000\r\n"),
    Flood(
      name: "chunks", head: "Transfer-Encoding: chunked\r\n",
      block: Array("10000\r\n".utf8) + [UInt8](repeating: 65, count: 65_536) + [13, 10]),
    Flood(name: "no gzip", head: "Content-Encoding: gzip\r\n", reason: .cut),
    Flood(
      name: "a chain of codings",
      head: "Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, br\r\n",
      block: [65], reason: .cut),
    Flood(name: "an unknown coding", head: "Content-Encoding: x\r\n", reason: .cut),
  ]

  var testDescription: String { name }

  var server: RawServer {
    RawServer { connection in
      guard connection.request() != nil, connection.send("HTTP/1.1 200 OK\r\n\(head)\r\n"),
        connection.send(start)
      else { return }
      for _ in 0..<(200_000_000 / block.count) { guard connection.send(block) else { return } }
    }
  }
}

struct HostileAnswerTests {
  @Test("AF-18 a body over the limit ends the request, packed or not", arguments: Flood.all)
  func tooLarge(_ flood: Flood) async {
    let server = flood.server
    defer { server.stop() }
    let outcome = await CurlTransport().get(server.url(), limit: Flood.limit)
    #expect(outcome == .failure(TransportError(flood.reason, requestLeft: true, status: 200)))
  }

  @Test("a body of exactly the limit is taken, one byte more is not")
  func exactLimit() async {
    let server = RawServer { connection in
      while connection.request() != nil { connection.answer("200 OK", "0123456789") }
    }
    defer { server.stop() }
    #expect(await CurlTransport().get(server.url(), limit: 10).body == "0123456789")
    #expect(
      await CurlTransport().get(server.url(), limit: 9).error?.reason == .tooLarge(limit: 9))
  }

  @Test(
    "AF-29 a header that never ends, in lines or in one, ends the request",
    arguments: [("X-A: b", 1), ("X-A: ", 4000), ("", 1)])
  func headerBomb(_ name: String, _ length: Int) async {
    let end = name.isEmpty ? "" : "\r\n"
    let piece = name + String(repeating: "b", count: length) + end
    let server = RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nX-B: ")
      for _ in 0..<2_000_000 { guard connection.send(piece) else { return } }
    }
    defer { server.stop() }
    let start = milliseconds()
    let outcome = await CurlTransport().get(server.url())
    #expect(outcome.error != nil)
    #expect(outcome.error?.reason != .timeout)
    #expect(milliseconds() - start < 5000)
  }

  @Test(
    "AF-28 odd heads are an answer or a clean error",
    arguments: [
      ("HTTP/1.0 200 OK\r\n\r\n{}", Outcome.answer(HTTPResponse(status: 200, body: [123, 125]))),
      ("HTTP/1.1 204 No Content\r\n\r\n", .answer(HTTPResponse(status: 204))),
      (
        "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
        .answer(HTTPResponse(status: 304, headers: [Header("ETag", "\"a\"")]))
      ),
      (
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nX:  y \t\r\n\r\n",
        .answer(HTTPResponse(status: 200, headers: [Header("X", "y \t")]))
      ),
      (
        "HTTP/1.1 200\r\nX-A: 1\r\n folded\r\nx-a: 2\r\n\r\n",
        .answer(
          HTTPResponse(status: 200, headers: [Header("X-A", "1"), Header("x-a", "2")]))
      ),
      (
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab",
        .failure(TransportError(.cut, requestLeft: true, status: 200))
      ),
      (
        "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        .failure(TransportError(.cut, requestLeft: true, status: 200))
      ),
      (
        "SSH-2.0-x\r\n",
        .failure(
          TransportError(.other("Received HTTP/0.9 when not allowed"), requestLeft: true))
      ),
      ("", .failure(TransportError(.cut, requestLeft: true))),
    ])
  func oddHeads(_ bytes: String, _ expected: Outcome) async {
    let server = RawServer { connection in
      _ = connection.request()
      connection.send(bytes)
    }
    defer { server.stop() }
    let outcome = await CurlTransport().get(server.url())
    #expect(outcome == expected)
  }
}
