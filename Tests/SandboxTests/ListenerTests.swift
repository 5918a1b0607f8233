import CommuneAPI
import MailModel
import Sandbox
import Testing

struct ListenerTests {
  static let get = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
  static let clock: @Sendable () -> Timestamp = { SandboxFixture.start }

  /// Runs `body` with a client of a listener that follows `script`.
  func serve(
    _ script: String = "", maximumConnections: Int = 8,
    _ body: (RawClient, SandboxListener) throws -> Void
  ) throws {
    let box = SandboxFixture(script: try FaultScript(parsing: script))
    let listener = try SandboxListener(
      server: box.server, maximumConnections: maximumConnections, clock: Self.clock)
    defer { listener.stop() }
    try body(RawClient(port: listener.port), listener)
  }

  func count(_ text: String, _ piece: String) -> Int {
    text.split(separator: piece, omittingEmptySubsequences: false).count - 1
  }

  @Test("a connection serves many requests, also those that were sent together")
  func keepAlive() throws {
    try serve { client, listener in
      for _ in 0..<3 {
        client.write(Self.get)
        let answer = client.read { $0.hasSuffix("{\"ok\":true}") }
        #expect(answer.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
      client.write(Self.get + Self.get + Self.get)
      let answers = client.read { count($0, "{\"ok\":true}") == 3 }
      #expect(answers.end == .open)
      let ledger = listener.server.ledger.snapshot
      #expect(ledger.connectionCount == 1 && ledger.requestCount == 6)
    }
  }

  @Test("a request may come byte by byte, and its body in chunks")
  func slowRequest() throws {
    try serve { client, _ in
      for byte in Self.get.unicodeScalars { client.write(String(byte)) }
      #expect(client.read { $0.hasSuffix("true}") }.end == .open)
      client.write(
        "POST /v1/inboxes HTTP/1.1\r\nAuthorization: Bearer \(SandboxKey.full.text)\r\n"
          + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
          + "Expect: 100-continue\r\n\r\n")
      #expect(client.read { $0.hasSuffix("\r\n\r\n") }.text == "HTTP/1.1 100 Continue\r\n\r\n")
      client.write("8\r\n{\"local_\r\n")
      client.write("9;x=y\r\npart\":\"c\"\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n")
      let answer = client.read { $0.hasSuffix("}}") }.text
      #expect(answer.contains("201 Created") && answer.contains("c@example.com"))
    }
  }

  @Test(
    "what is no request is refused and the connection closed",
    arguments: [
      ("garbage\r\n\r\n", "400"), ("GET / HTTP/2.0\r\n\r\n", "400"),
      ("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"),
      ("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"),
      ("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 70_000))\r\n\r\n", "431"),
      ("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "413"),
    ])
  func garbage(_ request: String, _ status: String) throws {
    try serve { client, _ in
      client.write(request)
      let answer = client.read()
      #expect(answer.text.hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  @Test(
    "faults reach the wire at the byte",
    arguments: [
      ("GET * 1 cut=20 end=reset", "HTTP/1.1 200 OK\r\nCon", .reset),
      ("GET * 1 cut=20", "HTTP/1.1 200 OK\r\nCon", .closed),
      ("GET * 1 end=reset", "", .reset), ("GET * 1 process=no end=close", "", .closed),
      ("GET * 1 refuse", "", .reset), ("CONNECT * 1 end=reset", "", .reset),
      ("CONNECT * 1 end=close", "", .closed),
    ] as [(String, String, RawClient.End)])
  func faults(_ script: String, _ text: String, _ end: RawClient.End) throws {
    try serve(script) { client, listener in
      if !script.hasPrefix("CONNECT") { client.write(Self.get) }
      let answer = client.read()
      if end == .closed { #expect(answer.text == text) }
      // A reset may overtake what was sent before it.
      #expect(text.hasPrefix(answer.text) && answer.end == end)
      let next = RawClient(port: listener.port)
      next.write(Self.get)
      #expect(next.read { $0.hasSuffix("true}") }.end == .open)
    }
  }

  @Test("a hung answer stays silent until the listener stops")
  func hang() throws {
    try serve("GET * 1 end=hang") { client, listener in
      client.write(Self.get)
      #expect(client.isSilent(milliseconds: 150))
      listener.stop()
      #expect(client.read().end != .open)
      #expect(listener.isStopped)
    }
  }

  @Test("a dripped answer comes whole, but slowly")
  func drip() throws {
    try serve("GET * 1 drip=1000") { client, _ in
      let start = ContinuousClock.now
      client.write(Self.get)
      #expect(client.read { $0.hasSuffix("true}") }.text.hasPrefix("HTTP/1.1 200 OK"))
      #expect(ContinuousClock.now - start > .milliseconds(100))
    }
  }

  @Test("connections over the maximum are turned away, and the room is given back")
  func maximum() throws {
    try serve(maximumConnections: 1) { client, listener in
      client.write(Self.get)
      #expect(client.read { $0.hasSuffix("true}") }.end == .open)
      let second = RawClient(port: listener.port)
      #expect(second.read().text.hasPrefix("HTTP/1.1 503"))
      client.write("GET /health HTTP/1.0\r\n\r\n")
      #expect(client.read().end == .closed)
      var text = ""
      for _ in 0..<50 where !text.hasPrefix("HTTP/1.1 200") {
        let third = RawClient(port: listener.port)
        third.write(Self.get)
        text = third.read { $0.hasSuffix("true}") }.text
      }
      #expect(text.hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("many clients at once are all served")
  func parallel() async throws {
    let listener = try SandboxListener(server: SandboxFixture().server, clock: Self.clock)
    defer { listener.stop() }
    let port = listener.port
    let served = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          let client = RawClient(port: port)
          client.write(Self.get)
          return client.read { $0.hasSuffix("true}") }.text.hasPrefix("HTTP/1.1 200")
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(served == 20)
  }

  @Test("a second listener on the same port fails with the system's reason")
  func portInUse() throws {
    let listener = try SandboxListener(server: SandboxFixture().server, clock: Self.clock)
    defer { listener.stop() }
    #expect(throws: ListenerError(code: 98)) {
      _ = try SandboxListener(
        server: SandboxFixture().server, port: listener.port, clock: Self.clock)
    }
  }
}
