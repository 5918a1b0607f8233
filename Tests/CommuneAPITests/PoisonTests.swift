import MailModel
import Testing

@testable import CommuneAPI

struct PoisonTests {
  /// Texts of JSON that stand where a field's value stood, and may be anything but broken JSON.
  static let values = [
    "null", "true", "0", "5", "-1", "1e400", "9223372036854775808", "\"\"", "[]", "{}",
    #""\ud83d""#, #""\ude00x""#, #"[null,"x",{"id":5}]"#, #"{"toString":"x","__proto__":null}"#,
    #""2099-13-45T99:99:99Z""#, #""enc:aaaa""#, #""\u0000\u001b[2J""#,
    String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000),
    "\"" + String(repeating: "x", count: 20_000) + "\"",
  ]

  private static func row(_ number: Int) -> String {
    WireSamples.thread.replacing("<a/b@x>", with: "row-\(number)")
  }

  @Test("AF-14 a poisoned row costs itself only: 19 other rows are read as ever", arguments: 0..<40)
  func poisonedRow(_ seed: UInt64) throws {
    var random = Seeded(seed)
    var rows = (0..<20).map { Self.row($0) }
    let clean = try #require(Endpoint.threads().outcome(of: page(rows)).response).rows
    let victim = Int.random(in: 0..<20, using: &random)
    for _ in 0..<10 {
      let row = try #require(JSONParser.parse(Array(Self.row(victim).utf8)))
      let value = try #require(Self.values.randomElement(using: &random))
      let poison = JSONValue.string("POISON")
      let variants = row.variants { [.init($0.name, poison)] } + [poison]
      let text = String(
        decoding: JSONWriter.write(try #require(variants.randomElement(using: &random))),
        as: UTF8.self)
      rows[victim] = text.replacing("\"POISON\"", with: value)
      let read = try #require(Endpoint.threads().outcome(of: page(rows)).response)
      #expect(read.rows.count == 20)
      for index in 0..<20 where index != victim { #expect(read.rows[index] == clean[index]) }
    }
  }

  private func page(_ rows: [String]) -> String {
    "{\"data\":[\(rows.joined(separator: ","))],\"next_cursor\":null,\"has_more\":false}"
  }

  @Test("AF-14 a row that is no object is a placeholder, the same at each refresh")
  func placeholders() {
    let body = #"{"data":[null,5,"x",[],{},{"subject":"s","thread_id":""},{"message_id":7}]}"#
    let threads = Endpoint.threads().outcome(of: body).response?.rows ?? []
    #expect(threads.count == 7)
    #expect(threads.allSatisfy { $0.isPlaceholder && !$0.id.isEmpty })
    #expect(Set(threads.map(\.id)).count == 7)
    #expect(threads[5].subject == "s")
    #expect(Endpoint.threads().outcome(of: body).response?.rows == threads)
    let messages = Endpoint.messages().outcome(of: body).response?.rows ?? []
    #expect(messages.map(\.isPlaceholder) == [true, true, true, true, true, true, false])
    #expect(messages.last?.id == ID("7"))
    #expect(Set(messages.map(\.id)).count == 7)
  }

  @Test(
    "AF-14 fields of another type are read where that makes sense, and else left at their default")
  func wrongTypes() {
    let row =
      #"{"thread_id":"t","subject":5,"message_count":"4","has_attachments":1,"snippet":{},"#
      + #""last_message_at":1742049000,"first_message_at":1742049000000,"last_direction":[]}"#
    let thread = Endpoint.threads().outcome(of: "{\"data\":[\(row)]}").response?.rows.first
    #expect(
      thread
        == MailThread(
          id: ID("t"), lastMessageAt: Timestamp(seconds: 1_742_049_000),
          firstMessageAt: Timestamp(seconds: 1_742_049_000), messageCount: 4, hasAttachments: true))
    for participants in ["null", "\"x\"", "5", "{}", "[null,5,{}]"] {
      let row = #"{"message_id":"m","participants":\#(participants),"metadata":"x","content":"t"}"#
      let message = Endpoint.messages().outcome(of: "{\"data\":[\(row)]}").response?.rows.first
      #expect(message == Message(id: ID("m"), thread: ID(""), direction: .other, text: "t"))
    }
  }

  @Test(
    "a page whose list is missing or no list is unreadable, null is an empty list",
    arguments: [
      (#"{"data":null}"#, 0), (#"{"data":[]}"#, 0), (#"{"data":{}}"#, nil), (#"{"data":"x"}"#, nil),
      (#"{"data":5}"#, nil), (#"{"error":"x"}"#, nil), ("{}", nil), ("[]", nil),
    ] as [(String, Int?)])
  func lists(_ body: String, _ count: Int?) {
    #expect(Endpoint.threads().outcome(of: body).response?.rows.count == count)
    #expect(Endpoint.domains.outcome(of: body).response?.rows.count == count)
  }

  @Test("AF-16 what nobody knows is left out or is `other`")
  func unknown() {
    let deep = String(repeating: "{\"a\":[", count: 400) + String(repeating: "]}", count: 400)
    let row =
      #"{"message_id":"m","direction":"sideways","channel":"sms","#
      + #""participants":[{"role":"mentioned","identity":"a@x"},{"role":5,"identity":"b@x"}],"#
      + #""attachments":["f",{"attachment_id":"g"},{"filename":"x"},"",5,null],"new":\#(deep)}"#
    let message = Endpoint.messages().outcome(of: "{\"data\":[\(row)],\"x\":\(deep)}").response?
      .rows.first
    #expect(message?.direction == .other)
    #expect(message?.channel == "sms")
    #expect(message?.participants.map(\.role) == [.other, .other])
    #expect(message?.attachments == [ID("f"), ID("g")])
  }

  @Test("AF-17 double keys, shuffled keys, a key of 1 MB and numbers out of range are no trap")
  func oddObjects() throws {
    let sample = try #require(JSONParser.parse(Array(WireSamples.thread.utf8)))
    let expected = Endpoint.threads().outcome(of: WireSamples.threads).response?.rows
    let members = try #require(sample.members)
    var random = Seeded(7)
    for _ in 0..<20 {
      let shuffled = JSONValue.object(members.shuffled(using: &random))
      let page = JSONValue.object([.init("data", .array([shuffled]))])
      #expect(Endpoint.threads().outcome(of: JSONWriter.write(page)).response?.rows == expected)
    }
    let long = JSONValue.Member(String(repeating: "k", count: 1 << 20), .null)
    let doubled = members + members.map { .init($0.name, .number("1e400")) } + [long]
    let page = JSONValue.object([.init("data", .array([.object(doubled)]))])
    #expect(Endpoint.threads().outcome(of: JSONWriter.write(page)).response?.rows == expected)
    for number in ["1e400", "-0", "9223372036854775808", "-1e400", "-5", "1e18", "9e17"] {
      let row =
        #"{"thread_id":"t","message_count":\#(number),"last_message_at":\#(number)}"#
      let thread = Endpoint.threads().outcome(of: "{\"data\":[\(row)]}").response?.rows.first
      #expect(thread?.id == ID("t"))
      #expect(thread?.lastMessageAt == nil)
      #expect((thread?.messageCount ?? -1) >= 0)
    }
  }

  @Test("UW-15 lone surrogates in three of 20 rows leave 20 rows, three with U+FFFD")
  func loneSurrogates() {
    var rows = (0..<20).map { Self.row($0) }
    rows[3] = rows[3].replacing("\"Hi\"", with: #""Hi \ud83d""#)
    rows[9] = rows[9].replacing("\"Order\"", with: #""\ude00Order""#)
    rows[19] = rows[19].replacing("\"domain_id\"", with: #""\ud83d":1,"domain_id""#)
      .replacing("\"Hi\"", with: #""\ud83d\ud83d""#)
    let read = Endpoint.threads().outcome(of: page(rows)).response?.rows ?? []
    #expect(read.count == 20)
    let marked = read.indices.filter { index in
      (read[index].snippet + (read[index].subject ?? "")).unicodeScalars.contains("\u{FFFD}")
    }
    #expect(marked == [3, 9, 19])
    #expect(read[3].snippet == "Hi \u{FFFD}")
    #expect(read[19].domain == ID("d-1"))
  }

  @Test("UW-16 ids that look alike stay apart, and return as the bytes that they came as")
  func lookAlikes() {
    let ids = ["e\u{301}", "é", "\u{212B}", "Å", "A\u{30A}", "\u{1F600}", "a\u{0}", "a", " a"]
    let body = page(ids.map { "{\"thread_id\":\"\($0.replacing("\u{0}", with: "\\u0000"))\"}" })
    let rows = Endpoint.threads().outcome(of: body).response?.rows ?? []
    #expect(rows.map(\.id.bytes) == ids.map { Array($0.utf8) })
    #expect(Set(rows.map(\.id)).count == ids.count)
    let targets = rows.map { Endpoint.messages(in: $0.id).target }
    #expect(targets[0].hasPrefix("/v1/threads/e%CC%81/"))
    #expect(targets[1].hasPrefix("/v1/threads/%C3%A9/"))
  }

  @Test("an id of absurd length makes a placeholder")
  func longIDs() {
    for (length, isPlaceholder) in [(8192, false), (8193, true)] {
      let row = "{\"thread_id\":\"\(String(repeating: "x", count: length))\"}"
      let thread = Endpoint.threads().outcome(of: page([row])).response?.rows.first
      #expect(thread?.isPlaceholder == isPlaceholder)
    }
  }

  @Test("PG-14 more rows than were asked for are all read")
  func manyRows() {
    let body = page((0..<1500).map { Self.row($0) })
    #expect(Endpoint.threads(limit: 1).outcome(of: body).response?.rows.count == 1500)
  }
}
