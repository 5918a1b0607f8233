import CommuneAPI

/// An answer as bytes on the wire, with everything that the fault says of them.
struct WireAnswer {
  let exchange: SandboxExchange
  /// The head and the body, before any cut.
  let bytes: [UInt8]
  let headSize: Int
  /// How many of the bytes go out.
  let sentCount: Int
  /// The length of `HTTP/1.1 200`: only behind it is a status known.
  private static let statusSize = 12

  init(_ exchange: SandboxExchange, keepsAlive: Bool = true) {
    self.exchange = exchange
    let fault = exchange.fault
    let body = Self.encoded(exchange.answer.body, as: fault.encoding)
    var bytes = Self.head(of: exchange, bodySize: body.count, keepsAlive: keepsAlive)
    headSize = bytes.count
    bytes += body
    self.bytes = bytes
    let cuts = [fault.cut, fault.cutInBody.map { $0 + bytes.count - body.count }].compactMap { $0 }
    let isSilent = cuts.isEmpty && fault.ending != .answer
    sentCount = isSilent ? 0 : min(cuts.min() ?? bytes.count, bytes.count)
  }

  /// The connection can take another request after this answer.
  var leavesConnectionUsable: Bool {
    let fault = exchange.fault
    return sentCount == bytes.count && fault.ending == .answer && fault.promisedLength == nil
      && fault.encoding != .chunkedCut
  }

  private static func head(
    of exchange: SandboxExchange, bodySize: Int, keepsAlive: Bool
  ) -> [UInt8] {
    let fault = exchange.fault
    var head: [UInt8] = []
    head.reserveCapacity(256 + bodySize)
    head += "HTTP/1.1 \(exchange.answer.status) \(reason(exchange.answer.status))\r\n".utf8
    for header in exchange.answer.headers {
      head += header.name.utf8
      head += ": ".utf8
      head += header.value.utf8
      head += "\r\n".utf8
    }
    switch fault.encoding {
    case .gzip, .falseGzip: head += "Content-Encoding: gzip\r\n".utf8
    case .identity, .chunked, .chunkedCut: break
    }
    if fault.encoding == .chunked || fault.encoding == .chunkedCut {
      head += "Transfer-Encoding: chunked\r\n".utf8
    } else {
      head += "Content-Length: \(fault.promisedLength ?? bodySize)\r\n".utf8
    }
    head += (keepsAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n").utf8
    return head
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 429: "Too Many Requests"
    default: "Status"
    }
  }

  private static func encoded(_ body: [UInt8], as encoding: Fault.Encoding) -> [UInt8] {
    switch encoding {
    case .identity, .falseGzip: body
    case .gzip: Gzip.stored(body)
    case .chunked: chunks(of: body) + Array("0\r\n\r\n".utf8)
    case .chunkedCut: chunks(of: body)
    }
  }

  private static func chunks(of body: [UInt8]) -> [UInt8] {
    var chunks: [UInt8] = []
    for start in stride(from: 0, to: body.count, by: 1000) {
      let chunk = body[start..<min(start + 1000, body.count)]
      chunks += String(chunk.count, radix: 16).utf8
      chunks += "\r\n".utf8
      chunks += chunk
      chunks += "\r\n".utf8
    }
    return chunks
  }
}

extension WireAnswer {
  /// What a client that waits for `timeout` milliseconds gets to see.
  struct Delivery {
    var milliseconds: Int
    var status: Int?
    /// Nil: the answer came whole.
    var failure: TransportError.Reason?
  }

  func delivery(within timeout: Int) -> Delivery {
    let fault = exchange.fault
    var count = sentCount
    var duration = fault.delay
    if let rate = fault.bytesPerSecond {
      count = min(count, max(0, timeout - fault.delay) * rate / 1000)
      duration += sentCount * 1000 / rate
    }
    let seen = duration < timeout ? sentCount : (fault.delay < timeout ? count : 0)
    let status = seen >= Self.statusSize ? exchange.answer.status : nil
    if duration >= timeout {
      return Delivery(milliseconds: timeout, status: status, failure: .timeout)
    }
    if fault.ending == .hang {
      return Delivery(milliseconds: timeout, status: status, failure: .timeout)
    }
    let isWhole = sentCount == bytes.count && fault.encoding != .chunkedCut
    let isAsLongAsPromised = (fault.promisedLength ?? 0) <= bytes.count - headSize
    if !isWhole || !isAsLongAsPromised {
      return Delivery(milliseconds: duration, status: status, failure: .cut)
    }
    let isReadable = fault.encoding != .falseGzip
    return Delivery(
      milliseconds: duration, status: status,
      failure: isReadable ? nil : .other("content encoding"))
  }
}
