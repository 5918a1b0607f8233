import MailModel

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

  /// Nothing set.
  init() {}

  /// Reads `path`; a file that is not there is an empty one.
  init(path: String) throws(ConfigurationError) {
    guard let file = try TextFile.read(path, limit: ConfigurationFile.maximumSize) else { return }
    isPrivate = file.isPrivate
    isWritableByAll = file.isWritableByAll
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let entries: [TOMLEntry]
    do throws(TOMLError) {
      let document = try TOMLReader(file.text)
      for path in document.sections where path.count == 2 && path[0] == "profiles" {
        profiles.insert(path[1])
      }
      entries = document.entries
    } catch {
      throw ConfigurationError(
        sentence: "\(name):\(error.line):\(error.column): \(error.problem). "
          + "The file was not changed.")
    }
    for entry in entries { try take(entry, origin: "\(name):\(entry.line)") }
    if unknownCount > warnings.count {
      warnings.append("\(name): \(unknownCount - warnings.count) more unknown settings.")
    }
  }

  private mutating func take(_ entry: TOMLEntry, origin: String) throws(ConfigurationError) {
    let path = entry.path.joined(separator: ".")
    guard let setting = setting(at: entry.path) else {
      unknownCount += 1
      if warnings.count < ConfigurationFile.maximumWarnings {
        warnings.append(unknown(entry.path, origin))
      }
      return
    }
    if entry.path.count == 3 { profiles.insert(entry.path[1]) }
    values[path] =
      switch entry.value {
      case .text(let text): try setting.value(.text(text), at: origin)
      case .flag(let flag): try setting.value(.flag(flag), at: origin)
      case .number(let number): try setting.value(.number(number), at: origin)
      case .other: throw setting.wrong(origin)
      }
  }

  private func setting(at path: [String]) -> Setting? {
    if path.count == 3, path[0] == "profiles" {
      return Setting.account.first { $0.path == path[2] }
    }
    guard path.allSatisfy({ !$0.contains(".") }) else { return nil }
    return Setting.all.first { $0.path == path.joined(separator: ".") }
  }

  private func unknown(_ path: [String], _ origin: String) -> String {
    let isOfProfile = path.count == 3 && path[0] == "profiles"
    let known = (isOfProfile ? Setting.account : Setting.all).map(\.path)
    let whole = path.joined(separator: ".")
    let near = Spelling.nearest(to: isOfProfile ? path[2] : whole, among: known)
    let shown = String(decoding: whole.utf8.prefix(200), as: UTF8.self)
    return "\(origin): unknown setting “\(shown)”"
      + (near.map { ", did you mean “\($0)”?" } ?? ".")
  }
}
