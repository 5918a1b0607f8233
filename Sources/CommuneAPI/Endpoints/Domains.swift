public import MailModel

extension Endpoint where Response == WirePage<Domain> {
  /// `GET /v1/domains`. The shared default domain is never among them.
  public static var domains: Endpoint {
    Endpoint(.get, "/v1/domains") { json, _ throws(APIError) in
      try WirePage(json, row: WireAccount.domain)
    }
  }
}

extension Endpoint where Response == Domain {
  /// `POST /v1/domains`.
  public static func createDomain(name: String, region: String? = nil) -> Endpoint {
    var members = [JSONValue.Member("name", .string(name))]
    if let region { members.append(.init("region", .string(region))) }
    return Endpoint(.post, "/v1/domains", body: JSONWriter.write(.object(members))) {
      json, _ throws(APIError) in
      WireAccount.domain(try json.payload())
    }
  }

  /// `GET /v1/domains/:id`. Only for ids that `domains` listed: the shared domain would answer with
  /// other organisations' inboxes (observed-behaviour.md §3).
  public static func domain(_ id: ID<Domain>) -> Endpoint {
    Endpoint(.get, "/v1/domains/\(id.bytes)") { json, _ throws(APIError) in
      WireAccount.domain(try json.payload())
    }
  }

  /// `POST /v1/domains/:id/verify`; the answer may lack the status. Safe to repeat by hand.
  public static func verifyDomain(_ id: ID<Domain>) -> Endpoint {
    Endpoint(.post, "/v1/domains/\(id.bytes)/verify", body: Array("{}".utf8)) {
      json, _ throws(APIError) in
      WireAccount.domain(try json.payload())
    }
  }
}

extension Endpoint where Response == WirePage<DNSRecord> {
  /// `GET /v1/domains/:id/records`.
  public static func records(of id: ID<Domain>) -> Endpoint {
    Endpoint(.get, "/v1/domains/\(id.bytes)/records") { json, _ throws(APIError) in
      try WirePage(json, row: WireAccount.record)
    }
  }
}
