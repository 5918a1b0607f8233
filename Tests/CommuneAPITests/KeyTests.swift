import MailModel
import Synchronization
import Testing

@testable import CommuneAPI

struct KeyTests {
  static let key = APIClient.canary
  static let bad = [
    "", "comm_", "comm_1234", "Bearer comm_0123456789", "sk_0123456789abcdef", " comm_0123456789",
    "comm_0123456789 ", "comm_01234\r\nEvil: 1", "comm_01234\n", "comm_01234\u{0}56789",
    "comm_0123456789é", "comm_" + String(repeating: "x", count: 508),
    "comm_" + String(repeating: "x", count: 5_000_000),
  ]

  @Test("SE-11 a key that could break a header is refused, and the error does not hold it")
  func refused() {
    for text in Self.bad {
      do {
        _ = try APIKey(text)
        Issue.record("taken: \(text.count) characters")
      } catch {
        #expect(everyForm(of: error).count < 200)
        #expect(text.count < 10 || !everyForm(of: error).contains(text))
      }
    }
    #expect((try? APIKey("comm_" + String(repeating: "x", count: 507))) != nil)
  }

  @Test("SE-11 a key and its client show the last four characters and no more")
  func descriptions() throws {
    let key = try APIKey(Self.key)
    #expect("\(key)" == "comm_…XYZ9")
    let client = try APIClient(ScriptedTransport("{}"))
    #expect(client.keyDescription == "comm_…XYZ9")
    for form in [
      everyForm(of: key), everyForm(of: [key]), everyForm(of: Optional(key)), everyForm(of: client),
    ] {
      #expect(!form.contains("canary"))
    }
    #expect(Mirror(reflecting: key).children.isEmpty)
    let other = try APIKey(Self.key + "1")
    #expect(key.fingerprint != other.fingerprint)
  }

  /// A refusal with the key in every place that is read.
  static let echoes: [HTTPResponse] = [400, 401, 403, 404, 413, 429, 500, 302].flatMap { status in
    [
      #"{"error":"no KEY","message":"KEYKEY","details":["KEY",{"path":"KEY","message":"KEY"}],"#
        + #""hint":"KEY","required":["KEY"],"upgrade_url":"https://x/KEY","reasons":["KEY"]}"#,
      #"{"error":{"message":"Bearer KEY","name":"KEY"},"hint":"comm\u005fcanary0123456789abcdefXYZ9"}"#,
      "<html>KEY</html>", "KEY",
    ].map { body in
      HTTPResponse(
        status: status,
        headers: [
          Header("Location", "https://KEY.evil/KEY".replacing("KEY", with: key)),
          Header("X-Request-ID", key), Header("Retry-After", key),
        ], body: Array(body.replacing("KEY", with: key).utf8))
    }
  }

  @Test("SE-06 a key that a server echoes is not in the error", arguments: echoes.indices)
  func echoed(_ index: Int) async throws {
    let client = try APIClient(ScriptedTransport([.success(Self.echoes[index])]))
    let error = try #require(await client.outcome(.domain(ID("d"))).error)
    #expect(!everyForm(of: error).contains("canary"))
  }

  @Test("SE-06 a key that the cap of a text cuts in two leaves no half of it", arguments: 0..<3)
  func cutKey(_ copies: Int) throws {
    let key = try APIKey(Self.key)
    for length in 0..<80 {
      let text =
        String(repeating: Self.key, count: copies) + String(repeating: "é", count: length)
        + Self.key
        + String(repeating: Self.key, count: copies)
      for cap in [0, 1, 40, 60, 100] {
        let masked = key.masked(in: text, scalars: cap)
        #expect(!masked.contains("comm_c"))
        #expect(masked.unicodeScalars.count <= cap)
      }
    }
    #expect(key.masked(in: "a \(Self.key)\u{301} b", scalars: 99) == "a comm_…XYZ9\u{301} b")
    #expect(key.masked(in: String(repeating: "x", count: 99), scalars: 50).count == 50)
  }

  @Test("the log of requests has no key in it")
  func log() async throws {
    let entries = Entries()
    let client = try APIClient(
      ScriptedTransport(status: 500, "{\"error\":\"\(Self.key)\"}"), log: { entries.add($0) })
    _ = await client.outcome(.createInbox(localPart: "a"))
    #expect(entries.all.map(\.target) == ["/v1/inboxes"])
    #expect(entries.all.map(\.status) == [500])
    #expect(!everyForm(of: entries.all).contains("canary"))
  }

  private func everyForm(of value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return dumped + String(describing: value) + String(reflecting: value)
  }
}

private final class Entries: Sendable {
  private let list = Mutex<[Activity]>([])
  var all: [Activity] { list.withLock { $0 } }
  func add(_ activity: Activity) { list.withLock { $0.append(activity) } }
}
