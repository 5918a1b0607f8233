/// The lines of the settings in a file, which the TOML library does not tell.
struct SettingPlaces {
  private let name: String
  private var lines: [String: Int] = [:]

  /// Reads `text` once; `name` is the file's, for messages.
  init(text: String, name: String) {
    self.name = name
    var section = ""
    var number = 0
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let bare = line.filter { ![32, 9, 34, 39, 13].contains($0) }
      if bare.first == UInt8(ascii: "[") {
        let inner = bare.drop { $0 == UInt8(ascii: "[") }.prefix { $0 != UInt8(ascii: "]") }
        section = String(decoding: inner, as: UTF8.self)
        note(section, number)
      } else if let equals = bare.firstIndex(of: UInt8(ascii: "=")) {
        let key = String(decoding: bare[..<equals], as: UTF8.self)
        note(section.isEmpty ? key : "\(section).\(key)", number)
      }
    }
  }

  /// `config.toml:12`; the file's name alone where the line was not found.
  func origin(of path: String) -> String {
    lines[path].map { "\(name):\($0)" } ?? name
  }

  private mutating func note(_ path: String, _ number: Int) {
    if lines[path] == nil { lines[path] = number }
  }
}
