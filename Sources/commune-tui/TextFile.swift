import Glibc

/// A small text file, read whole.
struct TextFile {
  var text: String
  /// Nobody but its owner, who is the user or the system, can read it.
  var isPrivate: Bool
  /// Everybody can write it.
  var isWritableByAll: Bool

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
    let isOurs = status.st_uid == geteuid() || status.st_uid == 0
    return TextFile(
      text: text, isPrivate: isOurs && status.st_mode & 0o077 == 0,
      isWritableByAll: status.st_mode & 0o002 != 0)
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
