import MailModel

/// A line of a data file that is no message.
public struct SandboxSeedError: Error, Sendable, Equatable {
  /// What is wrong with a line.
  public enum Reason: Sendable, Equatable {
    /// No JSON, from this byte of the line on.
    case notJSON(position: Int)
    /// A field is missing or of another type.
    case missing(field: String)
  }

  /// From 1 on.
  public var line: Int
  public var reason: Reason

  public init(line: Int, reason: Reason) {
    self.line = line
    self.reason = reason
  }
}

extension SandboxSeed {
  /// Reads one message a line; empty lines are passed over. Two forms may be mixed: the API's own
  /// message object, and a plain mail (`id`, `threadId`, `date` in seconds, `from`, `to`, `cc` as
  /// `{name, email}`, `subject`, `text`, `html`, `attachments` as `{name, type, size}`). Domains
  /// and inboxes are made of what the messages name; plain mail belongs to the address that
  /// occurs in it most often.
  public init(jsonLines: [UInt8]) throws(SandboxSeedError) {
    var collector = SeedCollector()
    var start = 0
    var number = 0
    while start < jsonLines.count {
      let end = jsonLines[start...].firstIndex(of: UInt8(ascii: "\n")) ?? jsonLines.count
      number += 1
      let line = jsonLines[start..<end]
      start = end + 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0d || $0 == 0x09 }) { continue }
      let node: JSONNode
      do throws(JSONSyntaxError) {
        node = try JSONReader.read(line)
      } catch {
        throw SandboxSeedError(line: number, reason: .notJSON(position: error.position))
      }
      if let field = collector.add(node) {
        throw SandboxSeedError(line: number, reason: .missing(field: field))
      }
    }
    self = collector.seed()
  }
}

/// Gathers messages and what they say of inboxes and domains.
private struct SeedCollector {
  private var messages: [Message] = []
  private var files: [SandboxFile] = []
  private var inboxes: [ID<Inbox>: Inbox] = [:]
  /// Messages in plain form, whose direction waits for the owner.
  private var plain: [Int] = []
  private var occurrences: [String: Int] = [:]
  /// Equal texts share their storage.
  private var identities: [String: String] = [:]
  private var threads: [ID<MailThread>: ID<MailThread>] = [:]

  /// The name of the field that is missing, or nil.
  mutating func add(_ node: JSONNode) -> String? {
    node["message_id"] == nil ? addPlain(node) : addMessage(node)
  }

  private mutating func shared(_ identity: String) -> String {
    if let known = identities[identity] { return known }
    identities[identity] = identity
    return identity
  }

  private mutating func shared(_ thread: String) -> ID<MailThread> {
    let id = ID<MailThread>(thread)
    if let known = threads[id] { return known }
    threads[id] = id
    return id
  }

  private mutating func addMessage(_ node: JSONNode) -> String? {
    guard let id = node["message_id"]?.string else { return "message_id" }
    guard let thread = node["thread_id"]?.string else { return "thread_id" }
    let metadata = node["metadata"] ?? .null
    let inbox = (metadata["inbox_id"]?.string).map { ID<Inbox>($0) }
    let direction: Direction =
      switch node["direction"]?.string {
      case "inbound": .inbound
      case "outbound": .outbound
      default: .other
      }
    let participants = (node["participants"]?.array ?? []).compactMap { participant in
      participant["identity"]?.string.map {
        Participant(role: Self.role(participant["role"]?.string), identity: $0)
      }
    }
    let created = node["created_at"]?.string ?? metadata["created_at"]?.string
    let message = Message(
      id: ID(id), thread: shared(thread), inbox: inbox,
      channel: node["channel"]?.string ?? "email", direction: direction,
      participants: participants, subject: metadata["subject"]?.string,
      text: node["content"]?.string ?? "", html: node["content_html"]?.string,
      attachments: (node["attachments"]?.array ?? []).compactMap { $0.string.map { ID($0) } },
      createdAt: created.flatMap { Timestamp(parsing: $0) },
      sendID: metadata["commune_message_id"]?.string,
      deliveryStatus: metadata["delivery_status"]?.string)
    messages.append(message)
    if let inbox { noteInbox(inbox, of: message, metadata) }
    return nil
  }

