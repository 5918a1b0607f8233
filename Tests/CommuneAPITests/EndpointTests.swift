import MailModel
import Testing

@testable import CommuneAPI

/// An endpoint without the type of its answer.
struct SentForm: Sendable, CustomTestStringConvertible {
  var method: HTTPRequest.Method
  var target: String
  var body: String?
  var headers: [Header]
  var isIdempotent: Bool
  var timeout: Int

  init<Response>(_ endpoint: Endpoint<Response>) {
    method = endpoint.method
    target = endpoint.target
    body = endpoint.body.map { String(decoding: $0, as: UTF8.self) }
    headers = endpoint.headers
    isIdempotent = endpoint.isIdempotent
    timeout = endpoint.timeout
  }

  var testDescription: String { "\(method.rawValue) \(target)" }
}

struct EndpointTests {
  static let domain = ID<Domain>("d-1")
  static let inbox = ID<Inbox>("i-1")
  static let thread = ID<MailThread>("thread_1")
  static let file = ID<MailModel.Attachment>("0a1b")
  static let moment = Timestamp(milliseconds: 1_735_689_600_000)
  static let hook = Webhook(endpoint: "https://a.example/\"h\"", events: ["email.received"])

  static let reads: [(SentForm, String)] = [
    (SentForm(Endpoint.domains), "/v1/domains"),
    (SentForm(Endpoint.domain(domain)), "/v1/domains/d-1"),
    (SentForm(Endpoint.records(of: domain)), "/v1/domains/d-1/records"),
    (SentForm(Endpoint.inboxes), "/v1/inboxes"),
    (SentForm(Endpoint.inboxes(of: domain)), "/v1/domains/d-1/inboxes"),
    (SentForm(Endpoint.inbox(inbox, of: domain)), "/v1/domains/d-1/inboxes/i-1"),
    (
      SentForm(Endpoint.threads(inbox: inbox)), "/v1/threads?inbox_id=i-1&limit=50&order=desc"
    ),
    (
      SentForm(
        Endpoint.threads(
          inbox: inbox, domain: domain, after: "eyJ+/=", limit: 100, order: .oldestFirst)),
      "/v1/threads?inbox_id=i-1&domain_id=d-1&limit=100&cursor=eyJ%2B%2F%3D&order=asc"
    ),
    (
      SentForm(Endpoint.messages(in: thread)),
      "/v1/threads/thread_1/messages?limit=1000&order=desc"
    ),
    (
      SentForm(
        Endpoint.messages(
          inbox: inbox, domain: domain, sender: "a+b@x.org", before: moment, after: moment,
          limit: 7, order: .oldestFirst)),
      "/v1/messages?inbox_id=i-1&domain_id=d-1&sender=a%2Bb%40x%2Eorg&limit=7&order=asc"
        + "&before=2025-01-01T00%3A00%3A00%2E000Z&after=2025-01-01T00%3A00%3A00%2E000Z"
    ),
    (SentForm(Endpoint.attachment(file)), "/v1/attachments/0a1b"),
    (SentForm(Endpoint.attachmentURL(file)), "/v1/attachments/0a1b/url?expires_in=3600"),
    (SentForm(Endpoint.deletionStatus(ID("del_1"))), "/v1/data/deletion-request/del_1"),
  ]

  @Test("each read has its exact target and no body", arguments: reads)
  func read(_ form: SentForm, _ target: String) {
    #expect(form.target == target)
    #expect(form.method == .get)
    #expect(form.body == nil)
    #expect(form.headers.isEmpty)
    #expect(form.isIdempotent)
    // The address of a file may be the file itself.
    #expect(form.timeout == (target.contains("/url?") ? 900_000 : 60_000))
  }

