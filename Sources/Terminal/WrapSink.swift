/// Breaks sanitised scalars into lines of a width, at blanks and between wide characters.
struct WrapSink: TextSink {
  private(set) var lines: [SafeText] = []
  private let columns: Int
  private let limit: Int
  private var scalars: [Unicode.Scalar] = []
  private var width = 0
  private var isFlagged = false
  /// The column of the next scalar in the unwrapped line, for tab stops.
  private var column = 0
  private var hasInk = false
  /// Where the line may be broken: how many scalars and cells go before.
  private var breakPoint: (count: Int, width: Int)?
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
    emit(scalars[...], width: width)
    scalars.removeAll(keepingCapacity: true)
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

  private mutating func putMark(_ scalar: Unicode.Scalar) {
    // A line must not be broken between a base and its mark.
    if let (count, before) = breakPoint, count == scalars.count {
      breakPoint = (count + 1, before)
    }
    scalars.append(scalar)
  }

  private mutating func putBlank() {
    column += 1
    isMarkable = false
    if width == columns {
      isOverEdge = true
      return
    }
    isMarkable = true
    scalars.append(" ")
    width += 1
    if hasInk { breakPoint = (scalars.count, width) }
  }

  private mutating func putInk(_ scalar: Unicode.Scalar, cells: Int) {
    column += cells
    if cells == 2 && hasInk { breakPoint = (scalars.count, width) }
    if isOverEdge || width + cells > columns { breakLine() }
    scalars.append(scalar)
    width += cells
    hasInk = true
    isMarkable = true
    if cells == 2 { breakPoint = (scalars.count, width) }
  }

  private mutating func breakLine() {
    guard !isOverEdge, let (count, broken) = breakPoint else {
      emit(scalars[...], width: width)
      scalars.removeAll(keepingCapacity: true)
      width = 0
      return startLine()
    }
    emit(scalars[..<count], width: broken)
    scalars.removeFirst(count)
    width -= broken
    startLine()
  }

  private mutating func startLine() {
    breakPoint = nil
    isOverEdge = false
    isFlagged = false
  }

  /// Adds a line without the blanks at its end.
  private mutating func emit(_ line: ArraySlice<Unicode.Scalar>, width: Int) {
    if isFull { return }
    var line = line
    var width = width
    while line.last == " " {
      line.removeLast()
      width -= 1
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: line)
    lines.append(SafeText(trusted: String(view), width: width, isAltered: isFlagged))
  }
}

extension SafeText {
  /// Sanitises a text and wraps it at `columns` cells; at most `limit` lines.
  ///
  /// CRLF, CR, LF, NEL, U+2028, U+2029, VT and FF end a line, tabs go to stops of eight, blanks
  /// at the start of a line stay, and a word that is too long is cut between two cells.
  public static func wrap(
    _ raw: String, columns: Int, limit: Int = .max
  ) -> [SafeText] {
    if raw.utf8.count <= columns, raw.isPrintableASCII, raw.utf8.last != 0x20 {
      return limit <= 0 || raw.isEmpty ? [] : [SafeText(trusted: raw, width: raw.utf8.count)]
    }
    var sanitiser = Sanitiser(WrapSink(columns: columns, limit: limit))
    for scalar in raw.unicodeScalars {
      if sanitiser.sink.isFull { break }
      sanitiser.add(scalar)
    }
    sanitiser.finish()
    sanitiser.sink.finish()
    return sanitiser.sink.lines
  }
}
