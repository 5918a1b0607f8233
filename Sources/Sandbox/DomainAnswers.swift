import MailModel

extension SandboxState {
  mutating func routeDomains(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    let method = call.request.method
    switch (method, words.count) {
    case ("GET", 1): return try domainList(call)
    case ("POST", 1): return try createDomain(call)
    default: break
    }
    guard words.count >= 2 else { return nil }
    let id = ID<Domain>(bytes: call.request.segments[2])
    if words.count == 2 { return method == "GET" ? try domain(call, id) : nil }
    switch (method, words[2], words.count) {
    case ("POST", "verify", 3): return try verify(call, id)
    case ("GET", "records", 3): return try records(call, id)
    case (_, "inboxes", 3...): return try routeInboxes(call, of: id, words)
    default: return nil
    }
  }

  private func domainList(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try require("domains:read", call)
    return .data { writer in
      writer.array { writer in
        for stored in domains { write(stored.domain, &writer) }
      }
    }
  }

  private mutating func createDomain(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try chargeDomain()
    try require("domains:write", call)
    guard let name = call.body["name"]?.string, !name.isEmpty else {
      throw Refusal(400, "Missing required field: name")
    }
    try checkDomainCount()
    guard name.contains("."), !name.contains(" ") else {
      throw providerRefusal("The domain \(name) is not valid.")
    }
    guard !domains.contains(where: { $0.domain.name == name }) else {
      throw providerRefusal("The \(name) domain has been registered already.")
    }
    let regions = ["us-east-1", "eu-west-1", "sa-east-1", "ap-northeast-1"]
    let region = call.body["region"]?.string.flatMap { regions.contains($0) ? $0 : nil }
    let domain = Domain(
      id: ID(ids.uuid()), name: name, status: "not_started", region: region ?? "us-east-1",
      records: DNSRecord.wanted(for: name, region: region ?? "us-east-1", key: ids.hex(200)),
      createdAt: now)
    domains.append(StoredDomain(domain: domain))
    return .data(201) { writer in
      writer.object { writer in
        writeFields(of: domain, &writer)
        if isSource { writeRecords(of: domain, &writer) }
      }
    }
  }

  private func providerRefusal(_ message: String) -> Refusal {
    isSource
      ? Refusal(object: 400, message, name: "validation_error") : Refusal(400, message)
  }

  private func domain(_ call: Call, _ id: ID<Domain>) throws(Refusal) -> SandboxAnswer {
    try require("domains:read", call)
    let domain = try known(id)
    return .data { write(domain, &$0) }
  }

  /// Each call verifies a further share of the records, until all of them are.
  private mutating func verify(_ call: Call, _ id: ID<Domain>) throws(Refusal) -> SandboxAnswer {
    try require("domains:write", call)
    guard let index = domains.firstIndex(where: { $0.domain.id == id }) else {
      throw Refusal(404, "Domain not found")
    }
    domains[index].verifyCount += 1
    let count = domains[index].domain.records.count
    let needed = max(1, options.verifiesNeeded)
    let verified = count * min(domains[index].verifyCount, needed) / needed
    for record in 0..<count {
      let status = record < verified ? "verified" : "pending"
      if domains[index].domain.records[record].status != "verified" {
        domains[index].domain.records[record].status = status
      }
    }
    // The source never writes the status again after creation.
    if !isSource { domains[index].domain.status = verified == count ? "verified" : "pending" }
    let domain = domains[index].domain
    return .data { writer in
      writer.object { writer in
        if isSource { writer.field("object", "domain") }
        writer.field("id", domain.id.text)
        if !isSource { writer.field(ifAny: "status", domain.status) }
      }
    }
  }

  mutating func setRecordStatus(_ status: String, of domain: ID<Domain>) {
    guard let index = domains.firstIndex(where: { $0.domain.id == domain }) else { return }
    for record in domains[index].domain.records.indices {
      domains[index].domain.records[record].status = status
    }
  }

  private func records(_ call: Call, _ id: ID<Domain>) throws(Refusal) -> SandboxAnswer {
    try require("domains:read", call)
    let domain = try known(id)
    return .data { writer in
      writer.array { writer in
        for record in domain.records { write(record, &writer) }
      }
    }
  }

  private func known(_ id: ID<Domain>) throws(Refusal) -> Domain {
    guard let stored = domains.first(where: { $0.domain.id == id }) else {
      throw Refusal(404, "Domain not found")
    }
    return stored.domain
  }
}

extension SandboxState {
  private func write(_ domain: Domain, _ writer: inout JSONWriter) {
    writer.object { writer in
      writeFields(of: domain, &writer)
      writeRecords(of: domain, &writer)
      let own = inboxes.filter { $0.inbox.domain == domain.id }
      // The source leaves the list out until there was an inbox.
      if own.isEmpty && isSource { return }
      writer.field(array: "inboxes") { writer in
        for stored in own { writeNested(stored, &writer) }
      }
    }
  }

  private func writeFields(of domain: Domain, _ writer: inout JSONWriter) {
    writer.field("id", domain.id.text)
    writer.field("name", domain.name)
    writer.field(ifAny: "status", domain.status)
    writer.field(ifAny: "region", domain.region)
    guard isSource, let created = domain.createdAt else { return }
    // As PostgreSQL writes it: 2026-02-10 15:46:01.123456+00.
    let text = created.iso
    writer.field("createdAt", "\(text.prefix(10)) \(text.dropFirst(11).dropLast())000+00")
  }

  private func writeRecords(of domain: Domain, _ writer: inout JSONWriter) {
    writer.field(array: "records") { writer in
      for record in domain.records { write(record, &writer) }
    }
  }

  private func write(_ record: DNSRecord, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("record", record.purpose)
      writer.field("name", record.name)
      writer.field("type", record.type)
      writer.field("value", record.value)
      if let priority = record.priority { writer.field("priority", priority) }
      writer.field(ifAny: "status", record.status)
      writer.field(ifAny: "ttl", record.ttl)
    }
  }
}

extension DNSRecord {
  /// What a mail provider asks for a new domain; owner names end before the last label.
  static func wanted(for name: String, region: String, key: String) -> [DNSRecord] {
    let owner = name.split(separator: ".").dropLast().joined(separator: ".")
    func record(
      _ purpose: String, _ name: String, _ type: String, _ value: String, priority: Int? = nil
    ) -> DNSRecord {
      DNSRecord(
        purpose: purpose, name: name, type: type, value: value, ttl: "Auto", priority: priority,
        status: "not_started")
    }
    return [
      record("DKIM", "resend._domainkey.\(owner)", "TXT", "p=\(key)"),
      record(
        "SPF", "send.\(owner)", "MX", "feedback-smtp.\(region).amazonses.com", priority: 10),
      record("SPF", "send.\(owner)", "TXT", "v=spf1 include:amazonses.com ~all"),
      record(
        "Receiving", owner, "MX", "inbound-smtp.\(region).amazonaws.com", priority: 10),
    ]
  }
}
