import CommuneAPI
import Testing

@testable import commune_tui

@Suite struct ConfigurationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("CK-08 without a file everything has its default")
  func defaults() throws {
    let none = try Configuration(path: nil, profile: nil, environment: folder.environment())
    #expect(none.profile == "default" && none.baseURL == nil && !none.isReadOnly)
    #expect(none.showsPreview && !none.usesMouse && none.usesColor && none.dwell == 1500)
    #expect(none.wrapColumn == 72 && none.interval == 60 && !none.usesProxy)
    #expect(none.warnings == [])
    #expect(try none.apiKey() == nil)
    #expect(DirectoryListing.names(in: folder.path) == [])
  }

  @Test func aFileNamedByTheUserMustBeThere() {
    let said = sentence { () throws(ConfigurationError) in
      try Configuration(path: "/no/such.toml", profile: nil, environment: [:])
    }
    #expect(said == "There is no file /no/such.toml.")
  }

  @Test func theEnvironmentOverridesTheFile() throws {
    let text = "[ui]\npreview = false\ndwell = 1\n[compose]\neditor = 'ed'\n"
    let set = try folder.configuration(
      text,
      environment: [
        "COMMUNE_TUI_UI__PREVIEW": "yes", "COMMUNE_TUI_UI__DWELL": "77",
        "COMMUNE_TUI_NETWORK__PROXY": "env", "COMMUNE_TUI_COMPOSE__EDITOR": "", "NO_COLOR": "1",
      ])
    #expect(set.showsPreview && set.dwell == 77 && set.usesProxy && !set.usesColor)
    #expect(set.editor == "ed", "an empty variable sets nothing")
    #expect(set.warnings == [])
  }

  @Test(
    "CK-03 a variable of the wrong type or range is refused by its name",
    arguments: [
      ("COMMUNE_TUI_UI__PREVIEW", "perhaps", "ui.preview must be true or false."),
      ("COMMUNE_TUI_SYNC__INTERVAL", "0", "sync.interval must be between 10 and 86400."),
      (
        "COMMUNE_TUI_UI__DWELL", "1e3",
        "ui.dwell must be a whole number between 0 and 600000."
      ),
      ("COMMUNE_TUI_NETWORK__PROXY", "on", "network.proxy must be one of off, env."),
    ])
  func wrongVariables(_ name: String, _ value: String, _ rule: String) {
    let said = sentence { () throws(ConfigurationError) in
      try folder.configuration("", environment: [name: value])
    }
    #expect(said == "\(name): \(rule)")
  }

  @Test("CK-02 an unknown variable is a warning")
  func unknownVariables() throws {
    let set = try folder.configuration(
      "", environment: ["COMMUNE_TUI_UI__PREVIW": "1", "COMMUNE_TUI_ZZZZZZZZZZZZ": "1"])
    #expect(
      set.warnings == [
        "unknown variable COMMUNE_TUI_UI__PREVIW, did you mean COMMUNE_TUI_UI__PREVIEW?",
        "unknown variable COMMUNE_TUI_ZZZZZZZZZZZZ.",
      ])
  }

  private static let profiles = """
    base_url = "https://one.example.com"
    read_only = true
    [profiles.work]
    base_url = "https://two.example.com/v1/"
    [profiles.home]
    read_only = false
    """

  @Test(
    "a profile's values go over the file's",
    arguments: [
      (nil, [:], "https://one.example.com/v1", true),
      ("work", [:], "https://two.example.com/v1", true),
      ("home", [:], "https://one.example.com/v1", false),
      (nil, ["COMMUNE_TUI_PROFILE": "work"], "https://two.example.com/v1", true),
      ("home", ["COMMUNE_TUI_PROFILE": "work"], "https://one.example.com/v1", false),
      ("work", ["COMMUNE_TUI_BASE_URL": "https://e.example"], "https://e.example/v1", true),
      ("work", ["COMMUNE_BASE_URL": "https://f.example/x"], "https://f.example/x/v1", true),
    ] as [(String?, [String: String], String, Bool)])
  func profileValues(
    _ profile: String?, _ variables: [String: String], _ server: String, _ isReadOnly: Bool
  ) throws {
    let set = try folder.configuration(
      ConfigurationTests.profiles, profile: profile, environment: variables)
    #expect(set.baseURL?.description == server)
    #expect(set.isReadOnly == isReadOnly)
  }

  @Test func aProfileThatIsNotThereIsRefused() {
    let byFlag = sentence { () throws(ConfigurationError) in
      try folder.configuration(ConfigurationTests.profiles, profile: "wrok")
    }
    let byVariable = sentence { () throws(ConfigurationError) in
      try folder.configuration(
        ConfigurationTests.profiles, environment: ["COMMUNE_TUI_PROFILE": "elsewhere"])
    }
    #expect(byFlag == "There is no profile “wrok” in the configuration.")
    #expect(byVariable == "There is no profile “elsewhere” in the configuration.")
    let near = sentence { () throws(ConfigurationError) in
      try folder.configuration(ConfigurationTests.profiles, profile: "works")
    }
    #expect(near?.hasSuffix("did you mean “work”?") == true)
  }

  @Test(
    "CK-10 an address of a server is normalised",
    arguments: [
      ("https://mail.example.com", "https://mail.example.com/v1"),
      ("https://mail.example.com/v1/", "https://mail.example.com/v1"),
      ("https://MAIL.example.com:8443/commune/", "https://mail.example.com:8443/commune/v1"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
    ])
  func goodAddresses(_ text: String, _ effective: String) throws {
    let set = try folder.configuration("base_url = \"\(text)\"\n")
    #expect(set.baseURL?.description == effective)
  }

  @Test(
    "CK-10 an unusable address is refused with its place",
    arguments: [
      "mail.example.com", "https://", "https://a b", "https://u:geheim@h", "https://h?x=1",
      "https://h#f", "https://h:0", "https://h:99999", "ftp://h", "http://mail.example.com",
      "https://münchen.example", "",
    ])
  func badAddresses(_ text: String) {
    let said = sentence { () throws(ConfigurationError) in
      try folder.configuration("\nbase_url = \"\(text)\"\n")
    }
    #expect(said?.hasPrefix("config.toml:2: ") == true, "\(said ?? "nothing")")
    #expect(said?.contains("geheim") == false)
    let ofVariable = sentence { () throws(ConfigurationError) in
      try folder.configuration("", environment: ["COMMUNE_BASE_URL": text])
    }
    #expect(text.isEmpty || ofVariable?.hasPrefix("COMMUNE_BASE_URL: ") == true)
  }

  @Test(
    "CK-11 directories may have any name",
    arguments: ["with blank", "ümläut 配送", "per%cent%n", "line\nbreak", "\"quote'"])
  func directoryNames(_ name: String) throws {
    let folder = try TemporaryFolder()
    let home = "\(folder.path)/\(name)"
    #expect(makeFolder(home))
    folder.write("read_only = true\n", to: "\(name)/c.toml")
    let set = try Configuration(path: "\(home)/c.toml", profile: nil, environment: [:])
    #expect(set.isReadOnly)
    let places = Directories(environment: ["XDG_CONFIG_HOME": home, "HOME": home])
    #expect(places.configuration == "\(home)/commune-tui")
    #expect(places.data == "\(home)/.local/share/commune-tui")
    #expect(Directories.short("\(home)/x", environment: ["HOME": home]) == "~/x")
  }

  @Test("CD-10 relative and empty places are ignored")
  func strangePlaces() {
    let places = Directories(
      environment: ["HOME": "/h", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": "data"])
    #expect(places.configuration == "/h/.config/commune-tui")
    #expect(places.data == "/h/.local/share/commune-tui")
    #expect(Directories(environment: ["HOME": "h"]).data.hasPrefix("/dev/null/"))
    #expect(Directories(environment: [:]).cache.hasPrefix("/dev/null/"))
  }
}
