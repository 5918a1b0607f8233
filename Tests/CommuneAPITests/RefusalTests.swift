import MailModel
import Testing

@testable import CommuneAPI

/// An answer and what it means.
struct RefusalCase: Sendable, CustomTestStringConvertible {
  var id: String
  var status: Int
  var body: String
  var kind: APIError.Kind
  var message = ""

  var testDescription: String { "\(id) \(status)" }

  static let all: [RefusalCase] = [
    RefusalCase(
      id: "AF-01", status: 401, body: #"{"error":"Invalid or expired API key"}"#,
      kind: .unauthorized, message: "Invalid or expired API key"),
    RefusalCase(
      id: "AF-02", status: 403,
      body: #"{"error":"Insufficient permissions","required":["threads:read",5],"hint":"h"}"#,
      kind: .missingScope(["threads:read"]), message: "Insufficient permissions"),
    RefusalCase(
      id: "AF-03", status: 403, body: #"{"error":"Sending paused","health":{},"action":"x"}"#,
      kind: .sendingPaused, message: "Sending paused"),
    RefusalCase(
      id: "plan", status: 403, body: #"{"error":"Paid","upgrade_url":"/dashboard/billing"}"#,
      kind: .planLimit, message: "Paid"),
    RefusalCase(
      id: "403 for another reason", status: 403, body: #"{"error":"x","required":[]}"#,
      kind: .forbidden, message: "x"),
    RefusalCase(id: "AF-04", status: 404, body: "<p>Cannot GET /v1/x", kind: .notFound),
    RefusalCase(
      id: "AF-05", status: 409, body: #"{"error":{"message":"active"}}"#, kind: .conflict,
      message: "active"),
    RefusalCase(id: "gone", status: 410, body: "{}", kind: .gone),
    RefusalCase(
      id: "AF-06", status: 413, body: #"{"error":"request entity too large"}"#, kind: .tooLarge,
      message: "request entity too large"),
    RefusalCase(
      id: "AF-06 quota", status: 413, body: #"{"error":"full","used_mb":100}"#,
      kind: .planLimit, message: "full"),
    RefusalCase(
      id: "AF-10", status: 429, body: #"{"error":"Warm-up","message":"tomorrow"}"#,
      kind: .rateLimited, message: "Warm-up: tomorrow"),
    RefusalCase(
      id: "AF-11", status: 502, body: String(repeating: "<p>\u{1B}[2J", count: 25_000),
      kind: .server),
    RefusalCase(
      id: "AF-11 JSON", status: 500, body: #"{"error":{"name":"n","statusCode":5}}"#,
      kind: .server, message: "n"),
    RefusalCase(id: "AF-30", status: 402, body: #"{"error":5}"#, kind: .planLimit),
    RefusalCase(id: "AF-30", status: 418, body: "[]", kind: .invalid),
    RefusalCase(id: "AF-30", status: 451, body: "", kind: .invalid),
    RefusalCase(id: "AF-30", status: 599, body: "null", kind: .server),
    RefusalCase(id: "AF-30", status: 99, body: "{}", kind: .unreadable),
    RefusalCase(id: "AF-30", status: 1000, body: "{}", kind: .unreadable),
    RefusalCase(id: "AF-28", status: 304, body: "", kind: .redirected("nowhere")),
    RefusalCase(
      id: "validation", status: 400, body: #"{"error":["odd"],"message":"m"}"#, kind: .invalid,
      message: "m"),
  ]
}

struct RefusalTests {
  static func error(
    _ status: Int, headers: [Header] = [], _ body: String
  ) throws -> APIError {
    APIError(
      response: HTTPResponse(status: status, headers: headers, body: Array(body.utf8)),
      now: MovedClock.start, key: try APIKey(APIClient.canary))
  }

  @Test("a refusal becomes its kind, with the server's words", arguments: RefusalCase.all)
  func kinds(_ refusal: RefusalCase) throws {
    let error = try Self.error(refusal.status, refusal.body)
    #expect(error.kind == refusal.kind)
    #expect(error.message == refusal.message)
    #expect(error.status == refusal.status)
    #expect(error.requestLeft)
  }

