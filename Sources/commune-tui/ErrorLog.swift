import Glibc

/// Keeps what other code writes to standard error off the screen: it goes to a log file meanwhile.
struct ErrorLog {
  private let original: Int32

  /// From now on standard error is `error.log` in the state directory, or nothing.
  init(directory: String) {
    original = dup(STDERR_FILENO)
    var parent = ""
    for part in directory.split(separator: "/") {
      parent += "/\(part)"
      mkdir(parent, 0o700)
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let file = Glibc.open("\(directory)/error.log", flags, 0o600)
    let target = file >= 0 ? file : Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
    if target >= 0 {
      dup2(target, STDERR_FILENO)
      close(target)
    }
  }

  /// Standard error is the terminal again.
  func end() {
    guard original >= 0 else { return }
    dup2(original, STDERR_FILENO)
    close(original)
  }
}
