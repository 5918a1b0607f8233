/// A part of a message's text; all parts joined with `\n` are the whole text.
public enum BodyBlock: Hashable, Sendable {
  /// What the sender wrote.
  case text(String)
  /// Text of earlier mail with its attribution or header, and the number of its lines.
  case quoted(String, lines: Int)
  /// The signature, from its `-- ` line on.
  case signature(String)

  /// The text of the part.
  public var text: String {
    switch self {
    case .text(let text), .signature(let text): text
    case .quoted(let text, lines: _): text
    }
  }
}

/// Finds the quoted text in a message's plain text, so that it can be folded.
public enum QuotedText {
  /// Splits `text`, whose lines end in `\n`. A forwarded message that nothing precedes stays text:
  /// it is what was sent.
  public static func blocks(of text: String) -> [BodyBlock] {
    var lines = QuotedLines(text)
    lines.classify()
    return lines.blocks()
  }
}

/// The lines of a text with what each belongs to.
private struct QuotedLines {
  private enum Kind {
    case text, quoted, signature
  }

  private let text: String
  private let lines: [Substring.UTF8View]
  private var kinds: [Kind]

  init(_ text: String) {
    self.text = text
    lines = text.utf8.split(separator: Ascii.newline, omittingEmptySubsequences: false)
    kinds = Array(repeating: .text, count: lines.count)
  }

  mutating func classify() {
    var hasText = false
    var isSignature = false
    // What begins as a forward is all one message; its own header is no second tail.
    var isForward = false
    var index = 0
    while index < lines.count {
      let line = QuotedLine(lines[index])
      if line.isQuoted {
        if index == 0 || kinds[index - 1] != .quoted { markAttribution(before: index) }
        kinds[index] = .quoted
        isSignature = false
      } else if !isForward && beginsTail(at: index) {
        isForward = !hasText
        if hasText {
          for rest in index..<lines.count { kinds[rest] = .quoted }
          break
        }
      } else {
        isSignature = isSignature || line.isSignatureMark
        kinds[index] = isSignature ? .signature : .text
        hasText = hasText || !(line.isBlank || line.isRule)
      }
      index += 1
    }
    closeGaps()
  }

  /// Blank lines between two quotations belong to them.
  private mutating func closeGaps() {
    var gapStart: Int?
    for index in lines.indices {
      if kinds[index] == .quoted {
        if let gapStart { for blank in gapStart..<index { kinds[blank] = .quoted } }
        gapStart = index + 1
      } else if !QuotedLine(lines[index]).isBlank {
        gapStart = nil
      }
    }
  }

  /// Marks up to three lines over the quotation at `index` if they say whose it is.
  private mutating func markAttribution(before index: Int) {
    var last = index - 1
    while last >= 0, index - last <= 2, QuotedLine(lines[last]).isBlank { last -= 1 }
    guard last >= 0, let count = attributionLength(endingAt: last) else { return }
    for line in (last - count + 1)..<index { kinds[line] = .quoted }
  }

  private func attributionLength(endingAt last: Int) -> Int? {
    guard QuotedLine(lines[last]).endsInColon else { return nil }
    var words = ""
    for count in 1...3 where last - count + 1 >= 0 {
      let line = QuotedLine(lines[last - count + 1])
      if line.isBlank || line.isLong || kinds[last - count + 1] != .text { break }
      words = line.lowercased + " " + words
      if QuoteMarks.openings.contains(where: words.hasPrefix), hasVerb(words) { return count }
    }
    let line = QuotedLine(lines[last])
    guard !line.isLong, line.namesSomebody else { return nil }
    return hasVerb(line.lowercased) ? 1 : nil
  }

  private func hasVerb(_ words: String) -> Bool {
    let bytes = Array(words.utf8)
    return QuoteMarks.verbs.contains { bytes.containsRun(Array($0.utf8)) }
  }

  /// Whether all text from `index` on is earlier mail.
  private func beginsTail(at index: Int) -> Bool {
    let line = QuotedLine(lines[index])
    if line.isLong || line.isBlank { return false }
    if let title = line.dashedTitle { return QuoteMarks.separators.contains(title) }
    if line.isRule {
      let next = lines[(index + 1)...].prefix(3).firstIndex { !QuotedLine($0).isBlank }
      return next.map(isHeader) ?? false
    }
    if line.endsInColon {
      let words = line.lowercased
      if QuoteMarks.forwardLines.contains(words) { return true }
      if isFullAttribution(words) { return !isQuotedAfter(index) }
    }
    return isHeader(at: index)
  }

  private func isQuotedAfter(_ index: Int) -> Bool {
    lines[(index + 1)...].prefix(3).contains { QuotedLine($0).isQuoted }
  }

  /// An attribution so complete that even text without `>` after it is earlier mail (Yahoo).
  private func isFullAttribution(_ words: String) -> Bool {
    guard words.utf8.contains(Ascii.less), words.utf8.contains(UInt8(ascii: "@")),
      words.utf8.contains(where: Ascii.isDigit), hasVerb(words)
    else { return false }
    return QuoteMarks.openings.contains(where: words.hasPrefix)
  }

  /// Whether `From:` with `Subject:` and a date or a recipient stand here (Outlook).
  private func isHeader(at index: Int) -> Bool {
    guard let label = QuotedLine(lines[index]).label, QuoteMarks.fromLabels.contains(label) else {
      return false
    }
    var hasSubject = false
    var hasOther = false
    for line in lines[(index + 1)...].prefix(8) {
      guard !QuotedLine(line).isBlank else { break }
      guard let label = QuotedLine(line).label else { continue }
      hasSubject = hasSubject || QuoteMarks.subjectLabels.contains(label)
      hasOther = hasOther || QuoteMarks.otherLabels.contains(label)
    }
    return hasSubject && hasOther
  }

  func blocks() -> [BodyBlock] {
    var blocks: [BodyBlock] = []
    var start = 0
    for index in lines.indices where index + 1 == lines.count || kinds[index + 1] != kinds[index] {
      let part = String(text[lines[start].startIndex..<lines[index].endIndex])
      switch kinds[index] {
      case .text: blocks.append(.text(part))
      case .quoted: blocks.append(.quoted(part, lines: index - start + 1))
      case .signature: blocks.append(.signature(part))
      }
      start = index + 1
    }
    return blocks
  }
}
