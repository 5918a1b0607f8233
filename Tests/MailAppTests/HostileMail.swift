import MailModel
import Terminal

@testable import MailApp

/// A field of mail that a stranger or the server fills.
enum HostileField: String, CaseIterable, Sendable {
  case subject, snippet, senderName, senderAddress, receiver, text, textEnd
  case html, htmlDecimal, htmlTitle, htmlPre, htmlAlt, htmlLink, htmlLinkText
  case fileName, mimeType, fileProblem, threadID, messageID, attachmentID
  case inboxAddress, inboxName, deliveryStatus, channel
}

/// A conversation, one field of which is hostile.
struct HostileMail {
  /// Stands before and after the hostile text.
  static let canary = "Qqz"

  var row: ThreadRow
  var message: Message
  var file = Attachment(id: ID("file"), filename: "plan.pdf", mimeType: "application/pdf", size: 9)
  var inbox = Fixture.support

  init(_ field: HostileField, _ payload: String) {
    let text = HostileMail.canary + payload + HostileMail.canary
    row = Fixture.mockRows(count: 1)[0]
    message = Fixture.orderMessages()[0]
    message.attachments = [file.id]
    set(field, text)
    message.thread = row.id
    row.position.id = row.id
  }

  private mutating func set(_ field: HostileField, _ text: String) {
    switch field {
    case .subject: row.thread.subject = text
    case .snippet:
      row.thread.subject = nil
      row.thread.snippet = text
    case .threadID: row.thread.id = ID(text)
    case .inboxAddress: inbox.address = text
    case .inboxName: inbox.displayName = text
    case .fileName: file.filename = text
    case .mimeType: file.mimeType = text
    case .fileProblem: file.problem = text
    case .attachmentID:
      file.id = ID("another")
      message.attachments = [ID(text)]
    default: setMessage(field, text)
    }
  }

  private mutating func setMessage(_ field: HostileField, _ text: String) {
    switch field {
    case .senderName: setSender("\"\(text.filter { $0 != "\\" })\" <eve@x.io>")
    case .senderAddress: setSender(text + "@x.io")
    case .receiver: message.participants[1].identity = text + "@x.io"
    case .text: message.text = "before \(text) after\n\(text)"
    case .textEnd: message.text = String(repeating: "a line\n", count: 40) + text
    case .messageID: message.id = ID(text)
    case .deliveryStatus:
      message.direction = .outbound
      message.deliveryStatus = text
    case .channel:
      message.direction = .other
      message.channel = text
    default: setHTML(field, text)
    }
  }

  private mutating func setHTML(_ field: HostileField, _ text: String) {
    message.text = ""
    let decimal = text.unicodeScalars.map { "&#\($0.value);" }.joined()
    switch field {
    case .htmlDecimal: message.html = "<p>\(HostileMail.canary)\(decimal)</p>"
    case .htmlTitle: message.html = "<title>\(text)</title><p>\(HostileMail.canary)</p>"
    case .htmlPre: message.html = "<pre>\(text)</pre>"
    case .htmlAlt: message.html = "<img alt=\"\(text)\">\(HostileMail.canary)"
    case .htmlLink: message.html = "<a href=\"https://Qqz.io/\(text)\">\(HostileMail.canary)</a>"
    case .htmlLinkText: message.html = "<a href=\"https://x.io\">\(text)</a>"
    default: message.html = "<p>\(text)</p>"
    }
  }

  private mutating func setSender(_ identity: String) {
    message.participants[0].identity = identity
    row.correspondent = Address(parsing: identity)
  }

  /// The program with this conversation on top of four honest ones, in list and preview.
  func fixture(_ size: Size) -> Fixture {
    var fixture = Fixture(
      size, rows: [row] + Fixture.mockRows(count: 5).dropFirst(), messages: [row.id: [message]])
    fixture.send(.mailboxLoaded(Mailbox(inboxes: [inbox], domains: 1, isLoaded: true)))
    sendFiles(to: &fixture)
    return fixture
  }

  /// Opens the conversation on the whole screen.
  func open(in fixture: inout Fixture) {
    fixture.press("<Enter>")
    sendFiles(to: &fixture)
  }

  private func sendFiles(to fixture: inout Fixture) {
    fixture.send(
      .messagesLoaded(
        ThreadMessages(
          thread: row.id, row: row, messages: [message], files: [file.id: file], isComplete: true)))
  }
}
