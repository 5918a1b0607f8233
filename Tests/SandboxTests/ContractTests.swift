import CommuneAPI
import MailModel
import Sandbox
import Testing

struct ContractCase: Sendable, CustomTestStringConvertible {
  var method: String
  var target: String
  var body: String?
  var status: (doc: Int, src: Int)
  /// A piece of the answer, in each dialect.
  var contains: (doc: String, src: String)

  static func same(
    _ method: String, _ target: String, body: String? = nil, _ status: Int, _ piece: String
  ) -> ContractCase {
    ContractCase(
      method: method, target: target, body: body, status: (status, status),
      contains: (piece, piece))
  }

  static func split(
    _ method: String, _ target: String, body: String? = nil, _ status: (doc: Int, src: Int),
    _ pieces: (doc: String, src: String)
  ) -> ContractCase {
    ContractCase(
      method: method, target: target, body: body, status: status, contains: pieces)
  }

  var testDescription: String { "\(method) \(target) \(body ?? "")" }
}

struct ContractTests {
  static let domainCases: [ContractCase] = [
    .same("GET", "/v1/domains", 200, "{\"data\":[{\"id\":\"domain-1\""),
    .same("GET", "/v1/domains/domain-1", 200, "\"name\":\"example.com\""),
    .same("GET", "/v1/domains/nope", 404, "{\"error\":\"Domain not found\"}"),
    .same("POST", "/v1/domains", body: "{\"name\":\"new.org\"}", 201, "\"status\":\"not_started\""),
    .same("POST", "/v1/domains", body: "{}", 400, "Missing required field: name"),
    .split(
      "POST", "/v1/domains", body: "{\"name\":\"example.com\"}", (400, 400),
      ("\"error\":\"The example.com domain", "\"error\":{\"statusCode\":400")),
    .split(
      "POST", "/v1/domains/domain-1/verify", (200, 200),
      ("\"status\":\"verified\"", "\"object\":\"domain\"")),
    .same("GET", "/v1/domains/domain-1/records", 200, "{\"data\":[]}"),
  ]

  static let inboxCases: [ContractCase] = [
    .same("GET", "/v1/inboxes", 200, "\"domain_name\":\"example.com\""),
    .same("POST", "/v1/inboxes", body: "{\"local_part\":\"help\"}", 201, "help@example.com"),
    .same("POST", "/v1/inboxes", body: "{}", 400, "Missing required field: local_part"),
    .same(
      "POST", "/v1/inboxes", body: "{\"localPart\":\"a\",\"domain_id\":\"x\"}", 404,
      "Domain not found"),
    .same("GET", "/v1/domains/domain-1/inboxes", 200, "\"localPart\":\"sales\""),
    .same("GET", "/v1/domains/nope/inboxes", 200, "{\"data\":[]}"),
    .same("GET", "/v1/domains/domain-1/inboxes/inbox-1", 200, "\"webhook\":null"),
    .same("GET", "/v1/domains/domain-1/inboxes/x", 404, "Inbox not found"),
    .same(
      "PUT", "/v1/domains/domain-1/inboxes/inbox-1", body: "{\"status\":\"paused\"}", 200, "paused"),
    .same("DELETE", "/v1/domains/domain-1/inboxes/inbox-1", 200, "{\"data\":{\"ok\":true}}"),
    .split(
      "POST", "/v1/inboxes", body: "{", (400, 400), ("{\"error\":\"Unexpected", "INTERNAL_ERROR")),
  ]

  static let mailCases: [ContractCase] = [
    .same("GET", "/v1/threads", 400, "Missing required query parameter"),
    .same(
      "GET", "/v1/threads?inbox_id=nope", 200,
      "{\"data\":[],\"next_cursor\":null,\"has_more\":false}"),
    .split(
      "GET", "/v1/threads?inbox_id=inbox-1&limit=1.5", (200, 500),
      ("\"data\"", "Failed to list threads")),
    .same("GET", "/v1/threads/nope/messages", 200, "{\"data\":[]}"),
    .same("GET", "/v1/messages", 400, "Provide at least one filter"),
    .same("GET", "/v1/messages?inbox_id=inbox-1", 200, "{\"data\":["),
    .same("GET", "/v1/attachments/nope", 404, "Attachment not found"),
    .same(
      "POST", "/v1/attachments/upload",
      body: "{\"content\":\"QUJD\",\"filename\":\"../a\",\"mime_type\":\"a/b\"}", 201, "\"size\":3"),
    .same(
      "POST", "/v1/attachments/upload",
      body: "{\"content\":\"@@@\",\"filename\":\"a\",\"mimeType\":\"a/b\"}", 201, "\"size\":0"),
    .same("POST", "/v1/attachments/upload", body: "{\"content\":\"\"}", 400, "Missing required"),
    .split(
      "PUT", "/v1/threads/t/status", body: "{\"status\":\"closed\"}", (404, 403),
      ("Not found", "threads:write")),
  ]

