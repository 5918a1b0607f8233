import CommuneAPI

extension Configuration {
  /// The API key, from the environment, a command, the file or the official client's file; nil
  /// where there is none. The command runs now, and may take `patience` milliseconds.
  func apiKey(patience: Int = 10_000) throws(ConfigurationError) -> APIKey? {
    if let text = environment["COMMUNE_API_KEY"], !text.isEmpty {
      return try key(text, from: "COMMUNE_API_KEY")
    }
    if let command = values["api_key_command"], let line = values.text("api_key_command") {
      guard !fileIsWritableByAll || isOfEnvironment(command) else {
        throw ConfigurationError(
          sentence: "\(command.origin): everybody can change this file, so its api_key_command "
            + "is not run. Run: chmod 600 on it.")
      }
      let text = try KeyCommand(line, patience: patience).run(environment: environment)
      return try key(text, from: "api_key_command")
    }
    if let value = values["api_key"], let text = values.text("api_key") {
      guard fileIsPrivate || isOfEnvironment(value) else { throw exposed("The configuration file") }
      return try key(text, from: value.origin)
    }
    return try officialKey()
  }

  private func officialKey() throws(ConfigurationError) -> APIKey? {
    let path = directories.officialConfiguration
    guard values.flag("use_official_config") == true,
      let official = try OfficialConfiguration(path: path), let text = official.apiKey
    else { return nil }
    guard official.isPrivate else { throw exposed(path) }
    return try key(text, from: path)
  }

  private func isOfEnvironment(_ value: SettingValue) -> Bool {
    value.origin.hasPrefix("COMMUNE_TUI_")
  }

  private func exposed(_ file: String) -> ConfigurationError {
    ConfigurationError(
      sentence: "\(file) holds an API key and others can read it. Run: chmod 600 on it.")
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
