import MailModel

/// Reads threads and messages; a bad field costs the field, a bad row becomes a placeholder.
enum WireMail {
  /// A row of `GET /v1/threads`. A row without an id gets one made of its place, so that it shows.
  static func thread(_ json: JSONValue) -> MailThread {
    let id = identifier(json, "thread_id", "threadId", "id")
    let subject = json["subject"]
    return MailThread(
      id: ID(bytes: id ?? Array("unreadable:\(fingerprint(json))".utf8)),
      inbox: json["inbox_id", "inboxId"]?.string.map { ID($0) },
      domain: json["domain_id", "domainId"]?.string.map { ID($0) },
      subject: subject?.string, snippet: json["snippet"]?.string ?? "",
      lastMessageAt: timestamp(json["last_message_at", "lastMessageAt"]),
      firstMessageAt: timestamp(json["first_message_at", "firstMessageAt"]),
      messageCount: Int(clamping: max(0, json["message_count", "messageCount"]?.integer ?? 0)),
      lastDirection: direction(json["last_direction", "lastDirection"]),
      hasAttachments: json["has_attachments", "hasAttachments"]?.flag ?? false,
      isPlaceholder: id == nil)
  }

  /// A row of `GET /v1/messages` and of a thread's messages.
  static func message(_ json: JSONValue) -> Message {
    let metadata = json["metadata"]
    let id = identifier(json, "message_id", "messageId", "_id", "id")
    let thread = identifier(json, "thread_id", "threadId", "effective_thread_id")
    let inbox = metadata?["inbox_id", "inboxId"]?.string ?? json["inbox_id"]?.string
    return Message(
      id: ID(bytes: id ?? Array("unreadable:\(fingerprint(json))".utf8)),
      thread: ID(bytes: thread ?? []), inbox: inbox.map { ID($0) },
      channel: json["channel"]?.string ?? "email", direction: direction(json["direction"]),
      participants: (json["participants"]?.array ?? []).compactMap(participant),
      subject: metadata?["subject"]?.string ?? json["subject"]?.string,
      text: json["content"]?.string ?? json["text"]?.string ?? "",
      html: json["content_html", "contentHtml"]?.string,
      attachments: (json["attachments"]?.array ?? []).compactMap(attachment),
      createdAt: timestamp(json["created_at", "createdAt"]) ?? timestamp(metadata?["created_at"]),
      sendID: metadata?["commune_message_id"]?.string,
      deliveryStatus: metadata?["delivery_status"]?.string, isPlaceholder: id == nil)
  }

  private static func participant(_ json: JSONValue) -> Participant? {
    guard let identity = json["identity"]?.string ?? json["email"]?.string else { return nil }
    let roles: [String: Participant.Role] = [
      "sender": .sender, "from": .sender, "to": .to, "cc": .cc, "bcc": .bcc,
    ]
    return Participant(
      role: json["role"]?.string.flatMap { roles[$0] } ?? .other, identity: identity)
  }

  /// Ids, or objects that hold one (observed-behaviour.md §6).
  private static func attachment(_ json: JSONValue) -> ID<Attachment>? {
    let text = json.string ?? json["attachment_id", "attachmentId", "id"]?.string
    return text.flatMap { $0.isEmpty ? nil : ID($0) }
  }

  static func direction(_ json: JSONValue?) -> Direction {
    switch json?.string {
    case "inbound": .inbound
    case "outbound": .outbound
    default: .other
    }
  }

  /// A date as text, or as seconds or milliseconds since 1970.
  static func timestamp(_ json: JSONValue?) -> Timestamp? {
    guard let json else { return nil }
    if let text = json.string { return Timestamp(parsing: text) }
    let lastOfYear9999: Int64 = 253_402_300_799_999
    guard case .number = json, let number = json.integer, (1...lastOfYear9999).contains(number)
    else { return nil }
    return number < 100_000_000_000
      ? Timestamp(seconds: number) : Timestamp(milliseconds: number)
  }

  private static func identifier(_ json: JSONValue, _ names: String...) -> [UInt8]? {
    for name in names {
      if let text = json[name]?.text, !text.isEmpty, text.utf8.count <= 8192 {
        return Array(text.utf8)
      }
    }
    return nil
  }

  /// A number that is the same for the same broken row, so that it is one row at each refresh.
  private static func fingerprint(_ json: JSONValue) -> String {
    let bytes = JSONWriter.write(json).prefix(4096)
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
