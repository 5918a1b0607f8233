import Glibc
import MailModel
import Synchronization

/// Drafts that the store refused: the last resort against their loss (CD-04).
final class UnsavedDrafts: Sendable {
  private let directories: [String]
  private let environment: [String: String]
  private let drafts = Mutex<[ID<Draft>: Draft]>([:])
  /// Where an earlier state of a draft was written: the newer one takes its place.
  private let paths = Mutex<[ID<Draft>: String]>([:])

  /// The files go into the first of these directories that takes one.
  init(directories: [String], environment: [String: String]) {
    self.environment = environment
    self.directories = directories.filter { $0.hasPrefix("/") }
  }

  func note(_ draft: Draft) {
    drafts.withLock { $0[draft.id] = draft }
  }

  /// The draft was stored after all.
  func forget(_ id: ID<Draft>) {
    drafts.withLock { _ = $0.removeValue(forKey: id) }
  }

  /// Writes one draft into a file; says where it is. Nil: it was stored meanwhile.
  func rescue(_ id: ID<Draft>) -> String? {
    guard let draft = drafts.withLock({ $0.removeValue(forKey: id) }) else { return nil }
    let text = draft.asText
    for directory in directories {
      if let path = write(text, in: directory) {
        if let old = paths.withLock({ $0.updateValue(path, forKey: id) }) { unlink(old) }
        return "Not stored; the text is in \(Directories.short(path, environment: environment))"
      }
    }
    note(draft)
    return "The draft could not be stored, and no file could be written either."
  }

  func rescueAll() -> [String] {
    drafts.withLock { Array($0.keys) }.compactMap { rescue($0) }
  }

  /// A new file, readable by its owner only; nil where it could not be written whole.
  private func write(_ text: String, in directory: String) -> String? {
    var template = Array("\(directory)/draft-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard Output.write(text, to: file), fsync(file) == 0 else {
      unlink(path)
      return nil
    }
    return path
  }
}

extension Draft {
  /// The fields with their names, an empty line, the text.
  fileprivate var asText: String {
    let fields = [("To", to), ("Cc", cc), ("Bcc", bcc), ("Subject", subject)]
    let head = fields.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1)\n" }.joined()
    return head + "\n" + body + "\n"
  }
}
