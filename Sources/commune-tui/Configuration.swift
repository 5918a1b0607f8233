import CommuneAPI
import MailModel

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

  /// All settings by path.
  let values: [String: SettingValue]
  let fileIsPrivate: Bool
  let fileIsWritableByAll: Bool
  let environment: [String: String]
  let directories: Directories

  /// Reads the file and the environment.
  init(
    path: String?, profile: String?, environment: [String: String]
  ) throws(ConfigurationError) {
    directories = Directories(environment: environment)
    self.environment = environment
    let file = try Configuration.file(path, in: directories)
    fileIsPrivate = file.isPrivate
    fileIsWritableByAll = file.isWritableByAll
    let name = try Configuration.profile(
      profile ?? environment["COMMUNE_TUI_PROFILE"], in: file)
    let values = try Configuration.merge(file, profile: name, environment: environment)
    warnings = file.warnings + Configuration.unknownVariables(in: environment)
    if !file.isPrivate && file.values.keys.contains(where: { $0.hasSuffix("api_key") }) {
      warnings.append("The configuration file holds an API key and others can read it.")
    }
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

  /// The profile to use: `default` where none is named, else one that the file has.
  private static func profile(
    _ name: String?, in file: ConfigurationFile
  ) throws(ConfigurationError) -> String {
    guard let name, !name.isEmpty, name != "default" else { return "default" }
    guard file.profiles.contains(name) else {
      let near = Spelling.nearest(to: name, among: file.profiles.sorted())
      throw ConfigurationError(
        sentence: "There is no profile “\(name)” in the configuration"
          + (near.map { ", did you mean “\($0)”?" } ?? "."))
    }
    return name
  }

  /// The profile's values over the file's, the environment's over both. Whoever names a source of
  /// the key replaces all sources below: a profile's key never loses to a command above it.
  private static func merge(
    _ file: ConfigurationFile, profile: String, environment: [String: String]
  ) throws(ConfigurationError) -> [String: SettingValue] {
    var values = file.values.filter { !$0.key.hasPrefix("profiles.") }
    let ofProfile = Setting.keySources.filter { file.values["profiles.\(profile).\($0)"] != nil }
    let ofEnvironment = Setting.all.filter {
      Setting.keySources.contains($0.path) && !(environment[$0.variable] ?? "").isEmpty
    }
    if !ofProfile.isEmpty || !ofEnvironment.isEmpty {
      for path in Setting.keySources { values[path] = nil }
    }
    for setting in Setting.account {
      if !ofEnvironment.isEmpty && Setting.keySources.contains(setting.path) { continue }
      if let value = file.values["profiles.\(profile).\(setting.path)"] {
        values[setting.path] = value
      }
    }
    for setting in Setting.all {
      if let text = environment[setting.variable], !text.isEmpty {
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
}

extension [String: SettingValue] {
  func text(_ path: String) -> String? {
    if case .text(let text) = self[path]?.content { return text }
    return nil
  }

  func flag(_ path: String) -> Bool? {
    if case .flag(let flag) = self[path]?.content { return flag }
    return nil
  }

  func number(_ path: String) -> Int? {
    if case .number(let number) = self[path]?.content { return number }
    return nil
  }
}
