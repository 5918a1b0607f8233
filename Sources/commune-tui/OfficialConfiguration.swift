/// Key and server as the official client keeps them; its file is read, never written.
struct OfficialConfiguration {
  var apiKey: String?
  var baseURL: String?
  /// Nobody else can read the file.
  var isPrivate: Bool

  /// Nil where there is no such file.
  init?(path: String) throws(ConfigurationError) {
    guard let file = try TextFile.read(path, limit: ConfigurationFile.maximumSize) else {
      return nil
    }
    isPrivate = file.isPrivate
    guard let document = try? TOMLReader(file.text) else {
      throw ConfigurationError(sentence: "\(path) cannot be read as TOML.")
    }
    for entry in document.entries {
      guard case .text(let text) = entry.value else { continue }
      if entry.path == ["api_key"] { apiKey = text }
      if entry.path == ["base_url"] { baseURL = text }
    }
  }
}
