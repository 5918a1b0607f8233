internal import Glibc

/// Holds a profile for one instance of the program (CD-06); let go with `release` or the
/// value's end.
final class InstanceLock: Sendable {
  private let descriptor: Int32

  /// Nil: another instance holds it.
  init?(directory: String) throws(StoreError) {
    let path = directory + "/lock"
    _ = try StoreFiles.inspect(path, writes: true)
    descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == ELOOP ? .notOurs(path: path) : .io(code: errno)
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw .io(code: code)
    }
  }

  func release() { _ = flock(descriptor, LOCK_UN) }

  deinit { close(descriptor) }
}
