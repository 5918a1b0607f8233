import Foundation
import Glibc

/// A home directory that exists as long as this object.
final class TemporaryHome: Sendable {
  let path: String

  init() throws(PTYError) {
    var template = Array("/tmp/commune-tui-e2e-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PTYError.noDirectory(errno: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What a program is started with: nothing of the test runner's environment but `PATH`.
  func environment(adding extra: [String: String?] = [:]) -> [String: String] {
    var result = [
      "HOME": path, "XDG_CONFIG_HOME": "\(path)/.config", "XDG_DATA_HOME": "\(path)/.local/share",
      "XDG_STATE_HOME": "\(path)/.local/state", "XDG_CACHE_HOME": "\(path)/.cache",
      "XDG_RUNTIME_DIR": path, "TMPDIR": path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    for (name, value) in extra { result[name] = value }
    return result
  }

  /// Writes a file below the home directory, with its folders; readable by its owner only.
  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    let manager = FileManager.default
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: url)
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
