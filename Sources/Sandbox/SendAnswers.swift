import CommuneAPI
import MailModel

/// The answer to a send that a repeated key brings back.
struct Replay {
  var answer: SandboxAnswer
  var storedAt: Timestamp
  var id: String
}

extension SandboxState {
  private static let replayLifetime: Int64 = 86_400_000

  /// `POST /v1/messages/send`. In `src`, limits count before the key's scope and the body are
  /// looked at, and the idempotency key is looked at last.
  mutating func send(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try chargeSend(call)
    let most = 50
    if let list = call.body["to"]?.array, list.count > most {
      throw Refusal(400, "Too many recipients") { writer in
        writer.field("max_recipients", most)
        writer.field("provided", list.count)
      }
    }
    try require("messages:write", call)
    let mail = try checkedMail(call)
    if let inbox = mail.inbox { try chargeSend(from: inbox) }
    let key = isSource ? call.request.header("Idempotency-Key") : nil
    if let key, call.fault.key != .ignore, let replay = replays[key],
      now.milliseconds(since: replay.storedAt) < Self.replayLifetime
    {
      note(call, id: replay.id, isReplay: true)
      var answer = replay.answer
      answer.headers.append(Header("Idempotency-Replayed", "true"))
      return answer
    }
    let (id, answer) = isSource ? enqueue(mail, call) : try deliverNow(mail, call)
    note(call, id: id, isReplay: false)
    if let key, call.fault.key == .honour {
      replays[key] = Replay(answer: answer, storedAt: now, id: id)
    }
    return answer
  }

  private func note(_ call: Call, id: String, isReplay: Bool) {
    ledger.note(
      send: LedgerSnapshot.Send(
        time: now, key: call.request.header("Idempotency-Key"),
        bodyHash: fingerprint(call.request.body), id: id, isReplay: isReplay))
  }

  private func checkedMail(_ call: Call) throws(Refusal) -> OutgoingMail {
    var problems: [OutgoingMail.Problem] = []
    let mail = OutgoingMail(call.body, problems: &problems)
    guard let mail else {
      let first = problems.first.map { "\($0.path): \($0.message)" } ?? ""
      throw Refusal(400, isSource ? "Invalid request" : "Invalid request: \(first)") { writer in
        guard isSource else { return }
        writer.field(array: "details") { writer in
          for problem in problems {
            writer.object { writer in
              writer.field("path", problem.path)
              writer.field("message", problem.message)
            }
          }
        }
      }
    }
    if !isSource { try checkContract(mail) }
    return mail
  }

  /// What the contract asks for and the source leaves to its worker.
  private func checkContract(_ mail: OutgoingMail) throws(Refusal) {
    if mail.text?.isEmpty ?? true, mail.html?.isEmpty ?? true {
      throw Refusal(400, "At least one of html or text is required")
    }
    if let inbox = mail.inbox, inboxRow(inbox) == nil { throw Refusal(404, "Inbox not found") }
    if let thread = mail.thread, messages.slot(of: ID(thread)) == nil {
      throw Refusal(404, "Thread not found")
    }
    for id in mail.attachments where files[ID(id)] == nil {
      throw Refusal(404, "Attachment not found: \(id)")
    }
  }

  /// Queued, to be listed a little later: 202, whatever becomes of it.
  private mutating func enqueue(
    _ mail: OutgoingMail, _ call: Call
  ) -> (id: String, answer: SandboxAnswer) {
    let id = "msg_" + ids.hex(32)
    let thread = mail.thread ?? "thread_" + ids.uuid()
    let delay = Int.random(in: options.visibilityDelay, using: &ids)
    let validation = RecipientValidation(mail.to, suppressed: options.suppressed)
    let sender = sender(of: mail)
    let isDelivered = !validation.accepted.isEmpty && sender != nil && mail.hasBody
    if isDelivered, call.fault.visibility != .dropped, let sender {
      let message = message(
        of: mail, id: ids.uuid(), thread: thread, sender: sender, sendID: id)
      queue(message, mail, call, delay: delay, recipients: validation.accepted)
    }
    var answer = SandboxAnswer.data(202) { writer in
      writer.object { writer in
        writer.field("id", id)
        writer.field("thread_id", thread)
        writer.field("status", "queued")
      }
    }
    answer.headers += sendHeaders
    return (id, answer)
  }

  /// Sent while the client waits: 200, with what is wrong about the recipients.
  private mutating func deliverNow(
    _ mail: OutgoingMail, _ call: Call
  ) throws(Refusal) -> (id: String, answer: SandboxAnswer) {
    guard let sender = sender(of: mail) else { throw Refusal(400, "Missing from address") }
    let validation = RecipientValidation(mail.to, suppressed: options.suppressed)
    guard !validation.accepted.isEmpty else {
      let isSuppressed = validation.rejected.isEmpty
      throw Refusal(400, "All recipients are \(isSuppressed ? "suppressed" : "invalid")") {
        validation.write(&$0)
      }
    }
    let id = "re_" + ids.hex(24)
    let thread = mail.thread ?? "thread_" + ids.uuid()
    let message = message(of: mail, id: id, thread: thread, sender: sender, sendID: nil)
    if call.fault.visibility != .dropped {
      queue(message, mail, call, delay: 0, recipients: validation.accepted)
      carryOutQueue()
    }
    let host = Address(parsing: sender).spec.split(separator: "@").last ?? "example.com"
    let messageID = "<\(ids.uuid())@\(host)>"
    let answer = SandboxAnswer.json(200) { writer in
      writer.field(object: "data") { writer in
        writer.field("id", id)
        writer.field("thread_id", thread)
        writer.field("smtp_message_id", messageID)
      }
      validation.write(&writer)
    }
    return (id, answer)
  }
}
