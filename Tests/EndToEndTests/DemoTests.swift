import Glibc
import Testing

extension EndToEnd {
  /// The main jobs of the program, each once, on sample mail.
  @Suite(.timeLimit(.minutes(3)))
  struct DemoTests {
    @Test(arguments: [WindowSize.small, .large])
    func theDemoOpensOnTheListAndLeavesTheTerminalAsItWas(_ size: WindowSize) async throws {
      let app = try await DemoRun.start(size: size)
      #expect(app.altScreen)
      try await DemoRun.turn(app, to: "support@acme.dev")
      for subject in ["Größe der Anhänge", "配送について", "[ci] build 4412"] {
        #expect(app.text.contains(subject), "\(app.text)")
      }
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
      #expect(Oracle.departures(in: app.log) == 1)
    }

    @Test func theListScrollsToItsEnd() async throws {
      let app = try await DemoRun.start()
      for _ in 0..<40 where !app.text.contains("end of list") {
        app.send("G")
        _ = await app.wait(seconds: 0.5) { app.text.contains("end of list") }
      }
      #expect(app.text.contains("300 loaded · end of list"), "\(app.text)")
      app.send("gg")
      await app.waitFor("Invoice 2025-031")
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("TI-01 TI-03 TI-04 TI-06 no hostile mail reaches the terminal raw, in list or reader")
    func hostileMailIsHarmless() async throws {
      let app = try await DemoRun.start(size: .large)
      try await DemoRun.turn(app, to: "acme-night@")
      app.send("gg")
      await app.waitForRest()
      app.send("\r")
      await app.waitForRest()
      for _ in 0..<22 {
        app.send("zR")
        await app.waitForRest(milliseconds: 40)
        app.send("G")
        await app.waitForRest(milliseconds: 40)
        app.send("J")
        await app.waitForRest(milliseconds: 40)
      }
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
      #expect(Oracle.departures(in: app.log) == 1)
    }

    @Test func anAnswerWrittenInTheEditorArrivesInItsThread() async throws {
      let home = try TemporaryHome()
      try home.write("printf 'A tidy answer, number 4711.\\n' > \"$1\"\n", to: "editor.sh")
      let app = try await DemoRun.start(
        environment: ["EDITOR": "sh \(home.path)/editor.sh", "VISUAL": nil], home: home)
      try await DemoRun.turn(app, to: "support@acme.dev")
      app.send("gg")
      await app.waitForRest()
      app.send("r")
      await app.waitFor("m.curie@rad.fr")
      await app.waitFor("Re: Invoice 2025-031 wrong amount")
      // A reply begins in its text: Esc leaves it.
      app.send("\u{1B}")
      await app.waitForRest()
      app.send("e")
      await app.waitFor("A tidy answer, number 4711.", seconds: 10)
      app.send("y")
      await app.waitForAbsence(of: "Subject", seconds: 30)
      await app.waitForAbsence(of: "outbox 1", seconds: 30)
      app.send("gg")
      await app.waitForRest()
      app.send("\r")
      await app.waitFor("A tidy answer, number 4711.", seconds: 15)
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("TM-01 TM-02 any size is survived, and the last one is the one that is drawn")
    func resizing() async throws {
      let app = try await DemoRun.start()
      let sizes = [
        (1, 1), (1, 200), (200, 1), (5, 20), (10, 40), (16, 60), (24, 110), (60, 300), (24, 80),
        (500, 10), (9, 39), (32, 120),
      ].map { WindowSize(rows: $0.0, columns: $0.1) }
      for size in sizes + sizes.reversed() + sizes {
        app.resize(to: size)
        usleep(3_000)
      }
      await app.waitFor("Invoice 2025-031")
      await app.waitForRest(milliseconds: 200)
      let resized = app.screen
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
      #expect(resized.count == 32)
    }

    @Test("TM-12 a paste into the list is not run as commands")
    func pasteIsNoCommand() async throws {
      let app = try await DemoRun.start()
      app.send("\u{1B}[200~qQ:quit\rqqq\u{1B}[201~")
      await app.waitForRest(milliseconds: 300)
      #expect(app.exitStatus == nil)
      #expect(app.altScreen && app.text.contains("Invoice 2025-031"), "\(app.text)")
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("TM-17 NO_COLOR draws no colour")
    func noColour() async throws {
      let app = try await DemoRun.start(environment: ["NO_COLOR": "1"])
      for row in 0..<24 {
        for column in 0..<80 {
          let cell = app.cell(row: row, column: column)
          #expect(cell.foreground == -1 && cell.background == -1, "\(row) \(column) \(cell)")
          if cell.foreground != -1 { return }
        }
      }
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }
  }
}
