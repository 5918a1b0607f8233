import Glibc

@testable import commune_tui

/// A directory that exists as long as this object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/commune-tui-cfg-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Spawn.Failure(number: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Writes a file of this folder; the path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String, mode: mode_t = 0o600) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    let content = Array(bytes)
    _ = Glibc.write(descriptor, content, content.count)
    fchmod(descriptor, mode)
    close(descriptor)
    return file
  }

  @discardableResult
  func write(_ text: String, to name: String, mode: mode_t = 0o600) -> String {
    write(text.utf8, to: name, mode: mode)
  }

  func read(_ name: String) throws -> String? {
    try TextFile.read("\(path)/\(name)", limit: 1 << 24)?.text
  }

  /// Environment whose configuration directory is this folder's `commune-tui`.
  func environment(_ extra: [String: String] = [:]) -> [String: String] {
    ["HOME": path, "XDG_CONFIG_HOME": path, "PATH": "/usr/bin:/bin"].merging(extra) { $1 }
  }

  /// The configuration that `text` makes.
  func configuration(
    _ text: String, profile: String? = nil, environment extra: [String: String] = [:],
    mode: mode_t = 0o600
  ) throws(ConfigurationError) -> Configuration {
    let file = write(text, to: "config.toml", mode: mode)
    return try Configuration(path: file, profile: profile, environment: environment(extra))
  }

  deinit {
    // Only what the tests put there: one level of folders.
    for name in DirectoryListing.names(in: path) {
      let entry = "\(path)/\(name)"
      for inner in DirectoryListing.names(in: entry) { unlink("\(entry)/\(inner)") }
      if rmdir(entry) != 0 { unlink(entry) }
    }
    rmdir(path)
  }
}

/// The sentence of the error that `body` throws, nil where it throws none.
func sentence<Value>(_ body: () throws(ConfigurationError) -> Value) -> String? {
  do throws(ConfigurationError) {
    _ = try body()
    return nil
  } catch {
    return error.sentence
  }
}
