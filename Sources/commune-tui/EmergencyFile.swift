import Glibc
import MailModel

/// The last resort for a text that the journal could not take: a file of its own, mode 0600.
enum EmergencyFile {
  /// Writes the draft to a new file in `folder`; its path, or nil where that failed too.
  static func write(_ draft: Draft, in folder: String) -> String? {
    var template = Array("\(folder)/commune-tui-draft-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let text = """
      To: \(draft.to)
      Cc: \(draft.cc)
      Bcc: \(draft.bcc)
      Subject: \(draft.subject)

      \(draft.body)

      """
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard Output.write(text, to: descriptor), fsync(descriptor) == 0 else {
      unlink(path)
      return nil
    }
    return path
  }
}
