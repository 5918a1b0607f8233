public import MailModel

extension SandboxSeed {
  /// Sample mail worth looking at: the same for equal `now`, every time relative to it.
  ///
  /// Three domains, six inboxes (one empty, one on the shared domain) and about 300 threads in
  /// many languages, among them hostile ones and one of 1,200 messages.
  public static func demo(now: Timestamp) -> SandboxSeed {
    let accounts = SampleAccounts(now: now)
    var mail = SampleMail(accounts: accounts, now: now)
    mail.writeFront()
    mail.writeMachineMail()
    mail.writeScripts()
    mail.writeHostileMail()
    mail.writeIncident()
    return SandboxSeed(
      domains: accounts.domains, inboxes: accounts.inboxes, messages: mail.messages,
      files: mail.files)
  }
}

/// The sample mail while it is being written.
struct SampleMail {
  let accounts: SampleAccounts
  let now: Timestamp
  var random = SampleRandom(seed: 0x0C0_FFEE)
  private(set) var messages: [Message] = []
  private(set) var files: [SandboxFile] = []

  init(accounts: SampleAccounts, now: Timestamp) {
    self.accounts = accounts
    self.now = now
  }

  /// The moment `minutes` before now, at some second of that minute.
  mutating func moment(minutesAgo minutes: Int) -> Timestamp {
    let milliseconds = random.below(50_000)
    return now.advanced(byMilliseconds: -Int64(minutes) * 60_000 - Int64(milliseconds))
  }

  /// Adds one mail to `thread`, or begins a thread where that is nil; returns the thread's id.
  @discardableResult
  mutating func post(_ letter: SampleLetter, in thread: ID<MailThread>? = nil) -> ID<MailThread> {
    let host = letter.sender.hostPart
    let messageID = letter.isOutbound ? random.uuid() : random.messageID(host: host)
    let threadID =
      thread ?? ID(letter.isOutbound ? "thread_\(random.uuid())" : messageID)
    let attachments = letter.files.map { store($0) }
    messages.append(
      Message(
        id: ID(messageID), thread: threadID, inbox: letter.inbox.id,
        direction: letter.isOutbound ? .outbound : .inbound, participants: letter.participants,
        subject: letter.subject, text: letter.text, html: letter.html, attachments: attachments,
        createdAt: letter.at, sendID: letter.isOutbound ? "msg_\(random.hex(32))" : nil,
        deliveryStatus: letter.isOutbound ? letter.fate : "sent"))
    return threadID
  }

  /// Adds a message as it is, for rows that no writer would make.
  mutating func post(_ message: Message) {
    messages.append(message)
  }

  mutating func store(_ file: SampleFile) -> ID<Attachment> {
    let id = ID<Attachment>("att_\(random.hex(24))")
    let attachment = Attachment(
      id: id, filename: file.name, mimeType: file.mimeType, size: Int64(file.content.count))
    files.append(SandboxFile(attachment: attachment, content: file.content))
    return id
  }
}

/// One mail of the sample, before it has ids.
struct SampleLetter {
  var inbox: Inbox
  var isOutbound: Bool
  var sender: String
  var to: [String]
  var cc: [String] = []
  var subject: String?
  var text: String
  var html: String?
  var files: [SampleFile] = []
  var at: Timestamp
  /// Delivery status, for a mail of ours.
  var fate = "delivered"

  /// Outbound mail keeps no cc, as on the server (observed-behaviour.md §6).
  var participants: [Participant] {
    [Participant(role: .sender, identity: sender)]
      + to.map { Participant(role: .to, identity: $0) }
      + (isOutbound ? [] : cc.map { Participant(role: .cc, identity: $0) })
  }
}

extension String {
  /// The host of the address at the end of an identity, for a Message-ID.
  var hostPart: String {
    let host = split(separator: "@").last.map { $0.filter { $0 != ">" } } ?? ""
    return host.isEmpty ? "mail.example" : host
  }
}
