import CommuneAPI
import MailModel
import Sandbox
import Testing

struct SendTests {
  @Test("the contract answers 200 with three ids, the source 202 with a queued one")
  func forms() {
    let doc = SandboxFixture(.doc).send()
    #expect(doc.status == 200 && doc.string("id")?.hasPrefix("re_") == true)
    #expect(doc.string("smtp_message_id")?.hasSuffix("@example.com>") == true)
    #expect(!doc.text.contains("validation"))
    let src = SandboxFixture(.src).send()
    #expect(src.status == 202 && src.string("status") == "queued")
    #expect(src.string("id")?.utf8.count == 36)
  }

  @Test(
    "the source lists every broken field",
    arguments: [
      (
        "{}",
        "{\"path\":\"to\",\"message\":\"Invalid input\"},{\"path\":\"subject\",\"message\":\"Required\"}"
      ),
      ("{\"to\":[],\"subject\":\"a\"}", "At least one recipient required"),
      ("{\"to\":\"\",\"subject\":\"a\"}", "Recipient email is required"),
      ("{\"to\":\"a@b.c\",\"subject\":\"\\r\\n \"}", "Subject is required"),
      ("{\"to\":\"a@b.c\",\"subject\":null}", "Expected string, received null"),
      ("{\"to\":\"a@b.c\",\"subject\":\"a\",\"bcc\":[\"x@y.z\",\"q\"]}", "\"path\":\"bcc.1\""),
      (
        "{\"to\":\"a@b.c\",\"subject\":\"a\",\"cc\":null}",
        "\"path\":\"cc\",\"message\":\"Invalid input\""
      ),
      ("{\"to\":\"a@b.c\",\"subject\":\"a\",\"reply_to\":[]}", "Expected string, received array"),
      (
        "{\"to\":\"a@b.c\",\"subject\":\"a\",\"attachments\":\"x\"}",
        "Expected array, received string"
      ),
      ("{\"to\":\"a@b.c\",\"subject\":\"a\",\"headers\":{\"a\":1}}", "\"path\":\"headers.a\""),
      ("{\"to\":\"a@b.c\",\"subject\":\"a\",\"from\":\"x\"}", "Invalid email address"),
    ])
  func validation(_ body: String, _ piece: String) {
    let answer = SandboxFixture().ask("POST", "/v1/messages/send", body)
    #expect(answer.status == 400 && answer.string("error") == "Invalid request")
    #expect(answer.text.contains(piece), "\(answer.text)")
  }

  @Test(
    "the contract wants a body, a known inbox, thread and attachment",
    arguments: [
      ("\"inboxId\":\"inbox-1\"", 400, "At least one of html or text"),
      ("\"text\":\"a\",\"inboxId\":\"x\"", 404, "Inbox not found"),
      ("\"text\":\"a\",\"inboxId\":\"inbox-1\",\"thread_id\":\"x\"", 404, "Thread not found"),
      ("\"text\":\"a\",\"inboxId\":\"inbox-1\",\"attachments\":[\"x\"]", 404, "Attachment not"),
      ("\"text\":\"a\"", 400, "Missing from address"),
    ])
  func contract(_ fields: String, _ status: Int, _ piece: String) {
    let body = "{\"to\":\"a@b.org\",\"subject\":\"s\",\(fields)}"
    let answer = SandboxFixture(.doc).ask("POST", "/v1/messages/send", body)
    #expect(answer.status == status && answer.text.contains(piece), "\(answer.text)")
  }

