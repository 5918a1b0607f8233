import MailModel
import Testing

@testable import CommuneAPI

private let march15 = Timestamp(parsing: "2025-03-15T14:30:00.000Z")
private let march10 = Timestamp(parsing: "2025-03-10T09:15:00.000Z")

struct DecodingTests {
  @Test("a page of threads is read in full")
  func threads() {
    let page = Endpoint.threads().outcome(of: WireSamples.threads).response
    #expect(page?.nextCursor == "eyJs")
    #expect(page?.hasMore == true)
    #expect(
      page?.rows == [
        MailThread(
          id: ID("<a/b@x>"), inbox: ID("i-1"), domain: ID("d-1"), subject: "Order", snippet: "Hi",
          lastMessageAt: march15, firstMessageAt: march10, messageCount: 4,
          lastDirection: .inbound, hasAttachments: true)
      ])
  }

  @Test("a message is read in full")
  func messages() {
    let expected = Message(
      id: ID("<m@x>"), thread: ID("t-1"), inbox: ID("i-1"), direction: .outbound,
      participants: [
        Participant(role: .sender, identity: "\"A\" <a@x.org>"),
        Participant(role: .to, identity: "b@x.org"),
      ], subject: "Order", text: "Text", html: "<p>Text</p>", attachments: [ID("f-1")],
      createdAt: march10, sendID: "msg_1", deliveryStatus: "delivered")
    #expect(Endpoint.messages().outcome(of: WireSamples.messages).response?.rows == [expected])
    let rows = Endpoint.messages(in: ID("t-9")).outcome(of: #"{"data":[{"message_id":"m"}]}"#)
    #expect(rows.response?.rows.first?.thread == ID("t-9"))
  }

  @Test("domains, records and inboxes are read in full, and a webhook's secret is not kept")
  func account() {
    let record = DNSRecord(
      purpose: "SPF", name: "send.x", type: "MX", value: "feedback.x", ttl: "Auto", priority: 10,
      status: "pending")
    let domain = Domain(
      id: ID("d-1"), name: "x.org", status: "verified", region: "us-east-1", records: [record],
      createdAt: Timestamp(parsing: "2026-02-10 15:46:01.123456+00"))
    #expect(Endpoint.domains.outcome(of: WireSamples.domains).response?.rows == [domain])
    let single = "{\"data\":\(WireSamples.domain)}"
    #expect(Endpoint.domain(ID("d-1")).outcome(of: single).response == domain)
    let records = Endpoint.records(of: ID("d-1")).outcome(of: "{\"data\":[\(WireSamples.record)]}")
    #expect(records.response?.rows == [record])
    let inbox = Inbox(
      id: ID("i-1"), domain: ID("d-1"), domainName: "x.org", localPart: "support",
      address: "support@x.org", displayName: "Support", status: "paused",
      webhook: Webhook(endpoint: "https://h.x/", events: ["email.received"]),
      createdAt: Timestamp(parsing: "2025-02-04T08:06:20.382Z"))
    let inboxes = Endpoint.inboxes.outcome(of: WireSamples.inboxes).response
    #expect(inboxes?.rows == [inbox])
    #expect(!dumped(inboxes).contains("CANARY"))
    let bare = Endpoint.inboxes.outcome(
      of: #"{"data":[{"id":"i","local_part":"a","domain_name":"x.org","webhook":null}]}"#)
    #expect(bare.response?.rows.first?.address == "a@x.org")
    #expect(bare.response?.rows.first?.webhook == nil)
  }

  @Test("the receipt of a send is read in both forms, with everything missing too")
  func receipts() throws {
    let full = Endpoint.send(body: [], idempotencyKey: "", tryNumber: 1)
      .outcome(of: WireSamples.receipt).response
    #expect(full?.sendID == "re_1")
    #expect(full?.thread == ID("t-1"))
    #expect(full?.smtpMessageID == "<u@x>")
    #expect(full?.rejected == [.init(email: "bad@x", reason: "no_mx")])
    #expect(full?.warnings == [.init(email: "w@x", reason: "role_address")])
    #expect(full?.suppressed == ["s@x"])
    #expect(full?.isReplayed == false)
    let response = HTTPResponse(status: 202, headers: [Header("idempotency-replayed", "True")])
    let empty = SendReceipt(.object([]), response)
    #expect(empty.isQueued && empty.isReplayed && empty.sendID == nil && empty.thread == nil)
  }

  @Test("attachments and their addresses are read, an address that is none is an error")
  func attachments() {
    let file = Endpoint.attachment(ID("f-1")).outcome(of: WireSamples.attachment).response
    #expect(file?.id == ID("f-1"))
    #expect(file?.size == 45_230)
    #expect(file?.problem == "quarantined: eicar")
    let url = Endpoint.attachmentURL(ID("f-1")).outcome(of: WireSamples.attachmentURL).response
    #expect(url?.url == "https://files.x/a")
    #expect(url?.expiresIn == 3600)
    for body in [
      #"{"data":{}}"#, #"{"data":{"url":""}}"#, #"{"data":{"url":5}}"#, #"{"data":null}"#,
    ] {
      #expect(Endpoint.attachmentURL(ID("f")).outcome(of: body).error?.kind == .unreadable)
    }
    let stored = Endpoint.attachmentURL(ID("f")).outcome(
      of: #"{"data":{"url":"data:text/plain;base64,QQ==","expires_in":0}}"#)
    #expect(stored.response?.url.hasPrefix("data:") == true)
  }

  @Test("a deletion request is read with and without an envelope; its token is not shown")
  func deletion() {
    for body in [WireSamples.deletion, "{\"data\":\(WireSamples.deletion)}"] {
      let request = Endpoint.deletionStatus(ID("del_1")).outcome(of: body).response
      #expect(request?.id == ID("del_1"))
      #expect(request?.scope == .messages(before: Timestamp(parsing: "2025-01-01T00:00:00.000Z")))
      #expect(request?.preview == ["messages": 1423, "attachments": 89])
      #expect(request?.deletedCounts == ["messages": 7])
      #expect(request?.problem == "Half")
    }
    let ticket = Endpoint.requestDeletion(.organization).outcome(of: WireSamples.deletion).response
    #expect(ticket?.confirmationToken == "CANARY")
    #expect(!dumped(ticket).contains("CANARY"))
    #expect(!String(reflecting: ticket).contains("CANARY"))
    let odd = Endpoint.deletionStatus(ID("d")).outcome(
      of: #"{"id":"d","scope":"galaxy","preview":{"new_kind":3,"new_kind":4,"x":"y","z":null}}"#)
    #expect(odd.response?.scope == nil)
    #expect(odd.response?.preview == ["new_kind": 3])
  }

  private func dumped(_ value: some Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text
  }
}
