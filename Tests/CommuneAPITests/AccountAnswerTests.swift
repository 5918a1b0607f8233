import CommuneAPI
import MailModel
import Testing

@Suite struct AccountAnswerTests {
  private let domain = ID<Domain>("d1")
  private let inbox = #"{"id":"i1","localPart":"help","address":"help@example.com"}"#

  @Test("an inbox that was asked for by its domain belongs to it, where the answer names none")
  func inboxOfDomain() async throws {
    let one = try client(of: CannedServer(json: #"{"data":\#(inbox)}"#))
    let list = try client(of: CannedServer(json: #"{"data":[\#(inbox)]}"#))
    let named = try client(
      of: CannedServer(json: #"{"data":{"id":"i1","localPart":"help","domain_id":"d2"}}"#))
    #expect(try await one.call(.inbox(ID("i1"), of: domain)).domain == domain)
    #expect(try await one.call(.updateInbox(ID("i1"), of: domain)).domain == domain)
    #expect(try await one.call(.createInbox(localPart: "help", in: domain)).domain == domain)
    #expect(try await list.call(.inboxes(of: domain)).rows.map(\.domain) == [domain])
    #expect(try await named.call(.inbox(ID("i1"), of: domain)).domain == ID("d2"))
    #expect(try await one.call(.createInbox(localPart: "help")).domain == nil)
  }

  @Test(
    "DW a deletion whose limit cannot be read is no deletion of everything",
    arguments: [
      (#""scope":"messages""#, DeletionRequest.Scope.messages(before: nil)),
      (#""scope":"messages","before":null"#, .messages(before: nil)),
      (
        #""scope":"messages","before":"2025-01-01T00:00:00Z""#,
        .messages(before: Timestamp(seconds: 1_735_689_600))
      ),
      (#""scope":"messages","before":"Jan 1 2025""#, nil),
      (#""scope":"messages","before":{}"#, nil), (#""scope":"all""#, nil),
    ])
  func deletionScope(_ fields: String, _ scope: DeletionRequest.Scope?) async throws {
    let server = CannedServer(json: #"{"id":"del_1","status":"pending",\#(fields)}"#)
    let request = try await client(of: server).call(.deletionStatus(ID("del_1")))
    #expect(request.scope == scope)
  }

  @Test("F10 an attachment's address may be the whole file: large answers are let in")
  func fileInAddress() async throws {
    let server = CannedServer(json: #"{"data":{"url":"data:text/plain;base64,aGk=","size":2}}"#)
    _ = try await client(of: server).call(.attachmentURL(ID("a")))
    #expect(server.requests.first?.maximumBodySize == 64 << 20)
  }
}
