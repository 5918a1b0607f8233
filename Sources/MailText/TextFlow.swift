/// The text that is being made: collapses white space, divides lines and paragraphs, and writes
/// quotation marks and indents before each line.
struct TextFlow {
  private(set) var bytes: [UInt8] = []
  /// What the elements around the next text say.
  var scope = TextScope()
  private(set) var hiddenCharacters = 0
  /// Lines begun so far; a joined table row counts as one.
  private(set) var lines = 0
  /// Where the current line's text begins, after its prefix.
  private(set) var lineStart = 0
  /// The mark of a list item that waits for its text.
  private var marker: [UInt8] = []
  private var markerIndent = 0
  private var pendingBreaks = 0
  private var hasPendingSpace = false
  /// A line so far holds a no-break space only: it is a blank line when it ends.
  private var hasBlank = false
  private var lastQuoteDepth = 0
  /// The line end right after `<pre>` is no part of it.
  private var dropsNewline = false

  /// Text longer than this is cut; it bounds what deep quotation can make of small input.
  static let limit = 8 << 20

  var isFull: Bool { bytes.count >= TextFlow.limit }
  /// Nothing stands on the current line yet.
  var isAtLineStart: Bool { lines == 0 || pendingBreaks > 0 }

  /// Ends the line, with a blank line after it for `level` 2.
  mutating func breakLine(_ level: Int) {
    guard level > 0, !scope.isRemoved else { return }
    hasPendingSpace = false
    dropsNewline = false
    if lines > 0 { pendingBreaks = max(pendingBreaks, hasBlank ? 2 : level) }
    hasBlank = false
  }

  /// A `<br>`: the second in a row makes a blank line, further ones add nothing.
  mutating func newline() {
    guard !scope.isRemoved else { return }
    if scope.isPreformatted { return preformattedNewline() }
    hasPendingSpace = false
    if lines > 0 { pendingBreaks = pendingBreaks < 2 ? pendingBreaks + 1 : pendingBreaks }
  }

  /// Call after the break before a `<pre>`.
  mutating func beginPreformatted() {
    dropsNewline = true
  }

  /// Sets the mark of a list item and how far it stands in.
  mutating func setMarker(_ text: String, indent: Int) {
    guard !scope.conceals else { return }
    marker = Array(text.utf8)
    markerIndent = indent
  }

  mutating func clearMarker() {
    marker = []
  }

  /// Adds text of ours.
  mutating func write(_ text: String) {
    let source = Array(text.utf8)
    append(source, 0..<source.count)
  }

  /// Adds the mark of a picture or a line, which has neither font nor colour nor line ends.
  mutating func writeMark(_ text: [UInt8]) {
    let outside = scope
    scope.hasZeroFont = false
    scope.color = nil
    scope.isPreformatted = false
    append(text, 0..<text.count)
    scope = outside
  }

  /// Adds a footnote number right behind what was written last.
  mutating func attach(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Takes the text from `start` back and writes `line` there: one row of a table.
  mutating func replace(from start: Int, with line: [UInt8], lines count: Int) {
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: line)
    lineStart = start
    lines = count
  }

  /// Adds characters of the document. `source` is valid UTF-8 and `range` cuts no character.
  mutating func append(_ source: [UInt8], _ range: Range<Int>) {
    if scope.isSkipped { return }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = source[index]
      if TextFlow.isPlain(byte) {
        let start = index
        repeat { index += 1 } while index < range.upperBound && TextFlow.isPlain(source[index])
        appendRun(source[start..<index])
      } else if Ascii.isSpace(byte) {
        index += 1
        let isPair = byte == Ascii.carriageReturn && index < range.upperBound
        if !(isPair && source[index] == Ascii.newline) { space(byte) }
      } else {
        let character = SpecialCharacter(source, at: index, end: range.upperBound)
        append(character, source[index..<(index + character.length)])
        index += character.length
      }
    }
  }

  private mutating func append(_ character: SpecialCharacter, _ source: ArraySlice<UInt8>) {
    switch character.kind {
    case .visible: appendRun(source)
    case .space:
      hasBlank = hasBlank || isAtLineStart
      space(Ascii.space)
    case .control: appendRun(TextFlow.replacement[...])
    case .invisible: break
    case .joiner:
      // A joiner shapes the letter before it; alone or repeated it is padding.
      let isRepeated = bytes.suffix(3).starts(with: [0xE2, 0x80]) && bytes.last ?? 0 < 0x8E
      if !isAtLineStart && !hasPendingSpace && !isRepeated && !scope.conceals {
        bytes.append(contentsOf: source)
      }
    }
  }

  private mutating func appendRun(_ run: ArraySlice<UInt8>) {
    dropsNewline = false
    if scope.conceals {
      for byte in run where byte & 0xC0 != 0x80 { hiddenCharacters += 1 }
      return
    }
    if isAtLineStart {
      beginLine()
    } else if hasPendingSpace {
      bytes.append(Ascii.space)
    }
    hasPendingSpace = false
    bytes.append(contentsOf: run)
  }

  private mutating func space(_ byte: UInt8) {
    if scope.conceals { return }
    guard scope.isPreformatted else {
      if !isAtLineStart { hasPendingSpace = true }
      return
    }
    if byte == Ascii.newline || byte == Ascii.carriageReturn { return preformattedNewline() }
    if isAtLineStart { beginLine() }
    bytes.append(byte == Ascii.tab ? byte : Ascii.space)
  }

  private mutating func preformattedNewline() {
    hasPendingSpace = false
    if !dropsNewline && lines > 0 { pendingBreaks += 1 }
    dropsNewline = false
  }

  private mutating func beginLine() {
    let depth = min(scope.quoteDepth, TextScope.deepestQuote)
    if lines > 0 {
      let blankDepth = min(depth, lastQuoteDepth)
      for _ in 1..<max(pendingBreaks, 1) {
        if isFull { break }
        bytes.append(Ascii.newline)
        bytes.append(contentsOf: repeatElement(Ascii.greater, count: blankDepth))
      }
      bytes.append(Ascii.newline)
    }
    if depth > 0 {
      bytes.append(contentsOf: repeatElement(Ascii.greater, count: depth))
      bytes.append(Ascii.space)
    }
    let indent = marker.isEmpty ? scope.indent : markerIndent
    let columns = min(indent, TextScope.widestIndent)
    bytes.append(contentsOf: repeatElement(Ascii.space, count: columns))
    bytes.append(contentsOf: marker)
    marker = []
    lastQuoteDepth = depth
    pendingBreaks = 0
    hasBlank = false
    lines += 1
    lineStart = bytes.count
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// Bytes that need no second look: no space, no control, no start of a special character.
  private static func isPlain(_ byte: UInt8) -> Bool {
    if byte <= Ascii.space { return false }
    if byte < 0xC0 { return byte != 0x7F }
    switch byte {
    case 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xEF: return false
    default: return true
    }
  }
}
