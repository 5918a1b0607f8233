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

  /// The library's text about a wrong use of the command line, which quotes its arguments.
  static func usage(_ text: String, to descriptor: Int32) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { write(SafeText(String(line)).string + "\n", to: descriptor) }
  }

  /// Writes to a descriptor at once; false where it could not all be written.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }
}
