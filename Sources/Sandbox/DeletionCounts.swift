import MailModel

/// How many documents of each kind a deletion covers, in the API's order.
struct DeletionCounts {
  static let kinds = [
    "messages", "attachments", "domains", "inboxes", "webhook_deliveries", "delivery_events",
    "blocked_spam", "thread_metadata", "dmarc_reports", "alerts", "suppressions",
    "spam_reports", "audit_logs", "users", "api_keys", "sessions", "verification_tokens",
  ]

  private var counts: [String: Int] = [:]
  private var shown = Self.kinds

  subscript(_ kind: String) -> Int {
    get { counts[kind] ?? 0 }
    set { counts[kind] = newValue }
  }

  var nonZero: DeletionCounts {
    var copy = self
    copy.shown = Self.kinds.filter { self[$0] > 0 }
    return copy
  }

  /// The source names only what its deletion touched.
  func partial(scope: String) -> DeletionCounts {
    var copy = self
    switch scope {
    case "organization": return nonZero
    case "inbox":
      copy.shown = [
        "messages", "delivery_events", "alerts", "suppressions", "webhook_deliveries", "inboxes",
      ]
    default: copy.shown = ["messages"]
    }
    if self["attachments"] > 0 { copy.shown.insert("attachments", at: 0) }
    return copy
  }

  func write(_ writer: inout JSONWriter) {
    for kind in shown { writer.field(kind, self[kind]) }
  }
}

extension SandboxState {
  /// Whether the server takes it for a date. The source asks JavaScript, which reads nearly
  /// everything.
  func isDate(_ text: String) -> Bool {
    if Timestamp(parsing: text) != nil { return true }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let lowered = text.lowercased()
    let isWritten = months.contains { lowered.contains($0) } || text.contains("/")
    return isSource && isWritten && text.contains { $0.isNumber }
  }

  private func covers(_ deletion: StoredDeletion, _ row: StoredMessage) -> Bool {
    switch deletion.scope {
    case "organization": return true
    case "inbox": return row.message.inbox == deletion.inbox.map { ID($0) }
    default:
      guard let before = deletion.before else { return true }
      guard let created = row.message.createdAt else { return false }
      // The source compares texts: what is no ISO date selects all or nothing.
      if isSource { return created.iso.utf8.lexicographicallyPrecedes(before.utf8) }
      return Timestamp(parsing: before).map { created < $0 } ?? false
    }
  }

  func counts(of deletion: StoredDeletion) -> DeletionCounts {
    var counts = DeletionCounts()
    var attached: Set<ID<Attachment>> = []
    for row in messages.all where covers(deletion, row) {
      counts["messages"] += 1
      if row.message.direction == .outbound { counts["delivery_events"] += 1 }
      attached.formUnion(row.message.attachments)
    }
    counts["attachments"] = attached.filter { files[$0] != nil }.count
    switch deletion.scope {
    case "organization":
      counts["domains"] = domains.count
      counts["inboxes"] = inboxes.filter(isOwn).count
      counts["thread_metadata"] = triage.count
      counts["suppressions"] = options.suppressed.count
      counts["audit_logs"] = deletions.count
      counts["users"] = 1
      counts["api_keys"] = keys.count
    case "inbox": counts["inboxes"] = 1
    default: counts["delivery_events"] = 0
    }
    return counts
  }

  /// Inboxes of the shared domain are never counted, nor removed.
  private func isOwn(_ stored: StoredInbox) -> Bool {
    stored.inbox.domain != sharedDomain.domain.id
  }

  mutating func carryOut(_ deletion: StoredDeletion, by key: SandboxKey) {
    var attached: Set<ID<Attachment>> = []
    for row in messages.all where covers(deletion, row) {
      attached.formUnion(row.message.attachments)
    }
    let state = self
    messages.remove { state.covers(deletion, $0) }
    for id in attached { files[id] = nil }
    switch deletion.scope {
    case "organization":
      domains = []
      inboxes.removeAll { state.isOwn($0) }
      triage = [:]
      // The source remembers the key that it has just checked for another minute.
      keys = isSource ? [key] : []
      dyingKeys[key.text] = now.advanced(byMilliseconds: 60_000)
    case "inbox":
      let id = deletion.inbox.map { ID<Inbox>($0) }
      inboxes.removeAll { $0.inbox.id == id && state.isOwn($0) }
    default: break
    }
  }
}
