import MailModel

extension SandboxState {
  private static let statuses = ["open", "needs_reply", "waiting", "closed"]

  /// `/threads/:id/metadata`, `/status`, `/tags` and `/assign`: not in the contract.
  mutating func routeTriage(
    _ call: Call, _ id: ID<MailThread>, _ word: String
  ) throws(Refusal) -> SandboxAnswer? {
    switch (call.request.method, word) {
    case ("GET", "metadata"): try require("threads:read", call)
    case ("PUT", "status"):
      try require("threads:write", call)
      guard let status = call.body["status"]?.string, Self.statuses.contains(status) else {
        let words = Self.statuses.joined(separator: ", ")
        throw Refusal(400, "Invalid status. Must be one of: \(words)")
      }
      triage[id, default: Triage()].status = status
    case ("POST", "tags"), ("DELETE", "tags"):
      try require("threads:write", call)
      let tags = call.body["tags"]?.array?.compactMap(\.string) ?? []
      guard !tags.isEmpty else {
        throw Refusal(400, "tags must be a non-empty array of strings")
      }
      triage[id, default: Triage()].tags.removeAll { tags.contains($0) }
      if call.request.method == "POST" { triage[id, default: Triage()].tags += tags }
    case ("PUT", "assign"):
      try require("threads:write", call)
      guard let assignee = call.body["assigned_to"] else {
        throw Refusal(400, "Missing required field: assigned_to")
      }
      triage[id, default: Triage()].assignee = assignee.string
    default: return nil
    }
    let state = triage[id] ?? Triage()
    return .data { writer in
      writer.object { writer in
        writer.field("thread_id", id.text)
        writer.field(strings: "tags", state.tags)
        writer.field("status", state.status)
        writer.field(orNull: "assigned_to", state.assignee)
      }
    }
  }
}
