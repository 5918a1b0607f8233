import CommuneAPI
import Foundation
import Glibc
import Sandbox
import Testing

extension EndToEnd {
  /// What was typed is kept, what was fetched is shown whole.
  @Suite(.timeLimit(.minutes(3)))
  struct KeepingTests {
    @Test("TM-03 a closed terminal keeps the draft; it is listed, opened again and thrown away")
    func hangUp() async throws {
      let run = try SandboxRun()
      let first = try run.app()
      await first.waitFor("Order not received", seconds: 15)
      first.send("c")
      await first.waitFor("To is empty")
      first.send("grace@navy.mil\tA new subject\tSome words")
      await first.waitFor("Some words")
      first.signal(SIGHUP)
      #expect(await first.waitForExit() == 129)
      let second = try run.app()
      await second.waitFor("drafts 1", seconds: 15)
      second.send("gD")
      await second.waitFor("A new subject")
      second.send("\r")
      await second.waitFor("Some words")
      #expect(second.text.contains("grace@navy.mil"))
      second.send("D")
      await second.waitFor("y/N")
      second.send("y")
      await second.waitForAbsence(of: "drafts 1")
      second.send("Q")
      await DemoRun.expectTidyEnd(of: second)
      #expect(run.deliveries == 0)
    }

    @Test("CD-06 a second program on the same store reads, and says that it cannot write")
    func secondInstance() async throws {
      let run = try SandboxRun()
      let first = try run.app()
      await first.waitFor("Order not received", seconds: 15)
      let second = try run.app()
      await second.waitFor("Another commune-tui uses this store", seconds: 15)
      await second.waitFor("Order not received")
      second.send("r")
      await second.waitForRest()
      #expect(!second.text.contains("Subject"))
      for app in [second, first] {
        app.send("Q")
        await DemoRun.expectTidyEnd(of: app)
      }
    }

    @Test("PG-11 of 1,200 messages the newest 1,000 are shown, and the missing ones are named")
    func longThread() async throws {
      let run = try SandboxRun(.src, seed: SandboxRun.longThread(1200))
      let app = try run.app()
      await app.waitFor("A long story", seconds: 15)
      app.send("\r")
      await app.waitFor("Part 1199.", seconds: 15)
      app.send("gg")
      await app.waitFor("200 older", seconds: 10)
      app.resize(to: .large)
      await app.waitForRest()
      #expect(app.text.contains("200 older"), "\(app.text)")
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("UW-11 wide letters are cut at whole cells at any width", arguments: 76...83)
    func wideLetters(_ columns: Int) async throws {
      let run = try SandboxRun()
      let app = try run.app(size: WindowSize(rows: 24, columns: columns))
      await app.waitFor("配送", seconds: 15)
      let line = app.screen.first { $0.contains("配送") } ?? ""
      #expect(line.contains("…") && line.hasSuffix("m"), "\(line)")
      app.send("q")
      await DemoRun.expectTidyEnd(of: app)
    }

    @Test("CD-04 CD-05 a draft that the disk refuses goes into a file, and its path is said")
    func refusedDraft() async throws {
      let run = try SandboxRun()
      let app = try run.app()
      await app.waitFor("Order not received", seconds: 15)
      let lock = try lockJournal(in: run.home)
      defer { close(lock) }
      app.send("c")
      await app.waitFor("To is empty")
      app.send("grace@navy.mil\tA lost subject\tWords to keep")
      await app.waitFor("Words to keep")
      app.send("\u{1B}")
      await app.waitFor("keep draft")
      app.send("p")
      let folder = "~/.local/share/commune-tui/draft-"
      await app.waitFor("Not stored; the text is in \(folder)", seconds: 10)
      let data = "\(run.home.path)/.local/share/commune-tui"
      // An older save of the same draft may fail first; the newest one replaces its file.
      func rescued() -> (name: String, text: String)? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: data)) ?? []
        guard let name = names.first(where: { $0.hasPrefix("draft-") }),
          let text = try? String(contentsOfFile: "\(data)/\(name)", encoding: .utf8)
        else { return nil }
        return (name, text)
      }
      let wanted = "To: grace@navy.mil\nSubject: A lost subject\n\nWords to keep\n"
      #expect(await app.wait(seconds: 10) { rescued()?.text == wanted }, "\(app.text)")
      let name = try #require(rescued()?.name)
      var facts = stat()
      #expect(stat("\(data)/\(name)", &facts) == 0 && facts.st_mode & 0o777 == 0o600)
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    /// Takes the lock of a writer, as another program would, until the descriptor is closed.
    private func lockJournal(in home: TemporaryHome) throws -> Int32 {
      let data = "\(home.path)/.local/share/commune-tui"
      let names = try FileManager.default.contentsOfDirectory(atPath: data)
      let profile = try #require(names.first { $0.hasPrefix("default-") })
      let file = open("\(data)/\(profile)/journal.db", O_RDWR)
      try #require(file >= 0)
      // The byte that SQLite reserves for whoever is about to write.
      var lock = flock()
      lock.l_type = Int16(F_WRLCK)
      lock.l_whence = Int16(SEEK_SET)
      lock.l_start = 0x4000_0001
      lock.l_len = 1
      try #require(fcntl(file, F_SETLK, &lock) == 0)
      return file
    }
  }
}
