import CommuneAPI
import CurlTransport
import Glibc
import Synchronization
import Testing

struct RuleTests {
  @Test(
    "AF-21 a redirect is an answer and is never followed",
    arguments: [301, 302, 303, 307, 308],
    [
      "http://127.0.0.1:EVIL/", "http://localhost:EVIL/", "//127.0.0.1:EVIL/", "/v1/other",
      "file:///etc/passwd", "ftp://127.0.0.1:EVIL/", "https://127.0.0.1:EVIL/", "SELF",
    ])
  func redirect(_ status: Int, _ pattern: String) async {
    let evil = RawServer { connection in
      while connection.request() != nil { connection.answer() }
    }
    defer { evil.stop() }
    let target = pattern.replacing("EVIL", with: "\(evil.port)").replacing("SELF", with: "/v1/a")
    let server = RawServer { connection in
      while connection.request() != nil {
        connection.answer("\(status) Moved", headers: "Location: \(target)\r\n")
      }
    }
    defer { server.stop() }
    let request = HTTPRequest(
      method: .get, url: server.url("/v1/a"), headers: [Header("Authorization", "Bearer canary")])
    let transport = CurlTransport()
    let outcome = await transport.outcome(request)
    #expect(outcome.status == status)
    #expect(outcome.response?.header("location") == target)
    // SE-09: the key went to the one server that it was meant for.
    #expect(await transport.get(server.url()).status == status)
    #expect(server.seen.requests.map { $0.header("Authorization") } == ["Bearer canary", nil])
    #expect(evil.seen.connections == 0)
  }

  @Test(
    "a request that breaks a rule never reaches a socket",
    arguments: [
      ("http://127.0.0.1:PORT/", Header("X", "a\r\nEvil: 1")),
      ("http://127.0.0.1:PORT/", Header("X", "a\nb")),
      ("http://127.0.0.1:PORT/", Header("X\r\nEvil", "a")),
      ("http://127.0.0.1:PORT/", Header("X", "a\0b")),
      ("http://127.0.0.1:PORT/ HTTP/1.1\r\nX: ", Header("X", "a")),
      ("http://127.0.0.1:PORT/\u{e9}", Header("X", "a")),
      ("http://127.0.0.1:PORT/ ", Header("X", "a")),
      ("http://user:pass@127.0.0.1:PORT/", Header("X", "a")),
      ("http://127.0.0.1:PORT@evil.example/", Header("X", "a")),
      ("http://evil.example:80\\@127.0.0.1:PORT/", Header("X", "a")),
      ("http://evil.example/?127.0.0.1:PORT", Header("X", "a")),
      ("http:///127.0.0.1:PORT/", Header("X", "a")),
      ("http://mail.example/", Header("X", "a")),
      ("http://127.0.0.1.evil.example/", Header("X", "a")),
      ("file:///etc/passwd", Header("X", "a")), ("ftp://127.0.0.1:PORT/", Header("X", "a")),
      ("data:text/plain,x", Header("X", "a")), ("", Header("X", "a")),
    ])
  func refused(_ pattern: String, _ header: Header) async {
    let server = RawServer { _ = $0.request() }
    defer { server.stop() }
    let url = pattern.replacing("PORT", with: "\(server.port)")
    let request = HTTPRequest(method: .get, url: url, headers: [header], timeout: 2000)
    let outcome = await CurlTransport().outcome(request)
    guard case .refusedHere = outcome.error?.reason else {
      Issue.record("\(outcome)")
      return
    }
    #expect(outcome.error?.requestLeft == false)
    #expect(server.seen.connections == 0)
  }

  @Test("cancelling a task ends its request at once and keeps others going")
  func cancellation() async {
    let server = RawServer { connection in
      guard let request = connection.request() else { return }
      if request.target == "/slow" { usleep(400_000) }
      if request.target != "/never" { connection.answer() }
      connection.isLeft()
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let slow = Task { await transport.get(server.url("/slow")) }
    let task = Task { await transport.get(server.url("/never")) }
    while server.seen.requests.count < 2 { await Task.yield() }
    let start = milliseconds()
    task.cancel()
    #expect(await task.value == .failure(TransportError(.cancelled, requestLeft: true)))
    #expect(milliseconds() - start < 200)
    #expect(await slow.value.status == 200)
  }

  @Test("a task that was cancelled before sends nothing")
  func cancelledBefore() async {
    let server = RawServer { _ = $0.request() }
    defer { server.stop() }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await CurlTransport().get(server.url())
    }
    #expect(await task.value == .failure(TransportError(.cancelled)))
    #expect(server.seen.requests.isEmpty)
  }

  @Test("progress counts the bytes of both ways, and is not told more often than it changes much")
  func progress() async {
    let server = RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n")
      for _ in 0..<30 {
        connection.send([UInt8](repeating: 65, count: 100_000))
        usleep(20_000)
      }
    }
    defer { server.stop() }
    let start = milliseconds()
    let request = HTTPRequest(
      method: .post, url: server.url(), body: [UInt8](repeating: 66, count: 4 << 20),
      isIdempotent: false)
    let told = ToldProgress()
    let outcome = await CurlTransport().outcome(request) { progress in told.add(progress) }
    #expect(outcome.response?.body.count == 3_000_000)
    let list = told.list
    #expect(list.contains { $0.sent == 4 << 20 && $0.sentTotal == 4 << 20 })
    #expect(list.contains { $0.received > 0 && $0.receivedTotal == 3_000_000 })
    #expect(list.count <= (milliseconds() - start) / 100 + 3)
  }
}

private final class ToldProgress: Sendable {
  private let all = Mutex<[TransferProgress]>([])

  var list: [TransferProgress] { all.withLock { $0 } }

  func add(_ progress: TransferProgress) { all.withLock { $0.append(progress) } }
}
