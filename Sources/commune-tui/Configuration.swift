import CommuneAPI
import MailModel
import TOMLKit

/// What the program shall do: flags over environment over file over defaults (product.md §4.2).
struct Configuration: Sendable {
  var profile: String
  var baseURL: BaseURL?
  var isReadOnly: Bool
  var showsPreview: Bool
  var usesMouse: Bool
  var usesColor: Bool
  /// Milliseconds.
  var dwell: Int
  var wrapColumn: Int
  var editor: String?
  /// Seconds.
  var interval: Int
  var usesProxy: Bool
  /// What the user should know, each a sentence.
  var warnings: [String]

  private var values: [String: SettingValue] = [:]
  private let fileIsReadableByOthers: Bool
  private let environment: [String: String]
  let directories: Directories

  /// Reads the file and the environment.
  init(
    path: String?, profile: String?, environment: [String: String]
  ) throws(ConfigurationError) {
    directories = Directories(environment: environment)
    self.environment = environment
    let file = try Configuration.file(path, in: directories)
    fileIsReadableByOthers = file.isReadableByOthers
    let name = profile ?? environment["COMMUNE_TUI_PROFILE"] ?? "default"
    if let profile, profile != "default", !file.profiles.contains(profile) {
      let near = Spelling.nearest(to: profile, among: file.profiles.sorted())
      throw ConfigurationError(
        sentence: "There is no profile “\(profile)” in the configuration"
          + (near.map { ", did you mean “\($0)”?" } ?? "."))
    }
    let values = try Configuration.merge(file, profile: name, environment: environment)
    warnings = file.warnings + Configuration.unknownVariables(in: environment)
    self.profile = name
    isReadOnly = values.flag("read_only") ?? false
    showsPreview = values.flag("ui.preview") ?? true
    usesMouse = values.flag("ui.mouse") ?? false
    usesColor = (values.flag("ui.color") ?? true) && (environment["NO_COLOR"] ?? "").isEmpty
    dwell = values.number("ui.dwell") ?? 1500
    wrapColumn = values.number("compose.wrap") ?? 72
    editor = values.text("compose.editor")
    interval = values.number("sync.interval") ?? 60
    usesProxy = values.text("network.proxy") == "env"
    self.values = values
    baseURL = try Configuration.baseURL(values, environment, directories)
  }

  private static func file(
    _ path: String?, in directories: Directories
  ) throws(ConfigurationError) -> ConfigurationFile {
    guard let path else {
      return try ConfigurationFile(path: directories.configuration + "/config.toml")
    }
    guard try TextFile.read(path, limit: ConfigurationFile.maximumSize) != nil else {
      throw ConfigurationError(sentence: "There is no file \(path).")
    }
    return try ConfigurationFile(path: path)
  }

  /// The profile's values over the file's, the environment's over both.
  private static func merge(
    _ file: ConfigurationFile, profile: String, environment: [String: String]
  ) throws(ConfigurationError) -> [String: SettingValue] {
    var values = file.values.filter { !$0.key.hasPrefix("profiles.") }
    for setting in Setting.account {
      if let value = file.values["profiles.\(profile).\(setting.path)"] {
        values[setting.path] = value
      }
    }
    for setting in Setting.all {
      if let text = environment[setting.variable] {
        values[setting.path] = try setting.value(ofVariable: text)
      }
    }
    return values
  }

  private static func unknownVariables(in environment: [String: String]) -> [String] {
    let known = Setting.all.map(\.variable) + ["COMMUNE_TUI_PROFILE"]
    return environment.keys.sorted().filter { $0.hasPrefix("COMMUNE_TUI_") && !known.contains($0) }
      .map { name in
        let near = Spelling.nearest(to: name, among: known)
        return "unknown variable \(name)" + (near.map { ", did you mean \($0)?" } ?? ".")
      }
  }

  private static func baseURL(
    _ values: [String: SettingValue], _ environment: [String: String], _ directories: Directories
  ) throws(ConfigurationError) -> BaseURL? {
    var origin = "COMMUNE_BASE_URL"
    var text = environment["COMMUNE_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
    if text == nil, let value = values["base_url"] {
      text = values.text("base_url")
      origin = value.origin
    }
    if text == nil, values.flag("use_official_config") == true {
      text = try OfficialConfiguration(path: directories.officialConfiguration)?.baseURL
      origin = directories.officialConfiguration
    }
    guard let text else { return nil }
    do {
      return try BaseURL(text)
    } catch {
      throw ConfigurationError(sentence: "\(origin): \(error.sentence)")
    }
  }

  /// The API key, from the environment, a command, the file or the official client's file; nil
  /// where there is none. The command runs now.
  func apiKey() throws(ConfigurationError) -> APIKey? {
    if let text = environment["COMMUNE_API_KEY"], !text.isEmpty {
      return try key(text, from: "COMMUNE_API_KEY")
    }
    if let command = values.text("api_key_command") {
      return try key(KeyCommand(command).run(environment: environment), from: "api_key_command")
    }
    if let text = values.text("api_key") {
      guard !fileIsReadableByOthers else {
        throw ConfigurationError(
          sentence: "The configuration file holds an API key and others can read it. "
            + "Run: chmod 600 on it.")
      }
      return try key(text, from: values["api_key"]?.origin ?? "api_key")
    }
    guard values.flag("use_official_config") == true,
      let official = try OfficialConfiguration(path: directories.officialConfiguration),
      let text = official.apiKey
    else { return nil }
    return try key(text, from: directories.officialConfiguration)
  }

  private func key(_ text: String, from origin: String) throws(ConfigurationError) -> APIKey {
    do {
      return try APIKey(text)
    } catch {
      throw ConfigurationError(
        sentence: "\(origin): this is no API key; one begins with comm_ and has no blanks.")
    }
  }
}

extension [String: SettingValue] {
  fileprivate func text(_ path: String) -> String? {
    if case .text(let text) = self[path]?.content { return text }
    return nil
  }

  fileprivate func flag(_ path: String) -> Bool? {
    if case .flag(let flag) = self[path]?.content { return flag }
    return nil
  }

  fileprivate func number(_ path: String) -> Int? {
    if case .number(let number) = self[path]?.content { return number }
    return nil
  }
}

/// Key and server as the official client keeps them; its file is read, never written.
struct OfficialConfiguration {
  var apiKey: String?
  var baseURL: String?

  /// Nil where there is no such file.
  init?(path: String) throws(ConfigurationError) {
    guard let file = try TextFile.read(path, limit: ConfigurationFile.maximumSize) else {
      return nil
    }
    guard let table = try? TOMLTable(string: file.text) else {
      throw ConfigurationError(sentence: "\(path) cannot be read as TOML.")
    }
    apiKey = table["api_key"]?.string
    baseURL = table["base_url"]?.string
  }
}