  static let writes: [(SentForm, String, String?)] = [
    (
      SentForm(Endpoint.createDomain(name: "x.org", region: "eu-west-1")), "POST /v1/domains",
      #"{"name":"x.org","region":"eu-west-1"}"#
    ),
    (
      SentForm(Endpoint.createDomain(name: "x.org")), "POST /v1/domains", #"{"name":"x.org"}"#
    ),
    (SentForm(Endpoint.verifyDomain(domain)), "POST /v1/domains/d-1/verify", "{}"),
    (
      SentForm(Endpoint.createInbox(localPart: "help")), "POST /v1/inboxes",
      #"{"local_part":"help"}"#
    ),
    (
      SentForm(Endpoint.createInbox(localPart: "h", name: "Hélp", webhook: hook, in: domain)),
      "POST /v1/domains/d-1/inboxes",
      #"{"local_part":"h","name":"Hélp","webhook":{"endpoint":"https://a.example/\"h\"","#
        + #""events":["email.received"]}}"#
    ),
    (
      SentForm(Endpoint.updateInbox(inbox, of: domain, status: "paused")),
      "PUT /v1/domains/d-1/inboxes/i-1", #"{"status":"paused"}"#
    ),
    (
      SentForm(
        Endpoint.updateInbox(inbox, of: domain, localPart: "a", webhook: Webhook(events: []))),
      "PUT /v1/domains/d-1/inboxes/i-1", #"{"local_part":"a","webhook":{"events":[]}}"#
    ),
    (
      SentForm(Endpoint.deleteInbox(inbox, of: domain)), "DELETE /v1/domains/d-1/inboxes/i-1",
      nil
    ),
    (
      SentForm(
        Endpoint.uploadAttachment(base64: "AAA=", filename: "a\u{7}\n.txt", mimeType: "text/x")),
      "POST /v1/attachments/upload",
      #"{"content":"AAA=","filename":"a\u0007\n.txt","mime_type":"text/x"}"#
    ),
    (
      SentForm(Endpoint.requestDeletion(.organization)), "POST /v1/data/deletion-request",
      #"{"scope":"organization"}"#
    ),
    (
      SentForm(Endpoint.requestDeletion(.inbox(inbox))), "POST /v1/data/deletion-request",
      #"{"scope":"inbox","inbox_id":"i-1"}"#
    ),
    (
      SentForm(Endpoint.requestDeletion(.messages(before: nil))),
      "POST /v1/data/deletion-request", #"{"scope":"messages"}"#
    ),
    (
      SentForm(Endpoint.requestDeletion(.messages(before: moment))),
      "POST /v1/data/deletion-request",
      #"{"scope":"messages","before":"2025-01-01T00:00:00.000Z"}"#
    ),
    (
      SentForm(Endpoint.confirmDeletion(ID("del_1"), token: "t0")),
      "POST /v1/data/deletion-request/del_1/confirm", #"{"confirmation_token":"t0"}"#
    ),
  ]

  @Test("each write has its exact target and body and is never repeated", arguments: writes)
  func write(_ form: SentForm, _ line: String, _ body: String?) {
    #expect("\(form.method.rawValue) \(form.target)" == line)
    #expect(form.body == body)
    #expect(!form.isIdempotent)
  }

  @Test("a send is its frozen bytes with the key and the number of the try")
  func send() {
    let request = SendRequest(
      to: ["a@x.org", "b@x.org"], cc: ["c@x.org"], bcc: ["d@x.org"], subject: "Hi \u{1F600}",
      text: "T\r\n", html: "<p>", inbox: Self.inbox, thread: ID("<t/1@x>"),
      attachments: [Self.file], replyTo: "r@x.org", headers: [Header("X-A", "1")])
    let body =
      #"{"to":["a@x.org","b@x.org"],"cc":["c@x.org"],"bcc":["d@x.org"],"subject":"Hi 😀","#
      + #""text":"T\r\n","html":"<p>","inboxId":"i-1","thread_id":"<t/1@x>","#
      + #""attachments":["0a1b"],"reply_to":"r@x.org","headers":{"X-A":"1"}}"#
    #expect(String(decoding: request.canonicalBody(), as: UTF8.self) == body)
    let short = SendRequest(to: ["a@x.org"], subject: "", text: nil, inbox: Self.inbox)
    #expect(
      String(decoding: short.canonicalBody(), as: UTF8.self)
        == #"{"to":["a@x.org"],"subject":"","inboxId":"i-1"}"#)
    let form = SentForm(
      Endpoint.send(body: request.canonicalBody(), idempotencyKey: "k-1", tryNumber: 2))
    #expect(form.target == "/v1/messages/send")
    #expect(form.body == body)
    #expect(form.headers == [Header("Idempotency-Key", "k-1"), Header("X-Request-ID", "k-1.2")])
    #expect(!form.isIdempotent)
  }

