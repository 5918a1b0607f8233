public import MailModel

/// What a sandbox holds when it starts.
public struct SandboxSeed: Sendable {
  public var domains: [Domain]
  public var inboxes: [Inbox]
  /// In any order; threads are made of the messages that share a thread id.
  public var messages: [Message]
  public var files: [SandboxFile]

  public init(
    domains: [Domain] = [], inboxes: [Inbox] = [], messages: [Message] = [],
    files: [SandboxFile] = []
  ) {
    self.domains = domains
    self.inboxes = inboxes
    self.messages = messages
    self.files = files
  }
}

/// An attachment and its content.
public struct SandboxFile: Sendable {
  public var attachment: Attachment
  public var content: [UInt8]

  public init(attachment: Attachment, content: [UInt8]) {
    self.attachment = attachment
    self.content = content
  }
}

extension SandboxSeed {
  /// No domain, no inbox, no mail.
  public static let empty = SandboxSeed()
}
