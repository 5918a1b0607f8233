public import MailModel

extension Endpoint where Response == WirePage<Inbox> {
  /// `GET /v1/inboxes`: of all domains.
  public static var inboxes: Endpoint {
    Endpoint(.get, "/v1/inboxes") { json, _ throws(APIError) in
      try WirePage(json) { WireAccount.inbox($0) }
    }
  }

  /// `GET /v1/domains/:id/inboxes`; an unknown domain has none.
  public static func inboxes(of domain: ID<Domain>) -> Endpoint {
    Endpoint(.get, "/v1/domains/\(domain.bytes)/inboxes") { json, _ throws(APIError) in
      try WirePage(json) { WireAccount.inbox($0, of: domain) }
    }
  }
}

extension Endpoint where Response == Inbox {
  /// `POST /v1/inboxes`, or `POST /v1/domains/:id/inboxes` where a domain is given. An existing
  /// local part is **replaced** by public servers: look first (observed-behaviour.md §4).
  public static func createInbox(
    localPart: String, name: String? = nil, webhook: Webhook? = nil, in domain: ID<Domain>? = nil
  ) -> Endpoint {
    var members = [JSONValue.Member("local_part", .string(localPart))]
    if let name { members.append(.init("name", .string(name))) }
    if let webhook { members.append(.init("webhook", json(webhook))) }
    let path: APIPath = domain.map { "/v1/domains/\($0.bytes)/inboxes" } ?? "/v1/inboxes"
    return Endpoint(.post, path, body: JSONWriter.write(.object(members)), read: reading(domain))
  }

  /// `GET /v1/domains/:id/inboxes/:id`.
  public static func inbox(_ id: ID<Inbox>, of domain: ID<Domain>) -> Endpoint {
    Endpoint(.get, "/v1/domains/\(domain.bytes)/inboxes/\(id.bytes)", read: reading(domain))
  }

  /// `PUT /v1/domains/:id/inboxes/:id`: only what is given changes; a webhook changes as a whole.
  public static func updateInbox(
    _ id: ID<Inbox>, of domain: ID<Domain>, localPart: String? = nil, webhook: Webhook? = nil,
    status: String? = nil
  ) -> Endpoint {
    var members: [JSONValue.Member] = []
    if let localPart { members.append(.init("local_part", .string(localPart))) }
    if let webhook { members.append(.init("webhook", json(webhook))) }
    if let status { members.append(.init("status", .string(status))) }
    return Endpoint(
      .put, "/v1/domains/\(domain.bytes)/inboxes/\(id.bytes)",
      body: JSONWriter.write(.object(members)), read: reading(domain))
  }

  private static func reading(
    _ domain: ID<Domain>?
  ) -> @Sendable (JSONValue, HTTPResponse) throws(APIError) -> Inbox {
    { json, _ throws(APIError) in WireAccount.inbox(try json.payload(), of: domain) }
  }

  private static func json(_ webhook: Webhook) -> JSONValue {
    var members: [JSONValue.Member] = []
    if let endpoint = webhook.endpoint { members.append(.init("endpoint", .string(endpoint))) }
    members.append(.init("events", .array(webhook.events.map { .string($0) })))
    return .object(members)
  }
}

extension Endpoint where Response == Bool {
  /// `DELETE /v1/domains/:id/inboxes/:id`: the inbox, not its mail. Whether the server said ok.
  public static func deleteInbox(_ id: ID<Inbox>, of domain: ID<Domain>) -> Endpoint {
    Endpoint(.delete, "/v1/domains/\(domain.bytes)/inboxes/\(id.bytes)") {
      json, _ throws(APIError) in
      try json.payload()["ok"]?.flag ?? true
    }
  }
}
