import MailModel

/// A deletion request and its secret.
struct StoredDeletion {
  var id: String
  var scope: String
  var inbox: String?
  var before: String?
  var status = "pending"
  var preview: DeletionCounts
  var deleted: DeletionCounts?
  var token: String
  var requestedAt: Timestamp
  var confirmedAt: Timestamp?
  var completedAt: Timestamp?

  var confirmBy: Timestamp { requestedAt.advanced(byMilliseconds: 3_600_000) }
}

extension SandboxState {
  mutating func routeDeletion(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    guard words.count >= 2, words[1] == "deletion-request" else { return nil }
    expireDeletions()
    switch (call.request.method, words.count) {
    case ("POST", 2): return try requestDeletion(call)
    case ("GET", 3): return answer(for: try deletion(words[2]).deletion, 200, isReceipt: false)
    case ("POST", 4) where words[3] == "confirm":
      do throws(Refusal) {
        let answer = try confirm(call, words[2])
        noteConfirmation(words[2], answer.status)
        return answer
      } catch {
        noteConfirmation(words[2], error.answer.status)
        throw error
      }
    default: return nil
    }
  }

  /// The contract's expiry is real; the source only notices it when somebody confirms.
  private mutating func expireDeletions() {
    guard !isSource else { return }
    for index in deletions.indices
    where deletions[index].status == "pending" && now >= deletions[index].confirmBy {
      deletions[index].status = "expired"
    }
  }

  private func deletion(_ id: String) throws(Refusal) -> (index: Int, deletion: StoredDeletion) {
    guard let index = deletions.firstIndex(where: { $0.id == id }) else {
      throw Refusal(404, "Deletion request not found")
    }
    return (index, deletions[index])
  }

  private func noteConfirmation(_ id: String, _ status: Int) {
    ledger.note(
      confirmation: LedgerSnapshot.Confirmation(time: now, request: id, status: status))
  }

  private mutating func requestDeletion(_ call: Call) throws(Refusal) -> SandboxAnswer {
    guard !call.key.permissions.isDisjoint(with: ["admin", "data:delete"]) else {
      throw Refusal(
        403,
        "Insufficient permissions. API key requires \"admin\" or \"data:delete\" permission.")
    }
    guard let scope = call.body["scope"]?.string,
      ["organization", "inbox", "messages"].contains(scope)
    else {
      throw Refusal(400, "Invalid scope. Must be one of: organization, inbox, messages")
    }
    let inbox = call.body["inbox_id"]?.string
    if scope == "inbox", inbox?.isEmpty ?? true {
      throw Refusal(400, "inbox_id is required for inbox-scoped deletion")
    }
    let before = call.body["before"]?.string
    if let before, !isDate(before) {
      throw Refusal(400, "Invalid \"before\" date format. Use ISO 8601.")
    }
    guard !deletions.contains(where: { $0.status == "pending" || $0.status == "executing" })
    else {
      throw Refusal(
        409,
        "An active deletion request already exists for this organization. "
          + "Wait for it to expire or complete.")
    }
    var deletion = StoredDeletion(
      id: "del_" + ids.hex(20), scope: scope, inbox: inbox, before: before,
      preview: DeletionCounts(), token: ids.hex(64), requestedAt: now)
    deletion.preview = counts(of: deletion)
    deletions.append(deletion)
    return answer(for: deletion, 201, isReceipt: false, withToken: true)
  }

  /// Status first, then expiry, then the token; carried out before the answer.
  private mutating func confirm(_ call: Call, _ id: String) throws(Refusal) -> SandboxAnswer {
    guard let given = call.body["confirmation_token"], !given.isNull, given.string != "" else {
      throw Refusal(400, "confirmation_token is required")
    }
    let (index, deletion) = try deletion(id)
    if deletion.status == "expired" {
      throw Refusal(410, "Deletion request is expired, cannot confirm")
    }
    guard deletion.status == "pending" else {
      throw Refusal(400, "Deletion request is \(deletion.status), cannot confirm")
    }
    guard now < deletion.confirmBy else {
      deletions[index].status = "expired"
      throw Refusal(410, "Confirmation token has expired. Create a new deletion request.")
    }
    guard let token = given.string else {
      throw Refusal(400, "The \"string\" argument must be of type string.")
    }
    guard token == deletion.token else { throw Refusal(403, "Invalid confirmation token") }
    let current = counts(of: deletion)
    carryOut(deletion, by: call.key)
    deletions[index].status = "completed"
    deletions[index].deleted = isSource ? current.partial(scope: deletion.scope) : current.nonZero
    deletions[index].confirmedAt = now
    deletions[index].completedAt = now.advanced(byMilliseconds: 40)
    return answer(for: deletions[index], 200, isReceipt: true)
  }

  private func answer(
    for deletion: StoredDeletion, _ status: Int, isReceipt: Bool, withToken: Bool = false
  ) -> SandboxAnswer {
    .json(status) { writer in
      writer.field("id", deletion.id)
      writer.field("scope", deletion.scope)
      writer.field(ifAny: "inbox_id", deletion.inbox)
      writer.field(ifAny: "before", deletion.before)
      writer.field("status", deletion.status)
      writer.field(object: "preview") { deletion.preview.write(&$0) }
      if let deleted = deletion.deleted {
        writer.field(object: "deleted_counts") { deleted.write(&$0) }
      }
      if withToken { writer.field("confirmation_token", deletion.token) }
      if !isReceipt {
        writer.field("confirm_by", deletion.confirmBy)
        if isSource { writer.field("requested_at", deletion.requestedAt) }
      }
      if let time = deletion.confirmedAt { writer.field("confirmed_at", time) }
      if let time = deletion.completedAt { writer.field("completed_at", time) }
      if withToken { writer.field("warning", Self.warning(deletion)) }
    }
  }

  private static func warning(_ deletion: StoredDeletion) -> String {
    let what =
      switch deletion.scope {
      case "organization":
        "ALL data for your organization including users, API keys, and the organization itself"
      case "inbox": "all data for this inbox"
      default:
        deletion.before == nil ? "ALL messages" : "all messages before \(deletion.before ?? "")"
      }
    return "This will permanently delete \(what). This action cannot be undone."
  }
}
