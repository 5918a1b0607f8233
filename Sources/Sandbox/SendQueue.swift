import MailModel

/// A mail that the worker is going to store.
struct QueuedMail {
  var due: Timestamp
  var message: Message
  var domain: ID<Domain>?
}

extension OutgoingMail {
  var hasBody: Bool { !(text ?? "").isEmpty || !(html ?? "").isEmpty }
}

extension SandboxState {
  func inboxRow(_ id: String) -> Inbox? {
    inboxes.first { $0.inbox.id == ID(id) }?.inbox
  }

  /// `from` as it is, else the inbox's mailbox, else `agent@` the domain; nil: nobody sends.
  func sender(of mail: OutgoingMail) -> String? {
    if let from = mail.from, !from.isEmpty { return from }
    if let inbox = mail.inbox.flatMap({ inboxRow($0) }) {
      guard let name = inbox.displayName, !name.isEmpty else { return inbox.address }
      let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\" <\(inbox.address)>"
    }
    guard let domain = mail.domain else { return nil }
    let name = name(of: ID(domain))
    return name.isEmpty ? nil : "agent@" + name
  }

  /// The row as the server stores it: sender and `to` only, all requested recipients.
  func message(
    of mail: OutgoingMail, id: String, thread: String, sender: String, sendID: String?
  ) -> Message {
    let threadID = ID<MailThread>(thread)
    let isReply = messages.slot(of: threadID).map { !messages.threads[$0].rows.isEmpty } ?? false
    let isMarked = mail.subject.utf8.starts(with: "Re:".utf8)
    var inbox = mail.inbox.map { ID<Inbox>($0) }
    if inbox == nil, !isSource {
      let address = Address(parsing: sender).spec
      inbox = inboxes.first { $0.inbox.address == address }?.inbox.id
    }
    return Message(
      id: ID(id), thread: threadID, inbox: inbox, direction: .outbound,
      participants: [Participant(role: .sender, identity: sender)]
        + mail.to.map { Participant(role: .to, identity: $0) },
      subject: isReply && !isMarked ? "Re: " + mail.subject : mail.subject,
      text: mail.text ?? "", html: mail.html, attachments: mail.attachments.map { ID($0) },
      createdAt: now, sendID: sendID, deliveryStatus: "sent")
  }

  /// Notes the delivery and stores the mail when it becomes visible.
  mutating func queue(
    _ message: Message, _ mail: OutgoingMail, _ call: Call, delay: Int, recipients: [String]
  ) {
    ledger.note(
      delivery: LedgerSnapshot.Delivery(
        time: now, sendID: message.sendID ?? message.id.text,
        key: call.request.header("Idempotency-Key"),
        recipients: recipients + mail.cc + mail.bcc, subject: message.subject ?? ""))
    let wait: Int
    switch call.fault.visibility {
    case .usual: wait = delay
    case .after(let milliseconds): wait = milliseconds
    case .never, .dropped: return
    }
    var message = message
    let due = now.advanced(byMilliseconds: Int64(wait))
    message.createdAt = now.advanced(byMilliseconds: Int64(delay))
    let domain = inboxes.first { $0.inbox.id == message.inbox }?.inbox.domain
    queue.append(
      QueuedMail(due: due, message: message, domain: domain ?? mail.domain.map { ID($0) }))
    if isSource, options.copiesToSelf { queueCopy(of: message, domain, due: due) }
    if let wait = options.autoresponse { queueReply(to: message, domain, due: due, after: wait) }
  }

  /// Our own mail, come back as if somebody had sent it.
  private mutating func queueCopy(of message: Message, _ domain: ID<Domain>?, due: Timestamp) {
    var copy = message
    copy.id = ID("<\(ids.uuid())@copy.example>")
    copy.direction = .inbound
    copy.sendID = nil
    queue.append(QueuedMail(due: due, message: copy, domain: domain))
  }

  private mutating func queueReply(
    to message: Message, _ domain: ID<Domain>?, due: Timestamp, after wait: Int
  ) {
    guard let recipient = message.participants.first(where: { $0.role == .to }),
      let sender = message.sender
    else { return }
    let time = due.advanced(byMilliseconds: Int64(wait))
    let reply = Message(
      id: ID("<\(ids.uuid())@reply.example>"), thread: message.thread, inbox: message.inbox,
      direction: .inbound,
      participants: [
        Participant(role: .sender, identity: recipient.identity),
        Participant(role: .to, identity: sender.spec),
      ], subject: message.subject,
      text: "Thank you, your message has arrived.\n\n-- \n\(recipient.identity)\n",
      createdAt: time)
    queue.append(QueuedMail(due: time, message: reply, domain: domain))
  }

  /// Stores every mail that has become due.
  mutating func carryOutQueue() {
    guard queue.contains(where: { $0.due <= now }) else { return }
    let due = queue.filter { $0.due <= now }
    queue.removeAll { $0.due <= now }
    for mail in due {
      messages.insert(
        StoredMessage(message: mail.message, domain: mail.domain, rowID: ids.uuid()))
    }
  }
}

/// What the server finds out about the addresses of `to`.
struct RecipientValidation {
  var accepted: [String] = []
  var rejected: [(email: String, reason: String)] = []
  var warnings: [(email: String, reason: String)] = []
  var suppressed: [String] = []

  private static let disposable = ["mailinator.com", "guerrillamail.com", "trashmail.com"]

  init(_ recipients: [String], suppressed list: Set<String>) {
    for recipient in recipients {
      let sides = recipient.split(separator: "@", omittingEmptySubsequences: false)
      let host = sides.last?.lowercased() ?? ""
      let hasSyntax =
        sides.count == 2 && !sides[0].isEmpty && host.contains(".")
        && !recipient.utf8.contains { $0 <= 0x20 || "<>,;\"".utf8.contains($0) }
      if list.contains(recipient.lowercased()) {
        suppressed.append(recipient)
      } else if !hasSyntax {
        rejected.append((recipient, "Invalid email syntax"))
      } else if host.hasSuffix(".test") || host.hasSuffix(".invalid") {
        rejected.append((recipient, "No MX records found"))
      } else {
        accepted.append(recipient)
        if Self.disposable.contains(host) {
          warnings.append((recipient, "Disposable email domain"))
        }
      }
    }
  }

  /// The member `validation`, where there is anything to say.
  func write(_ writer: inout JSONWriter) {
    guard !rejected.isEmpty || !warnings.isEmpty || !suppressed.isEmpty else { return }
    writer.field(object: "validation") { writer in
      for (name, list) in [("rejected", rejected), ("warnings", warnings)] where !list.isEmpty {
        writer.field(array: name) { writer in
          for entry in list {
            writer.object { writer in
              writer.field("email", entry.email)
              writer.field("reason", entry.reason)
            }
          }
        }
      }
      if !suppressed.isEmpty { writer.field(strings: "suppressed", suppressed) }
      writer.field("duration_ms", 42)
    }
  }
}
