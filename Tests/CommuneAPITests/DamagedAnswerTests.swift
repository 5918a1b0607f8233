import CommuneAPI
import MailModel
import Testing

@Suite struct DamagedAnswerTests {
  @Test(
    "I6 a value that is no JSON costs itself, never the rows beside it",
    arguments: ["tru", "NaN", "undefined", "-", "1e999999", "0x10", "Infinity", "+1", "'a'"])
  func badWord(_ word: String) async throws {
    let good = #"{"thread_id":"good","message_count":2}"#
    let bad = #"{"thread_id":"bad","message_count":\#(word),"subject":"kept"}"#
    let page = try await page(of: "[\(good),\(bad),\(word),\(good)]")
    #expect(page.rows.count == 4)
    #expect(page.rows.map(\.isPlaceholder) == [false, false, true, false])
    #expect(page.rows[1].subject == "kept")
    #expect(page.rows.filter { $0.id == ID("good") }.allSatisfy { $0.messageCount == 2 })
  }

  @Test("AF-18 an answer of millions of values is refused before they are made")
  func manyValues() async throws {
    let zeros = String(repeating: "0,", count: 600_000)
    await #expect(throws: APIError(.unreadable, status: 200)) {
      _ = try await self.page(of: "[\(zeros)0]")
    }
  }

  @Test(
    "AF-13 an answer that is cut anywhere is an error, not a shorter list", arguments: 1..<50)
  func cutAnswer(_ part: Int) async throws {
    let row = #"{"thread_id":"t","subject":"a \u00e9 \"b\"","message_count":3,"inbox_id":null}"#
    let whole = Array(#"{"data":[\#(row),\#(row)],"next_cursor":"c","has_more":true}"#.utf8)
    let cut = Array(whole.prefix(whole.count * part / 50))
    let server = CannedServer([.success(HTTPResponse(status: 200, body: cut))])
    let client = try client(of: server)
    await #expect(throws: APIError.self) { _ = try await client.call(.threads(inbox: ID("i"))) }
    #expect(server.requests.count == 1)
  }

  @Test(
    "PG-02 an answer that does not say whether more follows has more where it has a cursor",
    arguments: [
      (#""next_cursor":"c""#, true), (#""next_cursor":null"#, false),
      (#""next_cursor":"""#, false), (#""next_cursor":"c","has_more":false"#, false),
      (#""has_more":1"#, true), (#""other":1"#, false),
    ])
  func moreFollows(_ envelope: String, _ hasMore: Bool) async throws {
    let server = CannedServer(json: #"{"data":[],\#(envelope)}"#)
    let page = try await client(of: server).call(.threads(inbox: ID("i")))
    #expect(page.hasMore == hasMore)
    #expect(page.nextCursor?.isEmpty != true)
  }

  private func page(of rows: String) async throws -> WirePage<MailThread> {
    let server = CannedServer(json: #"{"data":\#(rows),"next_cursor":null,"has_more":false}"#)
    return try await client(of: server).call(.threads(inbox: ID("i")))
  }
}
