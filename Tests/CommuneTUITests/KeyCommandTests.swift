import Glibc
import Testing

@testable import commune_tui

@Suite struct KeyCommandTests {
  private func run(
    _ line: String, patience: Int = 10_000, environment: [String: String] = [:]
  ) throws(ConfigurationError) -> String {
    let standard = ["PATH": "/usr/bin:/bin"]
    return try KeyCommand(line, patience: patience)
      .run(environment: standard.merging(environment) { $1 })
  }

  @Test(
    "CK-09 the first line of the output is the key",
    arguments: [
      "echo comm_first", "printf comm_first", "printf 'comm_first\\nuser: me\\n'",
      "printf 'comm_first\\r\\nsecond\\r\\n'", "echo comm_first; echo noise >&2",
      "echo comm_first; sleep 60 &", "echo comm_first; (cd /; setsid sleep 3) &",
      "cat /dev/null; echo \"comm_$(echo first)\"",
    ])
  func firstLine(_ line: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try run(line) == "comm_first")
    #expect(clock.now - start < .seconds(2.5))
  }

  @Test(
    "CK-09 a command that gives no key is an error in words",
    arguments: [
      ("exit 3", "it ended with 3"), ("echo comm_x; exit 1", "it ended with 1"),
      ("true", "it printed nothing"), ("echo", "it printed nothing"),
      ("kill -9 $$", "it was ended by signal 9"), ("no-such-command-here", "it ended with 127"),
      ("echo 'unclosed", "it ended with 2"),
    ])
  func failures(_ line: String, _ reason: String) {
    let said = sentence { () throws(ConfigurationError) in try run(line) }
    #expect(said == "api_key_command failed: \(reason).")
  }

  @Test(
    "CK-09 a command that does not end is ended, with all that it started",
    arguments: [
      "sleep 60", "echo comm_x; exec >&-; sleep 60", "sleep 60 & sleep 60", "yes; sleep 60",
      "trap '' TERM PIPE; while :; do echo y; done",
    ])
  func hangs(_ line: String) {
    let clock = ContinuousClock()
    let start = clock.now
    let said = sentence { () throws(ConfigurationError) in try run(line, patience: 300) }
    #expect(said == "api_key_command failed: it took more than 1 seconds.")
    #expect(clock.now - start < .seconds(5))
  }

  @Test("CK-09 escape sequences in the output are refused by their place, not shown")
  func escapeSequences() throws {
    let folder = try TemporaryFolder()
    let set = try folder.configuration(
      "api_key_command = \"printf '\\\\033[31mcomm_1234567890\\\\033[0m'\"")
    let said = sentence { () throws(ConfigurationError) in try set.apiKey(patience: 5000) }
    #expect(
      said == "api_key_command: this is no API key; one begins with comm_ and has no blanks.")
  }

  @Test("SE-02 EX-08 the command sees no key and no descriptor of ours")
  func surroundings() throws {
    let secrets = ["COMMUNE_API_KEY": "comm_canary1", "COMMUNE_TUI_API_KEY": "comm_canary2"]
    let seen = try run("env | tr '\\n' ' '", environment: secrets.merging(["X": "y"]) { $1 })
    #expect(!seen.contains("canary") && seen.contains("X=y"), "\(seen)")
    let extra = open("/dev/null", O_RDONLY)
    defer { close(extra) }
    let descriptors = try run("ls /proc/self/fd | tr '\\n' ' '")
    // `ls` opens the directory itself: the last number.
    #expect(descriptors == "0 1 2 3 ", "\(descriptors)")
    let input = try run("readlink /proc/self/fd/0")
    #expect(input == "/dev/null")
  }
}
