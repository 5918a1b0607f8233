import Glibc

/// What an editor left behind.
enum EditedFile: Equatable {
  case text(String)
  case missing
  /// A link, a FIFO or another thing that is no file.
  case unusable
  case tooLong

  /// The longest text taken back, in bytes.
  static let maximumSize = 10_000_000

  /// The file by its name again: editors replace it by renaming. Invalid UTF-8 becomes U+FFFD.
  static func read(_ name: String) -> EditedFile {
    let descriptor = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .unusable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return .unusable
    }
    guard status.st_size <= maximumSize else { return .tooLong }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= maximumSize {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return .unusable }
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    return .text(String(decoding: bytes.filter { $0 != 0 && $0 != 13 }, as: UTF8.self))
  }
}

/// Keeps quoted text away from where editors look for settings: a modeline in somebody's mail
/// would be obeyed there (M-14).
enum EditorGuard {
  /// Vim looks at five lines at each end; Emacs at the first line and at the last page, which a
  /// form feed begins.
  static func added(to text: String) -> String {
    let lower = text.lowercased()
    let hasBait = ["vim", "vi:", "ex:", "-*-", "local variables:"].contains { lower.contains($0) }
    guard hasBait else { return text }
    let lines = String(repeating: line + "\n", count: 6)
    return lines + text + "\n\u{0C}\n" + lines
  }

  /// The text without our lines, also where the user removed some of them.
  static func removed(from text: String) -> String {
    guard text.contains(line) else { return text }
    var rest = Substring(text)
    while rest.hasPrefix(line + "\n") { rest = rest.dropFirst(line.count + 1) }
    let tail = rest
    var isGuarded = false
    while true {
      if rest.hasSuffix("\n") || rest.hasSuffix("\u{0C}") {
        rest = rest.dropLast()
      } else if rest.hasSuffix(line) {
        isGuarded = true
        rest = rest.dropLast(line.count)
      } else {
        break
      }
    }
    guard isGuarded else { return String(tail) }
    // Of the line breaks before our lines the last is ours.
    let blank = tail[rest.endIndex...].prefix { $0 == "\n" }
    return String(rest) + String(blank.dropLast())
  }

  private static let line = "## commune-tui: this line is removed again"
}