  @Test("everything beside the words is kept, within limits")
  func details() throws {
    let many = String(repeating: #"{"path":"to.0","message":"bad"},"#, count: 30)
    let long = String(repeating: "x", count: 5000)
    let body =
      #"{"error":"\#(long)","hint":"\#(long)","resume_at":"2025-06-15T00:00:00.000Z","#
      + #""upgrade_url":"/b","details":[\#(many)5,null,{}],"reasons":["r"]}"#
    let error = try Self.error(400, headers: [Header("x-request-id", "id-1")], body)
    #expect(error.message.unicodeScalars.count == 1000)
    #expect(error.hint?.unicodeScalars.count == 1000)
    #expect(error.details.count == 20)
    #expect(error.details.first == "to.0: bad")
    #expect(error.upgradeURL == "/b")
    #expect(error.requestID == "id-1")
    #expect(error.resumeAt == Timestamp(parsing: "2025-06-15T00:00:00.000Z"))
    #expect(try Self.error(400, #"{"reasons":["16 emails"]}"#).details == ["16 emails"])
  }

  @Test(
    "AF-21 a redirect names the host that it would have gone to",
    arguments: [
      ("https://evil.example:8/x?y", "evil.example:8"), ("//evil.example", "evil.example"),
      ("http://evil.example?x", "evil.example"), ("/v1/other", "/v1/other"),
      ("file:///etc/passwd", ""), ("javascript:x", "javascript:x"),
    ])
  func redirects(_ location: String, _ host: String) throws {
    for status in [301, 302, 303, 307, 308] {
      let error = try Self.error(status, headers: [Header("location", location)], "")
      #expect(error.kind == .redirected(host))
    }
  }

  /// `MovedClock.start` is 1,750,000,000 seconds after 1970: Sun, 15 Jun 2025 15:06:40 GMT.
  static let waits: [(header: String?, body: String, wait: Int64?)] = [
    ("7", "{}", 7000), ("0", "{}", 1000), ("0.2", "{}", 1000), ("99999", "{}", 3_600_000),
    (nil, #"{"retryAfter":10}"#, 10_000), (nil, #"{"retryAfter":"10"}"#, 10_000),
    ("7", #"{"retryAfter":10}"#, 7000), ("soon", #"{"retryAfter":10}"#, 10_000),
    (nil, "{}", nil), (nil, "<html>", nil), ("-5", "{}", nil), (nil, #"{"retryAfter":-1}"#, nil),
    ("1e308", "{}", 3_600_000), ("1e999", "{}", nil), ("nan", "{}", nil), ("", "{}", nil),
    (nil, #"{"retryAfter":1e400}"#, nil), (nil, #"{"retryAfter":[]}"#, nil),
    (nil, #"{"retryAfter":null}"#, nil), (nil, #"{"retryAfter":true}"#, nil),
    ("1750000030", "{}", 30_000), (nil, #"{"retryAfter":1750000030}"#, 30_000),
    ("1600000000", "{}", 1000), ("Sun, 15 Jun 2025 15:06:50 GMT", "{}", 10_000),
    ("Sun, 15 Jun 2015 15:06:50 GMT", "{}", 1000),
    ("Fri, 15 Jun 2035 15:06:50 GMT", "{}", 3_600_000),
    ("2025-06-15T15:06:50.000Z", "{}", 10_000), ("Sun, 99 Jun 2025 15:06:50 GMT", "{}", nil),
    ("Sun, 15 Foo 2025 15:06:50 GMT", "{}", nil), ("Sun, 15 Jun 99999 15:06:50 GMT", "{}", nil),
    ("Sun, 15 Jun 2025 25:06:50 GMT", "{}", nil), ("Sun, 15 Jun 2025 15:06 GMT", "{}", nil),
  ]

  @Test(
    "AF-08 AF-09 Retry-After in every form lies between a second and an hour",
    arguments: waits.indices)
  func retryAfter(_ index: Int) throws {
    let (header, body, wait) = Self.waits[index]
    let headers = header.map { [Header("Retry-After", $0)] } ?? []
    #expect(try Self.error(429, headers: headers, body).retryAfter == wait)
  }

  @Test(
    "AF-12 AF-13 an answer of 200 that is not the API's JSON is told apart",
    arguments: [
      ("<!DOCTYPE html><title>Wi-Fi", "text/html", APIError.Kind.notCommune),
      ("  \n<html>", nil, .notCommune), ("Welcome", "text/plain", .notCommune),
      ("[]", "application/json", .notCommune), ("\"x\"", nil, .notCommune),
      ("null", nil, .notCommune),
      ("", nil, .unreadable), ("{\"data\":[", "application/json", .unreadable),
      ("{\"data\":5}", "application/json", .unreadable), ("{}x", nil, .unreadable),
    ] as [(String, String?, APIError.Kind)])
  func notCommune(_ body: String, _ type: String?, _ kind: APIError.Kind) async throws {
    let transport = ScriptedTransport(
      headers: type.map { [Header("content-type", $0)] } ?? [], body)
    let error = await (try APIClient(transport)).outcome(.inboxes).error
    #expect(error?.kind == kind)
    #expect(error?.status == 200)
    #expect(transport.requests.count == 1)
  }

  @Test("AF-13 a body cut at any 50th of it is no page, never a part of one")
  func truncated() async throws {
    let rows = Array(repeating: WireSamples.thread, count: 20).joined(separator: ",")
    let body = Array("{\"data\":[\(rows)],\"next_cursor\":null,\"has_more\":false}".utf8)
    for part in 0..<50 {
      let cut = HTTPResponse(status: 200, body: Array(body[..<(body.count * part / 50)]))
      let client = try APIClient(ScriptedTransport([.success(cut)]))
      #expect(await client.outcome(.threads()).error?.kind == .unreadable)
    }
    for end in (body.count - 30)..<body.count {
      #expect(Endpoint.threads().outcome(of: Array(body[..<end])).response == nil)
    }
  }
}
