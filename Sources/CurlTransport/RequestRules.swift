import CommuneAPI

/// What a request must not be, whoever made it.
enum RequestRules {
  /// Why it is not sent; nil: it may be.
  static func problem(of request: HTTPRequest) -> String? {
    guard request.url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      return "an address with characters that are not encoded"
    }
    let isEncrypted = request.url.hasPrefix("https://")
    guard isEncrypted || request.url.hasPrefix("http://") else {
      return "only https and http addresses"
    }
    let authority = authority(of: request.url)
    guard !authority.isEmpty, !authority.contains("@") else {
      return "an address without a host or with a user in it"
    }
    guard isEncrypted || BaseURL.isLoopback(withoutPort(authority)) else {
      return "plain http to another machine"
    }
    let isBad = request.headers.contains { header in
      (header.name + header.value).utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 }
    }
    return isBad ? "a header field with a line end in it" : nil
  }

  /// The host's name, for messages.
  static func host(of url: String) -> String { String(withoutPort(authority(of: url))) }

  private static func authority(of url: String) -> Substring {
    url.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#\\".contains($0) }
  }

  private static func withoutPort(_ authority: Substring) -> Substring {
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
      return authority
    }
    return authority[..<colon]
  }
}
