import Glibc
import Testing

@testable import commune_tui

@Suite struct ConfigurationFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(
    "CK-01 bad TOML is refused with file, line and column, and not touched",
    arguments: [
      ("a = 1\nbase_url = \"https", "config.toml:2:"),
      ("read_only = true\nread_only = true\n", "config.toml:2:"),
      ("x = 2024-13-45\n", "config.toml:1:"),
      ("[ui\npreview = true\n", "config.toml:1:"),
      ("ui.preview = \n", "config.toml:1:"),
      ("\r\n\r\nread_only = tru\r\n", "config.toml:3:"),
      ("read_only = true\nx = \"a\u{0}b\"\n", "config.toml:2:"),
      ("x = \"a\u{1B}[31m\"\n", "config.toml:1:"),
      ("\u{0}", "config.toml:1:"),
    ])
  func badTOML(_ text: String, _ place: String) throws {
    let said = sentence { () throws(ConfigurationError) in try folder.configuration(text) }
    #expect(said?.hasPrefix(place) == true, "\(said ?? "nothing")")
    #expect(said?.hasSuffix("The file was not changed.") == true, "\(said ?? "nothing")")
    #expect(try folder.read("config.toml") == text)
  }

  @Test("CK-01 a file that is no UTF-8 is refused")
  func otherEncoding() throws {
    let file = folder.write([0x61, 0x3D, 0x22, 0xFF, 0xFE, 0x22, 0x0A], to: "config.toml")
    let said = sentence { () throws(ConfigurationError) in try ConfigurationFile(path: file) }
    #expect(said == "\(file) is not UTF-8 text.")
  }

  @Test(
    "CK-01 CK-08 line ends, a byte order mark and emptiness are no errors",
    arguments: ["", "\n", "# nothing\n", "\u{FEFF}read_only = true\n", "read_only = true\r\n"])
  func fineFiles(_ text: String) throws {
    let configuration = try folder.configuration(text)
    #expect(configuration.warnings == [])
    #expect(configuration.isReadOnly == text.contains("read_only"))
  }

  @Test(
    "CK-02 an unknown setting is a warning that names its place and what it may have meant",
    arguments: [
      (
        "ui.previw = true\n",
        "config.toml:1: unknown setting “ui.previw”, did you mean “ui.preview”?"
      ),
      (
        "[ui]\n\n  previw=true\n",
        "config.toml:3: unknown setting “ui.previw”, did you mean “ui.preview”?"
      ),
      ("bas_url = \"x\"\n", "config.toml:1: unknown setting “bas_url”, did you mean “base_url”?"),
      ("[zebra]\nx = 1\n", "config.toml:2: unknown setting “zebra.x”."),
      (
        "[profiles.work]\nbas_url = \"x\"\n",
        "config.toml:2: unknown setting “profiles.work.bas_url”, did you mean “base_url”?"
      ),
      ("profiles = 3\n", "config.toml:1: unknown setting “profiles”."),
      ("[[ui]]\npreview = false\n", "config.toml:1: unknown setting “ui”."),
    ])
  func unknownSettings(_ text: String, _ warning: String) throws {
    #expect(try folder.configuration(text).warnings == [warning])
  }

  @Test("CK-02 at most 20 unknown settings are named, the rest is counted")
  func manyUnknownSettings() throws {
    let text = (0..<60_000).map { "zz\($0) = 1\n" }.joined()
    let clock = ContinuousClock()
    let start = clock.now
    let warnings = try folder.configuration(text).warnings
    #expect(warnings.count == 21)
    #expect(warnings.last == "config.toml: 59980 more unknown settings.")
    #expect(clock.now - start < .seconds(10))
  }

  @Test(
    "CK-03 a value of the wrong type or out of range is refused with what it may be",
    arguments: [
      ("ui.dwell = -1", "config.toml:1: ui.dwell must be between 0 and 600000."),
      ("ui.dwell = 1e99", "config.toml:1: ui.dwell must be a whole number between 0 and 600000."),
      ("ui.dwell = \"10\"", "config.toml:1: ui.dwell must be a whole number between 0 and 600000."),
      ("ui.dwell = true", "config.toml:1: ui.dwell must be a whole number between 0 and 600000."),
      ("[sync]\ninterval = 0", "config.toml:2: sync.interval must be between 10 and 86400."),
      (
        "compose.wrap = 9223372036854775807",
        "config.toml:1: compose.wrap must be between 20 and 998."
      ),
      ("read_only = \"yes\"", "config.toml:1: read_only must be true or false."),
      ("base_url = 1.5", "config.toml:1: base_url must be text in quotes."),
      ("base_url = [\"a\"]", "config.toml:1: base_url must be text in quotes."),
      ("read_only = {}", "config.toml:1: read_only must be true or false."),
      ("[ui.preview]\nx = 1", "config.toml:1: ui.preview must be true or false."),
      ("network.proxy = \"on\"", "config.toml:1: network.proxy must be one of off, env."),
      ("read_only = 2024-01-01", "config.toml:1: read_only must be true or false."),
    ])
  func wrongValues(_ text: String, _ expected: String) {
    let said = sentence { () throws(ConfigurationError) in try folder.configuration(text) }
    #expect(said == expected)
  }

  @Test("CK-04 what is no small regular file is refused at once")
  func strangeFiles() throws {
    mkfifo("\(folder.path)/fifo", 0o600)
    mkdir("\(folder.path)/folder", 0o700)
    symlink("loop", "\(folder.path)/loop")
    folder.write(String(repeating: "# comment\n", count: 120_000), to: "long")
    let cases = [
      ("fifo", "is not a regular file"), ("folder", "is not a regular file"),
      ("loop", "cannot be opened"), ("long", "is longer than 1024 KB"),
    ]
    for (name, words) in cases {
      let path = "\(folder.path)/\(name)"
      let said = sentence { () throws(ConfigurationError) in try ConfigurationFile(path: path) }
      #expect(said?.contains(words) == true, "\(name): \(said ?? "nothing")")
    }
    let said = sentence { () throws(ConfigurationError) in
      try ConfigurationFile(path: "/dev/zero")
    }
    #expect(said == "/dev/zero is not a regular file.")
  }

  @Test("CK-04 deep nesting is refused, not followed")
  func deepNesting() {
    for text in [
      "x = " + String(repeating: "[", count: 100_000),
      "x = " + String(repeating: "{a=", count: 100_000),
      String(repeating: "a.", count: 100_000) + "a = 1",
      "[" + String(repeating: "a.", count: 100_000) + "a]",
    ] {
      folder.write(text, to: "config.toml")
      let file = try? ConfigurationFile(path: "\(folder.path)/config.toml")
      #expect(file?.values.isEmpty != false)
    }
  }

  @Test("CK-14 no damaged file ends the program or takes long")
  func mutations() {
    let source = Array(
      """
      base_url = "https://mail.example.com/v1" # ü
      read_only = true
      [ui]
      preview = false
      dwell = 1_500
      [profiles.work]
      api_key_command = 'pass show "x"'
      list = [1, 2.5e3, 1979-05-27T07:32:00Z, { a = "\\u00e9" }]
      """.utf8)
    var generator = SeededNumbers(seed: 14)
    let clock = ContinuousClock()
    for round in 0..<3000 {
      var bytes = source
      for _ in 0...Int.random(in: 0..<6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes.suffix(from: place).prefix(9), at: place)
        }
      }
      let file = folder.write(bytes, to: "config.toml")
      let start = clock.now
      _ = try? ConfigurationFile(path: file)
      #expect(clock.now - start < .seconds(1), "round \(round)")
    }
  }
}

/// Linear congruential numbers, the same at each run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
