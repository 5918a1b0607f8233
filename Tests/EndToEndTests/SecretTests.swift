import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// Where the key must not be (I9).
  @Suite(.timeLimit(.minutes(3)))
  struct SecretTests {
    @Test("SE-01 SE-02 SE-03 SE-05 a run shows and keeps its key nowhere")
    func wholeRun() async throws {
      let sandbox = try SandboxProcess()
      let key = sandbox.fullKey
      let home = try TemporaryHome()
      try home.write(
        """
        env > "$HOME/seen"
        echo 'An answer.' > "$1"
        """, to: "editor.sh")
      let app = try PTYApp(
        [DemoRun.path],
        environment: sandbox.environment.merging(["EDITOR": "sh \(home.path)/editor.sh"]) { $1 },
        home: home)
      await app.waitFor("Invoice 2025-031", seconds: 20)
      for name in ["cmdline", "limits", "environ"] {
        // Only the superuser may read the environment of a process that cannot be dumped.
        let shown = FileManager.default.contents(atPath: "/proc/\(app.process)/\(name)")
        let text = String(decoding: shown ?? Data(), as: UTF8.self)
        #expect(!text.contains(key.dropFirst(5)), "\(name)")
        if name == "limits" { #expect(text.contains(/Max core file size +0 +0/), "\(text)") }
        if name == "environ", shown != nil { #expect(text.contains("COMMUNE_BASE_URL=")) }
      }
      await answerInEditor(app)
      let seen = try #require(
        FileManager.default.contents(atPath: "\(home.path)/seen").map {
          String(decoding: $0, as: UTF8.self)
        })
      #expect(seen.contains("EDITOR=") && !seen.contains(key))
      #expect(!String(decoding: app.log, as: UTF8.self).contains(key.dropFirst(5)))
      let found = SecretTests.files(below: home.path, holding: key)
      #expect(found.count > 3, "the store was written")
      #expect(found.filter(\.value).map(\.key) == [])
    }

    private func answerInEditor(_ app: PTYApp) async {
      app.send("gg")
      await app.waitForRest()
      app.send("r")
      await app.waitFor("To", seconds: 5)
      app.send("\u{1B}")
      await app.waitForRest()
      app.send("e")
      await app.waitFor("An answer.", seconds: 10)
      app.send("p")
      await app.waitForRest()
      app.send("Q")
      _ = await app.waitForExit(seconds: 10)
    }

    @Test("SE-02 the command for the key sees no key, and its key stays in memory")
    func keyCommand() async throws {
      let sandbox = try SandboxProcess()
      let home = try TemporaryHome()
      try home.write(sandbox.fullKey + "\nsecond line\n", to: "secret")
      try home.write(
        "base_url = \"\(sandbox.baseURL)\"\n"
          + "api_key_command = \"env > $HOME/seen; cat $HOME/secret\"\n",
        to: ".config/commune-tui/config.toml")
      let run = try await CommandRun(
        "tui fetch --inbox support@acme.dev", home: home,
        environment: ["COMMUNE_TUI_UI__MOUSE": "true"], seconds: 60)
      #expect(run.status == 0, "\(run.errors)")
      let found = SecretTests.files(below: home.path, holding: sandbox.fullKey)
      #expect(found.filter(\.value).map(\.key) == ["secret"])
    }

    @Test("CD-13 files and directories are private, whatever the umask", arguments: ["000", "077"])
    func modes(_ mask: String) async throws {
      let sandbox = try SandboxProcess()
      let home = try TemporaryHome()
      let run = try await CommandRun(
        "umask \(mask); tui fetch --inbox support@acme.dev", home: home,
        environment: sandbox.environment, seconds: 60)
      #expect(run.status == 0, "\(run.errors)")
      let names = FileManager.default.subpaths(atPath: home.path) ?? []
      let ours = names.filter { $0.contains("commune-tui") }
      #expect(ours.count > 3)
      for name in ours {
        var status = stat()
        #expect(lstat("\(home.path)/\(name)", &status) == 0)
        let wanted: mode_t = status.st_mode & S_IFMT == S_IFDIR ? 0o700 : 0o600
        #expect(status.st_mode & 0o7777 == wanted, "\(name)")
      }
    }

    @Test(
      "CD-10 where nothing can be kept, it says so and shows mail all the same",
      arguments: [
        ["HOME": nil, "XDG_DATA_HOME": nil, "XDG_CACHE_HOME": nil, "XDG_STATE_HOME": nil],
        ["XDG_DATA_HOME": "/dev/null/data"], ["XDG_DATA_HOME": "/proc/1/data"],
        ["XDG_DATA_HOME": "/dev/null/d", "XDG_CACHE_HOME": "/dev/null/c"],
      ] as [[String: String?]])
    func nowhereToWrite(_ places: [String: String?]) async throws {
      let sandbox = try SandboxProcess()
      let app = try PTYApp(
        [DemoRun.path], size: .large,
        environment: sandbox.environment.merging(places) { $1 })
      await app.waitFor("Invoice 2025-031", seconds: 20)
      await app.waitForRest()
      #expect(app.text.lowercased().contains("drafts cannot be saved"), "\(app.text)")
      app.send("Q")
      await DemoRun.expectTidyEnd(of: app)
    }

    /// Every file below a directory, and whether it holds the key, plain or in base64.
    private static func files(below path: String, holding key: String) -> [String: Bool] {
      let needles =
        [Data(key.utf8), Data(key.utf8.dropFirst(5).prefix(8))]
        + (0...2).map { offset in
          // The inner characters are the same wherever the key stands in a longer text.
          let shifted = Data(repeating: 0, count: offset) + Data(key.utf8)
          return Data(shifted.base64EncodedString().dropFirst(4).dropLast(4).utf8)
        }
      var found: [String: Bool] = [:]
      for name in FileManager.default.subpaths(atPath: path) ?? [] {
        guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else { continue }
        found[name] = needles.contains { data.range(of: $0) != nil }
      }
      return found
    }
  }
}
