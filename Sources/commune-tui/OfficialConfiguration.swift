import TOMLKit

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
    guard !file.text.utf8.contains(0), let table = try? TOMLTable(string: file.text) else {
      throw ConfigurationError(sentence: "\(path) cannot be read as TOML.")
    }
    apiKey = table["api_key"]?.string
    baseURL = table["base_url"]?.string
  }
}
