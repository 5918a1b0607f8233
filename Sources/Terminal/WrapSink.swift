/// Breaks sanitised scalars into lines of a width, at blanks and between wide characters.
struct WrapSink: TextSink {
  private(set) var lines: [SafeText] = []
  let columns: Int
  private let limit: Int
  /// The line so far, in UTF-8.
  private var bytes: [UInt8] = []
  private var width = 0
  private var isFlagged = false
  /// The column of the next scalar in the unwrapped line, for tab stops.
  private var column = 0
  private var hasInk = false
  /// Where the line may be broken, in bytes and cells; 0 if nowhere.
  private var breakByte = 0
  private var breakWidth = 0
  /// Blanks went over the edge: whatever follows starts a line.
  private var isOverEdge = false
  /// Whether there is something in the line for a mark to be drawn on.
  private var isMarkable = false

  init(columns: Int, limit: Int) {
    self.columns = max(1, columns)
    self.limit = max(0, limit)
  }

  var isFull: Bool { lines.count >= limit }

  mutating func put(_ scalar: Unicode.Scalar, cells: Int) {
    if cells == 0 {
      if isMarkable { putMark(scalar) }
    } else if scalar == " " {
      putBlank()
    } else if cells > columns {
      putInk("\u{FFFD}", cells: 1)
    } else {
      putInk(scalar, cells: cells)
    }
  }

  mutating func endLine(_ picture: Unicode.Scalar) {
    add(bytes[...], width: width)
    bytes.removeAll(keepingCapacity: true)
    width = 0
    column = 0
    startLine()
    hasInk = false
    isMarkable = false
  }

  mutating func tab() {
    for _ in 0..<(8 - column % 8) { putBlank() }
  }

  mutating func flag() {
    isFlagged = true
  }

  /// To be called after the last scalar: a line without an end is one too.
  mutating func finish() {
    if column > 0 || isFlagged { endLine("␤") }
  }

  /// Adds a line of `width` cells that needs no more wrapping, without the blanks at its end.
  mutating func add(_ line: some BidirectionalCollection<UInt8>, width: Int) {
    if isFull { return }
    var width = width
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == 0x20 {
      line.formIndex(before: &end)
      width -= 1
    }
    let shown = String(decoding: line[..<end], as: UTF8.self)
    lines.append(SafeText(trusted: shown, width: width, isAltered: isFlagged))
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  private mutating func putMark(_ scalar: Unicode.Scalar) {
    // A line must not be broken between a base and its mark.
    let isAtBreak = breakByte > 0 && breakByte == bytes.count
    append(scalar)
    if isAtBreak { breakByte = bytes.count }
  }

  private mutating func putBlank() {
    column += 1
    isMarkable = width < columns
    if !isMarkable {
      isOverEdge = true
      return
    }
    bytes.append(0x20)
    width += 1
    if hasInk { allowBreak() }
  }

  private mutating func putInk(_ scalar: Unicode.Scalar, cells: Int) {
    column += cells
    if cells == 2 && hasInk { allowBreak() }
    if isOverEdge || width + cells > columns { breakLine() }
    append(scalar)
    width += cells
    hasInk = true
    isMarkable = true
    if cells == 2 { allowBreak() }
  }

  private mutating func allowBreak() {
    breakByte = bytes.count
    breakWidth = width
  }

  private mutating func breakLine() {
    if isOverEdge || breakByte == 0 {
      breakByte = bytes.count
      breakWidth = width
    }
    add(bytes[..<breakByte], width: breakWidth)
    bytes.removeFirst(breakByte)
    width -= breakWidth
    startLine()
  }

  private mutating func startLine() {
    breakByte = 0
    breakWidth = 0
    isOverEdge = false
    isFlagged = false
  }
}
