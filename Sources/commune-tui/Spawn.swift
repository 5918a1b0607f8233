import Glibc

/// Starts other programs: the only place that does. Arguments are an array, never a shell line of
/// ours; the child gets descriptors 0 to 2 only, default signals, and an environment without keys.
enum Spawn {
  /// How a child ended.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Why a child could not be started: the system's error number.
  struct Failure: Error {
    var number: Int32
  }

  /// Variables that a child never sees.
  static let secretVariables: Set<String> = ["COMMUNE_API_KEY", "COMMUNE_TUI_API_KEY"]

  /// Starts `arguments[0]`, found by PATH; `output` becomes its standard output where given, and it
  /// leads a process group of its own then, so that all of it can be ended.
  static func start(
    _ arguments: [String], environment: [String: String], output: Int32? = nil
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    configure(&actions, &attributes, output)
    let variables = environment.filter { !secretVariables.contains($0.key) }
      .map { "\($0.key)=\($0.value)" }
    var child: pid_t = 0
    let result = withCStrings(arguments) { arguments in
      withCStrings(variables) { variables in
        guard let name = arguments.first ?? nil else { return EINVAL }
        return posix_spawnp(&child, name, &actions, &attributes, arguments, variables)
      }
    }
    guard result == 0 else { throw Failure(number: result) }
    return child
  }

  /// Default signals, descriptors 0 to 2 only, and a process group where the output is ours.
  private static func configure(
    _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t,
    _ output: Int32?
  ) {
    var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    if let output {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= POSIX_SPAWN_SETPGROUP
    }
    // Ours are close-on-exec; this is for those that some library forgot.
    for descriptor in Int32(3)..<256 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  /// Waits until the child has ended.
  static func wait(for child: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// Runs `body` with the strings as C's null-terminated array of strings.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
  }
}

/// The user's command that prints the API key.
struct KeyCommand {
  /// Milliseconds that it may take.
  static let patience = 10_000

  private let line: String

  init(_ line: String) {
    self.line = line
  }

  /// The first line of what it prints. The line is the user's own, so a shell reads it.
  func run(environment: [String: String]) throws(ConfigurationError) -> String {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failed(systemText(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child: pid_t
    do {
      defer { close(ends[1]) }
      child = try Spawn.start(
        ["/bin/sh", "-c", line], environment: environment, output: ends[1])
    } catch {
      close(ends[0])
      throw failed(systemText(error.number))
    }
    let bytes = read(ends[0])
    close(ends[0])
    if bytes == nil { kill(-child, SIGKILL) }
    let ending = Spawn.wait(for: child)
    guard let bytes else { throw failed("it took more than 10 seconds") }
    guard ending == .exited(0) else { throw failed("it ended with an error") }
    let first = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).first ?? []
    let text = String(decoding: first, as: UTF8.self)
    guard !text.isEmpty else { throw failed("it printed nothing") }
    return text
  }

  /// At most 64 KB until the end of the output; nil where the time runs out.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(KeyCommand.patience)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 65_536 {
      let left = Int((end - clock.now) / .milliseconds(1))
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&polled, 1, Int32(left)) != 0 else { return nil }
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }

  private func failed(_ reason: String) -> ConfigurationError {
    ConfigurationError(sentence: "api_key_command failed: \(reason).")
  }
}
