import CommuneAPI
import CurlTransport
import Glibc
import Testing

/// How a server ends a connection, and how far the client must know to have come.
struct Ending: Sendable, CustomTestStringConvertible {
  var name: String
  var status: Int?
  var play: @Sendable (RawConnection) -> Void

  var testDescription: String { name }

  static let all: [Ending] = [
    Ending(name: "behind the request, closed") { _ = $0.request() },
    Ending(name: "behind the request, reset") {
      _ = $0.request()
      $0.reset()
    },
    Ending(name: "in the status line") {
      _ = $0.request()
      $0.send("HTTP/1.1 2")
      $0.reset()
    },
    Ending(name: "in the header", status: 200) {
      _ = $0.request()
      $0.send("HTTP/1.1 200 OK\r\nContent-Le")
    },
    Ending(name: "behind the header", status: 202) {
      _ = $0.request()
      $0.send("HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n")
    },
    Ending(name: "in the body", status: 200) {
      _ = $0.request()
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"da")
    },
    Ending(name: "in a chunk", status: 200) {
      _ = $0.request()
      $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"da")
    },
    Ending(name: "before the last chunk", status: 200) {
      _ = $0.request()
      $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
    },
  ]
}

struct FaultTests {
  @Test(
    "AF-20 a connection that ends early tells how far the request got", arguments: Ending.all,
    [HTTPRequest.Method.get, .post])
  func cut(_ ending: Ending, _ method: HTTPRequest.Method) async {
    let server = RawServer(ending.play)
    defer { server.stop() }
    let request = HTTPRequest(
      method: method, url: server.url(), body: method == .post ? [123, 125] : nil,
      isIdempotent: method == .get)
    let outcome = await CurlTransport().outcome(request)
    #expect(
      outcome == .failure(TransportError(.cut, requestLeft: true, status: ending.status)))
    #expect(server.seen.count(method.rawValue) == 1)
  }

  @Test("SN-06 a connection that is refused or reset in its handshake carried nothing")
  func nothingLeft() async {
    let gone = RawServer { _ in }
    gone.stop()
    usleep(50_000)
    #expect(
      await CurlTransport().post(gone.url()) == .failure(TransportError(.connectionRefused)))
    let server = RawServer { $0.reset() }
    defer { server.stop() }
    let outcome = await CurlTransport().post("https://127.0.0.1:\(server.port)/")
    #expect(outcome.error?.requestLeft == false)
    let plain = RawServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      connection.isLeft()
    }
    defer { plain.stop() }
    let confused = await CurlTransport().post("https://127.0.0.1:\(plain.port)/")
    #expect(confused.error?.requestLeft == false)
    guard case .tls = confused.error?.reason else {
      Issue.record("\(confused)")
      return
    }
  }

  @Test("AF-26 a name that does not exist is named")
  func unknownName() async {
    let outcome = await CurlTransport().get("https://nowhere.invalid:8443/v1/threads?a=b")
    #expect(outcome == .failure(TransportError(.nameNotFound(host: "nowhere.invalid"))))
  }

  static let stalls: [(name: String, @Sendable (RawConnection) -> Void, Int?)] = [
    ("never answers", { _ in }, nil),
    ("hangs behind the header", { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") }, 200),
    (
      "drips",
      { connection in
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
        for _ in 0..<50 {
          guard connection.send("{") else { return }
          usleep(100_000)
        }
      }, 200
    ),
  ]

  @Test("AF-19 a server that stalls is given up after the stall time", arguments: 0..<3)
  func stall(_ index: Int) async {
    let (_, play, status) = Self.stalls[index]
    let server = RawServer { connection in
      guard connection.request() != nil else { return }
      play(connection)
      connection.isLeft()
    }
    defer { server.stop() }
    let start = milliseconds()
    let transport = CurlTransport(options: CurlOptions(stallTimeout: 1))
    let outcome = await transport.get(server.url(), timeout: 60_000)
    #expect(
      outcome == .failure(TransportError(.timeout, requestLeft: true, status: status)))
    #expect(milliseconds() - start < 4500)
  }

  @Test("AF-19 the total time and the time to connect are limits of their own")
  func timeouts() async {
    let server = RawServer { connection in
      // Enough for the stall limit, not for the total one; nothing at all for a handshake.
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")
      for _ in 0..<50 {
        guard connection.send(String(repeating: "x", count: 100)) else { return }
        usleep(50_000)
      }
    }
    defer { server.stop() }
    let outcome = await CurlTransport().get(server.url(), timeout: 300)
    #expect(outcome == .failure(TransportError(.timeout, requestLeft: true, status: 200)))
    let hasty = CurlTransport(options: CurlOptions(connectTimeout: 300))
    let handshake = await hasty.post("https://127.0.0.1:\(server.port)/")
    #expect(handshake == .failure(TransportError(.timeout)))
  }

  @Test("AF-35 a server that hangs up during an upload ends the request, not the program")
  func hangUpDuringUpload() async {
    let server = RawServer { connection in
      _ = connection.head()
      connection.reset()
    }
    defer { server.stop() }
    let outcome = await CurlTransport().post(
      server.url(), body: [UInt8](repeating: 65, count: 8 << 20))
    #expect(outcome == .failure(TransportError(.cut, requestLeft: true)))
    #expect(server.seen.connections == 1)
  }

  @Test("an answer that comes before the upload has ended is taken")
  func earlyRefusal() async {
    let server = RawServer { connection in
      _ = connection.head()
      connection.answer("413 Payload Too Large", headers: "Connection: close\r\n", "{}")
      connection.isLeft()
    }
    defer { server.stop() }
    let outcome = await CurlTransport().post(
      server.url(), body: [UInt8](repeating: 65, count: 8 << 20))
    #expect(outcome.status == 413)
  }
}
