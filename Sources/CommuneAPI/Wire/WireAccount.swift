import MailModel

/// Reads domains, records and inboxes. A webhook's secret is left out here and never held.
enum WireAccount {
  static func domain(_ json: JSONValue) -> Domain {
    Domain(
      id: ID(json["id", "_id"]?.text ?? ""), name: json["name"]?.string ?? "",
      status: json["status"]?.text, region: json["region"]?.text,
      records: (json["records"]?.array ?? []).map(record),
      createdAt: WireMail.timestamp(json["createdAt", "created_at"]))
  }

  static func record(_ json: JSONValue) -> DNSRecord {
    DNSRecord(
      purpose: json["record"]?.text ?? "", name: json["name"]?.text ?? "",
      type: json["type"]?.text ?? "", value: json["value"]?.text ?? "", ttl: json["ttl"]?.text,
      priority: json["priority"]?.integer.map { Int(clamping: $0) }, status: json["status"]?.text)
  }

  /// `domain` is what was asked for: the routes under a domain do not name it in their answers.
  static func inbox(_ json: JSONValue, of domain: ID<Domain>? = nil) -> Inbox {
    let localPart = json["localPart", "local_part"]?.text ?? ""
    let domainName = json["domain_name", "domainName"]?.text
    let made = domainName.map { "\(localPart)@\($0)" } ?? localPart
    return Inbox(
      id: ID(json["id", "_id"]?.text ?? ""),
      domain: json["domain_id", "domainId"]?.text.map { ID($0) } ?? domain, domainName: domainName,
      localPart: localPart, address: json["address"]?.string ?? made,
      displayName: json["displayName", "display_name", "name"]?.string,
      status: json["status"]?.text, webhook: json["webhook"].flatMap(webhook),
      createdAt: WireMail.timestamp(json["createdAt", "created_at"]))
  }

  private static func webhook(_ json: JSONValue) -> Webhook? {
    guard json.members != nil else { return nil }
    return Webhook(endpoint: json["endpoint"]?.string, events: json["events"]?.strings ?? [])
  }
}
