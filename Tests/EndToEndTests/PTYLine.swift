import Foundation
import Glibc
import Synchronization

/// Our end of a pseudo-terminal: one thread reads what the program writes, one waits for its end.
final class PTYLine: Sendable {
  struct State: ~Copyable {
    var terminal: VirtualTerminal
    /// Of `waitpid`; nil while the program runs.
    var waitStatus: Int32?
    var readerIsDone = false
    var wantsHangUp = false
  }

  let state: Mutex<State>
  let process: pid_t
  let master: Int32
  /// Kept open by us, so that the line state outlives the program.
  private let slave: Int32

  init(_ pair: PTYPair, process: pid_t, size: WindowSize) {
    self.process = process
    master = pair.master
    slave = pair.slave
    state = Mutex(State(terminal: VirtualTerminal(size: size)))
    Thread.detachNewThread { [self] in readUntilTheEnd() }
    Thread.detachNewThread { [self] in waitForTheEnd() }
  }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    // A program that does not read must not block the test: after 2 s the rest is dropped.
    for _ in 0..<400 where !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { usleep(5_000) }
    }
  }

  private func readUntilTheEnd() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let (isOver, wantsHangUp) = state.withLock { ($0.waitStatus != nil, $0.wantsHangUp) }
      if wantsHangUp { break }
      var query = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      let ready = poll(&query, 1, 20)
      if ready <= 0 && isOver { break }
      guard ready > 0 else { continue }
      let count = buffer.withUnsafeMutableBytes { read(master, $0.baseAddress, $0.count) }
      if count <= 0 && isOver { break }
      guard count > 0 else { continue }
      let answer = state.withLock { $0.terminal.write(buffer[..<count]) }
      if !answer.isEmpty { send(answer) }
    }
    let wantsHangUp = state.withLock { state in
      state.readerIsDone = true
      return state.wantsHangUp
    }
    if wantsHangUp { closeBoth() }
  }

  private func waitForTheEnd() {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let result = status
    state.withLock { $0.waitStatus = result }
  }

  private func closeBoth() {
    close(slave)
    close(master)
  }

  deinit {
    // Both threads hold the line, so that they have ended here.
    if !state.withLock({ $0.wantsHangUp }) { closeBoth() }
  }
}
