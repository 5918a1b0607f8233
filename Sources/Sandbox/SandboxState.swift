import CommuneAPI
import MailModel

/// Everything that a sandbox knows; each family of endpoints is an extension in a file of its own.
struct SandboxState {
  let options: SandboxOptions
  let ledger: Ledger
  /// The request's own moment, the latest so far.
  var now = Timestamp(milliseconds: 0)
  var ids: SeededIDs
  let organization: String
  var keys: [SandboxKey]
  /// Keys that were deleted with the organisation and still work for a while (`src` caches them).
  var dyingKeys: [String: Timestamp] = [:]
  var domains: [StoredDomain]
  /// The domain for inboxes that name none; never listed.
  let sharedDomain: StoredDomain
  var inboxes: [StoredInbox]
  var messages = MessageTable()
  var files: [ID<Attachment>: SandboxFile] = [:]
  var triage: [ID<MailThread>: Triage] = [:]
  var deletions: [StoredDeletion] = []
  /// Answers to sends, by idempotency key.
  var replays: [String: Replay] = [:]
  var queue: [QueuedMail] = []
  var windows = SlidingWindows()

  var isSource: Bool { options.dialect == .src }

  init(seed: SandboxSeed, options: SandboxOptions, ledger: Ledger) {
    self.options = options
    self.ledger = ledger
    var ids = SeededIDs(seed: options.seed)
    organization = ids.uuid()
    sharedDomain = Self.sharedDomain(of: seed, id: ID(ids.uuid()))
    self.ids = ids
    keys = options.keys
    domains = seed.domains.map { StoredDomain(domain: $0) }
    inboxes = seed.inboxes.map { StoredInbox(inbox: $0) }
    for file in seed.files { files[file.attachment.id] = file }
    load(seed.messages)
  }

  /// The domain of the seed's first inbox whose domain is not listed, or one of that id.
  private static func sharedDomain(of seed: SandboxSeed, id: ID<Domain>) -> StoredDomain {
    let listed = Set(seed.domains.map(\.id))
    let guest = seed.inboxes.first { inbox in inbox.domain.map { !listed.contains($0) } ?? false }
    return StoredDomain(
      domain: Domain(
        id: guest?.domain ?? id, name: guest?.domainName ?? "agents.example.com",
        status: "verified", region: "us-east-1"))
  }

  /// Oldest first, so that each one is appended to its thread.
  private mutating func load(_ seed: [Message]) {
    let order = seed.indices.sorted { left, right in
      let times = (seed[left].createdAt, seed[right].createdAt)
      let milliseconds = (times.0?.milliseconds ?? .min, times.1?.milliseconds ?? .min)
      return milliseconds.0 != milliseconds.1 ? milliseconds.0 < milliseconds.1 : left < right
    }
    var domainOfInbox: [ID<Inbox>: ID<Domain>] = [:]
    for stored in inboxes { domainOfInbox[stored.inbox.id] = stored.inbox.domain }
    for index in order {
      let message = seed[index]
      let domain = message.inbox.flatMap { domainOfInbox[$0] }
      messages.insert(StoredMessage(message: message, domain: domain, rowID: ids.uuid()))
    }
  }

  /// Stores a mail as if it had just come in.
  mutating func receive(_ message: Message) {
    let inbox = inboxes.first { $0.inbox.id == message.inbox }
    messages.insert(
      StoredMessage(message: message, domain: inbox?.inbox.domain, rowID: ids.uuid()))
  }
}

/// A domain with what the model does not hold.
struct StoredDomain {
  var domain: Domain
  var verifyCount = 0
}

/// An inbox with what the model does not hold.
struct StoredInbox {
  var inbox: Inbox
  /// As the client sent it, its secret included.
  var webhook: JSONNode?
  var agentName: String?

  init(inbox: Inbox) {
    self.inbox = inbox
    if let hook = inbox.webhook {
      webhook = .object([
        ("endpoint", hook.endpoint.map { .string($0) } ?? .null),
        ("events", .array(hook.events.map { .string($0) })),
      ])
    }
  }
}

/// What a client set on a thread.
struct Triage {
  var status = "open"
  var tags: [String] = []
  var assignee: String?
}

/// A request with everything that its handler needs.
struct Call {
  var request: SandboxRequest
  /// The body as an object; empty where there was none or its type was not JSON.
  var body: JSONNode
  var key: SandboxKey
  var fault: Fault

  func value(_ name: String) -> String? { request.value(name) }

  /// A member of the body, in snake case or camel case; camel case wins.
  func member(_ snake: String, _ camel: String) -> JSONNode? { body[camel] ?? body[snake] }
}

/// A request that is answered with an error.
struct Refusal: Error {
  var answer: SandboxAnswer

  /// `{"error": text}` and what `more` adds.
  init(_ status: Int, _ text: String, more: (inout JSONWriter) -> Void = { _ in }) {
    answer = .json(status) { writer in
      writer.field("error", text)
      more(&writer)
    }
  }

  /// `{"error": {"message": …}}`: what the source forwards from its mail provider.
  init(object status: Int, _ message: String, name: String? = nil) {
    answer = .json(status) { writer in
      writer.field(object: "error") { writer in
        if let name {
          writer.field("statusCode", status)
          writer.field("name", name)
        }
        writer.field("message", message)
      }
    }
  }
}

extension SandboxAnswer {
  /// A JSON object.
  static func json(_ status: Int, _ members: (inout JSONWriter) -> Void) -> SandboxAnswer {
    SandboxAnswer(status: status, headers: [.json], body: JSONWriter.object(members))
  }

  /// `{"data": …}`; `value` writes the one value.
  static func data(
    _ status: Int = 200, _ value: (inout JSONWriter) -> Void
  ) -> SandboxAnswer {
    json(status) { writer in
      writer.key("data")
      value(&writer)
    }
  }
}

extension Header {
  static let json = Header("Content-Type", "application/json; charset=utf-8")

  /// `Date` in the form of RFC 9110 §5.6.7.
  static func date(_ time: Timestamp) -> Header {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let fields = time.civil
    func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = "\(days[fields.date.weekday]), \(pad(fields.date.day))"
    let clock = "\(pad(fields.hour)):\(pad(fields.minute)):\(pad(fields.second))"
    return Header(
      "Date", "\(day) \(months[fields.date.month - 1]) \(fields.date.year) \(clock) GMT")
  }
}
