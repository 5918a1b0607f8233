import Glibc
import MailApp

/// Lets the user write a text in an editor of theirs. The file is trusted, not the exit status.
struct ExternalEditor {
  /// The longest text taken back, in bytes.
  static let maximumSize = 10_000_000

  /// A private directory for the file, mode 0700.
  let directory: String
  let setting: String?
  let environment: [String: String]

  /// The user's line: the setting, `$VISUAL`, `$EDITOR` or `vi`.
  private var line: String {
    let choices = [setting, environment["VISUAL"], environment["EDITOR"]]
    return choices.compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
  }

  /// Writes `text` to a new file, runs the editor on the real terminal, reads the file again.
  func edit(_ text: String) -> EditorResult {
    var path = Array("\(directory)/reply-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&path, 4)
    guard descriptor >= 0 else { return .failed("no file can be made in \(directory)") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isWritten = write(guarded(text), to: descriptor)
    close(descriptor)
    guard isWritten else {
      unlink(name)
      return .failed("the text could not be written to \(name)")
    }
    let problem = run(on: name)
    guard let edited = read(name) else {
      return .failed(problem ?? "the file \(name) can no longer be read; the old text is kept")
    }
    unlink(name)
    if let problem, edited == guarded(text) { return .failed(problem) }
    return .text(unguarded(edited))
  }

  private func run(on name: String) -> String? {
    let line = line
    do {
      let child = try Spawn.start(
        ["/bin/sh", "-c", "\(line) \"$1\"", "sh", name], environment: environment)
      switch Spawn.wait(for: child) {
      case .exited(0): return nil
      case .exited(127): return "“\(line)” was not found"
      case .exited(let code): return "“\(line)” ended with \(code)"
      case .signalled(let signal): return "“\(line)” was ended by signal \(signal)"
      }
    } catch {
      return "“\(line)” could not be started: \(systemText(error.number))"
    }
  }

  /// Five lines above and below keep quoted text away from where editors look for settings: a
  /// modeline in somebody's mail would be obeyed there (M-14).
  private func guarded(_ text: String) -> String {
    let hasBait = ["vim:", "vi:", "ex:", "-*-", "Local Variables:"].contains { text.contains($0) }
    return hasBait ? ExternalEditor.guardTop + text + ExternalEditor.guardEnd : text
  }

  private func unguarded(_ text: String) -> String {
    var rest = Substring(text)
    if rest.hasPrefix(ExternalEditor.guardTop) {
      rest = rest.dropFirst(ExternalEditor.guardTop.count)
    }
    if rest.hasSuffix(ExternalEditor.guardEnd) {
      rest = rest.dropLast(ExternalEditor.guardEnd.count)
    }
    return String(rest)
  }

  private static let guardLine = "## commune-tui: this line is removed again\n"
  private static let guardTop = String(repeating: guardLine, count: 6)
  private static let guardEnd = "\n" + String(repeating: guardLine, count: 6)

  private func write(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return fsync(descriptor) == 0
  }

  /// The file by its name again: editors replace it by renaming. Invalid UTF-8 becomes U+FFFD.
  private func read(_ name: String) -> String? {
    let descriptor = open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < ExternalEditor.maximumSize {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes.filter { $0 != 0 && $0 != 13 }, as: UTF8.self)
  }
}
