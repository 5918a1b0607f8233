import Glibc
import MailModel
import TOMLKit

/// A configuration file as it was read: the settings of the top level, of sections and of profiles.
struct ConfigurationFile {
  /// The longest file read, in bytes.
  static let maximumSize = 1 << 20

  /// By path (`ui.preview`); those of a profile under `profiles.NAME.base_url`.
  private(set) var values: [String: SettingValue] = [:]
  /// Settings that nobody knows, each as a sentence.
  private(set) var warnings: [String] = []
  /// Other users may read it.
  private(set) var isReadableByOthers = false
  private(set) var profiles: Set<String> = []

  /// Nothing set.
  init() {}

  /// Reads `path`; a file that is not there is an empty one.
  init(path: String) throws(ConfigurationError) {
    guard let file = try TextFile.read(path, limit: ConfigurationFile.maximumSize) else { return }
    isReadableByOthers = file.isReadableByOthers
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let table: TOMLTable
    do {
      table = try TOMLTable(string: file.text)
    } catch let error as TOMLParseError {
      throw ConfigurationError(
        sentence: "\(name):\(error.source.begin.line):\(error.source.begin.column): "
          + "\(error.description). The file was not changed.")
    } catch {
      throw ConfigurationError(sentence: "\(name): cannot be read as TOML.")
    }
    try take(table, prefix: "", places: LineFinder(text: file.text, name: name))
  }

  private mutating func take(
    _ table: TOMLTable, prefix: String, places: LineFinder
  ) throws(ConfigurationError) {
    for key in table.keys.sorted() {
      let path = prefix.isEmpty ? key : "\(prefix).\(key)"
      guard let node = table[key] else { continue }
      if let inner = node.table, isSection(path) {
        if path.hasPrefix("profiles.") { profiles.insert(key) }
        try take(inner, prefix: path, places: places)
        continue
      }
      let origin = places.origin(of: path)
      guard let setting = setting(at: path) else {
        warnings.append(unknown(path, origin))
        continue
      }
      guard let content = content(of: node) else {
        throw ConfigurationError(sentence: "\(origin): \(path) has a value of the wrong type.")
      }
      values[path] = try setting.value(content, at: origin)
    }
  }

  private func isSection(_ path: String) -> Bool {
    let parts = path.split(separator: ".")
    if parts.first == "profiles" { return parts.count <= 2 }
    return parts.count == 1
  }

  private func setting(at path: String) -> Setting? {
    let parts = path.split(separator: ".")
    if parts.count == 3, parts[0] == "profiles" {
      return Setting.account.first { $0.path == parts[2] }
    }
    return Setting.all.first { $0.path == path }
  }

  private func content(of node: any TOMLValueConvertible) -> SettingValue.Content? {
    switch node.type {
    case .string: node.string.map { .text($0) }
    case .bool: node.bool.map { .flag($0) }
    case .int: node.int.map { .number($0) }
    case .double: .text("a number with a fraction")
    case .table, .array, .date, .time, .dateTime: nil
    }
  }

  private func unknown(_ path: String, _ origin: String) -> String {
    let near = Spelling.nearest(to: path, among: Setting.all.map(\.path))
    return "\(origin): unknown setting “\(path)”" + (near.map { ", did you mean “\($0)”?" } ?? ".")
  }
}

/// Finds the line of a setting, which the TOML library does not tell.
private struct LineFinder {
  let text: String
  let name: String

  func origin(of path: String) -> String {
    let parts = path.split(separator: ".").map(String.init)
    let wanted = parts.dropLast().joined(separator: ".")
    var section = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let bare = line.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "\r" }
      if bare.hasPrefix("[") {
        section = String(bare.dropFirst().prefix { $0 != "]" })
      }
      let key = String(bare.prefix { $0 != "=" })
      let isHere = (section == wanted && key == parts.last) || (section.isEmpty && key == path)
      if isHere || (section == path && bare.hasPrefix("[")) { return "\(name):\(index + 1)" }
    }
    return name
  }
}

/// A small text file, read whole.
struct TextFile {
  var text: String
  var isReadableByOthers: Bool

  /// Nil where there is no such file. Refuses what is not a regular file or longer than `limit`.
  static func read(_ path: String, limit: Int) throws(ConfigurationError) -> TextFile? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw ConfigurationError(sentence: "\(path) cannot be opened: \(systemText(errno)).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ConfigurationError(sentence: "\(path) is not a regular file.")
    }
    guard status.st_size <= limit else {
      throw ConfigurationError(sentence: "\(path) is longer than \(limit / 1024) KB.")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        throw ConfigurationError(sentence: "\(path) cannot be read: \(systemText(errno)).")
      }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError(sentence: "\(path) is not UTF-8 text.")
    }
    return TextFile(text: text, isReadableByOthers: status.st_mode & 0o077 != 0)
  }
}

/// The system's words for an error number.
func systemText(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  let text = strerror_r(number, &buffer, buffer.count)
  return text == 0
    ? String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    : "error \(number)"
}
