import ArgumentParser
import Glibc
import Terminal

/// What is written outside the screen; text from outside is sanitised first (TI-25).
enum Output {
  /// A line on standard error.
  static func error(_ text: String) {
    write("commune-tui: \(SafeText(text).string)\n", to: STDERR_FILENO)
  }

  /// Says `text` on standard error; the exit code to throw.
  static func failure(_ text: String, code: Int32) -> ExitCode {
    error(text)
    return ExitCode(code)
  }

  /// Writes to a descriptor at once; a closed pipe is no error.
  static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// The process's environment, read once where it is needed.
enum Environment {
  static var variables: [String: String] {
    var found: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        found[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return found
  }
}
