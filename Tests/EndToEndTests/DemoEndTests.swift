import Glibc
import Testing

extension EndToEnd {
  /// Every way in which the program can end or be stopped.
  @Suite(.timeLimit(.minutes(3)))
  struct DemoEndTests {
    @Test(
      "TM-04 a signal ends the program with 128 + n and a tidy terminal",
      arguments: [
        SIGTERM, SIGINT, SIGQUIT,
      ])
    func signals(_ number: Int32) async throws {
      let app = try await DemoRun.start()
      app.signal(number)
      await DemoRun.expectTidyEnd(of: app, status: 128 + Int(number))
    }

    @Test("TM-03 a closed terminal ends the program within a second")
    func hangUp() async throws {
      let app = try await DemoRun.start()
      app.hangUp()
      let end = await app.waitForExit(seconds: 2)
      #expect(end == 128 + Int(SIGHUP) || end == 0)
    }

    @Test("TM-07 a crash gives the terminal back first", arguments: [SIGSEGV, SIGILL, SIGABRT])
    func crashes(_ number: Int32) async throws {
      let app = try await DemoRun.start()
      app.signal(number)
      _ = await app.waitForExit(seconds: 10)
      DemoRun.expectTidyTerminal(of: app)
    }

    @Test("TM-06 a program that was stopped from outside goes on where it was")
    func stoppedFromOutside() async throws {
      let app = try await DemoRun.start()
      app.signal(SIGSTOP)
      app.send("j")
      usleep(300_000)
      app.signal(SIGCONT)
      #expect(await app.waitFor(" 2/", seconds: 10))
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("TM-09 a folder of terminal descriptions that holds none is no crash")
    func foreignTerminalDescriptions() async throws {
      let home = try TemporaryHome()
      try home.write("not a description", to: "terminfo/x/xterm-256color")
      let app = try PTYApp(
        [DemoRun.path, "--demo"], environment: ["TERMINFO": "\(home.path)/terminfo"], home: home)
      let isDrawn = await app.wait(seconds: 10) { app.text.contains("Invoice 2025-031") }
      if isDrawn { app.send("q") }
      let end = await app.waitForExit(seconds: 10)
      #expect(end == 0 || end == 78, "\(app.text)")
      DemoRun.expectTidyTerminal(of: app)
    }

    @Test("TM-05 C-z stops with a cooked terminal, fg draws everything again")
    func suspension() async throws {
      let app = try PTYApp([
        "/bin/bash", "-c",
        """
        set -m; \(DemoRun.path) --demo; echo '[stopped]'
        stty -a | grep -q ' icanon' && echo '[cooked]'; read answer; fg >/dev/null; echo "[end $?]"
        """,
      ])
      await app.waitFor("Invoice 2025-031", seconds: 20)
      await app.waitForRest()
      app.send("\u{1A}")
      await app.waitFor("[cooked]")
      #expect(!app.altScreen && app.isCursorVisible && app.text.contains("[stopped]"))
      app.send("\r")
      await app.waitFor("Invoice 2025-031")
      #expect(app.altScreen)
      app.send("q")
      await app.waitFor("[end 0]")
      await DemoRun.expectTidyEnd(of: app)
    }
  }
}
