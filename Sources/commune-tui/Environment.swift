import Glibc

/// The process's environment, read once where it is needed.
enum Environment {
  static var variables: [String: String] {
    var found: [String: String] = [:]
    for entry in entries {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        found[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
    }
    return found
  }

  /// Overwrites the keys where the system shows a process's environment to others, and removes
  /// them. To be called while there is one thread.
  static func hideKeys() {
    for entry in entries {
      let text = String(cString: entry)
      guard let name = text.split(separator: "=", maxSplits: 1).first.map(String.init),
        Spawn.secretVariables.contains(name)
      else { continue }
      memset(entry + name.utf8.count + 1, 0, text.utf8.count - name.utf8.count - 1)
    }
    for name in Spawn.secretVariables { unsetenv(name) }
  }

  private static var entries: [UnsafeMutablePointer<CChar>] {
    var found: [UnsafeMutablePointer<CChar>] = []
    var next = environ
    while let entry = next.pointee {
      found.append(entry)
      next += 1
    }
    return found
  }
}

/// What the process is given by the system, made safe before anything else happens.
enum ProcessStart {
  /// Memory with mail and keys is never dumped, and no file of ours gets the number of a standard
  /// descriptor that was closed: words for the user would be written into it.
  static func prepare() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
