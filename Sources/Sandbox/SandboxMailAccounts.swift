import MailModel

/// The sample organisation: three domains of its own in three states, six inboxes.
struct SampleAccounts {
  let domains: [Domain]
  let inboxes: [Inbox]

  init(now: Timestamp) {
    func daysAgo(_ days: Int64) -> Timestamp {
      now.advanced(byMilliseconds: -days * 86_400_000)
    }
    domains = [
      Self.verifiedDomain(createdAt: daysAgo(410)),
      Self.pendingDomain(createdAt: daysAgo(3)),
      Self.newDomain(createdAt: daysAgo(1)),
    ]
    let webhook = Webhook(endpoint: "https://hooks.acme.dev/commune", events: ["email.received"])
    func inbox(_ number: Int, _ local: String, _ name: String?, hook: Webhook? = nil) -> Inbox {
      Inbox(
        id: ID("2475ba65-0000-4000-a000-00000000000\(number)"), domain: Self.acme,
        domainName: "acme.dev", localPart: local, address: "\(local)@acme.dev", displayName: name,
        webhook: hook, createdAt: daysAgo(400 - Int64(number) * 30))
    }
    inboxes = [
      inbox(1, "support", "Acme Support", hook: webhook),
      inbox(2, "billing", "Acme Billing"),
      inbox(3, "agent", "Acme Agent", hook: webhook),
      inbox(4, "sales", "Acme Sales"),
      Self.emptyInbox(createdAt: daysAgo(2)),
      Self.sharedInbox(createdAt: daysAgo(120)),
    ]
  }

  /// The inbox with `localPart`; the first one where there is none.
  func inbox(_ localPart: String) -> Inbox {
    inboxes.first { $0.localPart == localPart } ?? inboxes[0]
  }

  static let acme = ID<Domain>("d1a2b3c4-5678-4012-abcd-ef0123456789")
  static let pending = ID<Domain>("d2b3c4d5-6789-4123-abcd-ef0123456790")
  static let fresh = ID<Domain>("d3c4d5e6-7890-4234-abcd-ef0123456791")
  /// The server's own domain, which no list of the organisation's domains holds.
  static let shared = ID<Domain>("d0000000-0000-4000-a000-000000000000")

  private static func emptyInbox(createdAt: Timestamp) -> Inbox {
    Inbox(
      id: ID("2475ba65-0000-4000-a000-000000000005"), domain: pending, domainName: "acme-mail.eu",
      localPart: "hallo", address: "hallo@acme-mail.eu", displayName: "Acme Europa",
      createdAt: createdAt)
  }

  private static func sharedInbox(createdAt: Timestamp) -> Inbox {
    Inbox(
      id: ID("0c9517a1-0000-4000-a000-000000000006"), domain: shared,
      domainName: "agents.example.com", localPart: "acme-night",
      address: "acme-night@agents.example.com", createdAt: createdAt)
  }

  private static func verifiedDomain(createdAt: Timestamp) -> Domain {
    Domain(
      id: acme, name: "acme.dev", status: "verified", region: "us-east-1",
      records: records(
        host: "acme", region: "us-east-1",
        states: ["verified", "verified", "verified", "verified"]),
      createdAt: createdAt)
  }

  private static func pendingDomain(createdAt: Timestamp) -> Domain {
    Domain(
      id: pending, name: "acme-mail.eu", status: "pending", region: "eu-west-1",
      records: records(
        host: "acme-mail", region: "eu-west-1",
        states: ["verified", "pending", "failed", "temporary_failure"]),
      createdAt: createdAt)
  }

  private static func newDomain(createdAt: Timestamp) -> Domain {
    let state = "not_started"
    return Domain(
      id: fresh, name: "acme.store", status: state, region: "us-east-1",
      records: records(
        host: "acme.store", region: "us-east-1", states: [state, state, state, state]),
      createdAt: createdAt)
  }

  /// The four records of a domain, in the server's order, with `states` one by one.
  private static func records(host: String, region: String, states: [String]) -> [DNSRecord] {
    let key = "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC4xN0w9kq5pXJ7Vq3mT2"
    let kinds: [(String, String, String, String, Int?)] = [
      ("DKIM", "resend._domainkey.\(host)", "TXT", key, nil),
      ("SPF", "send.\(host)", "MX", "feedback-smtp.\(region).amazonses.com", 10),
      ("SPF", "send.\(host)", "TXT", "v=spf1 include:amazonses.com ~all", nil),
      ("Receiving", host, "MX", "inbound-smtp.\(region).amazonaws.com", 10),
    ]
    return zip(kinds, states).map { kind, state in
      DNSRecord(
        purpose: kind.0, name: kind.1, type: kind.2, value: kind.3, ttl: "Auto",
        priority: kind.4, status: state)
    }
  }
}
