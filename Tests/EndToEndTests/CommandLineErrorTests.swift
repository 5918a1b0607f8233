import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// Exit codes and sentences of a program that cannot start as asked.
  @Suite(.timeLimit(.minutes(2)))
  struct CommandLineErrorTests {
    @Test(
      "CK-01 CK-03 CK-10 SE-04 SE-11 a configuration that cannot be used: 78 and one line",
      arguments: [
        ("read_only = tru\n", 0o600, [:], "config.toml:1:"),
        ("[ui]\ndwell = -1\n", 0o600, [:], "config.toml:2: ui.dwell must be between"),
        ("base_url = \"http://h.example\"\n", 0o600, [:], "config.toml:1: plain http://"),
        (
          "base_url = \"https://h.example\"\napi_key = \"comm_canary99\"\n", 0o644, [:], "chmod 600"
        ),
        ("", 0o600, ["COMMUNE_API_KEY": "comm_canary99 x"], "COMMUNE_API_KEY: this is no API key"),
        ("", 0o600, ["COMMUNE_API_KEY": "comm_canary99"], "no server"),
        ("api_key_command = \"echo x; exit 4\"\n", 0o600, [:], "it ended with 4"),
        ("api_key_command = \"printf '\\\\033]0;x'\"\n", 0o600, [:], "this is no API key"),
        ("", 0o600, ["COMMUNE_TUI_PROFILE": "x\u{1B}[31m"], "There is no profile"),
      ] as [(String, Int, [String: String], String)])
    func badConfiguration(
      _ text: String, _ mode: Int, _ variables: [String: String], _ words: String
    ) async throws {
      let home = try TemporaryHome()
      let name = ".config/commune-tui/config.toml"
      try home.write(text, to: name)
      chmod("\(home.path)/\(name)", mode_t(mode))
      let run = try await CommandRun("tui", home: home, environment: variables)
      #expect(run.status == 78)
      #expect(run.output == "")
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(run.errors.filter { $0 == "\n" }.count == 1, "\(run.errors)")
      #expect(!run.errors.contains("canary") && !run.errors.contains("\u{1B}"), "\(run.errors)")
      let after = FileManager.default.contents(atPath: "\(home.path)/\(name)")
      #expect(after == Data(text.utf8))
    }

    @Test(
      "TM-10 what prints works in pipes, without a terminal and with closed descriptors",
      arguments: [
        ("tui keys", 0), ("tui keys --standard | head -1", 0), ("tui --help | head -1", 0),
        ("tui keys <&-", 0), ("tui keys 2>&-", 0), ("tui --version", 0),
        ("TERM=dumb tui keys", 0), ("tui keys >/dev/full", 0), ("env -u TERM true; tui keys", 0),
        ("tui", 78), ("tui --demo", 78), ("tui --demo 2>&-", 78), ("tui <&- >&- 2>&-", 78),
        ("TERM=dumb tui --demo", 78),
      ])
    func pipes(_ line: String, _ status: Int32) async throws {
      let run = try await CommandRun(line, home: TemporaryHome())
      #expect(run.status == status, "\(run.errors)")
      if status == 0 {
        #expect(run.errors == "")
        #expect(line.contains("full") || !run.output.isEmpty)
        if line.contains("head") { #expect(run.output.filter { $0 == "\n" }.count == 1) }
      } else {
        #expect(run.output == "")
        #expect(line.contains("2>&-") || run.errors.contains("terminal"), "\(run.errors)")
      }
    }

    @Test func helpAndVersionSayWhatTheyShould() async throws {
      let home = try TemporaryHome()
      let help = try await CommandRun("tui --help", home: home)
      for word in [
        "fetch", "keys", "sandbox", "--demo", "--profile", "--config", "COMMUNE_API_KEY",
      ] {
        #expect(help.output.contains(word), "no \(word) in:\n\(help.output)")
      }
      #expect(!help.output.contains("comm_"), "SE-17: no key on a command line")
      let version = try await CommandRun("tui --version", home: home)
      #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(
      "a wrong use of the command line: 78, and no escape sequence of it is printed",
      arguments: [
        "tui --no-such-option", "tui nonsense", "tui fetch", "tui fetch --all --inbox a@b",
        "tui \"$(printf -- '--\\033[31mred')\"", "tui \"$(printf '\\033]0;title\\007')\"",
        "tui --profile nowhere", "tui --config /no/such/file", "tui --keymap /no/such/file",
        "tui --config /dev/zero", "tui --keymap /dev/zero", "tui --config .",
        "tui keys --check /no/such/file", "tui sandbox --dialect other", "tui --api-key comm_x",
      ])
    func wrongUse(_ line: String) async throws {
      let run = try await CommandRun(line, home: TemporaryHome())
      #expect(run.status == 78)
      #expect(run.output == "" && !run.errors.isEmpty)
      #expect(!run.errors.utf8.contains(0x1B) && !run.errors.utf8.contains(7), "\(run.errors)")
    }
  }
}
