internal import Glibc

/// Directories, file modes and locks: what stands between our data and other users (CD-13, CD-14).
enum StoreFiles {
  /// SQLite's companions of a database file.
  static let suffixes = ["", "-wal", "-shm", "-journal"]

  /// Bytes. SQLite would write over a shorter file as if it were empty.
  static let smallestDatabase: Int64 = 512

  /// Makes the directory and its parents, private to the user. The directory itself may be no
  /// symbolic link and must be ours.
  static func prepareDirectory(_ path: String) throws(StoreError) {
    guard path.utf8.first == UInt8(ascii: "/"), !path.utf8.contains(0) else {
      throw .io(code: ENOENT)
    }
    var parent = ""
    for part in path.split(separator: "/") {
      parent += "/" + part
      if mkdir(parent, 0o700) != 0, errno != EEXIST, errno != EISDIR, errno != EROFS {
        let code = errno
        // A parent that we may not write is fine as long as it is there.
        if access(parent, F_OK) != 0 { throw .io(code: code) }
      }
    }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .io(code: errno) }
    guard status.st_uid == geteuid() else { throw .notOurs(path: path) }
    if status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o700) }
  }

  private static func refusal(_ path: String) -> StoreError {
    let code = errno
    var status = stat()
    let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    return isLink ? .notOurs(path: path) : .io(code: code)
  }

  /// Makes sure that a database and its companions are plain files of ours with mode 0600, and
  /// makes the database file where there is none. Returns its size in bytes; nil: it is new.
  static func prepareFile(_ path: String) throws(StoreError) -> Int64? {
    for suffix in suffixes.dropFirst() { _ = try inspect(path + suffix, writes: false) }
    if let size = try inspect(path, writes: true) { return size }
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .io(code: errno) }
    close(descriptor)
    return nil
  }

  /// The size of the file; nil where there is none.
  static func inspect(_ path: String, writes: Bool) throws(StoreError) -> Int64? {
    // Without O_NONBLOCK, opening a FIFO would wait for its other end.
    let descriptor = open(path, (writes ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP ? .notOurs(path: path) : .io(code: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .io(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
      throw .notOurs(path: path)
    }
    if status.st_mode & 0o077 != 0 { _ = fchmod(descriptor, 0o600) }
    return Int64(status.st_size)
  }

  /// The first 100 bytes: SQLite's header.
  static func header(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return Array(unsafeUninitializedCapacity: 100) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, 100))
    }
  }

  /// The device and inode of a file, to notice that it was replaced.
  static func identity(_ path: String) -> FileIdentity? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Renames a database and its companions to `<path>.<word>-<n>` with the next free n, keeps the
  /// newest `keep` of such copies, and returns the new path.
  static func setAside(_ path: String, as word: String, keep: Int) throws(StoreError) -> String {
    var number = 1
    while number < 10_000, access("\(path).\(word)-\(number)", F_OK) == 0 { number += 1 }
    if number > keep {
      for old in 1...(number - keep) { remove("\(path).\(word)-\(old)") }
      for (new, old) in zip(1..., (number - keep + 1)..<number) {
        move("\(path).\(word)-\(old)", "\(path).\(word)-\(new)")
      }
      number = keep
    }
    let target = "\(path).\(word)-\(number)"
    guard rename(path, target) == 0 else { throw .io(code: errno) }
    for suffix in suffixes.dropFirst() { _ = rename(path + suffix, target + suffix) }
    return target
  }

  /// Puts `new` in the place of a database, which is kept as `<path>.<word>-<n>` with the next free
  /// n. At no moment is there no file under `path`.
  static func replace(
    _ path: String, by new: String, keepingAs word: String
  ) throws(StoreError) -> String {
    var number = 1
    while number < 10_000, access("\(path).\(word)-\(number)", F_OK) == 0 { number += 1 }
    let kept = "\(path).\(word)-\(number)"
    // A file system without hard links must do with two steps.
    if link(path, kept) != 0, rename(path, kept) != 0 { throw .io(code: errno) }
    for suffix in suffixes.dropFirst() { _ = rename(path + suffix, kept + suffix) }
    guard rename(new, path) == 0 else { throw .io(code: errno) }
    return kept
  }

  private static func move(_ source: String, _ target: String) {
    for suffix in suffixes { _ = rename(source + suffix, target + suffix) }
  }

  static func remove(_ path: String) {
    for suffix in suffixes { _ = unlink(path + suffix) }
  }
}

/// Tells one file from another that bears its name.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
}
