import MailModel
import TOMLKit

/// A configuration file as it was read: the settings of the top level, of sections and of profiles.
struct ConfigurationFile {
  /// The longest file read, in bytes.
  static let maximumSize = 1 << 20
  /// The most warnings given; the rest is counted.
  static let maximumWarnings = 20

  /// By path (`ui.preview`); those of a profile under `profiles.NAME.base_url`.
  private(set) var values: [String: SettingValue] = [:]
  /// Settings that nobody knows, each as a sentence.
  private(set) var warnings: [String] = []
  /// Nobody else can read it, so that it may hold a key.
  private(set) var isPrivate = true
  /// Everybody can write it, so that it may not name commands.
  private(set) var isWritableByAll = false
  private(set) var profiles: Set<String> = []
  private var unknownCount = 0
  private var unchanged: String { "The file was not changed." }

  /// Nothing set.
  init() {}

  /// Reads `path`; a file that is not there is an empty one.
  init(path: String) throws(ConfigurationError) {
    guard let file = try TextFile.read(path, limit: ConfigurationFile.maximumSize) else { return }
    isPrivate = file.isPrivate
    isWritableByAll = file.isWritableByAll
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // The library would take a NUL for the end of the text.
    if let line = file.text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .firstIndex(where: { $0.contains(0) })
    {
      throw ConfigurationError(sentence: "\(name):\(line + 1): a NUL character. \(unchanged)")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: file.text)
    } catch let error as TOMLParseError {
      throw ConfigurationError(
        sentence: "\(name):\(error.source.begin.line):\(error.source.begin.column): "
          + "\(ConfigurationFile.line(error.description)). \(unchanged)")
    } catch {
      throw ConfigurationError(sentence: "\(name): cannot be read as TOML. \(unchanged)")
    }
    try take(table, prefix: "", places: SettingPlaces(text: file.text, name: name))
    if unknownCount > warnings.count {
      warnings.append("\(name): \(unknownCount - warnings.count) more unknown settings.")
    }
  }

  private mutating func take(
    _ table: TOMLTable, prefix: String, places: SettingPlaces
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
        unknownCount += 1
        if warnings.count < ConfigurationFile.maximumWarnings {
          warnings.append(unknown(path, origin))
        }
        continue
      }
      guard let content = content(of: node) else {
        throw setting.wrong(origin)
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
    case .double, .table, .array, .date, .time, .dateTime: nil
    }
  }

  private func unknown(_ path: String, _ origin: String) -> String {
    let parts = path.split(separator: ".")
    let isOfProfile = parts.count == 3 && parts.first == "profiles"
    let known = (isOfProfile ? Setting.account : Setting.all).map(\.path)
    let near = Spelling.nearest(to: isOfProfile ? String(parts[2]) : path, among: known)
    let shown = ConfigurationFile.line(path)
    return "\(origin): unknown setting “\(shown)”"
      + (near.map { ", did you mean “\($0)”?" } ?? ".")
  }

  /// A text of the file or about it, short enough for a message.
  private static func line(_ text: String) -> String {
    String(decoding: text.utf8.prefix(200), as: UTF8.self)
  }
}
