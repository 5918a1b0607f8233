import Testing

extension EndToEnd {
  /// What the program does without a screen, or with one that it cannot use.
  @Suite(.timeLimit(.minutes(2)))
  struct CommandLineTests {
    @Test(
      "TM-08 a terminal that cannot be drawn on is refused in words",
      arguments: [
        "dumb", "", "no-such-terminal-anywhere",
      ])
    func unusableTerminals(_ name: String) async throws {
      let app = try PTYApp([DemoRun.path, "--demo"], environment: ["TERM": name])
      #expect(await app.waitForExit() == 78)
      #expect(app.text.contains("TERM") || app.text.contains("terminal"), "\(app.text)")
      #expect(!app.log.contains(0x1B))
      #expect(app.lineState == app.lineStateBefore)
    }

    @Test(
      "TM-10 without a terminal the program says so and leaves with 78",
      arguments: [
        "--demo >out", "--demo </dev/null",
      ])
    func noTerminal(_ arguments: String) async throws {
      let app = try PTYApp([
        "/bin/sh", "-c", "cd \"$HOME\"; \(DemoRun.path) \(arguments); echo \"[status $?]\"",
      ])
      await app.waitFor("[status 78]", seconds: 10)
      #expect(app.text.contains("terminal"), "\(app.text)")
    }

    @Test(arguments: ["--version", "--help", "keys"])
    func whatPrintsEndsWithZero(_ argument: String) async throws {
      let app = try PTYApp([DemoRun.path, argument], environment: ["TERM": "dumb"])
      #expect(await app.waitForExit() == 0)
      #expect(!app.text.isEmpty)
      #expect(!app.log.contains(0x1B))
    }

    @Test func anUnknownOptionIsAnErrorOfUsage() async throws {
      let app = try PTYApp([DemoRun.path, "--no-such-option"])
      #expect(await app.waitForExit() == 78)
      #expect(app.text.contains("no-such-option"), "\(app.text)")
    }

    @Test func withoutAKeyTheStartPageOffersTheSampleMail() async throws {
      let app = try PTYApp([DemoRun.path])
      await app.waitFor("try it now with sample mail", seconds: 10)
      app.send("\r")
      await app.waitFor("Invoice 2025-031", seconds: 20)
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }
  }
}
