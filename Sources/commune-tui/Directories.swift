/// Where the program keeps its files (XDG Base Directory Specification; product.md §4.2).
struct Directories: Equatable, Sendable {
  /// Configuration, keymap, themes.
  let configuration: String
  /// Drafts, outbox, read marks.
  let data: String
  /// The log.
  let state: String
  /// Mail that can be fetched again.
  let cache: String
  /// The official client's configuration file.
  let officialConfiguration: String

  /// From the environment; relative and empty XDG values are ignored, as the specification says.
  init(environment: [String: String]) {
    // Without a home nothing is kept: not even the superuser can make a directory there.
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/dev/null"
    func base(_ variable: String, _ standard: String) -> String {
      guard let value = environment[variable], value.hasPrefix("/") else {
        return "\(home)/\(standard)"
      }
      return value
    }
    let configHome = base("XDG_CONFIG_HOME", ".config")
    configuration = "\(configHome)/commune-tui"
    data = base("XDG_DATA_HOME", ".local/share") + "/commune-tui"
    state = base("XDG_STATE_HOME", ".local/state") + "/commune-tui"
    cache = base("XDG_CACHE_HOME", ".cache") + "/commune-tui"
    let official = environment["COMMUNE_CONFIG_DIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    officialConfiguration = (official ?? "\(configHome)/commune") + "/config.toml"
  }

  /// `path` with the home directory as `~`, for a message.
  static func short(_ path: String, environment: [String: String]) -> String {
    guard let home = environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else {
      return path
    }
    return "~" + path.dropFirst(home.count)
  }
}
