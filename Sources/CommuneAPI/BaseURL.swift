/// Where the API is: the address of a server without `/v1`.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// Scheme, host and port, perhaps a path before `/v1`: `https://mail.example.com`.
  public let origin: String
  public let host: String
  /// Plain HTTP to this machine: said on the screen.
  public let isInsecure: Bool

  /// Reads an address with or without `/v1` and trailing slashes. Only HTTPS, or HTTP to a loopback
  /// address (AF-23).
  public init(_ text: String) throws(BaseURLError) {
    guard text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), text.utf8.count <= 2000 else {
      throw .notAnAddress
    }
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .notAnAddress }
    let scheme = parts[0].lowercased()
    guard scheme == "https" || scheme == "http" else { throw .scheme(String(parts[0])) }
    guard !parts[1].contains(where: { $0 == "?" || $0 == "#" }) else { throw .hasQuery }
    let slash = parts[1].firstIndex(of: "/") ?? parts[1].endIndex
    let authority = parts[1][..<slash]
    guard !authority.contains("@") else { throw .hasUserInfo }
    let (host, port) = try BaseURL.split(authority)
    let isLoopback = BaseURL.isLoopback(host)
    guard scheme == "https" || isLoopback else { throw .insecure(host: host) }
    var path = String(parts[1][slash...])
    while path.hasSuffix("/") { path.removeLast() }
    if path.hasSuffix("/v1") { path.removeLast(3) }
    while path.hasSuffix("/") { path.removeLast() }
    guard !path.contains("..") else { throw .notAnAddress }
    self.host = host
    isInsecure = scheme == "http"
    origin = "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  public var description: String { origin + "/v1" }

  private static func split(_ authority: Substring) throws(BaseURLError) -> (String, Int?) {
    var host = authority
    var portText: Substring?
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { throw .notAnAddress }
      host = authority[...close]
      let rest = authority[authority.index(after: close)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { throw .notAnAddress }
      portText = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = authority.lastIndex(of: ":") {
      host = authority[..<colon]
      portText = authority[authority.index(after: colon)...]
    }
    guard !host.isEmpty, host.allSatisfy({ isHostCharacter($0) }) else { throw .notAnAddress }
    guard let portText else { return (host.lowercased(), nil) }
    guard let port = Int(portText), (1...65_535).contains(port) else {
      throw .port(String(portText))
    }
    return (host.lowercased(), port)
  }

  private static func isHostCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || ".-[]:_".contains(character)
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

/// Why a text is no usable address of a server.
public enum BaseURLError: Error, Sendable, Equatable {
  case notAnAddress
  case scheme(String)
  case hasUserInfo
  case hasQuery
  case port(String)
  /// Plain HTTP to another machine would show the key to everybody on the way.
  case insecure(host: String)
}

/// A key of the API. It is never printed: every description shows its last four characters only.
public struct APIKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The key itself, for the Authorization header and for nothing else.
  let value: String

  /// Printable ASCII without blanks, `comm_` first, at most 512 characters (SE-11).
  public init(_ text: String) throws(APIKeyError) {
    let isPlain = text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    guard isPlain, text.hasPrefix("comm_"), (10...512).contains(text.utf8.count) else {
      throw APIKeyError()
    }
    value = text
  }

  public var description: String { "comm_…\(value.suffix(4))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// A number that tells accounts apart and does not give the key away (CD-22).
  public var fingerprint: UInt64 {
    value.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// `text` without the key, should a server have echoed it (SE-06).
  func masked(in text: String) -> String {
    text.contains(value) ? text.replacing(value, with: description) : text
  }
}

/// A text is no API key. It is not part of the error: it could be half of one.
public struct APIKeyError: Error, Sendable, Equatable {}
