import MailModel
import Terminal

extension AppState {
  /// The area that the conversation's lines have: in the preview, or on the whole screen.
  var readerArea: Rect {
    if place == .list, let preview = layout.preview {
      return Rect(
        row: preview.row + 3, column: preview.column, rows: preview.rows - 3,
        columns: preview.columns)
    }
    let page = Layout.page(size)
    let head = size.rows >= 28 ? 4 : 2
    return Rect(row: head, column: 0, rows: page.rows - head, columns: page.columns)
  }

  /// Opens the selected thread on the whole screen.
  mutating func openSelectedThread() -> [Effect] {
    guard let row = list.selected else { return [] }
    if place != .reader { places.append(.reader) }
    timers.set(.dwell, at: now.advanced(byMilliseconds: Int64(options.dwell)))
    if reader?.thread == row.id {
      layOutReader()
      showCurrentMessage()
    } else {
      reader = Reader(row: row)
    }
    return [.loadMessages(row.id)] + fetchOpenThread()
  }

  /// Asks the server for the open thread, unless the user wants no network.
  func fetchOpenThread() -> [Effect] {
    guard let reader, !options.isOffline else { return [] }
    return [.fetchThread(reader.thread, messageCount: reader.row.thread.messageCount)]
  }

  /// Takes the messages of the open thread.
  mutating func takeMessages(_ loaded: ThreadMessages) -> [Effect] {
    guard reader?.thread == loaded.thread else { return [] }
    layOutReader()
    let rows = readerArea.rows
    let wasEmpty = reader?.messages.isEmpty == true
    reader?.take(loaded, rows: rows)
    if wasEmpty, !loaded.messages.isEmpty {
      timers.set(.dwell, at: now.advanced(byMilliseconds: Int64(options.dwell)))
    }
    return fetchUnknownFiles()
  }

  private mutating func fetchUnknownFiles() -> [Effect] {
    guard !options.isOffline, let unknown = reader?.takeUnknownFiles(), !unknown.isEmpty else {
      return []
    }
    return [.fetchFiles(unknown)]
  }

  /// Lays the open thread out at the width it is shown with.
  mutating func layOutReader() {
    let area = readerArea
    guard let reader, reader.columns != area.columns else { return }
    self.reader?.layOut(columns: area.columns)
    self.reader?.clampScroll(rows: area.rows)
  }

  private mutating func showCurrentMessage() {
    let rows = readerArea.rows
    reader?.showCurrent(rows: rows)
  }

  /// Does what `action` asks of the conversation; nil: not an action of the reader.
  mutating func updateReader(_ action: Action) -> [Effect]? {
    let rows = readerArea.rows
    switch action {
    case .moveDown: return scrollReader(by: 1)
    case .moveUp: return scrollReader(by: -1)
    case .halfPageDown: return scrollReader(by: rows / 2)
    case .halfPageUp: return scrollReader(by: -(rows / 2))
    case .pageDown: return scrollReader(by: rows - 1)
    case .pageUp: return scrollReader(by: 1 - rows)
    case .top: return scrollReader(by: -(reader?.lines.count ?? 0))
    case .bottom: return scrollReader(by: reader?.lines.count ?? 0)
    case .nextThread: return turnThread(by: 1)
    case .previousThread: return turnThread(by: -1)
    case .nextMessage: return turnMessage(by: 1)
    case .previousMessage: return turnMessage(by: -1)
    case .toggleFold, .open:
      reader?.toggleFold()
      reader?.showCurrent(rows: rows)
      return fetchUnknownFiles()
    case .foldAll, .unfoldAll:
      reader?.setFolded(action == .foldAll)
      reader?.showCurrent(rows: rows)
      return fetchUnknownFiles()
    case .back:
      places.removeLast()
      layOutReader()
      showCurrentMessage()
      return refreshPreview()
    default: return nil
    }
  }

  private mutating func scrollReader(by delta: Int) -> [Effect] {
    let rows = readerArea.rows
    reader?.scroll(by: delta, rows: rows)
    reader?.followScroll(rows: rows)
    return []
  }

  private mutating func turnMessage(by step: Int) -> [Effect] {
    guard let reader, !reader.messages.isEmpty else { return [] }
    self.reader?.current = min(max(0, reader.current + step), reader.messages.count - 1)
    showCurrentMessage()
    return []
  }

  /// The next thread of the list, without going back to it.
  private mutating func turnThread(by step: Int) -> [Effect] {
    let old = list.selected?.id
    var effects = moveCursor(by: step)
    guard list.selected?.id != old else {
      say(step > 0 ? "This is the last thread loaded." : "This is the first thread.")
      return effects
    }
    effects += openSelectedThread()
    return effects
  }

  /// The thread was open long enough: it counts as read.
  mutating func dwelled() -> [Effect] {
    guard !options.isReadOnly, let reader, reader.row.isUnread, !reader.messages.isEmpty,
      place == .reader || (place == .list && layout.preview != nil)
    else { return [] }
    return [.markRead(reader.thread, upTo: readUpTo(reader.row))]
  }

  /// Reading covers all that the row and the messages show now, not what comes later.
  private func readUpTo(_ row: ThreadRow) -> Timestamp {
    max(row.position.sortedAt, row.thread.lastMessageAt ?? row.position.sortedAt)
  }

  /// Marks the selected or open thread read or unread on this machine.
  mutating func toggleRead() -> [Effect] {
    guard !options.isReadOnly else {
      say(.secondInstance)
      return []
    }
    guard let row = place == .reader ? reader?.row : list.selected else { return [] }
    timers.clear(.dwell)
    guard row.isUnread else { return [.markUnread(row.id)] }
    return [.markRead(row.id, upTo: readUpTo(row))]
  }
}
