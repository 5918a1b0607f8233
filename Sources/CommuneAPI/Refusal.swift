import MailModel

/// An answer that is not 2xx, on its way to an `APIError`.
struct Refusal {
  let response: HTTPResponse
  let json: JSONValue?
  let key: APIKey

  var kind: APIError.Kind {
    switch response.status {
    case 300..<400: return .redirected(redirectTarget)
    case 401: return .unauthorized
    case 402: return .planLimit
    case 403: return forbidden
    case 404: return .notFound
    case 409: return .conflict
    case 410: return .gone
    case 413: return json?["used_mb"] == nil ? .tooLarge : .planLimit
    case 429: return .rateLimited
    case 400..<500: return .invalid
    case 500..<600: return .server
    default: return .unreadable
    }
  }

  /// The server's own words; those of an HTML page are not read.
  var message: String {
    let error = json?["error"]
    let own = error?.string ?? error?["message"]?.text ?? error?["name"]?.text
    let parts = [own, json?["message"]?.string].compactMap { text($0, 1000) }
    return APIError.capped(parts.joined(separator: ": "), 1000)
  }

  var details: [String] {
    let entries = (json?["details"]?.array ?? []) + (json?["reasons"]?.array ?? [])
    return entries.prefix(20).compactMap { entry in
      if let own = entry.text { return text(own, 300) }
      let parts = [text(entry["path"]?.text, 300), text(entry["message"]?.text, 300)]
      let known = parts.compactMap { $0 }
      return known.isEmpty ? nil : APIError.capped(known.joined(separator: ": "), 300)
    }
  }

  /// Without the key and not longer than so many scalars.
  func text(_ text: String?, _ scalars: Int) -> String? {
    text.map { key.masked(in: $0, scalars: scalars) }
  }

  /// A 403 has several meanings; the body's keys tell them apart (observed-behaviour.md §1.4).
  private var forbidden: APIError.Kind {
    if let scopes = json?["required"]?.strings, !scopes.isEmpty {
      return .missingScope(scopes.prefix(10).compactMap { text($0, 100) })
    }
    if json?["upgrade_url"] != nil { return .planLimit }
    if json?["health"] != nil || json?["resume_at"] != nil { return .sendingPaused }
    return .forbidden
  }

  private var redirectTarget: String {
    let target = text(response.header("Location") ?? "nowhere", 300) ?? ""
    guard let start = target.firstRange(of: "//")?.upperBound else { return target }
    return String(target[start...].prefix { $0 != "/" && $0 != "?" })
  }
}
