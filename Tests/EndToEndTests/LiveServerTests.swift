import Testing

extension EndToEnd {
  /// The program against a server of its own: faults, ends and returns.
  @Suite(.timeLimit(.minutes(4)))
  struct LiveServerTests {
    private static let newest = "Invoice 2025-031"

    @Test("AF-31 AF-20 a server that goes away leaves the mail readable, and is found again")
    func offlineAndBack() async throws {
      let run = try await LiveServer(dialect: "doc")
      let app = try run.program()
      #expect(await app.waitFor(Self.newest, seconds: 20))
      await app.waitForRest(milliseconds: 500)
      await run.stop()
      app.send("\u{0C}")
      #expect(await app.waitFor("○ offline", seconds: 20))
      app.send("\r")
      await app.waitForRest()
      #expect(!app.text.isEmpty)
      app.send("q")
      let again = try await LiveServer(dialect: "doc", port: run.port, home: run.home)
      app.send("\u{0C}")
      #expect(await app.waitFor("● live", seconds: 20))
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
      await again.stop()
      let offline = try run.program()
      #expect(await offline.waitFor(Self.newest, seconds: 5), "\(offline.text)")
      offline.send("Q")
      await DemoRun.expectTidyEnd(of: offline)
    }

    @Test("AF-01 a rejected key is said once, with what to do")
    func wrongKey() async throws {
      let run = try await LiveServer()
      let app = try run.program(key: "comm_0000000000000000wrong")
      #expect(await app.waitFor("key rejected", seconds: 20), "\(app.text)")
      #expect(app.text.contains("COMMUNE_API_KEY"), "\(app.text)")
      #expect(!app.text.contains("0000wrong"))
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
      await run.stop()
    }

    @Test("AF-12 a page instead of the API is named and nothing of it is shown")
    func captivePortal() async throws {
      let run = try await LiveServer(
        script: "* / always process=no status=200 body=<html>pay-here</html>\n")
      let app = try run.program()
      #expect(await app.waitFor("No Commune API at", seconds: 20), "\(app.text)")
      #expect(!app.text.contains("pay-here"))
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
      await run.stop()
    }

    @Test("AF-02 a key that may not send is told which scope is missing, and the text is kept")
    func readOnlyKey() async throws {
      let run = try await LiveServer()
      let app = try run.program(key: try run.key("read"))
      try await reply(in: app, text: "not allowed")
      app.send("y")
      #expect(await app.waitFor("messages:write", seconds: 20), "\(app.text)")
      app.send("Q")
      app.send("y")
      _ = await app.waitForExit()
      await run.stop()
    }

    @Test("SN-03 SN-04 a lost answer is unsure, is found on the server and never sent again")
    func lostAnswer() async throws {
      let run = try await LiveServer(script: "POST /v1/messages/send 1 cut=0 end=reset\n")
      let app = try run.program()
      try await reply(in: app, text: "only once 4711")
      app.send("y")
      #expect(await app.waitFor("Not sure whether it was sent", seconds: 30), "\(app.text)")
      #expect(await app.waitFor("Sent: ", seconds: 60), "\(app.text)")
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
      await run.stop()
    }

    @Test("SN-06 mail written while the server is away waits, and leaves when it is back")
    func sendingOffline() async throws {
      let run = try await LiveServer()
      let app = try run.program()
      try await reply(in: app, text: "sent later 4712")
      await run.stop()
      app.send("y")
      #expect(await app.waitFor("will be tried again", seconds: 30), "\(app.text)")
      let again = try await LiveServer(port: run.port, home: run.home)
      #expect(await app.waitFor("Sent: ", seconds: 60), "\(app.text)")
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
      await again.stop()
    }

    @Test("CD-06 a second instance reads, says so and does not write")
    func secondInstance() async throws {
      let run = try await LiveServer()
      let first = try run.program()
      #expect(await first.waitFor(Self.newest, seconds: 20))
      await first.waitForRest(milliseconds: 500)
      let second = try run.program()
      #expect(await second.waitFor("Another commune-tui", seconds: 10), "\(second.text)")
      #expect(await second.waitFor(Self.newest, seconds: 5))
      second.send("c")
      await second.waitForRest()
      #expect(!second.text.contains("Subject  "), "\(second.text)")
      second.send("q")
      await DemoRun.expectTidyEnd(of: second)
      first.send("q")
      await DemoRun.expectTidyEnd(of: first)
      await run.stop()
    }

    /// Opens the newest conversation of the support inbox and writes an answer to it.
    private func reply(in app: PTYApp, text: String) async throws {
      try #require(await app.waitFor(Self.newest, seconds: 20), "\(app.text)")
      try await DemoRun.turn(app, to: "support@acme.dev")
      app.send("gg\r")
      await app.waitForRest(milliseconds: 400)
      app.send("r")
      try #require(await app.waitFor("ends editing", seconds: 10), "\(app.text)")
      app.send(text)
      await app.waitForRest()
      app.send("\u{1B}")
      // Esc and a letter in one go would be Alt and that letter.
      try #require(await app.waitFor("e $EDITOR", seconds: 5), "\(app.text)")
    }
  }
}
