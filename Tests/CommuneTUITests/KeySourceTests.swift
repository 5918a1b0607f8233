import CommuneAPI
import Glibc
import Testing

@testable import commune_tui

/// Makes a folder, for tests that need not import the system's library.
func makeFolder(_ path: String) -> Bool {
  mkdir(path, 0o700) == 0
}

@Suite struct KeySourceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    makeFolderOfOfficialClient()
  }

  private func makeFolderOfOfficialClient(mode: mode_t = 0o600) {
    mkdir("\(folder.path)/commune", 0o700)
    folder.write(
      "api_key = \"comm_official1111\"\nbase_url = \"https://official.example\"\n",
      to: "commune/config.toml", mode: mode)
  }

  private static let both = """
    api_key = "comm_fileffff2222"
    api_key_command = "echo comm_command3333"
    use_official_config = true
    """

  @Test(
    "SE-03 the key comes from the first of variable, command, file and official client",
    arguments: [
      (both, ["COMMUNE_API_KEY": "comm_variable4444"], "comm_…4444"),
      (both, ["COMMUNE_API_KEY": ""], "comm_…3333"),
      (both, ["COMMUNE_TUI_API_KEY": "comm_variable5555"], "comm_…5555"),
      (both, ["COMMUNE_TUI_API_KEY_COMMAND": "echo comm_other6666"], "comm_…6666"),
      ("api_key = \"comm_fileffff2222\"\nuse_official_config = true", [:], "comm_…2222"),
      ("use_official_config = true", [:], "comm_…1111"),
      ("use_official_config = false", [:], nil),
      ("", [:], nil),
    ] as [(String, [String: String], String?)])
  func order(_ text: String, _ variables: [String: String], _ expected: String?) throws {
    let set = try folder.configuration(text, environment: variables)
    #expect(try set.apiKey()?.description == expected)
  }

  @Test("a profile's key never loses to a source outside of the profile")
  func profileKeys() throws {
    let text = """
      api_key_command = "echo comm_command3333"
      [profiles.work]
      api_key = "comm_work7777"
      [profiles.other]
      use_official_config = true
      [profiles.plain]
      """
    for (name, key) in [("work", "7777"), ("other", "1111"), ("plain", "3333")] {
      let set = try folder.configuration(text, profile: name)
      #expect(try set.apiKey()?.description == "comm_…\(key)")
    }
  }

  @Test func theOfficialClientsFileAlsoNamesTheServer() throws {
    let set = try folder.configuration("use_official_config = true")
    #expect(set.baseURL?.description == "https://official.example/v1")
    let own = try folder.configuration(
      "use_official_config = true\nbase_url = \"https://own.example\"")
    #expect(own.baseURL?.description == "https://own.example/v1")
    #expect(try folder.configuration("").baseURL == nil)
  }

  @Test(
    "SE-04 a file with a key that others can read is refused",
    arguments: [0o644, 0o640, 0o604, 0o666, 0o620] as [mode_t])
  func exposedFiles(_ mode: mode_t) throws {
    let text = "api_key = \"comm_fileffff2222\"\n"
    let set = try folder.configuration(text, mode: mode)
    let said = sentence { () throws(ConfigurationError) in try set.apiKey() }
    #expect(said?.contains("chmod 600") == true, "\(said ?? "nothing")")
    #expect(said?.contains("2222") == false)
    let variable = ["COMMUNE_TUI_API_KEY": "comm_variable5555"]
    let other = try folder.configuration(text, environment: variable, mode: mode)
    #expect(try other.apiKey()?.description == "comm_…5555")
    #expect(other.warnings == ["The configuration file holds an API key and others can read it."])
    let none = try folder.configuration("read_only = true\n", environment: variable, mode: mode)
    #expect(none.warnings == [])
    #expect(try none.apiKey() != nil)
  }

  @Test("SE-04 the official client's file is refused too where others can read it")
  func exposedOfficialFile() throws {
    makeFolderOfOfficialClient(mode: 0o644)
    let set = try folder.configuration("use_official_config = true")
    let said = sentence { () throws(ConfigurationError) in try set.apiKey() }
    #expect(said?.contains("chmod 600") == true)
  }

  @Test("SE-04 a file that everybody can change names no commands")
  func changeableFiles() throws {
    let set = try folder.configuration(
      "api_key_command = \"touch \(folder.path)/ran\"", mode: 0o666)
    let said = sentence { () throws(ConfigurationError) in try set.apiKey() }
    #expect(said?.hasPrefix("config.toml:1: everybody can change this file") == true)
    #expect(!DirectoryListing.names(in: folder.path).contains("ran"))
  }

  @Test(
    "SE-11 a text that is no key is refused and not shown",
    arguments: [
      "comm_GEHEIM with blank", "comm_GEHEIM\r\nX-Evil: 1", "comm_GEHEIMü", "GEHEIM_comm_1234",
      "comm_GEHEIM\u{1B}[31m", "comm_" + String(repeating: "GEHEIM", count: 800_000),
    ])
  func badKeys(_ text: String) throws {
    let set = try folder.configuration("", environment: ["COMMUNE_API_KEY": text])
    let said = sentence { () throws(ConfigurationError) in try set.apiKey() }
    #expect(said == "COMMUNE_API_KEY: this is no API key; one begins with comm_ and has no blanks.")
  }
}
