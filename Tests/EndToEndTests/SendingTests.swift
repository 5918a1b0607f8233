import CommuneAPI
import Glibc
import Sandbox
import Testing

extension EndToEnd {
  /// Mail that is sent to a server which misbehaves: the ledger is the truth.
  @Suite(.timeLimit(.minutes(3)))
  struct SendingTests {
    @Test(
      "SN-01 SN-02 an answer is sent once and is called sent when it stands in the thread",
      arguments: SandboxOptions.Dialect.allCases)
    func answer(_ dialect: SandboxOptions.Dialect) async throws {
      let run = try SandboxRun(dialect)
      let app = try run.app(size: .large)
      await app.waitFor("Order not received", seconds: 15)
      await app.answerFirstThread()
      app.send("y")
      await app.waitFor("Sent: it stands in the thread.", seconds: 15)
      await app.waitFor("Answer number 4711.")
      await app.waitForAbsence(of: "outbox 1")
      #expect(run.deliveries == 1 && run.posts == 1)
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test(
      "SN-03 SN-04 a lost answer is unsure, then found; the mail went out once and was posted once",
      arguments: ["end=close", "end=reset", "cut=7", "process=yes status=503 body=busy"])
    func lostAnswer(_ fault: String) async throws {
      let run = try SandboxRun(.src, "POST /v1/messages/send 1 \(fault)")
      let app = try run.app()
      await app.waitFor("Order not received", seconds: 15)
      await app.answerFirstThread()
      app.send("y")
      await app.waitFor("Not sure whether it was sent", seconds: 10)
      await app.waitFor("Sent: it stands in the thread.", seconds: 20)
      #expect(run.deliveries == 1 && run.posts == 1)
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("SN-06 AF-31 mail written without a server waits, survives the end and goes out once")
    func outage() async throws {
      let run = try SandboxRun()
      let first = try run.app()
      await first.waitFor("Order not received", seconds: 15)
      await first.answerFirstThread()
      run.stop()
      first.send("y")
      await first.waitFor("it waits in the outbox", seconds: 10)
      first.send("go")
      await first.waitFor("not sent, will retry")
      first.send("Q")
      await first.waitFor("Quit? y/N")
      first.send("y")
      await DemoRun.expectTidyEnd(of: first)
      let second = try run.app()
      await second.waitFor("Order not received", seconds: 2)
      await second.waitFor("offline", seconds: 10)
      #expect(run.deliveries == 0)
      try run.startAgain()
      second.send("\u{0C}")
      await second.waitForAbsence(of: "outbox 1", seconds: 30)
      #expect(run.deliveries == 1 && run.posts == 1)
      second.send("q")
      await DemoRun.expectTidyEnd(of: second)
    }

    @Test("AF-02 a key that may not send: the reason is said and the text is kept")
    func readOnlyKey() async throws {
      let run = try SandboxRun()
      let app = try run.app(key: SandboxKey.readOnly.text)
      await app.waitFor("Order not received", seconds: 15)
      await app.answerFirstThread()
      app.send("y")
      await app.waitFor("messages:write", seconds: 10)
      app.send("go")
      await app.waitFor("not sent, your turn")
      app.send("\r")
      await app.waitFor("drafts 1")
      app.send("gD")
      await app.waitFor("Re: Order not received")
      #expect(run.deliveries == 0)
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }
  }
}
