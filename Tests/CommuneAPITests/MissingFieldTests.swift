import MailModel
import Testing

@testable import CommuneAPI

/// An endpoint, its full answer, and what it makes of another.
struct WireFamily: Sendable, CustomTestStringConvertible {
  var name: String
  var sample: String
  /// The result as text; nil where the whole answer was refused.
  var read: @Sendable ([UInt8]) -> String?

  var testDescription: String { name }

  init<Response>(_ name: String, _ sample: String, _ endpoint: Endpoint<Response>) {
    self.name = name
    self.sample = sample
    read = { endpoint.outcome(of: $0).response.map { String(reflecting: $0) } }
  }

  static let all = [
    WireFamily("threads", WireSamples.threads, Endpoint.threads()),
    WireFamily("messages", WireSamples.messages, Endpoint.messages()),
    WireFamily("thread messages", WireSamples.messages, Endpoint.messages(in: ID("t"))),
    WireFamily("domains", WireSamples.domains, Endpoint.domains),
    WireFamily("domain", "{\"data\":\(WireSamples.domain)}", Endpoint.domain(ID("d"))),
    WireFamily("verify", "{\"data\":\(WireSamples.domain)}", Endpoint.verifyDomain(ID("d"))),
    WireFamily("records", "{\"data\":[\(WireSamples.record)]}", Endpoint.records(of: ID("d"))),
    WireFamily("inboxes", WireSamples.inboxes, Endpoint.inboxes),
    WireFamily("inbox", "{\"data\":\(WireSamples.inbox)}", Endpoint.inbox(ID("i"), of: ID("d"))),
    WireFamily(
      "send", WireSamples.receipt, Endpoint.send(body: [], idempotencyKey: "k", tryNumber: 1)),
    WireFamily("attachment", WireSamples.attachment, Endpoint.attachment(ID("f"))),
    WireFamily("attachment URL", WireSamples.attachmentURL, Endpoint.attachmentURL(ID("f"))),
    WireFamily("deletion", WireSamples.deletion, Endpoint.deletionStatus(ID("d"))),
    WireFamily("deletion ticket", WireSamples.deletion, Endpoint.requestDeletion(.organization)),
    WireFamily(
      "delete inbox", #"{"data":{"ok":true}}"#, Endpoint.deleteInbox(ID("i"), of: ID("d"))),
  ]
}

extension JSONValue {
  /// Every value that this one becomes when `change` is done to one member of an object in it.
  func variants(_ change: (Member) -> [Member]) -> [JSONValue] {
    switch self {
    case .object(let members):
      members.indices.flatMap { index -> [JSONValue] in
        func with(_ replacement: [Member]) -> JSONValue {
          .object(members[..<index] + replacement + members[(index + 1)...])
        }
        let inner = members[index].value.variants(change)
        return [with(change(members[index]))]
          + inner.map { with([Member(members[index].name, $0)]) }
      }
    case .array(let elements):
      elements.indices.flatMap { index in
        elements[index].variants(change).map {
          .array(elements[..<index] + [$0] + elements[(index + 1)...])
        }
      }
    default: []
    }
  }

  /// Without the members of every object below the first `kept` levels.
  func emptied(below kept: Int) -> JSONValue {
    switch self {
    case .object(let members):
      .object(kept <= 0 ? [] : members.map { .init($0.name, $0.value.emptied(below: kept - 1)) })
    case .array(let elements): .array(elements.map { $0.emptied(below: kept) })
    default: self
    }
  }
}

struct MissingFieldTests {
  /// Only these make an answer as a whole useless.
  static let required: [String: Set<String>] = ["attachment URL": ["data", "url"]]
  static let pages: Set = [
    "threads", "messages", "thread messages", "domains", "records", "inboxes",
  ]

  @Test("AF-15 each documented field may be missing", arguments: WireFamily.all)
  func missing(_ family: WireFamily) throws {
    let sample = try #require(JSONParser.parse(Array(family.sample.utf8)))
    let whole = try #require(family.read(JSONWriter.write(sample)))
    let variants = sample.variants { _ in [] }
    #expect(variants.count >= 2)
    var changed = 0
    for variant in variants {
      let text = family.read(JSONWriter.write(variant))
      if text == nil {
        let name = try #require(Self.gone(from: sample, in: variant))
        let isPage = Self.pages.contains(family.name) && name == "data"
        #expect(isPage || Self.required[family.name]?.contains(name) == true, "\(name)")
      } else if text != whole {
        changed += 1
      }
    }
    // A field that is read is one whose absence shows.
    #expect(changed > 0 || family.name == "delete inbox")
  }

  @Test("AF-15 all documented fields may be missing at once", arguments: WireFamily.all)
  func allMissing(_ family: WireFamily) throws {
    let sample = try #require(JSONParser.parse(Array(family.sample.utf8)))
    for kept in 1...3 {
      let text = family.read(JSONWriter.write(sample.emptied(below: kept)))
      #expect(text != nil || family.name == "attachment URL")
    }
    let mayBeEmpty = !Self.pages.contains(family.name) && Self.required[family.name] == nil
    #expect((family.read(Array("{}".utf8)) != nil) == mayBeEmpty)
  }

  @Test("AF-14 each field may have any type, null too", arguments: WireFamily.all)
  func wrongTypes(_ family: WireFamily) throws {
    let sample = try #require(JSONParser.parse(Array(family.sample.utf8)))
    let values: [JSONValue] = [
      .null, .bool(true), .number("5"), .number("-1"), .number("1e400"),
      .number("9223372036854775808"), .string(""), .string("4"), .array([]), .object([]),
      .array([.null, .number("1"), .array([])]), .object([.init("a", .null)]),
    ]
    for value in values {
      for variant in sample.variants({ [.init($0.name, value)] }) {
        if family.read(JSONWriter.write(variant)) != nil { continue }
        let name = try #require(Self.changed(from: sample, in: variant))
        #expect(name == "data" || Self.required[family.name]?.contains(name) == true, "\(name)")
      }
    }
  }

  /// The name that is in `sample` more often than in `variant`.
  private static func gone(from sample: JSONValue, in variant: JSONValue) -> String? {
    guard let old = sample.members, let new = variant.members else { return nil }
    for member in old {
      guard let same = new.first(where: { $0.name == member.name }) else { return member.name }
      if same.value != member.value { return gone(from: member.value, in: same.value) }
    }
    return nil
  }

  private static func changed(from sample: JSONValue, in variant: JSONValue) -> String? {
    guard let old = sample.members, let new = variant.members else { return nil }
    for (before, after) in zip(old, new) where before.value != after.value {
      return changed(from: before.value, in: after.value) ?? before.name
    }
    return nil
  }
}
