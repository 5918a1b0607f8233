import MailModel
import Terminal

/// The first line of a message in a conversation.
struct MessageHead {
  let message: Message
  let zone: Zone
  let now: Timestamp
  /// Outbound, and not sent from this machine: an agent's or a colleague's answer.
  let isElsewhere: Bool
  let isFolded: Bool
  let isCurrent: Bool
  let isWide: Bool

  func draw(on canvas: inout Canvas, row: Int, column: Int, width: Int) {
    let date = message.createdAt.map { zone.short($0, now: now) } ?? "no date"
    let end = column + width
    let style: Style = message.direction == .outbound ? .ownSender : .sender
    canvas.write(
      SafeText(isFolded ? "▸" : "▾"), row: row, column: column + 1,
      style: isCurrent ? .selected : .dim)
    canvas.write(
      SafeText(date), row: row, column: column + 3, width: 16, style: isCurrent ? .selected : .plain
    )
    let right = SafeText(tail)
    writeRight(right, row: row, end: end, style: .dim, on: &canvas)
    let nameColumn = column + (isWide ? 22 : 20)
    let room = max(0, end - right.width - 1 - nameColumn)
    let isOneLine = isFolded && width >= 60
    let nameWidth = isOneLine ? min(room, isWide ? 36 : 20) : room
    drawSender(on: &canvas, row: row, column: nameColumn, width: nameWidth, style: style)
    guard isOneLine else { return }
    canvas.write(
      SafeText(firstWords, limit: 300), row: row, column: nameColumn + nameWidth + 1,
      width: max(0, room - nameWidth - 1), style: .dim)
  }

  /// The address, and the badge behind it.
  private func drawSender(
    on canvas: inout Canvas, row: Int, column: Int, width: Int, style: Style
  ) {
    let badge: SafeText = isElsewhere ? (width >= 30 ? " [elsewhere]" : " [else]") : ""
    let name = sender(max(0, width - badge.width)).truncated(to: max(0, width - badge.width))
    canvas.write(name, row: row, column: column, width: width, style: style)
    canvas.write(
      badge, row: row, column: column + name.width, width: max(0, width - name.width),
      style: .warning)
  }

  private func sender(_ columns: Int) -> SafeText {
    guard let sender = message.sender else { return "(no sender)" }
    let line = AddressLine(sender)
    return isFolded ? line.brief : line.fitting(columns: columns)
  }

  /// The text's beginning on one line; HTML-only mail says what it is.
  private var firstWords: String {
    let words = message.text.utf8.prefix(400).split { $0 <= 32 }
    if words.isEmpty { return message.html == nil ? "" : "(HTML)" }
    return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  private var tail: String {
    switch message.direction {
    case .inbound: "in"
    case .outbound: (message.deliveryStatus.map { $0.prefix(20) + " " } ?? "") + "out"
    case .other: message.channel
    }
  }
}
