public import CommuneAPI

/// A request as the sandbox sees it: the target split and percent-decoded, byte for byte.
public struct SandboxRequest: Sendable {
  public var method: String
  /// The target as it stood on the request line.
  public var target: String
  /// The path's segments, decoded one by one, so that an encoded `/` stays inside its segment.
  public var segments: [[UInt8]]
  /// In the order of the target; `+` is a space.
  public var query: [QueryField]
  public var headers: [Header]
  public var body: [UInt8]
  /// A `%` in the path was not followed by two hexadecimal digits.
  public var hasBadEscape: Bool

  /// `target` is the origin form, `/path?query`; a fragment is no part of it.
  public init(method: String, target: String, headers: [Header] = [], body: [UInt8] = []) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    let bytes = Array(target.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    var decoder = PercentDecoder()
    segments = decoder.segments(of: bytes[..<end])
    hasBadEscape = decoder.sawBadEscape
    query = QueryField.fields(of: bytes[end...].dropFirst())
  }

  /// What a transport was given, with the `Host` that the URL names.
  public init(_ request: HTTPRequest) {
    let (host, target) = Self.split(request.url)
    let headers = [Header("Host", host)] + request.headers
    self.init(
      method: request.method.rawValue, target: target, headers: headers, body: request.body ?? [])
  }

  /// The first header field of that name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { ASCII.isEqual($0.name.utf8, name.utf8) }?.value
  }

  /// The first query value of that name; nil where it is missing or empty.
  func value(_ name: String) -> String? {
    guard let field = query.first(where: { $0.name == name }), !field.value.isEmpty else {
      return nil
    }
    return String(decoding: field.value, as: UTF8.self)
  }

  static func split(_ url: String) -> (host: String, target: String) {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    guard let start = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else {
      return (String(rest), "/")
    }
    return (String(rest[..<start]), String(rest[start...]))
  }
}

/// One `name=value` of a query.
public struct QueryField: Sendable, Equatable {
  public var name: String
  public var value: [UInt8]

  static func fields(of query: ArraySlice<UInt8>) -> [QueryField] {
    query.split(separator: UInt8(ascii: "&")).map { pair in
      let sides = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      var decoder = PercentDecoder(plusIsSpace: true)
      let name = decoder.decode(sides[0])
      let value = sides.count == 2 ? decoder.decode(sides[1]) : []
      return QueryField(name: String(decoding: name, as: UTF8.self), value: value)
    }
  }
}

/// What the sandbox answers, before any fault.
public struct SandboxAnswer: Sendable, Equatable {
  public var status: Int
  public var headers: [Header]
  public var body: [UInt8]

  public init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header field of that name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { ASCII.isEqual($0.name.utf8, name.utf8) }?.value
  }
}

/// Decodes `%XX`; a broken escape stays as it is and is noted.
struct PercentDecoder {
  var plusIsSpace = false
  var sawBadEscape = false

  mutating func segments(of path: ArraySlice<UInt8>) -> [[UInt8]] {
    var parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.first?.isEmpty == true { parts.removeFirst() }
    if parts.last?.isEmpty == true { parts.removeLast() }
    return parts.map { decode($0) }
  }

  mutating func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      var byte = text[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        if text.endIndex - index >= 2, let high = ASCII.hexValue(text[index]),
          let low = ASCII.hexValue(text[index + 1])
        {
          byte = high << 4 | low
          index += 2
        } else {
          sawBadEscape = true
        }
      } else if byte == UInt8(ascii: "+"), plusIsSpace {
        byte = UInt8(ascii: " ")
      }
      decoded.append(byte)
    }
    return decoded
  }
}
