import MailModel
import Sandbox
import Testing

struct DeletionTests {
  static let path = "/v1/data/deletion-request"

  func box(_ dialect: SandboxOptions.Dialect) -> SandboxFixture {
    let file = SandboxFile(
      attachment: Attachment(id: ID("f"), filename: "a", mimeType: "a/b"), content: [1])
    return SandboxFixture(
      dialect,
      messages: [
        SandboxFixture.message("m1", thread: "t", at: -2000, attachments: ["f"]),
        SandboxFixture.message("m2", thread: "t", at: -1000),
        SandboxFixture.message("m3", thread: "u", at: 0, inbox: SandboxFixture.other),
      ], files: [file])
  }

  func request(_ box: SandboxFixture, _ body: String, at time: Int64 = 0) -> TestAnswer {
    box.ask("POST", Self.path, body, key: .admin, at: time)
  }

  func confirm(
    _ box: SandboxFixture, _ request: TestAnswer, token: String? = nil, at time: Int64 = 1
  )
    -> TestAnswer
  {
    let token = token ?? request.string("confirmation_token") ?? ""
    return box.ask(
      "POST", "\(Self.path)/\(request.string("id") ?? "")/confirm",
      "{\"confirmation_token\":\"\(token)\"}", key: .admin, at: time)
  }

  @Test(
    "a preview counts exactly, a confirm deletes exactly that",
    arguments: SandboxOptions.Dialect.allCases)
  func whole(_ dialect: SandboxOptions.Dialect) {
    let box = box(dialect)
    let asked = request(box, "{\"scope\":\"inbox\",\"inbox_id\":\"inbox-1\"}")
    #expect(asked.status == 201 && !asked.text.contains("\"data\":"))
    #expect(asked.number("messages") == 2 && asked.number("attachments") == 1)
    #expect(asked.number("verification_tokens") == 0)
    #expect(asked.string("confirm_by") == SandboxFixture.time(3_600_000).iso)
    let done = confirm(box, asked)
    #expect(done.status == 200 && done.string("status") == "completed")
    #expect(box.ask("GET", "/v1/messages?inbox_id=inbox-1").text == "{\"data\":[]}")
    #expect(box.ask("GET", "/v1/messages?inbox_id=inbox-2").strings("content").count == 1)
    #expect(box.ask("GET", "/v1/attachments/f").status == 404)
    #expect(box.ask("GET", "/v1/domains/domain-1/inboxes/inbox-1").status == 404)
    let again = confirm(box, asked)
    #expect(again.status == 400 && again.text.contains("is completed, cannot confirm"))
    #expect(box.server.ledger.snapshot.confirmations.map(\.status) == [200, 400])
    let state = box.ask("GET", "\(Self.path)/\(asked.string("id") ?? "")", key: .readOnly)
    #expect(state.string("status") == "completed")
  }

  @Test(
    "a request is refused with its reason",
    arguments: [
      ("{}", 400, "Invalid scope"), ("{\"scope\":\"inbox\"}", 400, "inbox_id is required"),
      ("{\"scope\":\"messages\",\"before\":\"yesterday\"}", 400, "Invalid \\\"before\\\""),
    ])
  func refusals(_ body: String, _ status: Int, _ piece: String) {
    let answer = request(box(.src), body)
    #expect(answer.status == status && answer.text.contains(piece))
    let forbidden = box(.src).ask("POST", Self.path, body)
    #expect(forbidden.status == 403 && forbidden.text.contains("data:delete"))
  }

  @Test("the source compares dates as texts, the contract as moments")
  func before() {
    let start = SandboxFixture.start.iso
    let cases: [(before: String, doc: Int?, src: Int?)] = [
      (start, 2, 2), (String(start.prefix(19)) + "Z", 2, 3), ("2099-01-01", 3, 3),
      ("Jan 1 2020", nil, 3), ("01/01/2030", nil, 0),
    ]
    for (before, doc, src) in cases {
      for (dialect, count) in [(SandboxOptions.Dialect.doc, doc), (.src, src)] {
        let answer = request(box(dialect), "{\"scope\":\"messages\",\"before\":\"\(before)\"}")
        #expect(answer.number("messages") == count, "\(dialect) \(before)")
      }
    }
  }

  @Test("a wrong token is 403 and locks nothing")
  func token() {
    let box = box(.src)
    let asked = request(box, "{\"scope\":\"messages\"}")
    #expect(confirm(box, asked, token: "x").status == 403)
    #expect(request(box, "{\"scope\":\"messages\"}").status == 409)
    #expect(confirm(box, asked).status == 200)
    #expect(request(box, "{\"scope\":\"messages\"}").status == 201)
    let missing = box.ask("POST", "\(Self.path)/\(asked.string("id") ?? "")/confirm", "{}")
    #expect(missing.status == 400 && missing.text.contains("confirmation_token is required"))
    #expect(
      box.ask("POST", "\(Self.path)/x/confirm", "{\"confirmation_token\":\"a\"}").status == 404)
  }

  @Test("an expired request of the source blocks until somebody confirms it")
  func sticky() {
    let box = box(.src)
    let asked = request(box, "{\"scope\":\"messages\"}")
    let late: Int64 = 3_600_000
    let path = "\(Self.path)/\(asked.string("id") ?? "")"
    #expect(box.ask("GET", path, at: late).string("status") == "pending")
    #expect(request(box, "{\"scope\":\"messages\"}", at: late).status == 409)
    #expect(confirm(box, asked, token: "x", at: late).status == 410)
    #expect(confirm(box, asked, at: late).text.contains("is expired, cannot confirm"))
    #expect(request(box, "{\"scope\":\"messages\"}", at: late).status == 201)
  }

  @Test("an expired request of the contract blocks nothing")
  func expiry() {
    let box = box(.doc)
    let asked = request(box, "{\"scope\":\"messages\"}")
    #expect(confirm(box, asked, at: 3_600_000).status == 410)
    #expect(request(box, "{\"scope\":\"messages\"}", at: 3_600_000).status == 201)
  }

  @Test("with the organisation go the keys; the source remembers one for a minute")
  func organization() {
    for dialect in SandboxOptions.Dialect.allCases {
      let box = box(dialect)
      let asked = request(box, "{\"scope\":\"organization\"}")
      #expect(asked.number("api_keys") == 3 && asked.number("domains") == 1)
      #expect(confirm(box, asked).status == 200)
      #expect(box.ask("GET", "/v1/domains", at: 2).status == 401)
      let own = box.ask("GET", "/v1/domains", key: .admin, at: 59_000)
      #expect(own.status == (dialect == .src ? 200 : 401))
      #expect(box.ask("GET", "/v1/domains", key: .admin, at: 70_000).status == 401)
    }
  }
}
