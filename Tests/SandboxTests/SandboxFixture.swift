import CommuneAPI
import MailModel
import Sandbox
import Testing

/// A sandbox with two inboxes, and short ways to ask it.
struct SandboxFixture {
  static let start = Timestamp(milliseconds: 1_750_000_000_000)
  static let inbox = Inbox(
    id: ID("inbox-1"), domain: ID("domain-1"), domainName: "example.com", localPart: "support",
    address: "support@example.com", displayName: "Support", createdAt: start)
  static let other = Inbox(
    id: ID("inbox-2"), domain: ID("domain-1"), domainName: "example.com", localPart: "sales",
    address: "sales@example.com", createdAt: start)

  let server: SandboxServer

  init(
    _ dialect: SandboxOptions.Dialect = .src, messages: [Message] = [], files: [SandboxFile] = [],
    limits: SandboxLimits? = nil, visibilityDelay: ClosedRange<Int> = 0...0,
    script: FaultScript = FaultScript()
  ) {
    let domain = Domain(id: ID("domain-1"), name: "example.com", status: "verified")
    server = SandboxServer(
      seed: SandboxSeed(
        domains: [domain], inboxes: [Self.inbox, Self.other], messages: messages, files: files),
      options: SandboxOptions(
        dialect: dialect, limits: limits, visibilityDelay: visibilityDelay),
      script: script)
  }

  /// A moment so many milliseconds after the start.
  static func time(_ milliseconds: Int64) -> Timestamp {
    start.advanced(byMilliseconds: milliseconds)
  }

  static func message(
    _ id: String, thread: String, at milliseconds: Int64, inbox: Inbox = Self.inbox,
    direction: Direction = .inbound, subject: String = "Order", text: String = "Hello",
    attachments: [String] = []
  ) -> Message {
    Message(
      id: ID(id), thread: ID(thread), inbox: inbox.id, direction: direction,
      participants: [
        Participant(role: .sender, identity: "Ann <ann@x.org>"),
        Participant(role: .to, identity: inbox.address),
      ], subject: subject, text: text, attachments: attachments.map { ID($0) },
      createdAt: time(milliseconds))
  }

  static func request(
    _ method: String, _ target: String, _ body: String? = nil, key: SandboxKey = .full,
    headers: [Header] = []
  ) -> SandboxRequest {
    var fields = [Header("Authorization", "Bearer \(key.text)")] + headers
    if body != nil { fields.append(Header("Content-Type", "application/json")) }
    return SandboxRequest(
      method: method, target: target, headers: fields, body: Array((body ?? "").utf8))
  }

  func ask(
    _ method: String, _ target: String, _ body: String? = nil, key: SandboxKey = .full,
    headers: [Header] = [], at milliseconds: Int64 = 0
  ) -> TestAnswer {
    let request = Self.request(method, target, body, key: key, headers: headers)
    return TestAnswer(server.handle(request, at: Self.time(milliseconds)))
  }

  /// A send from the first inbox.
  func send(
    to: String = "bob@x.org", subject: String = "Hi", thread: String? = nil, key: String? = nil,
    at milliseconds: Int64 = 0
  ) -> TestAnswer {
    let reply = thread.map { ",\"thread_id\":\"\($0)\"" } ?? ""
    let body =
      "{\"to\":[\"\(to)\"],\"subject\":\"\(subject)\",\"text\":\"Body\",\"inboxId\":\"inbox-1\"\(reply)}"
    let headers = key.map { [Header("Idempotency-Key", $0)] } ?? []
    return ask("POST", "/v1/messages/send", body, headers: headers, at: milliseconds)
  }
}

/// An answer with its body as text; fields are found by their path.
struct TestAnswer {
  let answer: SandboxAnswer

  init(_ answer: SandboxAnswer) { self.answer = answer }

  var status: Int { answer.status }
  var text: String { String(decoding: answer.body, as: UTF8.self) }

  /// The texts of every member of that name, in order.
  func strings(_ name: String) -> [String] {
    text.split(separator: "\"\(name)\":\"", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }

  func string(_ name: String) -> String? { strings(name).first }

  func number(_ name: String) -> Int? {
    let parts = text.split(separator: "\"\(name)\":", maxSplits: 1)
    return parts.count == 2 ? Int(parts[1].prefix { $0.isNumber || $0 == "-" }) : nil
  }
}
