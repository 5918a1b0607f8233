import MailModel

extension SandboxState {
  mutating func routeInboxes(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    guard words.count == 1 else { return nil }
    switch call.request.method {
    case "GET":
      try require("inboxes:read", call)
      return .data { writer in
        writer.array { writer in
          for stored in inboxes { write(stored, &writer, withDomain: true, nulls: true) }
        }
      }
    case "POST": return try createInbox(call, in: nil)
    default: return nil
    }
  }

  /// `/domains/:id/inboxes` and below.
  mutating func routeInboxes(
    _ call: Call, of domain: ID<Domain>, _ words: [String]
  ) throws(Refusal) -> SandboxAnswer? {
    switch (call.request.method, words.count) {
    case ("GET", 3):
      try require("inboxes:read", call)
      return .data { writer in
        writer.array { writer in
          for stored in inboxes where stored.inbox.domain == domain {
            write(stored, &writer, withDomain: false, nulls: true)
          }
        }
      }
    case ("POST", 3): return try createInbox(call, in: domain)
    case (let method, 4):
      let id = ID<Inbox>(bytes: call.request.segments[4])
      return try inbox(call, method, domain, id)
    default: return nil
    }
  }

  private mutating func inbox(
    _ call: Call, _ method: String, _ domain: ID<Domain>, _ id: ID<Inbox>
  ) throws(Refusal) -> SandboxAnswer? {
    guard ["GET", "PUT", "DELETE"].contains(method) else { return nil }
    try require(method == "GET" ? "inboxes:read" : "inboxes:write", call)
    let index = inboxes.firstIndex { $0.inbox.id == id && $0.inbox.domain == domain }
    guard let index else { throw Refusal(404, "Inbox not found") }
    if method == "DELETE" {
      // Its messages stay and are still listed under its id.
      inboxes.remove(at: index)
      return .data { writer in writer.object { $0.field("ok", true) } }
    }
    if method == "PUT" { update(&inboxes[index], call) }
    let stored = inboxes[index]
    return .data { write(stored, &$0, withDomain: false, nulls: true) }
  }

  private func update(_ stored: inout StoredInbox, _ call: Call) {
    if let part = call.member("local_part", "localPart")?.string, !part.isEmpty {
      stored.inbox.localPart = part
      stored.inbox.address = part + "@" + (stored.inbox.domainName ?? name(of: stored.inbox.domain))
    }
    if let name = call.member("display_name", "displayName")?.string {
      stored.inbox.displayName = name
    }
    if let status = call.body["status"]?.string { stored.inbox.status = status }
    if let webhook = call.body["webhook"], !webhook.isNull { stored.webhook = webhook }
  }

  private mutating func createInbox(
    _ call: Call, in given: ID<Domain>?
  ) throws(Refusal) -> SandboxAnswer {
    try chargeInbox()
    try require("inboxes:write", call)
    guard let part = call.member("local_part", "localPart")?.string, !part.isEmpty else {
      throw Refusal(400, "Missing required field: local_part")
    }
    let domain = try domain(of: call, given)
    let name = call.member("display_name", "displayName")?.string ?? call.body["name"]?.string
    var stored = StoredInbox(
      inbox: Inbox(
        id: ID(ids.uuid()), domain: domain.id, domainName: domain.name, localPart: part,
        address: part + "@" + domain.name, displayName: name,
        status: call.body["status"]?.string, createdAt: now))
    stored.agentName = call.body["name"]?.string
    if let webhook = call.body["webhook"], !webhook.isNull { stored.webhook = webhook }
    // The same local part takes the old inbox's place, under a new id.
    let old = inboxes.firstIndex {
      $0.inbox.domain == domain.id && $0.inbox.localPart.utf8.elementsEqual(part.utf8)
    }
    if let old { inboxes[old] = stored } else { inboxes.append(stored) }
    return .data(201) { write(stored, &$0, withDomain: given == nil, nulls: false) }
  }

  private func domain(of call: Call, _ given: ID<Domain>?) throws(Refusal) -> Domain {
    let asked = given ?? call.member("domain_id", "domainId")?.string.map { ID($0) }
    guard let asked else { return domains.first?.domain ?? sharedDomain.domain }
    if asked == sharedDomain.domain.id { return sharedDomain.domain }
    guard let stored = domains.first(where: { $0.domain.id == asked }) else {
      throw Refusal(404, "Domain not found")
    }
    return stored.domain
  }

  func name(of domain: ID<Domain>?) -> String {
    if domain == sharedDomain.domain.id { return sharedDomain.domain.name }
    return domains.first { $0.domain.id == domain }?.domain.name ?? ""
  }

  /// The inbox inside its domain's entry: the source tells too much there.
  func writeNested(_ stored: StoredInbox, _ writer: inout JSONWriter) {
    if isSource { return write(stored, &writer, withDomain: false, nulls: true) }
    writer.object { writer in
      writer.field("id", stored.inbox.id.text)
      writer.field("localPart", stored.inbox.localPart)
      writer.field("address", stored.inbox.address)
    }
  }

  private func write(
    _ stored: StoredInbox, _ writer: inout JSONWriter, withDomain: Bool, nulls: Bool
  ) {
    let inbox = stored.inbox
    writer.object { writer in
      writer.field("id", inbox.id.text)
      writer.field("localPart", inbox.localPart)
      writer.field("address", inbox.address)
      if nulls || inbox.displayName != nil {
        writer.field(orNull: "displayName", inbox.displayName)
      }
      if nulls || stored.webhook != nil { writer.field(node: "webhook", stored.webhook) }
      if nulls || inbox.status != nil { writer.field(orNull: "status", inbox.status) }
      if isSource, nulls || stored.agentName != nil {
        writer.field(
          node: "agent", stored.agentName.map { .object([("name", .string($0))]) })
      }
      writer.field(ifAny: "createdAt", inbox.createdAt?.iso)
      if isSource { writer.field("orgId", organization) }
      guard withDomain else { return }
      writer.field(orNull: "domain_id", inbox.domain?.text)
      writer.field("domain_name", inbox.domainName ?? name(of: inbox.domain))
    }
  }
}
