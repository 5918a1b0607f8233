public import MailModel

/// A mail as the API takes it (API: Send Email). Absent fields are left out, never sent as null.
public struct SendRequest: Sendable, Equatable {
  /// Bare addresses: `Name <a@b>` is refused by a validation step later (observed-behaviour.md §6).
  public var to: [String]
  public var cc: [String]
  public var bcc: [String]
  /// At most 500 UTF-16 units.
  public var subject: String
  public var text: String?
  public var html: String?
  /// Without it the mail would not be listed under its inbox.
  public var inbox: ID<Inbox>
  public var thread: ID<MailThread>?
  public var attachments: [ID<Attachment>]
  public var replyTo: String?
  public var headers: [Header]

  public init(
    to: [String], cc: [String] = [], bcc: [String] = [], subject: String, text: String?,
    html: String? = nil, inbox: ID<Inbox>, thread: ID<MailThread>? = nil,
    attachments: [ID<Attachment>] = [], replyTo: String? = nil, headers: [Header] = []
  ) {
    self.to = to
    self.cc = cc
    self.bcc = bcc
    self.subject = subject
    self.text = text
    self.html = html
    self.inbox = inbox
    self.thread = thread
    self.attachments = attachments
    self.replyTo = replyTo
    self.headers = headers
  }

  /// The JSON of the body: equal requests, equal bytes, so that the outbox can freeze them.
  public func canonicalBody() -> [UInt8] {
    var members: [JSONValue.Member] = [.init("to", list(to))]
    if !cc.isEmpty { members.append(.init("cc", list(cc))) }
    if !bcc.isEmpty { members.append(.init("bcc", list(bcc))) }
    members.append(.init("subject", .string(subject)))
    if let text { members.append(.init("text", .string(text))) }
    if let html { members.append(.init("html", .string(html))) }
    members.append(.init("inboxId", .string(inbox.text)))
    if let thread { members.append(.init("thread_id", .string(thread.text))) }
    if !attachments.isEmpty {
      members.append(.init("attachments", list(attachments.map(\.text))))
    }
    if let replyTo { members.append(.init("reply_to", .string(replyTo))) }
    if !headers.isEmpty {
      let fields = headers.map { JSONValue.Member($0.name, .string($0.value)) }
      members.append(.init("headers", .object(fields)))
    }
    return JSONWriter.write(.object(members))
  }

  private func list(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}

/// What a server answered to a send: every field may be missing (F3).
public struct SendReceipt: Sendable, Equatable {
  /// A recipient with the server's reason.
  public struct Recipient: Sendable, Equatable {
    public var email: String
    public var reason: String

    public init(email: String, reason: String) {
      self.email = email
      self.reason = reason
    }
  }

  public var sendID: String?
  public var thread: ID<MailThread>?
  public var smtpMessageID: String?
  /// 202: taken into a queue; whether it goes out is decided later and never told.
  public var isQueued: Bool
  /// The answer to an earlier try with the same key: the server knows `Idempotency-Key`.
  public var isReplayed: Bool
  public var rejected: [Recipient]
  public var warnings: [Recipient]
  public var suppressed: [String]
}

extension Endpoint where Response == SendReceipt {
  /// `POST /v1/messages/send` with frozen bytes. Sent once, on a connection of its own.
  public static func send(body: [UInt8], idempotencyKey: String, tryNumber: Int) -> Endpoint {
    Endpoint(
      .post, "/v1/messages/send",
      headers: [
        Header("Idempotency-Key", idempotencyKey),
        Header("X-Request-ID", "\(idempotencyKey).\(tryNumber)"),
      ], body: body
    ) { json, response in
      SendReceipt(json, response)
    }
  }
}

extension SendReceipt {
  init(_ json: JSONValue, _ response: HTTPResponse) {
    let data = json["data"] ?? json
    let validation = json["validation"]
    sendID = data["id"]?.text
    thread = data["thread_id", "threadId"]?.string.map { ID($0) }
    smtpMessageID = data["smtp_message_id"]?.string
    isQueued = response.status == 202 || data["status"]?.string == "queued"
    isReplayed = response.header("Idempotency-Replayed")?.lowercased() == "true"
    rejected = SendReceipt.recipients(validation?["rejected"])
    warnings = SendReceipt.recipients(validation?["warnings"])
    suppressed = validation?["suppressed"]?.strings ?? []
  }

  private static func recipients(_ json: JSONValue?) -> [Recipient] {
    (json?.array ?? []).prefix(1000).map { entry in
      Recipient(
        email: entry["email"]?.text ?? entry.text ?? "",
        reason: APIError.capped(entry["reason"]?.text ?? entry["detail"]?.text ?? "", 300))
    }
  }
}
