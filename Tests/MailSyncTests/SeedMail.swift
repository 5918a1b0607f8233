import MailModel
import Sandbox

extension SandboxSeed {
  static let start = Timestamp(parsing: "2026-02-20T00:00:00.000Z") ?? Timestamp(seconds: 0)

  /// One domain with one inbox and `threads` threads, a minute apart, the highest number newest.
  static func mail(threads: Int, messages: Int = 1, inboxes: Int = 1) -> SandboxSeed {
    var seed = SandboxSeed()
    seed.domains = [Domain(id: SyncBed.domain, name: "example.com", status: "verified")]
    seed.inboxes = (1...max(1, inboxes)).map { number in
      let name = number == 1 ? "help" : "help\(number)"
      return Inbox(
        id: ID("inbox-\(number)"), domain: SyncBed.domain, domainName: "example.com",
        localPart: name, address: "\(name)@example.com")
    }
    for inbox in seed.inboxes {
      for thread in 0..<threads {
        for number in 0..<messages {
          seed.messages.append(
            .inbound(
              "m\(thread).\(number)@\(inbox.localPart)", in: "t\(thread)@\(inbox.localPart)",
              inbox: inbox.id,
              at: start.advanced(byMilliseconds: Int64(thread) * 60_000 + Int64(number))))
        }
      }
    }
    return seed
  }
}

extension Message {
  /// A mail from a customer.
  static func inbound(
    _ id: String, in thread: String, inbox: MailModel.ID<Inbox> = SyncBed.inbox, at time: Timestamp,
    text: String = "Where is my order?"
  ) -> Message {
    Message(
      id: MailModel.ID(id), thread: MailModel.ID(thread), inbox: inbox, direction: .inbound,
      participants: [
        Participant(role: .sender, identity: "Jane <jane@mail.example>"),
        Participant(role: .to, identity: SyncBed.address),
      ], subject: "Order", text: text, createdAt: time)
  }
}
