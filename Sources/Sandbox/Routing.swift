import CommuneAPI
import MailModel

extension SandboxState {
  /// The largest body that any call takes, in bytes.
  static let maximumBody = 10 << 20

  /// Serves one request, the mails that have become due before it.
  mutating func answer(
    _ request: SandboxRequest, at time: Timestamp, fault: Fault
  ) -> SandboxAnswer {
    now = max(now, time)
    carryOutQueue()
    var answer: SandboxAnswer
    do throws(Refusal) {
      answer = try serve(request, fault: fault)
    } catch {
      answer = error.answer
    }
    let given = request.header("X-Request-ID").flatMap { $0.utf8.count <= 128 ? $0 : nil }
    answer.headers.append(Header("X-Request-ID", given ?? ids.uuid()))
    answer.headers.append(.date(now))
    ledger.note(
      request: LedgerSnapshot.Request(
        time: now, method: request.method, target: request.target, status: answer.status))
    return answer
  }

  private mutating func serve(
    _ request: SandboxRequest, fault: Fault
  ) throws(Refusal) -> SandboxAnswer {
    if request.hasBadEscape { throw failure(400, "Failed to decode param") }
    if let answer = try publicAnswer(request) { return answer }
    guard request.body.count <= Self.maximumBody else {
      throw failure(413, "request entity too large")
    }
    let body = try parsedBody(of: request)
    let key = try authenticate(request)
    let call = Call(request: request, body: body, key: key, fault: fault)
    try chargeRequest(call)
    guard request.segments.first.map({ $0.elementsEqual("v1".utf8) }) ?? false else {
      throw notFound(request)
    }
    // Words are compared by text, ids by bytes: an id is never taken from here.
    let words = request.segments.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    guard let answer = try route(call, words) else { throw notFound(request) }
    return answer
  }

  private mutating func route(
    _ call: Call, _ words: [String]
  ) throws(Refusal) -> SandboxAnswer? {
    switch words.first {
    case "domains": try routeDomains(call, words)
    case "inboxes": try routeInboxes(call, words)
    case "threads": try routeThreads(call, words)
    case "messages": try routeMessages(call, words)
    case "attachments": try routeAttachments(call, words)
    case "data": try routeDeletion(call, words)
    case "me": try routeAccount(call, words)
    default: nil
    }
  }

  private func parsedBody(of request: SandboxRequest) throws(Refusal) -> JSONNode {
    let type = request.header("Content-Type")?.lowercased() ?? ""
    guard !request.body.isEmpty, type.hasPrefix("application/json") else { return .object([]) }
    do throws(JSONSyntaxError) {
      return try JSONReader.read(request.body[...])
    } catch {
      throw failure(400, "Unexpected token in JSON at position \(error.position)")
    }
  }

  /// An error of the frame around the handlers: the source marks it with a code.
  func failure(_ status: Int, _ text: String) -> Refusal {
    let isSource = isSource
    return Refusal(status, text) { writer in
      if isSource { writer.field("code", "INTERNAL_ERROR") }
    }
  }

  private func notFound(_ request: SandboxRequest) -> Refusal {
    guard isSource else { return Refusal(404, "Not found") }
    let path = request.target.utf8.prefix { $0 != UInt8(ascii: "?") }.flatMap { byte in
      byte == UInt8(ascii: "<") ? Array("&lt;".utf8) : [byte]
    }
    let text = String(decoding: path, as: UTF8.self)
    let page =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      + "<title>Error</title>\n</head>\n<body>\n<pre>Cannot \(request.method) \(text)"
      + "</pre>\n</body>\n</html>\n"
    var refusal = Refusal(404, "")
    refusal.answer.headers = [Header("Content-Type", "text/html; charset=utf-8")]
    refusal.answer.body = Array(page.utf8)
    return refusal
  }
}

extension SandboxState {
  private mutating func authenticate(_ request: SandboxRequest) throws(Refusal) -> SandboxKey {
    guard let field = request.header("Authorization") else {
      throw Refusal(401, "Missing Authorization header")
    }
    guard field.utf8.starts(with: "Bearer ".utf8) else {
      guard isSource else { throw Refusal(401, "Invalid or expired API key") }
      throw Refusal(401, "invalid_authorization_format") { writer in
        writer.field("message", "Use: Authorization: Bearer {comm_api_key}")
      }
    }
    let text = String(field.dropFirst("Bearer ".count))
    let key = keys.first { $0.text.utf8.elementsEqual(text.utf8) }
    guard let key, dyingKeys[text].map({ now < $0 }) ?? true else {
      throw Refusal(401, "Invalid or expired API key")
    }
    return key
  }

  /// Throws 403 where the key lacks `scope`.
  func require(_ scope: String, _ call: Call) throws(Refusal) {
    guard !call.key.grants(scope) else { return }
    guard isSource else { throw Refusal(403, "Insufficient permissions") }
    throw Refusal(403, "Insufficient permissions") { writer in
      writer.field(strings: "required", [scope])
      writer.field("hint", "Your API key needs the following permission(s): \(scope)")
    }
  }

  /// The limit of a list call; zero and anything unreadable are the default.
  func limit(
    _ call: Call, default usual: Int, maximum: Int, wholeOnly: Bool = false
  ) throws(Refusal) -> Int {
    guard let text = call.value("limit"), let number = Double(text), number.isFinite, number != 0
    else { return usual }
    if number < 1 && number > -1 || number != number.rounded() {
      if isSource && wholeOnly { throw Refusal(500, "Failed to list threads") }
    }
    return max(1, Int(min(number, Double(maximum))))
  }
}
