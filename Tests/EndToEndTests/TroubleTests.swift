import CommuneAPI
import Glibc
import Sandbox
import Testing

extension EndToEnd {
  /// Servers, keys and networks that do not do what they should.
  @Suite(.timeLimit(.minutes(3)))
  struct TroubleTests {
    @Test("AF-01 a wrong key: it says what to do and asks no more")
    func wrongKey() async throws {
      let run = try SandboxRun()
      let wrong = "comm_wrong_" + String(repeating: "0", count: 58)
      let app = try run.app(key: wrong)
      await app.waitFor("set COMMUNE_API_KEY", seconds: 15)
      await app.waitForRest(milliseconds: 500)
      let count = run.server.ledger.snapshot.requestCount
      #expect(count <= 3)
      _ = await app.wait(seconds: 2) { run.server.ledger.snapshot.requestCount > count }
      #expect(run.server.ledger.snapshot.requestCount == count)
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test(
      "AF-02 AF-07 AF-11 AF-12 each trouble is named and nothing of a page is shown",
      arguments: [
        (
          "* * always status=200 header='Content-Type: text/html' body='<html>PORTAL</html>'",
          "No Commune API at 127.0.0.1"
        ),
        (
          "* * always status=404 header='Content-Type: text/html' body='<html>PORTAL</html>'",
          "No Commune API at 127.0.0.1"
        ),
        (
          "* * always status=502 header='Content-Type: text/html' body='<html>PORTAL</html>'",
          "Server error 502"
        ),
        (
          "* * always status=429 header='Retry-After: 70' body='{\"error\":\"slow down\"}'",
          "Too many requests: waiting until"
        ),
        (
          "* /v1/threads always status=403 body='{\"error\":\"no\",\"required\":[\"threads:read\"]}'",
          "it lacks threads:read"
        ),
      ])
    func named(_ trouble: (script: String, words: String)) async throws {
      let run = try SandboxRun(.src, trouble.script)
      let app = try run.app()
      await app.waitFor(trouble.words, seconds: 20)
      #expect(!app.text.contains("PORTAL") && !app.text.contains("No inbox yet"))
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("AF-19 the keys work while the server is silent, and C-c stops the refresh")
    func silence() async throws {
      let run = try SandboxRun(.src, "* /v1/inboxes always end=hang")
      let app = try run.app()
      await app.waitFor("busy", seconds: 15)
      app.send("?")
      await app.waitFor("from the live keymap", seconds: 1)
      app.send("q")
      await app.waitForAbsence(of: "from the live keymap", seconds: 1)
      app.send("\u{3}")
      await app.waitFor("Stopped", seconds: 1)
      await app.waitForAbsence(of: "busy", seconds: 2)
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("an empty account says that it has no inbox")
    func emptyAccount() async throws {
      let run = try SandboxRun(.src, seed: .empty)
      let app = try run.app()
      await app.waitFor("No inbox yet", seconds: 15)
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("AF-31 stored mail opens without a server, and with --offline nothing is asked")
    func withoutServer() async throws {
      let run = try SandboxRun()
      let first = try run.app()
      await first.waitFor("Order not received", seconds: 15)
      first.send("\r")
      await first.waitFor("Where is it?")
      first.send("Q")
      await DemoRun.expectTidyEnd(of: first)
      let count = run.server.ledger.snapshot.requestCount
      let second = try run.app(arguments: ["--offline"])
      await second.waitFor("Order not received", seconds: 2)
      second.send("\r")
      await second.waitFor("Where is it?")
      second.send("Q")
      await DemoRun.expectTidyEnd(of: second)
      #expect(run.server.ledger.snapshot.requestCount == count)
    }
  }
}
