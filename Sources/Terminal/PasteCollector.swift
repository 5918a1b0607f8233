/// Collects a bracketed paste, which ends with the last end mark before a pause.
struct PasteCollector: Equatable, Sendable {
  /// What is beyond is dropped.
  static let maximumBytes = 1 << 20

  private var text: [UInt8] = []
  /// What came after an end mark: pasted too if another end mark follows, typed if not.
  private var afterEnd: [UInt8] = []
  private(set) var hasEnded = false
  /// How many bytes of a mark were seen.
  private var matched: [UInt8] = []

  private static let endMark: [UInt8] = Array("\u{1B}[201~".utf8)
  private static let startMark: [UInt8] = Array("\u{1B}[200~".utf8)

  mutating func add(_ byte: UInt8) {
    if byte != 0x1B && matched.isEmpty { return keep(byte) }
    matched.append(byte)
    if matched == PasteCollector.endMark {
      matched = []
      end()
    } else if matched == PasteCollector.startMark {
      // A second paste right after the first, or a mark in the clipboard: one paste.
      matched = []
      if hasEnded {
        keep(afterEnd)
        afterEnd = []
        hasEnded = false
      }
    } else if !isMarkStart {
      let failed = matched.dropLast()
      matched = []
      for byte in failed { keep(byte) }
      // A mark holds one ESC, at its start: nothing but this byte can begin another.
      if byte == 0x1B { matched = [byte] } else { keep(byte) }
    }
  }

  private var isMarkStart: Bool {
    let count = matched.count
    return count < 6
      && (PasteCollector.endMark.starts(with: matched)
        || PasteCollector.startMark.starts(with: matched))
  }

  /// The text and the bytes that were typed after it.
  mutating func take() -> (text: String, typed: [UInt8]) {
    let typed = afterEnd + matched
    let folded = PasteCollector.foldingLineEnds(text)
    self = PasteCollector()
    return (String(decoding: folded, as: UTF8.self), typed)
  }

  private mutating func end() {
    if hasEnded { keep(afterEnd) }
    afterEnd = []
    hasEnded = true
  }

  private mutating func keep(_ byte: UInt8) {
    if hasEnded {
      if afterEnd.count < PasteCollector.maximumBytes { afterEnd.append(byte) }
    } else if text.count < PasteCollector.maximumBytes {
      text.append(byte)
    }
  }

  private mutating func keep(_ bytes: [UInt8]) {
    text += bytes.prefix(max(0, PasteCollector.maximumBytes - text.count))
  }

  private static func foldingLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count)
    var isAfterReturn = false
    for byte in bytes {
      if byte == 0x0A && isAfterReturn {
        isAfterReturn = false
        continue
      }
      isAfterReturn = byte == 0x0D
      folded.append(isAfterReturn ? 0x0A : byte)
    }
    return folded
  }
}
