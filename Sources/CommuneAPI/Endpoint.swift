/// A call of the API as a value: what is asked, and how the answer is read.
public struct Endpoint<Response: Sendable>: Sendable {
  public var method: HTTPRequest.Method
  /// From `/v1` on, percent-encoded.
  public var path: String
  /// Names and values, not encoded yet.
  public var query: [(name: String, value: String)]
  public var headers: [Header]
  public var body: [UInt8]?
  public var isIdempotent: Bool
  public var maximumBodySize: Int
  /// Milliseconds.
  public var timeout: Int
  /// An id in the path is empty, `.` or `..`: another path would be meant. It is never sent.
  let hasUnusableID: Bool
  let read: @Sendable (JSONValue, HTTPResponse) throws(APIError) -> Response

  init(
    _ method: HTTPRequest.Method, _ path: APIPath, query: [(name: String, value: String?)] = [],
    headers: [Header] = [], body: [UInt8]? = nil, maximumBodySize: Int = 32 << 20,
    timeout: Int = 60_000,
    read: @escaping @Sendable (JSONValue, HTTPResponse) throws(APIError) -> Response
  ) {
    self.method = method
    self.path = path.text
    hasUnusableID = path.hasUnusableID
    self.query = query.compactMap { item in item.value.map { (item.name, $0) } }
    self.headers = headers
    self.body = body
    isIdempotent = method == .get
    self.maximumBodySize = maximumBodySize
    self.timeout = timeout
    self.read = read
  }

  /// Path and query as they go on the wire.
  public var target: String {
    guard !query.isEmpty else { return path }
    let items = query.map { "\($0.name)=\(PercentEncoding.encode(Array($0.value.utf8)))" }
    return "\(path)?\(items.joined(separator: "&"))"
  }
}

/// The order of a listing by time.
public enum ListOrder: String, Sendable {
  case newestFirst = "desc"
  case oldestFirst = "asc"
}

/// A path of the API: the only producer of request paths. Ids are bytes that a mail's sender may
/// have chosen, so every byte outside `[A-Za-z0-9_-]` is encoded (F6). A proxy may still read
/// `%2E%2E` as `..`, so such ids are noted as unusable.
struct APIPath: ExpressibleByStringInterpolation, Sendable {
  let text: String
  let hasUnusableID: Bool

  init(stringLiteral value: String) {
    text = value
    hasUnusableID = false
  }

  init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    hasUnusableID = stringInterpolation.hasUnusableID
  }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var hasUnusableID = false

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) {
      text += literal
    }

    mutating func appendInterpolation(_ bytes: [UInt8]) {
      text += PercentEncoding.encode(bytes)
      let dot = UInt8(ascii: ".")
      if bytes.isEmpty || bytes == [dot] || bytes == [dot, dot] { hasUnusableID = true }
    }
  }
}

/// Percent-encoding of every byte outside `[A-Za-z0-9_-]` (RFC 3986 §2.1).
enum PercentEncoding {
  static func encode(_ bytes: [UInt8]) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"): encoded.append(byte)
      default:
        encoded += [
          UInt8(ascii: "%"), HexDigit.upper[Int(byte >> 4)], HexDigit.upper[Int(byte & 15)],
        ]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
