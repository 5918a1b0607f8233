import Glibc

/// The socket calls of the listener.
enum LoopbackSocket {
  /// A listening socket on 127.0.0.1 and its port; accepted sockets inherit TCP_NODELAY.
  static func listening(port: UInt16) throws(ListenerError) -> (socket: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw ListenerError(code: errno) }
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let isBound = withAddress(&address) { bind(descriptor, $0, $1) == 0 }
    guard isBound, listen(descriptor, 256) == 0 else {
      let code = errno
      close(descriptor)
      throw ListenerError(code: code)
    }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withAddress(&address) { pointer, _ in getsockname(descriptor, pointer, &length) }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  private static func withAddress<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Sends all bytes; false where the peer has gone.
  static func send(_ bytes: some RandomAccessCollection<UInt8>, on descriptor: Int32) -> Bool {
    let isSent = bytes.withContiguousStorageIfAvailable { sendAll($0, on: descriptor) }
    return isSent ?? Array(bytes).withUnsafeBufferPointer { sendAll($0, on: descriptor) }
  }

  private static func sendAll(_ bytes: UnsafeBufferPointer<UInt8>, on descriptor: Int32) -> Bool {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }

  /// Appends what has come in, one byte at least; false at the end of the stream.
  static func receive(into buffer: inout [UInt8], from descriptor: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { space in
      while true {
        let count = recv(descriptor, space.baseAddress, space.count, 0)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        buffer += space[..<count]
        return true
      }
    }
  }

  /// Makes the next `close` a reset (RST instead of FIN).
  static func armReset(_ descriptor: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  static func close(_ descriptor: Int32) {
    _ = Glibc.close(descriptor)
  }
}

/// Starts threads that are neither joined nor Swift's own: blocking calls belong here.
enum OwnThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// False where the system gives no thread.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 4 << 20)
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if code != 0 { work.release() }
    return code == 0
  }
}