  @Test("the contract says which recipients it left out")
  func recipients() {
    let list =
      "[\"ok@x.org\",\"a@b.test\",\"A <c@d.e>\",\"u@mailinator.com\",\"bounced@example.com\"]"
    let body = "{\"to\":\(list),\"subject\":\"s\",\"text\":\"t\",\"inboxId\":\"inbox-1\"}"
    let box = SandboxFixture(.doc)
    let answer = box.ask("POST", "/v1/messages/send", body)
    #expect(answer.status == 200)
    #expect(
      answer.strings("reason") == [
        "No MX records found", "Invalid email syntax", "Disposable email domain",
      ])
    #expect(answer.text.contains("\"suppressed\":[\"bounced@example.com\"]"))
    #expect(
      box.server.ledger.snapshot.deliveries.first?.recipients == [
        "ok@x.org", "u@mailinator.com",
      ])
    let none = box.send(to: "bounced@example.com")
    #expect(none.status == 400 && none.text.contains("All recipients are suppressed"))
  }

  @Test("the source accepts what it will silently drop", arguments: ["bounced@example.com", "x"])
  func silentlyDropped(_ recipient: String) {
    let box = SandboxFixture()
    #expect(box.send(to: recipient).status == 202)
    #expect(box.ask("GET", "/v1/messages?inbox_id=inbox-1", at: 90_000).text == "{\"data\":[]}")
    #expect(box.server.ledger.snapshot.deliveries.isEmpty)
  }

  @Test("a queued mail is listed when its delay is over, with the id of the send")
  func visibility() {
    let box = SandboxFixture(visibilityDelay: 1500...1500)
    let id = box.send().string("id") ?? "?"
    #expect(box.ask("GET", "/v1/messages?inbox_id=inbox-1", at: 1499).text == "{\"data\":[]}")
    let listed = box.ask("GET", "/v1/messages?inbox_id=inbox-1", at: 1500)
    #expect(listed.string("commune_message_id") == id)
    #expect(listed.strings("role") == ["sender", "to"])
    #expect(listed.text.contains("\\\"Support\\\" <support@example.com>"))
    #expect(listed.text.contains("\"created_at\":\"\(SandboxFixture.time(1500).iso)\""))
  }

  @Test(
    "a reply joins its thread and is marked once",
    arguments: [("Order", "Re: Order"), ("Re: Order", "Re: Order"), ("RE: Order", "Re: RE: Order")])
  func reply(_ subject: String, _ stored: String) {
    for dialect in SandboxOptions.Dialect.allCases {
      let message = SandboxFixture.message("m", thread: "t", at: 0)
      let box = SandboxFixture(dialect, messages: [message])
      #expect(box.send(subject: subject, thread: "t", at: 1).string("thread_id") == "t")
      let thread = box.ask("GET", "/v1/threads?inbox_id=inbox-1", at: 2)
      #expect(thread.string("subject") == stored && thread.number("message_count") == 2)
    }
  }

  @Test("a key brings the first answer back for 24 hours, whatever the body")
  func idempotency() {
    let box = SandboxFixture()
    let first = box.send(key: "k")
    let second = box.send(subject: "Other", key: "k", at: 86_399_999)
    #expect(second.text == first.text && second.status == 202)
    #expect(second.answer.header("Idempotency-Replayed") == "true")
    let third = box.send(key: "k", at: 86_400_001)
    #expect(third.text != first.text && third.answer.header("Idempotency-Replayed") == nil)
    let ledger = box.server.ledger.snapshot
    #expect(ledger.sends.map(\.isReplay) == [false, true, false])
    #expect(ledger.sends[0].bodyHash != ledger.sends[1].bodyHash)
    #expect(ledger.deliveries.map(\.key) == ["k", "k"])
  }

  @Test("the contract knows no keys")
  func noKeys() {
    let box = SandboxFixture(.doc)
    #expect(box.send(key: "k").text != box.send(key: "k").text)
    #expect(box.server.ledger.snapshot.deliveries.count == 2)
  }

  @Test("both spellings of a send's fields are taken")
  func spellings() {
    let body = "{\"to\":[\"a@b.org\"],\"subject\":\"s\",\"text\":\"t\",\"inbox_id\":\"inbox-2\"}"
    let box = SandboxFixture()
    #expect(box.ask("POST", "/v1/messages/send", body).status == 202)
    #expect(box.ask("GET", "/v1/messages?inbox_id=inbox-2").string("direction") == "outbound")
  }

  @Test("recipients answer by themselves where that is asked for")
  func autoresponse() {
    let server = SandboxServer(
      seed: SandboxSeed(inboxes: [SandboxFixture.inbox]),
      options: SandboxOptions(visibilityDelay: 0...0, autoresponse: 500, copiesToSelf: true))
    let body = "{\"to\":\"a@b.org\",\"subject\":\"s\",\"text\":\"t\",\"inboxId\":\"inbox-1\"}"
    let send = SandboxFixture.request("POST", "/v1/messages/send", body)
    _ = server.handle(send, at: SandboxFixture.start)
    let list = SandboxFixture.request("GET", "/v1/messages?inbox_id=inbox-1&order=asc")
    let answer = TestAnswer(server.handle(list, at: SandboxFixture.time(500)))
    #expect(answer.strings("direction") == ["outbound", "inbound", "inbound"])
  }
}