  private static func role(_ word: String?) -> Participant.Role {
    switch word {
    case "sender": .sender
    case "to": .to
    case "cc": .cc
    case "bcc": .bcc
    default: .other
    }
  }

  private mutating func noteInbox(_ id: ID<Inbox>, of message: Message, _ metadata: JSONNode) {
    guard inboxes[id] == nil else { return }
    let own = message.direction == .outbound ? message.sender : message.addresses(.to).first
    guard let address = metadata["inbox_address"]?.string ?? own?.spec else { return }
    inboxes[id] = Self.inbox(id, address, domain: metadata["domain_id"]?.string)
  }

  private static func inbox(_ id: ID<Inbox>, _ address: String, domain: String?) -> Inbox {
    let sides = address.split(separator: "@", maxSplits: 1).map(String.init)
    let host = sides.count == 2 ? sides[1] : "example.com"
    return Inbox(
      id: id, domain: ID(domain ?? "domain-" + host), domainName: host,
      localPart: sides.first ?? address, address: address)
  }

  private mutating func addPlain(_ node: JSONNode) -> String? {
    guard let id = node["id"]?.string else { return "id" }
    guard let thread = node["threadId"]?.string else { return "threadId" }
    guard let seconds = node["date"]?.number, abs(seconds) < 1e11 else { return "date" }
    guard let sender = node["from"], sender["email"]?.string != nil else { return "from" }
    var participants: [Participant] = []
    let groups: [(Participant.Role, [JSONNode])] = [
      (.sender, [sender]), (.to, node["to"]?.array ?? []), (.cc, node["cc"]?.array ?? []),
    ]
    for (role, people) in groups {
      for person in people { note(person, as: role, in: &participants) }
    }
    plain.append(messages.count)
    let html = node["html"]?.string ?? ""
    messages.append(
      Message(
        id: ID(node["messageId"]?.string ?? id), thread: shared(thread), direction: .inbound,
        participants: participants, subject: node["subject"]?.string,
        text: node["text"]?.string ?? "", html: html.isEmpty ? nil : html,
        attachments: addFiles(of: node, id), createdAt: Timestamp(seconds: Int64(seconds))))
    return nil
  }

  private mutating func note(
    _ person: JSONNode, as role: Participant.Role, in participants: inout [Participant]
  ) {
    guard let email = person["email"]?.string else { return }
    occurrences[email, default: 0] += 1
    let name = person["name"]?.string ?? ""
    let identity = Address(name: name.isEmpty ? nil : name, spec: email).formatted
    participants.append(Participant(role: role, identity: shared(identity)))
  }

  private mutating func addFiles(of node: JSONNode, _ message: String) -> [ID<Attachment>] {
    let list = node["attachments"]?.array ?? []
    return list.enumerated().map { index, file in
      let attachment = Attachment(
        id: ID("\(message)-\(index)"), filename: file["name"]?.string ?? "file",
        mimeType: file["type"]?.string ?? "application/octet-stream",
        size: Int64(file["size"]?.number.flatMap { Int(exactly: $0) } ?? 0))
      files.append(SandboxFile(attachment: attachment, content: []))
      return attachment.id
    }
  }

  mutating func seed() -> SandboxSeed {
    settleOwner()
    let sorted = inboxes.values.sorted { $0.id < $1.id }
    var domains: [Domain] = []
    for inbox in sorted {
      guard let id = inbox.domain, let name = inbox.domainName,
        !domains.contains(where: { $0.id == id })
      else { continue }
      domains.append(Domain(id: id, name: name, status: "verified", region: "us-east-1"))
    }
    return SandboxSeed(domains: domains, inboxes: sorted, messages: messages, files: files)
  }

  /// Plain mail is outbound where its sender is the address that occurs most often.
  private mutating func settleOwner() {
    let owner = occurrences.max { left, right in
      left.value != right.value ? left.value < right.value : left.key > right.key
    }
    guard let owner = owner?.key, !plain.isEmpty else { return }
    let inbox = Self.inbox(ID("inbox-" + owner), owner, domain: nil)
    inboxes[inbox.id] = inbox
    for index in plain {
      messages[index].inbox = inbox.id
      if messages[index].sender?.spec == owner { messages[index].direction = .outbound }
    }
  }
}
