/// A mail domain of the organisation (API: Domains).
public struct Domain: Hashable, Sendable, Identifiable {
  public var id: ID<Domain>
  public var name: String
  /// As the server stored it; it may never change after creation (observed-behaviour.md §3).
  public var status: String?
  public var region: String?
  public var records: [DNSRecord]
  public var createdAt: Timestamp?

  public init(
    id: ID<Domain>, name: String, status: String? = nil, region: String? = nil,
    records: [DNSRecord] = [], createdAt: Timestamp? = nil
  ) {
    self.id = id
    self.name = name
    self.status = status
    self.region = region
    self.records = records
    self.createdAt = createdAt
  }

  /// Whether mail can flow: every record is verified, or there are none and the status says so.
  public var isVerified: Bool {
    records.isEmpty ? status == "verified" : records.allSatisfy { $0.status == "verified" }
  }
}

/// A DNS record that the server wants published (API: Get Domain Records).
public struct DNSRecord: Hashable, Sendable {
  /// What it is for: `SPF`, `DKIM`, `Receiving`, `DMARC` or a word not known yet.
  public var purpose: String
  /// The owner name as the server writes it, which is not always a full name.
  public var name: String
  /// `MX`, `TXT`, `CNAME` or a type not known yet.
  public var type: String
  public var value: String
  /// `Auto` or seconds, as text.
  public var ttl: String?
  /// MX preference.
  public var priority: Int?
  public var status: String?

  public init(
    purpose: String, name: String, type: String, value: String, ttl: String? = nil,
    priority: Int? = nil, status: String? = nil
  ) {
    self.purpose = purpose
    self.name = name
    self.type = type
    self.value = value
    self.ttl = ttl
    self.priority = priority
    self.status = status
  }
}
