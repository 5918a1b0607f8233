import MailModel
import Sandbox
import Testing

struct SeedLinesTests {
  @Test("a file of API messages makes inboxes and domains")
  func messages() throws {
    let line =
      #"{"message_id":"<a@b>","thread_id":"t","channel":"email","direction":"inbound","#
      + #""participants":[{"role":"sender","identity":"Ann <ann@x.org>"},{"role":"to","#
      + #""identity":"support@example.com"}],"content":"Gr\u00fc\u00dfe \ud83d\ude00","#
      + #""content_html":null,"attachments":["f"],"created_at":"2025-03-10T09:15:00.000Z","#
      + #""metadata":{"subject":"Hi","inbox_id":"i","domain_id":"d"}}"#
    let seed = try SandboxSeed(jsonLines: Array("\(line)\n\n\(line)\r\n".utf8))
    #expect(seed.messages.count == 2 && seed.messages[0].text == "Grüße 😀")
    #expect(seed.inboxes.map(\.address) == ["support@example.com"])
    #expect(seed.domains.map(\.name) == ["example.com"])
    let server = SandboxServer(seed: seed)
    let request = SandboxFixture.request("GET", "/v1/threads?inbox_id=i&domain_id=d")
    let answer = TestAnswer(server.handle(request, at: SandboxFixture.start))
    #expect(answer.string("thread_id") == "t" && answer.number("message_count") == 1)
  }

  @Test("plain mail belongs to the address that occurs most often")
  func plain() throws {
    let lines = (0..<4).map { index in
      let me = #"{"name":"Me","email":"me@x.org"}"#
      let other = "{\"name\":\"A\",\"email\":\"a\(index)@y.org\"}"
      let (from, to) = index == 3 ? (me, other) : (other, me)
      return
        "{\"id\":\"m\(index)\",\"threadId\":\"t\",\"messageId\":\"<\(index)>\",\"date\":1748779200,"
        + "\"from\":\(from),\"to\":[\(to)],\"cc\":[],\"subject\":\"S\",\"text\":\"T\",\"html\":\"\","
        + "\"attachments\":[{\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":5}]}"
    }
    let seed = try SandboxSeed(jsonLines: Array(lines.joined(separator: "\n").utf8))
    #expect(seed.inboxes.map(\.address) == ["me@x.org"])
    #expect(seed.messages.map(\.direction) == [.inbound, .inbound, .inbound, .outbound])
    let server = SandboxServer(seed: seed)
    let request = SandboxFixture.request("GET", "/v1/attachments/m0-0/url")
    let answer = TestAnswer(server.handle(request, at: SandboxFixture.start))
    #expect(answer.string("url") == "data:application/pdf;base64,AAECAwQ=")
  }

  @Test("an inbox of a domain that is not listed lives on the shared domain")
  func sharedDomain() {
    let inbox = Inbox(
      id: ID("i"), domain: ID("guest"), domainName: "agents.test.org", localPart: "a",
      address: "a@agents.test.org")
    let box = SandboxServer(seed: SandboxSeed(inboxes: [inbox]))
    let list = SandboxFixture.request("GET", "/v1/domains")
    #expect(TestAnswer(box.handle(list, at: SandboxFixture.start)).text == "{\"data\":[]}")
    let body = "{\"local_part\":\"b\"}"
    let create = SandboxFixture.request("POST", "/v1/inboxes", body)
    let answer = TestAnswer(box.handle(create, at: SandboxFixture.start))
    #expect(answer.string("address") == "b@agents.test.org")
    #expect(answer.string("domain_id") == "guest")
  }

  @Test(
    "a bad line is named by its number",
    arguments: [
      ("{", SandboxSeedError.Reason.notJSON(position: 1)),
      (#"{"message_id":"a"}"#, .missing(field: "thread_id")), ("[]", .missing(field: "id")),
      (#"{"id":"a","threadId":"t","date":"x"}"#, .missing(field: "date")),
      (#"{"id":"a","threadId":"t","date":1e300}"#, .missing(field: "date")),
      (String(repeating: "[", count: 100_000), .notJSON(position: 200)),
    ])
  func errors(_ line: String, _ reason: SandboxSeedError.Reason) {
    #expect(throws: SandboxSeedError(line: 2, reason: reason)) {
      _ = try SandboxSeed(jsonLines: Array("\n\(line)".utf8))
    }
  }
}
