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
    guard isHost(host) else { throw .notAnAddress }
    guard let portText else { return (host.lowercased(), nil) }
    guard portText.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(portText),
      (1...65_535).contains(port)
    else {
      throw .port(String(portText))
    }
    return (host.lowercased(), port)
  }

  /// A name or an IPv4 address, or an IPv6 address in brackets.
  private static func isHost(_ host: Substring) -> Bool {
    let isAddress = host.hasPrefix("[")
    let inner = isAddress ? host.dropFirst().dropLast() : host
    return !inner.isEmpty
      && inner.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...70, 97...102, UInt8(ascii: "."): true
        case UInt8(ascii: ":"): isAddress
        case 71...90, 103...122, UInt8(ascii: "-"), UInt8(ascii: "_"): !isAddress
        default: false
        }
      }
  }

  /// Whether a host is this machine by its own spelling; no name is looked up.
  public static func isLoopback(_ host: some StringProtocol) -> Bool {
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
