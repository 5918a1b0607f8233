import Glibc

/// Starts other programs: the only place that does. Arguments are an array, never a shell line of
/// ours; the child gets descriptors 0 to 2 only, default signals, and an environment without keys.
enum Spawn {
  /// How a child ended.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)

    init(status: Int32) {
      let signal = status & 0x7F
      self = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
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

  /// Waits until the child has ended. A child that the user stops with Ctrl-Z stops this program
  /// with it, so that the shell can bring back both.
  static func wait(for child: pid_t) -> Ending {
    var status: Int32 = 0
    while true {
      let answer = waitpid(child, &status, WUNTRACED)
      if answer < 0 && errno == EINTR { continue }
      guard answer == child else { return .exited(127) }
      let isStopped = status & 0xFF == 0x7F
      guard isStopped else { return Ending(status: status) }
      // The kernel stops nobody by SIGTSTP where no shell could continue him.
      if (status >> 8) & 0xFF == SIGTSTP { kill(getpid(), SIGSTOP) }
    }
  }

  /// How the child ended, nil while it runs.
  static func ending(of child: pid_t) -> Ending? {
    var status: Int32 = 0
    return waitpid(child, &status, WNOHANG) == child ? Ending(status: status) : nil
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
