import MailModel

extension SandboxState {
  mutating func routeMessages(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    switch (call.request.method, words.count) {
    case ("GET", 1): try messageList(call)
    case ("POST", 2) where words[1] == "send": try send(call)
    default: nil
    }
  }

  /// One filter counts, the others are ignored: inbox, else domain, else sender.
  private mutating func messageList(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try require("messages:read", call)
    let limit = try limit(call, default: 50, maximum: 1000)
    let isDescending = call.value("order").map { $0 == "desc" } ?? true
    let rows: [Int]
    if let inbox = call.value("inbox_id") {
      rows = try places(ListingKey(inbox: ID(inbox)), call)
    } else if let domain = call.value("domain_id") {
      rows = try places(ListingKey(domain: ID(domain)), call)
    } else if let sender = call.value("sender") {
      rows = try places(ListingKey(), call).filter { place in
        let identity = messages.rows[place]?.message.participants.first { $0.role == .sender }
        return identity?.identity == sender
      }
    } else {
      throw Refusal(400, "Provide at least one filter: sender, domain_id, or inbox_id")
    }
    let page = isDescending ? rows.suffix(limit).reversed() : Array(rows.prefix(limit))
    return .data { writer in
      writer.array { writer in
        for place in page {
          if let row = messages.rows[place] { write(row, &writer) }
        }
      }
    }
  }

  /// Rows between `after` and `before`, both exclusive, oldest first.
  private mutating func places(_ key: ListingKey, _ call: Call) throws(Refusal) -> [Int] {
    let entries = messages.listing(of: key).messages
    var range = entries.indices
    if let after = call.value("after") {
      let order = try order(against: after)
      range = entries.position { order($0) <= 0 }..<range.upperBound
    }
    if let before = call.value("before") {
      let order = try order(against: before)
      range = range.lowerBound..<max(range.lowerBound, entries.position { order($0) < 0 })
    }
    return entries[range].map(\.index)
  }

  /// Negative, zero or positive: how a message's time stands to `bound`. The source compares the
  /// texts.
  private func order(
    against bound: String
  ) throws(Refusal) -> (MessageTable.Entry) -> Int {
    if isSource {
      return { entry in
        guard entry.time != .min else { return -1 }
        let text = Timestamp(milliseconds: entry.time).iso
        if text.utf8.elementsEqual(bound.utf8) { return 0 }
        return text.utf8.lexicographicallyPrecedes(bound.utf8) ? -1 : 1
      }
    }
    guard let time = Timestamp(parsing: bound)?.milliseconds else {
      throw Refusal(400, "Invalid date: \(bound)")
    }
    return { $0.time < time ? -1 : $0.time == time ? 0 : 1 }
  }

  func write(_ row: StoredMessage, _ writer: inout JSONWriter) {
    let message = row.message
    writer.object { writer in
      if isSource { writer.field("_id", row.rowID) }
      writer.field("message_id", message.id.text)
      writer.field("thread_id", message.thread.text)
      writer.field("channel", message.channel)
      writer.field("direction", message.direction.word)
      writer.field(array: "participants") { writer in
        for participant in message.participants { write(participant, &writer) }
      }
      writer.field("content", message.text)
      writer.field(orNull: "content_html", message.html)
      writer.field(strings: "attachments", message.attachments.map(\.text))
      writer.field("created_at", message.createdAt)
      if isSource { writer.field("orgId", organization) }
      writer.field(object: "metadata") { writeMetadata(of: row, &$0) }
    }
  }

  private func write(_ participant: Participant, _ writer: inout JSONWriter) {
    let role =
      switch participant.role {
      case .sender: "sender"
      case .to: "to"
      case .cc: "cc"
      case .bcc: "bcc"
      case .other: "participant"
      }
    writer.object { writer in
      writer.field("role", role)
      writer.field("identity", participant.identity)
    }
  }

  private func writeMetadata(of row: StoredMessage, _ writer: inout JSONWriter) {
    let message = row.message
    writer.field(ifAny: "subject", message.subject)
    writer.field("created_at", message.createdAt)
    writer.field(orNull: "domain_id", row.domain?.text)
    writer.field(orNull: "inbox_id", message.inbox?.text)
    guard isSource else { return }
    writer.field("message_id", message.id.text)
    writer.field(ifAny: "commune_message_id", message.sendID)
    // The default of every row, inbound ones too.
    writer.field("delivery_status", message.deliveryStatus ?? "sent")
    guard message.direction == .outbound else { return }
    writer.field(strings: "attachment_ids", message.attachments.map(\.text))
    writer.field("has_attachments", !message.attachments.isEmpty)
    writer.field("attachment_count", message.attachments.count)
  }
}
