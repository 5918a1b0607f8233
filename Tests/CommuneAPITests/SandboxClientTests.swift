import CommuneAPI
import MailModel
import Sandbox
import Testing

/// A client whose server is the sandbox.
struct SandboxClientTests {
  let clock = MovedClock()

  func client(
    _ dialect: SandboxOptions.Dialect = .src, key: SandboxKey = .admin, script: String = ""
  ) throws -> APIClient {
    let server = SandboxServer(
      seed: Self.seed, options: SandboxOptions(dialect: dialect, visibilityDelay: 0...0),
      script: try FaultScript(parsing: script))
    let clock = clock
    let transport = SandboxTransport(
      server: server, now: { clock.now }, sleep: { clock.advance(Int64($0)) })
    return try APIClient(transport, clock: clock, key: key.text)
  }

  static let seed: SandboxSeed = {
    let inbox = Inbox(
      id: ID("i-1"), domain: ID("d-1"), domainName: "example.com", localPart: "support",
      address: "support@example.com", createdAt: MovedClock.start)
    let messages = (0..<30).map { number in
      Message(
        id: ID("<m\(number)@x/y>"), thread: ID("<t\(number % 12)+@x/y>"), inbox: inbox.id,
        direction: .inbound,
        participants: [
          Participant(role: .sender, identity: "Ann <ann@x.org>"),
          Participant(role: .to, identity: inbox.address),
        ], subject: "Order \(number)", text: "Hello",
        createdAt: MovedClock.start.advanced(byMilliseconds: Int64(number) * 1000))
    }
    return SandboxSeed(
      domains: [Domain(id: ID("d-1"), name: "example.com", status: "verified")],
      inboxes: [inbox], messages: messages)
  }()

  @Test("an account is read in both dialects", arguments: SandboxOptions.Dialect.allCases)
  func account(_ dialect: SandboxOptions.Dialect) async throws {
    let client = try client(dialect)
    let inboxes = try await client.call(.inboxes).rows
    #expect(inboxes.map(\.address) == ["support@example.com"])
    #expect(inboxes.first?.domain == ID("d-1"))
    #expect(try await client.call(.domains).rows.map(\.name) == ["example.com"])
    let made = try await client.call(.createInbox(localPart: "sales", in: ID("d-1")))
    #expect(made.address == "sales@example.com")
    #expect(try await client.call(.inbox(made.id, of: ID("d-1"))).localPart == "sales")
    #expect(try await client.call(.deleteInbox(made.id, of: ID("d-1"))))
    #expect(await client.outcome(.inbox(made.id, of: ID("d-1"))).error?.kind == .notFound)
  }

  @Test("threads are paged by cursor, and ids with slashes find their messages")
  func threads() async throws {
    let client = try client()
    var ids: [ID<MailThread>] = []
    var cursor: String?
    for _ in 0..<4 {
      let page = try await client.call(.threads(inbox: ID("i-1"), after: cursor, limit: 5))
      ids += page.rows.map(\.id)
      cursor = page.nextCursor
      #expect(page.hasMore == (cursor != nil))
      if cursor == nil { break }
    }
    #expect(ids.count == 12)
    #expect(Set(ids).count == 12)
    let messages = try await client.call(.messages(in: ID("<t3+@x/y>"))).rows
    #expect(messages.map(\.id) == [ID("<m27@x/y>"), ID("<m15@x/y>"), ID("<m3@x/y>")])
    let after = MovedClock.start.advanced(byMilliseconds: 26_500)
    let late = try await client.call(.messages(inbox: ID("i-1"), after: after)).rows
    #expect(late.map(\.subject) == ["Order 29", "Order 28", "Order 27"])
  }

  @Test("a send is taken in both dialects", arguments: SandboxOptions.Dialect.allCases)
  func send(_ dialect: SandboxOptions.Dialect) async throws {
    let client = try client(dialect)
    let request = SendRequest(
      to: ["bob@x.org"], subject: "Hi", text: "Text", inbox: ID("i-1"), thread: ID("<t1+@x/y>"))
    let endpoint = Endpoint.send(
      body: request.canonicalBody(), idempotencyKey: "key-1", tryNumber: 1)
    let receipt = try await client.call(endpoint)
    #expect(receipt.isQueued == (dialect == .src))
    #expect(receipt.sendID != nil)
    let again = try await client.call(endpoint)
    #expect(again.isReplayed == (dialect == .src))
    let sent = try await client.call(.messages(in: ID("<t1+@x/y>"))).rows.filter {
      $0.direction == .outbound
    }
    #expect(sent.count == (dialect == .src ? 1 : 2))
  }

  @Test(
    "files and deletion requests are read in both dialects",
    arguments: SandboxOptions.Dialect.allCases)
  func filesAndDeletion(_ dialect: SandboxOptions.Dialect) async throws {
    let client = try client(dialect)
    let file = try await client.call(
      .uploadAttachment(base64: "QUJD", filename: "a.txt", mimeType: "text/plain"))
    #expect(file.size == 3)
    #expect(try await client.call(.attachment(file.id)).filename == "a.txt")
    #expect(try await client.call(.attachmentURL(file.id)).url.isEmpty == false)
    let ticket = try await client.call(.requestDeletion(.inbox(ID("i-1"))))
    #expect(ticket.request.scope == .inbox(ID("i-1")))
    #expect(ticket.request.preview["messages"] == 30)
    let status = try await client.call(.deletionStatus(ticket.request.id))
    #expect(status.status == "pending")
    #expect(await client.outcome(.requestDeletion(.organization)).error?.kind == .conflict)
    let wrong = await client.outcome(.confirmDeletion(ticket.request.id, token: "no"))
    #expect(wrong.error?.kind == .forbidden)
    let done = try await client.call(
      .confirmDeletion(ticket.request.id, token: ticket.confirmationToken))
    #expect(done.status == "completed")
  }

  @Test(
    "what goes wrong on the way is a fact of its own",
    arguments: [
      ("GET * always refuse", APIError.Kind.transport(.connectionRefused)),
      ("GET * 1-3 status=502 body=<html>", nil), ("GET * 1-4 status=502 body=<html>", .server),
      ("GET * always encoding=chunked-cut", .transport(.cut)),
      ("GET * always redirect=http://evil.example/x", .redirected("evil.example")),
      ("GET * always body=<html>", .notCommune), ("GET * always garble=3", .unreadable),
      ("GET * always status=429 header='Retry-After: 60'", .rateLimited),
      ("GET * always delay=70000", .transport(.timeout)),
    ] as [(String, APIError.Kind?)])
  func faults(_ script: String, _ kind: APIError.Kind?) async throws {
    #expect(await (try client(script: script)).outcome(.inboxes).error?.kind == kind)
  }

  @Test("a key without the right, and one that is none, are told apart")
  func rights() async throws {
    let readOnly = await (try client(key: .readOnly)).outcome(.createInbox(localPart: "a"))
    #expect(readOnly.error?.kind == .missingScope(["inboxes:write"]))
    let stranger = SandboxKey(text: "comm_stranger0123456789", permissions: [])
    #expect(await (try client(key: stranger)).outcome(.inboxes).error?.kind == .unauthorized)
  }
}
