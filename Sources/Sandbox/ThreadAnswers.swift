import MailModel

extension SandboxState {
  mutating func routeThreads(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    let method = call.request.method
    if words.count == 1 { return method == "GET" ? try threadList(call) : nil }
    let id = ID<MailThread>(bytes: call.request.segments[2])
    guard words.count == 3 else { return nil }
    if method == "GET", words[2] == "messages" { return try threadMessages(call, id) }
    return isSource ? try routeTriage(call, id, words[2]) : nil
  }

  private mutating func threadList(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try require("threads:read", call)
    guard let key = listingKey(call) else {
      throw Refusal(400, "Missing required query parameter: inbox_id or domain_id")
    }
    let limit = try limit(call, default: 20, maximum: 100, wholeOnly: true)
    let isDescending = call.value("order").map { $0 == "desc" } ?? true
    let entries = messages.listing(of: key).threads
    let page = page(
      of: entries, after: ThreadCursor(call.value("cursor")), descending: isDescending,
      limit: limit)
    return .json(200) { writer in
      writer.field(array: "data") { writer in
        for entry in page.entries { writeThread(entry.index, key, &writer) }
      }
      writer.field(orNull: "next_cursor", page.cursor)
      writer.field("has_more", page.cursor != nil)
    }
  }

  func listingKey(_ call: Call) -> ListingKey? {
    let inbox = call.value("inbox_id")
    let domain = call.value("domain_id")
    guard inbox != nil || domain != nil else { return nil }
    return ListingKey(inbox: inbox.map { ID($0) }, domain: domain.map { ID($0) })
  }

  private func page(
    of entries: [MessageTable.Entry], after cursor: ThreadCursor, descending: Bool, limit: Int
  ) -> (entries: [MessageTable.Entry], cursor: String?) {
    var range = entries.indices
    switch cursor {
    case .start: break
    // Readable, but nothing compares with it.
    case .misshapen: return ([], nil)
    case .position(let time, let id):
      let first = entries.position { entry in
        entry.time != time ? entry.time < time : messages.threads[entry.index].id < id
      }
      if descending {
        range = 0..<first
      } else {
        let isThere =
          first < entries.count && entries[first].time == time
          && messages.threads[entries[first].index].id == id
        range = (isThere ? first + 1 : first)..<entries.count
      }
    }
    let slice =
      descending ? entries[range].suffix(limit).reversed() : Array(entries[range].prefix(limit))
    guard range.count > limit, let last = slice.last else { return (slice, nil) }
    return (slice, ThreadCursor.text(time: last.time, id: messages.threads[last.index].id))
  }

  /// Subject, direction and places are the newest message's, the snippet is the oldest one's.
  private func writeThread(_ slot: Int, _ key: ListingKey, _ writer: inout JSONWriter) {
    let rows = messages.messages(in: slot).filter(key.matches)
    guard let oldest = rows.first, let newest = rows.last else { return }
    writer.object { writer in
      writer.field("thread_id", oldest.message.thread.text)
      writer.field(orNull: "subject", newest.message.subject)
      writer.field("last_message_at", newest.message.createdAt)
      writer.field("first_message_at", oldest.message.createdAt)
      writer.field("message_count", rows.count)
      writer.key("snippet")
      writer.string(oldest.message.text, utf16Limit: 200)
      writer.field("last_direction", newest.message.direction.word)
      writer.field(orNull: "inbox_id", newest.message.inbox?.text)
      writer.field(orNull: "domain_id", newest.domain?.text)
      writer.field("has_attachments", rows.contains { !$0.message.attachments.isEmpty })
    }
  }

  private func threadMessages(
    _ call: Call, _ id: ID<MailThread>
  ) throws(Refusal) -> SandboxAnswer {
    try require("threads:read", call)
    let limit = try limit(call, default: 50, maximum: 1000)
    var rows = messages.slot(of: id).map { messages.messages(in: $0) } ?? []
    if rows.isEmpty, let row = messages.row(of: ID(bytes: id.bytes)) { rows = [row] }
    if call.value("order") == "desc" { rows.reverse() }
    return .data { writer in
      writer.array { writer in
        for row in rows.prefix(limit) { write(row, &writer) }
      }
    }
  }
}

/// Where a page begins: base64url of `{"last_message_at","id"}`.
enum ThreadCursor {
  case start
  /// JSON, but not of that shape.
  case misshapen
  case position(time: Int64, id: ID<MailThread>)

  /// An unreadable cursor is no error: the first page comes again.
  init(_ text: String?) {
    guard let text,
      let node = try? JSONReader.read(Base64.lenientlyDecoded(text.utf8)[...])
    else {
      self = .start
      return
    }
    guard let id = node["id"]?.string, let time = node["last_message_at"] else {
      self = .misshapen
      return
    }
    if time.isNull {
      self = .position(time: .min, id: ID(id))
    } else if let time = time.string.flatMap({ Timestamp(parsing: $0) }) {
      self = .position(time: time.milliseconds, id: ID(id))
    } else {
      self = .misshapen
    }
  }

  static func text(time: Int64, id: ID<MailThread>) -> String {
    let object = JSONWriter.object { writer in
      writer.field("last_message_at", time == .min ? nil : Timestamp(milliseconds: time))
      writer.field("id", id.text)
    }
    return Base64.encoded(object, forURL: true)
  }
}

extension Direction {
  /// The word of the wire.
  var word: String {
    switch self {
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .other: "other"
    }
  }
}
