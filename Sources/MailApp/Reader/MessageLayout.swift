import MailModel
import MailText
import Terminal

/// Lays one unfolded message out: head, recipients, text, links, files, notices.
struct MessageLayout {
  /// The prose width of product.md §5.0.
  static let proseColumns = 72
  /// Links and lines of one message that are shown at most: nothing a sender does costs more.
  static let maximumLinks = 200
  static let maximumLines = 20_000

  private let message: Message
  private let index: Int
  private let files: [ID<Attachment>: Attachment]
  private let showsQuoted: Bool

  init(
    _ message: Message, index: Int, files: [ID<Attachment>: Attachment], showsQuoted: Bool
  ) {
    self.message = message
    self.index = index
    self.files = files
    self.showsQuoted = showsQuoted
  }

  func lines(columns: Int) -> [ReaderLine] {
    let width = min(MessageLayout.proseColumns, max(8, columns - 4))
    var lines = [ReaderLine(.head, index, "")] + recipients(width)
    lines.append(ReaderLine(.text, index, ""))
    let body = MessageBody.of(message)
    if body.isUnreadable || message.isPlaceholder {
      let text = body.isUnreadable ? "[cannot be decrypted by the server]" : "[unreadable message]"
      lines.append(ReaderLine(.notice, index, text))
    } else if body.text.isEmpty {
      lines.append(ReaderLine(.notice, index, "[no text]"))
    }
    for block in QuotedText.blocks(of: body.text) {
      lines += self.lines(of: block, width: width)
      if lines.count > MessageLayout.maximumLines {
        lines.append(ReaderLine(.notice, index, "[cut: the message is longer than can be shown]"))
        break
      }
    }
    while lines.last?.kind == .text, lines.last?.text.isEmpty == true { lines.removeLast() }
    return lines + details(of: body) + [ReaderLine(.text, index, "")]
  }

  private func recipients(_ width: Int) -> [ReaderLine] {
    let roles: [(Participant.Role, String)] = [(.to, "To"), (.cc, "Cc"), (.bcc, "Bcc")]
    return roles.flatMap { role, label -> [ReaderLine] in
      let addresses = message.addresses(role)
      guard !addresses.isEmpty else { return [] }
      let shown = addresses.prefix(20).map { AddressLine($0).full.string }.joined(separator: ", ")
      let more = addresses.count > 20 ? " and \(addresses.count - 20) more" : ""
      return wrap("\(label) \(shown)\(more)", .field, width)
    }
  }

  private func lines(of block: BodyBlock, width: Int) -> [ReaderLine] {
    switch block {
    case .text(let text): return wrap(text, .text, width)
    case .signature(let text): return wrap(text, .text, width)
    case .quoted(let text, let count):
      if showsQuoted { return wrap(text, .quote, width) }
      let word = count == 1 ? "line" : "lines"
      return [ReaderLine(.marker, index, "┄┄ \(count) quoted \(word) hidden ┄┄")]
    }
  }

  private func wrap(_ text: String, _ kind: ReaderLine.Kind, _ width: Int) -> [ReaderLine] {
    SafeText.wrap(text, columns: width, limit: MessageLayout.maximumLines)
      .map { ReaderLine(kind, index, $0) }
  }

  private func details(of body: MessageBody) -> [ReaderLine] {
    var lines: [ReaderLine] = []
    for (number, link) in body.links.prefix(MessageLayout.maximumLinks).enumerated() {
      lines.append(ReaderLine(.link, index, "[\(number + 1)] \(link.target)"))
    }
    if body.links.count > MessageLayout.maximumLinks {
      let rest = body.links.count - MessageLayout.maximumLinks
      lines.append(ReaderLine(.notice, index, "… and \(rest) more links"))
    }
    for (number, id) in message.attachments.prefix(100).enumerated() {
      lines.append(ReaderLine(.file, index, "(\(letter(number))) \(describe(id))"))
    }
    if body.hiddenCharacters > 0 {
      lines.append(
        ReaderLine(.notice, index, "! hidden HTML text: \(body.hiddenCharacters) characters"))
    }
    return lines.isEmpty ? [] : [ReaderLine(.text, index, "")] + lines
  }

  private func describe(_ id: ID<Attachment>) -> String {
    guard let file = files[id] else { return id.text }
    let size = file.size.map { ByteCount.text($0) } ?? "size unknown"
    return "\(file.filename)  \(size)  \(file.mimeType)" + (file.problem.map { "  ! \($0)" } ?? "")
  }

  private func letter(_ number: Int) -> String {
    number < 26 ? String(UnicodeScalar(UInt8(97 + number))) : String(number + 1)
  }
}

/// A size in bytes as a person reads it.
enum ByteCount {
  /// `512 B`, `44 KB`, `8.1 MB`; a kilobyte is 1,000 bytes.
  static func text(_ bytes: Int64) -> String {
    switch bytes {
    case ..<1000: "\(max(0, bytes)) B"
    case ..<1_000_000: "\((bytes + 500) / 1000) KB"
    default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
  }
}
