import CommuneAPI
import CurlTransport
import Glibc
import Testing

/// Serves every request of a connection the same way until the client leaves.
private func serve(_ connection: RawConnection) {
  while connection.request() != nil { connection.answer() }
}

struct ConnectionTests {
  @Test("GETs one after the other share a connection")
  func reuse() async {
    let server = RawServer(serve)
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<5 { #expect(await transport.get(server.url()).status == 200) }
    #expect(server.seen.connections == 1)
    #expect(server.seen.requests.count == 5)
  }

  @Test("a request goes out as it was made")
  func exactRequest() async {
    let server = RawServer(serve)
    defer { server.stop() }
    let body = Array("{\"a\":\"\u{e9}\"}".utf8) + [0, 255]
    for method in [HTTPRequest.Method.post, .put, .delete] {
      let request = HTTPRequest(
        method: method, url: server.url("/v1/x/../%2E%2E/y?a=%20b"),
        headers: [Header("Authorization", "Bearer comm_x"), Header("X-Thing", "1")], body: body,
        isIdempotent: false)
      #expect(await CurlTransport().outcome(request).status == 200)
      let seen = server.seen.requests.last
      #expect(seen?.method == method.rawValue)
      #expect(seen?.target == "/v1/x/../%2E%2E/y?a=%20b")
      #expect(seen?.body == body)
      #expect(seen?.header("Authorization") == "Bearer comm_x")
      #expect(seen?.header("X-Thing") == "1")
      #expect(seen?.header("Expect") == nil)
      #expect(seen?.header("Cookie") == nil)
    }
    _ = await CurlTransport().outcome(HTTPRequest(method: .post, url: server.url()))
    #expect(server.seen.requests.last?.header("Content-Length") == "0")
    _ = await CurlTransport().outcome(HTTPRequest(method: .delete, url: server.url()))
    #expect(server.seen.requests.last?.method == "DELETE")
  }

  @Test("SN-05 a kept connection that dies under a POST does not repeat it")
  func postOnDyingConnection() async {
    // Every connection serves GETs and dies behind a POST that it has read whole.
    let server = RawServer { connection in
      while let request = connection.request() {
        guard request.method == "GET" else { return }
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = CurlTransport()
    #expect(await transport.get(server.url()).status == 200)
    let outcome = await transport.post(server.url("/v1/messages/send"))
    #expect(outcome == .failure(TransportError(.cut, requestLeft: true)))
    #expect(server.seen.count("POST") == 1)
    #expect(server.seen.connections == 2)
  }

  @Test("a POST leaves no connection behind that a later POST could take")
  func postIsAlone() async {
    let server = RawServer(serve)
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<3 { #expect(await transport.post(server.url()).status == 200) }
    #expect(server.seen.connections == 3)
  }

  @Test("50 GETs at once use four connections at most")
  func manyAtOnce() async {
    let server = RawServer { connection in
      while connection.request() != nil {
        usleep(5000)
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let good = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 { group.addTask { await transport.get(server.url()).status == 200 } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(good == 50)
    #expect(server.seen.requests.count == 50)
    #expect((1...4).contains(server.seen.mostOpen))
  }

  @Test("a transport that is let go while it works ends its requests")
  func letGo() async {
    let server = RawServer { connection in
      _ = connection.request()
      connection.isLeft()
    }
    defer { server.stop() }
    var transport: CurlTransport? = CurlTransport()
    let url = server.url()
    let task = Task { [transport] in await transport?.get(url) }
    while server.seen.requests.isEmpty { await Task.yield() }
    transport = nil
    task.cancel()
    #expect(await task.value?.error?.reason == .cancelled)
  }
}
