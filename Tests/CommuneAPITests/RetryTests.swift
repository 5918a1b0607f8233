import MailModel
import Testing

@testable import CommuneAPI

private typealias Answer = Result<HTTPResponse, TransportError>

private func answer(_ status: Int, headers: [Header] = [], _ body: String = "{}") -> Answer {
  .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8)))
}

struct RetryTests {
  private static let good = answer(200, "{\"data\":[]}")
  private static let limited = answer(429, headers: [Header("Retry-After", "7")])

  @Test("every request carries the key, once, and what it accepts")
  func headers() async throws {
    let transport = ScriptedTransport("{\"data\":{}}")
    let client = try APIClient(transport)
    _ = await client.outcome(.createInbox(localPart: "a"))
    _ = await client.outcome(.send(body: [7], idempotencyKey: "k", tryNumber: 1))
    _ = await client.outcome(.domain(ID("d")))
    let requests = transport.requests
    #expect(
      requests.map(\.url) == [
        "https://mail.example.com/v1/inboxes", "https://mail.example.com/v1/messages/send",
        "https://mail.example.com/v1/domains/d",
      ])
    for request in requests {
      let keys = request.headers.filter { $0.name == "Authorization" }
      #expect(keys == [Header("Authorization", "Bearer \(APIClient.canary)")])
      #expect(request.headers.contains(Header("Accept", "application/json")))
      let type = request.headers.first { $0.name == "Content-Type" }
      #expect(type?.value == (request.body == nil ? nil : "application/json"))
    }
    #expect(requests[1].body == [7])
    #expect(requests[1].headers.contains(Header("Idempotency-Key", "k")))
    #expect(requests.map(\.isIdempotent) == [false, false, true])
  }

  @Test(
    "AF-11 AF-20 a read is repeated three times at most, with growing waits",
    arguments: [
      (answer(500), [500, 1000, 2000]), (answer(503), [500, 1000, 2000]),
      (.failure(TransportError(.cut, requestLeft: true)), [250, 500, 1000]),
      (.failure(TransportError(.connectionRefused)), [250, 500, 1000]),
      (answer(503, headers: [Header("Retry-After", "9")]), [9000, 9000, 9000]),
      (answer(503, headers: [Header("Retry-After", "11")]), []),
      (answer(401), []), (answer(403), []), (answer(404), []), (answer(413), []), (answer(302), []),
      (answer(200, "<html>"), []), (.failure(TransportError(.timeout, requestLeft: true)), []),
      (.failure(TransportError(.tls("bad"))), []), (.failure(TransportError(.cancelled)), []),
      (.failure(TransportError(.tooLarge(limit: 1), requestLeft: true)), []),
      (.failure(TransportError(.nameNotFound(host: "x"))), []),
    ] as [(Answer, [Int64])])
  private func reads(_ bad: Answer, _ sleeps: [Int64]) async throws {
    let clock = MovedClock()
    let transport = ScriptedTransport([bad])
    let client = try APIClient(transport, clock: clock)
    #expect(await client.outcome(.inboxes).error != nil)
    #expect(transport.requests.count == sleeps.count + 1)
    #expect(clock.sleeps == sleeps)
    let healed = ScriptedTransport([bad, Self.good])
    let second = try APIClient(healed, clock: MovedClock())
    #expect((await second.outcome(.inboxes).response != nil) == !sleeps.isEmpty)
  }

  @Test(
    "what is not idempotent is sent once, whatever happens",
    arguments: [
      answer(500), answer(503), answer(429), limited, answer(401), answer(302),
      .failure(TransportError(.cut, requestLeft: true)),
      .failure(TransportError(.connectionRefused)),
      .failure(TransportError(.timeout, requestLeft: true)), answer(202, "{\"da"),
    ])
  private func writes(_ bad: Answer) async throws {
    let clock = MovedClock()
    func count<Response>(_ endpoint: Endpoint<Response>) async throws -> Int {
      let transport = ScriptedTransport([bad])
      #expect(await (try APIClient(transport, clock: clock)).outcome(endpoint).error != nil)
      return transport.requests.count
    }
    #expect(try await count(.send(body: [], idempotencyKey: "k", tryNumber: 1)) == 1)
    #expect(try await count(.createInbox(localPart: "a")) == 1)
    #expect(try await count(.deleteInbox(ID("i"), of: ID("d"))) == 1)
    #expect(try await count(.updateInbox(ID("i"), of: ID("d"))) == 1)
    #expect(try await count(.confirmDeletion(ID("d"), token: "t")) == 1)
    #expect(try await count(.uploadAttachment(base64: "", filename: "", mimeType: "")) == 1)
    #expect(clock.sleeps.isEmpty)
  }

  @Test("how far a request got is told with the error", arguments: [true, false])
  func requestLeft(_ left: Bool) async throws {
    let failure = TransportError(.cut, requestLeft: left, status: left ? 202 : nil)
    let client = try APIClient(ScriptedTransport([.failure(failure)]))
    let error = await client.outcome(.send(body: [], idempotencyKey: "k", tryNumber: 1)).error
    #expect(error?.kind == .transport(.cut))
    #expect(error?.requestLeft == left)
    #expect(error?.status == (left ? 202 : 0))
  }

  @Test("AF-07 no GET leaves before the time of a 429 is over")
  func quiet() async throws {
    let clock = MovedClock()
    let long = answer(429, headers: [Header("Retry-After", "60")])
    let transport = ScriptedTransport([long, Self.good])
    let client = try APIClient(transport, clock: clock)
    #expect(await client.outcome(.inboxes).error?.retryAfter == 60_000)
    clock.advance(39_000)
    let error = await client.outcome(.domains).error
    #expect(error?.kind == .rateLimited)
    #expect(error?.retryAfter == 21_000)
    #expect(error?.requestLeft == false)
    #expect(transport.requests.count == 1)
    clock.advance(21_000)
    #expect(await client.outcome(.inboxes).response != nil)
    #expect(transport.requests.count == 2)
  }

  @Test("AF-07 a short wait is slept through, three times at most")
  func shortWaits() async throws {
    let clock = MovedClock()
    let transport = ScriptedTransport([Self.limited, Self.good])
    let client = try APIClient(transport, clock: clock)
    #expect(await client.outcome(.inboxes).response != nil)
    #expect(clock.sleeps == [7000])
    let stubborn = ScriptedTransport([Self.limited])
    #expect(await (try APIClient(stubborn)).outcome(.inboxes).error?.kind == .rateLimited)
    #expect(stubborn.requests.count == 4)
  }

  @Test("AF-08 429s without a time double the wait from 30 s to 15 min, and a success ends that")
  func vagueWaits() async throws {
    for (chance, factor) in [(0.0, 0.75), (0.5, 1.0), (1.0, 1.25)] {
      let clock = MovedClock(chance: chance)
      let bad = Array(repeating: answer(429), count: 7)
      let client = try APIClient(ScriptedTransport(bad + [Self.good, answer(429)]), clock: clock)
      for seconds in [30.0, 60, 120, 240, 480, 900, 900] {
        let wait = await client.outcome(.inboxes).error?.retryAfter
        #expect(wait == Int64(seconds * 1000 * factor))
        clock.advance(wait ?? 0)
      }
      #expect(await client.outcome(.inboxes).response != nil)
      #expect(await client.outcome(.inboxes).error?.retryAfter == Int64(30_000 * factor))
    }
  }

  @Test("AF-10 a 429 of a send keeps its own time, none included, and does not silence reads")
  func limitedSend() async throws {
    let hour = answer(429, headers: [Header("Retry-After", "3600")])
    for (bad, wait) in [(answer(429), nil), (hour, 3_600_000 as Int64?)] {
      let client = try APIClient(ScriptedTransport([bad, Self.good]))
      let send = Endpoint.send(body: [], idempotencyKey: "k", tryNumber: 1)
      let error = try #require(await client.outcome(send).error)
      #expect(error.retryAfter == wait)
      #expect(await client.outcome(.inboxes).response != nil)
    }
  }

  @Test(
    "AF-33 the server's clock is learned from its Date header",
    arguments: [
      ("Sun, 15 Jun 2025 15:06:40 GMT", 0), ("Sun, 15 Jun 2025 15:06:41 GMT", 0),
      ("Mon, 16 Jun 2025 15:06:40 GMT", 86_400_000), ("Sat, 14 Jun 2025 15:06:40 GMT", -86_400_000),
      ("yesterday", nil), ("", nil),
    ] as [(String, Int64?)])
  func serverTime(_ date: String, _ offset: Int64?) async throws {
    for status in [200, 401] {
      let client = try APIClient(
        ScriptedTransport([answer(status, headers: [Header("date", date)], "{\"data\":[]}")]))
      #expect(client.serverTimeOffset == nil)
      _ = await client.outcome(.inboxes)
      #expect(client.serverTimeOffset == offset)
      #expect(client.serverNow == MovedClock.start.advanced(byMilliseconds: offset ?? 0))
    }
  }

  @Test("a cancelled wait ends the call as cancelled")
  func cancelledWait() async throws {
    let clock = APIClock(
      now: { MovedClock.start }, sleep: { _ in throw CancellationError() }, chance: { 0 })
    let client = APIClient(
      base: try BaseURL("https://a.example"), key: try APIKey(APIClient.canary),
      transport: ScriptedTransport([answer(500)]), clock: clock)
    #expect(await client.outcome(.inboxes).error?.isCancelled == true)
  }
}
