import Glibc

/// Serves one connection to its end.
struct ListenerConnection {
  let listener: SandboxListener
  let socket: Int32

  /// Returns when the connection is to be closed.
  func serve() {
    _ = listener.server.ledger.noteConnection(at: listener.clock())
    let fault = listener.server.faultOfConnection()
    guard fault.ending == .answer, !fault.isRefused else {
      end(fault.isRefused ? .reset : fault.ending)
      return
    }
    var reader = RequestReader(socket: socket)
    while !listener.isStopped {
      switch reader.next() {
      case .request(let request, let keepsAlive):
        guard serve(request, keepsAlive: keepsAlive) else { return }
      case .refused(let status):
        let answer = "HTTP/1.1 \(status) Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = LoopbackSocket.send(Array(answer.utf8), on: socket)
        return
      case .ended: return
      }
    }
  }

  /// True where another request may follow.
  private func serve(_ request: SandboxRequest, keepsAlive: Bool) -> Bool {
    let exchange = listener.server.exchange(request, at: listener.clock())
    // The request's head has been read already: a reset is the nearest thing to nobody there.
    if exchange.fault.isRefused {
      end(.reset)
      return false
    }
    let answer = WireAnswer(exchange, keepsAlive: keepsAlive)
    guard pause(milliseconds: exchange.fault.delay) else { return false }
    guard transmit(answer) else { return false }
    if keepsAlive && answer.leavesConnectionUsable { return true }
    end(exchange.fault.ending)
    return false
  }

  private func transmit(_ answer: WireAnswer) -> Bool {
    let bytes = answer.bytes[..<answer.sentCount]
    guard let rate = answer.exchange.fault.bytesPerSecond else {
      return LoopbackSocket.send(bytes, on: socket)
    }
    let step = max(1, rate / 50)
    for start in stride(from: 0, to: bytes.count, by: step) {
      let piece = bytes[start..<min(start + step, bytes.count)]
      guard LoopbackSocket.send(piece, on: socket),
        pause(milliseconds: piece.count * 1000 / rate)
      else { return false }
    }
    return true
  }

  private func end(_ ending: Fault.Ending) {
    switch ending {
    case .answer, .close: break
    case .reset: LoopbackSocket.armReset(socket)
    case .hang:
      var ignored: [UInt8] = []
      while !listener.isStopped, LoopbackSocket.receive(into: &ignored, from: socket) {
        ignored.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Sleeps in slices, so that `stop` is heard; false once it was.
  private func pause(milliseconds: Int) -> Bool {
    var rest = milliseconds
    while rest > 0, !listener.isStopped {
      usleep(UInt32(min(rest, 50)) * 1000)
      rest -= 50
    }
    return !listener.isStopped
  }
}
