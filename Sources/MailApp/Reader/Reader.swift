public import MailModel
import MailText
import Terminal

/// A conversation being read, in the preview or on the whole screen.
public struct Reader: Equatable, Sendable {
  public var row: ThreadRow
  /// Oldest first.
  public var messages: [Message] = []
  public var files: [ID<Attachment>: Attachment] = [:]
  /// Those that were sent from this machine.
  public var own: Set<ID<Message>> = []
  /// Older messages that the API cannot give.
  public var missing = 0
  public var isComplete = false
  /// The store has answered.
  public var isLoaded = false
  public var unfolded: Set<ID<Message>> = []
  public var showsQuoted = false
  /// Index into `messages` of the message that keys act on.
  public var current = 0
  /// Files whose names were asked for already.
  var askedFiles: Set<ID<Attachment>> = []
  /// First line on screen.
  public var scroll = 0
  /// The lines at `columns`, and the line on which each message begins.
  private(set) var lines: [ReaderLine] = []
  private(set) var starts: [Int] = []
  private(set) var columns = 0
  private var bodies: [ID<Message>: [ReaderLine]] = [:]

  public init(row: ThreadRow) {
    self.row = row
  }

  public var thread: ID<MailThread> { row.id }

  /// The server may have more of this thread than the store.
  public var needsFetch: Bool {
    !isComplete || messages.count + missing < row.thread.messageCount
  }

  /// Whether somebody else, a person or an agent, sent the message from our side.
  func isElsewhere(_ index: Int) -> Bool {
    guard messages.indices.contains(index) else { return false }
    return messages[index].direction == .outbound && !own.contains(messages[index].id)
  }

  /// The message that keys act on.
  public var currentMessage: Message? {
    messages.indices.contains(current) ? messages[current] : nil
  }

  /// The files of unfolded messages that nothing is known of and nobody asked for yet.
  mutating func takeUnknownFiles() -> [ID<Attachment>] {
    let shown = messages.filter { unfolded.contains($0.id) }.flatMap { $0.attachments.prefix(100) }
    let unknown = shown.filter { files[$0] == nil && !askedFiles.contains($0) }
    askedFiles.formUnion(unknown)
    return unknown
  }

  /// Takes what the store has; what was unfolded stays so, and the current message stays current.
  mutating func take(_ loaded: ThreadMessages, rows: Int) {
    let oldID = currentMessage?.id
    let wasEmpty = messages.isEmpty
    if let row = loaded.row { self.row = row }
    if loaded.messages != messages || loaded.files != files { bodies = [:] }
    messages = loaded.messages
    files = loaded.files
    own = loaded.own
    missing = loaded.missing
    isComplete = loaded.isComplete
    isLoaded = true
    if wasEmpty, let newest = messages.last {
      unfolded = [newest.id]
      current = messages.count - 1
    } else if let oldID, let index = messages.firstIndex(where: { $0.id == oldID }) {
      current = index
    }
    current = min(max(0, current), max(0, messages.count - 1))
    layOut(columns: columns)
    if wasEmpty { showCurrent(rows: rows) }
  }

  /// Lays the lines out at a width, or again after a fold.
  mutating func layOut(columns: Int) {
    if columns != self.columns { bodies = [:] }
    self.columns = columns
    lines = []
    starts = []
    guard columns > 0 else { return }
    if missing > 0 {
      lines.append(
        ReaderLine(.notice, 0, "\(missing) older messages cannot be loaded by this API."))
    }
    for (index, message) in messages.enumerated() {
      starts.append(lines.count)
      if unfolded.contains(message.id) {
        lines += body(of: message, at: index)
      } else {
        lines.append(ReaderLine(.folded, index, ""))
      }
    }
    if !messages.isEmpty { lines.append(ReaderLine(.end, messages.count - 1, "")) }
  }

  /// The lines of an unfolded message, laid out once per width.
  private mutating func body(of message: Message, at index: Int) -> [ReaderLine] {
    if let known = bodies[message.id], known.first?.message == index { return known }
    let made = MessageLayout(message, index: index, files: files, showsQuoted: showsQuoted)
      .lines(columns: columns)
    bodies[message.id] = made
    return made
  }

  /// Scrolls so that the current message begins on screen, with what comes before it where it fits.
  mutating func showCurrent(rows: Int) {
    guard starts.indices.contains(current) else {
      scroll = 0
      return
    }
    let start = starts[current]
    let end = current + 1 < starts.count ? starts[current + 1] : lines.count
    if end <= rows {
      scroll = 0
    } else if start < scroll || end > scroll + rows {
      scroll = max(0, min(start, max(start - 3, end - rows)))
    }
    clampScroll(rows: rows)
  }

  mutating func scroll(by delta: Int, rows: Int) {
    scroll += delta
    clampScroll(rows: rows)
  }

  /// The last line never leaves the bottom of the screen.
  mutating func clampScroll(rows: Int) {
    scroll = min(max(0, scroll), max(0, lines.count - rows))
  }

  /// Makes the message at the top of the screen current, after scrolling left the old one behind.
  mutating func followScroll(rows: Int) {
    guard starts.indices.contains(current), !lines.isEmpty, rows > 0 else { return }
    let visible = scroll..<min(lines.count, scroll + rows)
    let end = current + 1 < starts.count ? starts[current + 1] : lines.count
    if starts[current] < visible.upperBound && end > visible.lowerBound { return }
    let line = starts[current] >= visible.upperBound ? visible.upperBound - 1 : visible.lowerBound
    current = min(max(0, lines[line].message), messages.count - 1)
  }

  mutating func toggleFold() {
    guard let message = currentMessage else { return }
    if unfolded.remove(message.id) == nil { unfolded.insert(message.id) }
    layOut(columns: columns)
  }

  mutating func setFolded(_ isFolded: Bool) {
    unfolded = isFolded ? [] : Set(messages.map(\.id))
    layOut(columns: columns)
  }

  mutating func toggleQuoted() {
    showsQuoted.toggle()
    bodies = [:]
    layOut(columns: columns)
  }
}

/// One line of a conversation on screen.
struct ReaderLine: Equatable, Sendable {
  /// What a line shows; heads are drawn from the message itself.
  enum Kind: Equatable, Sendable {
    case folded
    case head
    case field
    case text
    case quote
    case marker
    case link
    case file
    case notice
    case end
  }

  var kind: Kind
  /// Index of its message.
  var message: Int
  var text: SafeText

  init(_ kind: Kind, _ message: Int, _ text: SafeText) {
    self.kind = kind
    self.message = message
    self.text = text
  }

  init(_ kind: Kind, _ message: Int, _ text: String) {
    self.init(kind, message, SafeText(text))
  }
}