  static let otherCases: [ContractCase] = [
    .split("GET", "/v1/nothing", (404, 404), ("{\"error\":\"Not found\"}", "<!DOCTYPE html>")),
    .same("GET", "/health", 200, "{\"ok\":true}"),
    .split("GET", "/openapi.json", (200, 200), ("\"parameters\":[]", "Idempotency-Key")),
  ]

  @Test(
    "every call answers as its dialect does",
    arguments: domainCases + inboxCases + mailCases + otherCases)
  func answers(_ asked: ContractCase) {
    let key = SandboxKey(
      text: "comm_t", permissions: asked.target.contains("status") ? ["read"] : ["read", "write"])
    for dialect in SandboxOptions.Dialect.allCases {
      let server = SandboxServer(
        seed: SandboxSeed(
          domains: [Domain(id: ID("domain-1"), name: "example.com", status: "verified")],
          inboxes: [SandboxFixture.inbox, SandboxFixture.other]),
        options: SandboxOptions(dialect: dialect, keys: [key]))
      let request = SandboxFixture.request(asked.method, asked.target, asked.body, key: key)
      let answer = TestAnswer(server.handle(request, at: SandboxFixture.start))
      #expect(answer.status == (dialect == .doc ? asked.status.doc : asked.status.src))
      let piece = dialect == .doc ? asked.contains.doc : asked.contains.src
      #expect(answer.text.contains(piece), "\(dialect): \(answer.text)")
    }
  }

  @Test("each call needs its scope, and the source names the one that is missing")
  func scopes() {
    let calls = [
      ("GET", "/v1/domains", "domains:read"), ("POST", "/v1/domains", "domains:write"),
      ("GET", "/v1/inboxes", "inboxes:read"), ("POST", "/v1/inboxes", "inboxes:write"),
      ("GET", "/v1/threads?inbox_id=a", "threads:read"),
      ("GET", "/v1/messages?inbox_id=a", "messages:read"),
      ("POST", "/v1/messages/send", "messages:write"),
      ("POST", "/v1/attachments/upload", "attachments:write"),
      ("GET", "/v1/attachments/a", "attachments:read"),
    ]
    for (method, target, scope) in calls {
      let verb = scope.hasSuffix("read") ? "write" : "read"
      let keys = [
        SandboxKey(text: "without", permissions: [verb]),
        SandboxKey(text: "with", permissions: [scope]),
      ]
      let server = SandboxServer(options: SandboxOptions(dialect: .src, keys: keys))
      let answers = keys.map { key in
        let request = SandboxFixture.request(method, target, "{}", key: key)
        return TestAnswer(server.handle(request, at: SandboxFixture.start))
      }
      #expect(answers[0].status == 403)
      #expect(answers[0].text.contains("\"required\":[\"\(scope)\"]"))
      #expect(answers[1].status != 403)
    }
  }

  @Test(
    "only the exact form of the key is taken",
    arguments: [
      (nil, "Missing Authorization header"), ("bearer x", "invalid_authorization_format"),
      ("Bearer comm_x", "Invalid or expired API key"),
    ] as [(String?, String)])
  func keys(_ field: String?, _ message: String) {
    let headers = field.map { [Header("Authorization", $0)] } ?? []
    let request = SandboxRequest(method: "GET", target: "/v1/domains", headers: headers)
    let answer = TestAnswer(SandboxServer().handle(request, at: SandboxFixture.start))
    #expect(answer.status == 401)
    #expect(answer.text.contains(message))
  }

  @Test("an answer carries the request's id and the clock's date")
  func frame() {
    let answer = SandboxFixture().ask(
      "GET", "/v1/domains", headers: [Header("X-Request-ID", "abc")])
    #expect(answer.answer.header("x-request-id") == "abc")
    #expect(answer.answer.header("Date") == "Sun, 15 Jun 2025 15:06:40 GMT")
  }

  @Test("the three demo keys have the form of real ones")
  func demoKeys() {
    for key in SandboxKey.demo { #expect(key.text.utf8.count == 69) }
    #expect(Set(SandboxKey.demo.map { $0.text.prefix(12) }).count == 3)
  }

  @Test("a body over 10 MiB is refused before the key is looked at")
  func bodyLimit() {
    let body = [UInt8](repeating: 0x20, count: (10 << 20) + 1)
    let request = SandboxRequest(method: "POST", target: "/v1/inboxes", body: body)
    #expect(SandboxServer().handle(request, at: SandboxFixture.start).status == 413)
  }
}