  @Test(
    "F6 every byte of an id that is not [A-Za-z0-9_-] is encoded",
    arguments: [
      ("<CAF+x/y=z@mail.gmail.com>", "%3CCAF%2Bx%2Fy%3Dz%40mail%2Egmail%2Ecom%3E"),
      ("../messages", "%2E%2E%2Fmessages"), ("a?b#c", "a%3Fb%23c"), ("a%2Fb", "a%252Fb"),
      ("a\r\nX: y", "a%0D%0AX%3A%20y"), ("\u{0}\u{1B}[2J\u{7F}", "%00%1B%5B2J%7F"),
      ("é", "%C3%A9"), ("e\u{301}", "e%CC%81"), ("\\..\\", "%5C%2E%2E%5C"), ("...", "%2E%2E%2E"),
      ("~'()*!$&;:,", "%7E%27%28%29%2A%21%24%26%3B%3A%2C"),
    ])
  func hostileIDs(_ id: String, _ encoded: String) {
    let path = "/v1/threads/\(encoded)/messages?limit=1000&order=desc"
    #expect(Endpoint.messages(in: ID(id)).target == path)
    #expect(Endpoint.attachment(ID(id)).target == "/v1/attachments/\(encoded)")
    #expect(
      Endpoint.inbox(ID(id), of: ID(id)).target == "/v1/domains/\(encoded)/inboxes/\(encoded)")
    #expect(
      Endpoint.threads(inbox: ID(id)).target
        == "/v1/threads?inbox_id=\(encoded)&limit=50&order=desc")
  }

  @Test("an id of any bytes goes into the path byte by byte")
  func everyByte() {
    let target = Endpoint.messages(in: ID(bytes: Array(0...255))).target
    let isPlain = target.utf8.allSatisfy { $0 > 32 && $0 < 127 }
    #expect(isPlain)
    #expect(target.contains("%00%01") && target.contains("%FE%FF/messages"))
  }

  @Test("F6 an id that means another path is never sent", arguments: ["", ".", ".."])
  func unusableIDs(_ id: String) async throws {
    let transport = ScriptedTransport("{\"data\":[]}")
    let client = try APIClient(transport)
    let first = await client.outcome(.messages(in: ID(id))).error
    let second = await client.outcome(.deleteInbox(ID(id), of: Self.domain)).error
    let third = await client.outcome(.deleteInbox(Self.inbox, of: ID(id))).error
    for error in [first, second, third] {
      guard case .transport(.refusedHere) = error?.kind else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(error?.requestLeft == false)
    }
    #expect(transport.requests.isEmpty)
  }

  @Test("PG-14 a limit out of range is sent as the nearest that servers take")
  func limits() {
    for (limit, sent) in [(-1, 1), (0, 1), (1, 1), (100, 100), (101, 100), (Int.max, 100)] {
      #expect(Endpoint.threads(inbox: Self.inbox, limit: limit).target.contains("limit=\(sent)&"))
    }
    for (limit, sent) in [(Int.min, 1), (0, 1), (1000, 1000), (1001, 1000)] {
      #expect(Endpoint.messages(in: Self.thread, limit: limit).target.contains("limit=\(sent)&"))
      #expect(Endpoint.messages(inbox: Self.inbox, limit: limit).target.contains("limit=\(sent)&"))
    }
  }
}
