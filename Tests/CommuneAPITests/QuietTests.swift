import CommuneAPI
import MailModel
import Testing

@Suite struct QuietTests {
  @Test("AF-07 after a long 429 no read goes out before its time, and each says how long")
  func quietAfterRefusal() async throws {
    let clock = SetClock()
    let server = refusingOnce(retryAfter: "60")
    let client = try client(of: server, clock: clock)
    #expect(await wait(client) == 60_000)
    clock.advance(milliseconds: 40_000)
    #expect(await wait(client) == 20_000)
    #expect(server.requests.count == 1)
    clock.advance(milliseconds: 20_000)
    #expect(await wait(client) == nil)
    #expect(server.requests.count == 2)
  }

  @Test("AF-32 a clock that is set back does not keep reads quiet for days")
  func clockSetBack() async throws {
    let clock = SetClock()
    let server = refusingOnce(retryAfter: "60")
    let client = try client(of: server, clock: clock)
    #expect(await wait(client) == 60_000)
    clock.advance(milliseconds: -86_400_000)
    #expect(await wait(client) == nil)
  }

  @Test("SE-01 a request that is printed or dumped does not show the key")
  func printedRequest() async throws {
    let server = CannedServer(json: #"{"data":[]}"#)
    _ = try await client(of: server).call(.domains)
    let request = try #require(server.requests.first)
    var dumped = "\(request) \(String(reflecting: request))"
    dump(request, to: &dumped)
    #expect(request.headers.contains(Header("Authorization", "Bearer comm_0123456789abcdefWXYZ")))
    #expect(!dumped.contains("0123456789abcdef"))
    #expect(dumped.contains("Authorization"))
  }

  private func refusingOnce(retryAfter: String) -> CannedServer {
    CannedServer([
      .success(HTTPResponse(status: 429, headers: [Header("Retry-After", retryAfter)])),
      .success(HTTPResponse(status: 200, body: Array(#"{"data":[]}"#.utf8))),
    ])
  }

  /// The milliseconds that a read is told to wait; nil: it was answered.
  private func wait(_ client: APIClient) async -> Int64? {
    do throws(APIError) {
      _ = try await client.call(.domains)
      return nil
    } catch {
      return error.retryAfter ?? -1
    }
  }
}
