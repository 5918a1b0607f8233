import Glibc
import MailApp

/// Lets the user write a text in an editor of theirs. The file is trusted, not the exit status.
struct ExternalEditor {
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
    let isWritten = write(EditorGuard.added(to: text), to: descriptor)
    close(descriptor)
    guard isWritten else {
      unlink(name)
      return .failed("the text could not be written to \(name)")
    }
    return result(of: name, before: text, problem: run(on: name))
  }

  /// The file's text, wherever there is one that the user can have meant.
  private func result(of name: String, before: String, problem: String?) -> EditorResult {
    switch EditedFile.read(name) {
    case .missing:
      return .failed(problem ?? "the file \(name) is gone; the old text is kept")
    case .unusable:
      return .failed("the file \(name) is not a text of ours any more; the old text is kept")
    case .tooLong:
      let limit = EditedFile.maximumSize / 1_000_000
      return .failed("the text is longer than \(limit) MB; it stays in \(name)")
    case .text(let edited):
      unlink(name)
      let after = EditorGuard.removed(from: edited)
      // An editor that fails may have emptied the file or left it as it was.
      if let problem, after.isEmpty || after == before { return .failed(problem) }
      return .text(after)
    }
  }

  private func run(on name: String) -> String? {
    let line = line
    do {
      let child = try Spawn.start(
        ["/bin/sh", "-c", "\(line) \"$1\"", "sh", name], environment: environment)
      switch Spawn.wait(for: child) {
      case .exited(0): return nil
      case .exited(126): return "“\(line)” cannot be run"
      case .exited(127): return "“\(line)” was not found"
      case .exited(let code): return "“\(line)” ended with \(code)"
      case .signalled(let signal): return "“\(line)” was ended by signal \(signal)"
      }
    } catch {
      return "“\(line)” could not be started: \(systemText(error.number))"
    }
  }

  private func write(_ text: String, to descriptor: Int32) -> Bool {
    Output.write(text, to: descriptor) && fsync(descriptor) == 0
  }
}
