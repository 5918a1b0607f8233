import Glibc

/// The user's command that prints the API key.
struct KeyCommand {
  /// The longest output read, in bytes.
  static let maximumOutput = 65_536

  private let line: String
  /// Milliseconds that it may take.
  private let patience: Int

  init(_ line: String, patience: Int = 10_000) {
    self.line = line
    self.patience = patience
  }

  /// The first line of what it prints. The line is the user's own, so a shell reads it.
  func run(environment: [String: String]) throws(ConfigurationError) -> String {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failed(systemText(errno)) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Only our end: what the command writes must wait for us, not fail.
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    defer { close(ends[0]) }
    let child: pid_t
    do {
      defer { close(ends[1]) }
      child = try Spawn.start(["/bin/sh", "-c", line], environment: environment, output: ends[1])
    } catch {
      throw failed(systemText(error.number))
    }
    let (bytes, ending) = read(ends[0], of: child)
    guard let ending else {
      kill(-child, SIGKILL)
      _ = Spawn.wait(for: child)
      throw failed("it took more than \((patience + 999) / 1000) seconds")
    }
    switch ending {
    case .exited(0): break
    case .exited(let code): throw failed("it ended with \(code)")
    case .signalled(let signal): throw failed("it was ended by signal \(signal)")
    }
    let first = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }).first ?? []
    guard !first.isEmpty else { throw failed("it printed nothing") }
    return String(decoding: first, as: UTF8.self)
  }

  /// The output until the command itself has ended: something that it left in the background may
  /// hold the pipe for ever. No ending where the time runs out.
  private func read(_ descriptor: Int32, of child: pid_t) -> ([UInt8], Spawn.Ending?) {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(patience)
    var bytes: [UInt8] = []
    while clock.now < end {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&polled, 1, 20)
      // Asked first: all that it printed is in the pipe when it has ended.
      let ending = Spawn.ending(of: child)
      bytes += available(descriptor, limit: KeyCommand.maximumOutput - bytes.count)
      if let ending { return (bytes, ending) }
      let isAtEnd = Int32(polled.revents) & POLLHUP != 0 || bytes.count >= KeyCommand.maximumOutput
      if isAtEnd { usleep(5000) }
    }
    return (bytes, nil)
  }

  private func available(_ descriptor: Int32, limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &chunk, min(chunk.count, limit - bytes.count))
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return bytes
  }

  private func failed(_ reason: String) -> ConfigurationError {
    ConfigurationError(sentence: "api_key_command failed: \(reason).")
  }
}
