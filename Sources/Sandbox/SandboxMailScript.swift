/// A hand-written conversation with slots, read from the plain form that the script files use.
///
/// `# language inbox` begins a script, `= subject | subject` names its subjects, `<< gap` begins a
/// mail from outside, `>> gap` one from a person of ours, `>A gap` one from the agent. A gap is the
/// time since the mail before, as `25m`, `3h` or `2d`; `@pdf` and its like after it attach a file.
struct MailScript {
  enum Language: String, CaseIterable {
    case english = "en"
    case german = "de"
    case french = "fr"
    case spanish = "es"
    case japanese = "ja"
    case chinese = "zh"
    case arabic = "ar"
    case hebrew = "he"
    case hindi = "hi"
    case korean = "ko"
    case ukrainian = "uk"
  }

  enum Writer {
    case correspondent
    case person
    case agent
  }

  struct Turn {
    var writer: Writer
    /// Minutes since the mail before.
    var gap: Int
    /// Kinds of files, as `SampleFile.Kind` names them.
    var files: [String]
    var lines: [String] = []

    var body: String {
      lines.joined(separator: "\n").trimmingBlankLines()
    }
  }

  var language: Language
  /// The local part of the inbox that it belongs to.
  var inbox: String
  var subjects: [String] = []
  var turns: [Turn] = []

  /// Reads every script of `text`; a line that fits nothing belongs to the mail above it.
  static func parse(_ text: String) -> [MailScript] {
    var scripts: [MailScript] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let script = MailScript(header: line) {
        scripts.append(script)
      } else if !scripts.isEmpty {
        scripts[scripts.count - 1].read(line)
      }
    }
    return scripts
  }

  private init?(header line: Substring) {
    let words = line.split(separator: " ")
    guard words.count == 3, words[0] == "#", let language = Language(rawValue: String(words[1]))
    else { return nil }
    self.language = language
    inbox = String(words[2])
  }

  private mutating func read(_ line: Substring) {
    if line.hasPrefix("= ") {
      subjects += line.dropFirst(2).split(separator: "|").map { String($0).trimmingBlanks() }
    } else if let turn = Turn(header: line) {
      turns.append(turn)
    } else if !turns.isEmpty {
      turns[turns.count - 1].lines.append(String(line))
    }
  }
}

extension MailScript.Turn {
  init?(header line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 2, let gap = Self.minutes(words[1]) else { return nil }
    switch words[0] {
    case "<<": writer = .correspondent
    case ">>": writer = .person
    case ">A": writer = .agent
    default: return nil
    }
    self.gap = gap
    files = words.dropFirst(2).filter { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
  }

  private static func minutes(_ word: Substring) -> Int? {
    guard let unit = word.last, let count = Int(word.dropLast()) else { return nil }
    switch unit {
    case "m": return count
    case "h": return count * 60
    case "d": return count * 24 * 60
    default: return nil
    }
  }
}

extension String {
  func trimmingBlanks() -> String {
    String(trimming { $0 == " " })
  }

  func trimmingBlankLines() -> String {
    String(trimming { $0 == " " || $0 == "\n" })
  }

  private func trimming(_ isBlank: (Character) -> Bool) -> Substring {
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return "" }
    return self[first...last]
  }
}
