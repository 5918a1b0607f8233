/// Where sanitised scalars go: a line, or a paragraph that is wrapped.
protocol TextSink {
  /// A scalar and its cells; one of none belongs to the scalar before it.
  mutating func put(_ scalar: Unicode.Scalar, cells: Int)
  /// The end of a line; `picture` shows it where lines cannot end.
  mutating func endLine(_ picture: Unicode.Scalar)
  mutating func tab()
  /// Something was replaced or removed that a reader ought to know of.
  mutating func flag()
}

/// Turns scalars from outside into scalars that are safe on a screen, in one pass and constant memory.
struct Sanitiser<Sink: TextSink> {
  var sink: Sink
  private var isAfterReturn = false
  /// The last scalar that took a cell; 0 at the start of a line.
  private var base: UInt32 = 0
  private var markCount = 0
  /// Blanks are dropped while this is set: one of them only looks like a space.
  private var isInFalseBlanks = false
  /// An emoji and U+200D went before: the next emoji is drawn as part of it, so not at all.
  private var isJoining = false

  init(_ sink: Sink) {
    self.sink = sink
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    if isAfterReturn {
      isAfterReturn = false
      endLine(scalar == "\n" ? "␤" : "␍")
      if scalar == "\n" { return }
    }
    let value = scalar.value
    if value > 0x20 && value < 0x7F {
      putBase(scalar, cells: 1)
    } else if value == 0x20 {
      addBlank()
    } else if value < 0x20 || value == 0x7F {
      addControl(scalar)
    } else {
      addOther(scalar)
    }
  }

  /// To be called after the last scalar.
  mutating func finish() {
    if isAfterReturn { endLine("␍") }
    isAfterReturn = false
  }

  private mutating func putBase(_ scalar: Unicode.Scalar, cells: Int) {
    base = scalar.value
    markCount = 0
    isInFalseBlanks = false
    isJoining = false
    sink.put(scalar, cells: cells)
  }

  private mutating func endLine(_ picture: Unicode.Scalar) {
    sink.endLine(picture)
    base = 0
    markCount = 0
    isInFalseBlanks = false
    isJoining = false
  }

  private mutating func addBlank() {
    isJoining = false
    if isInFalseBlanks { return }
    putBase(" ", cells: 1)
  }

  /// A blank that is not U+0020: the first of a run is a space, the others are nothing.
  private mutating func addFalseBlank(isInvisible: Bool) {
    if isInvisible || isInFalseBlanks { sink.flag() }
    if !isInFalseBlanks && base != 0x20 { putBase(" ", cells: 1) }
    isInFalseBlanks = true
  }

  private mutating func addControl(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\t":
      sink.tab()
      base = 0x20
      markCount = 0
      isJoining = false
    case "\n": endLine("␤")
    case "\r": isAfterReturn = true
    case "\u{0B}": endLine("␋")
    case "\u{0C}": endLine("␌")
    default:
      sink.flag()
      let picture = scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value
      putBase(Unicode.Scalar(picture) ?? "\u{FFFD}", cells: 1)
    }
  }

  private mutating func addOther(_ scalar: Unicode.Scalar) {
    switch ScalarClass(scalar) {
    case .text(let cells): addText(scalar, cells: cells)
    case .mark: addMark(scalar)
    case .lineEnd: endLine("␤")
    case .blank(let isInvisible): addFalseBlank(isInvisible: isInvisible)
    case .joiner: addJoiner(scalar)
    case .selector: addSelector()
    case .tag: if base != 0x1F3F4 { sink.flag() }
    case .skinTone: addSkinTone()
    case .invisible: sink.flag()
    case .forbidden:
      sink.flag()
      putBase("\u{FFFD}", cells: 1)
    case .absent: putBase("\u{FFFD}", cells: 1)
    }
  }

  private mutating func addText(_ scalar: Unicode.Scalar, cells: Int) {
    if isJoining {
      isJoining = false
      if scalar.properties.isEmoji { return }
      sink.flag()
    }
    putBase(scalar, cells: cells)
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    if base == 0 { putBase("◌", cells: 1) }
    markCount += 1
    if markCount <= 4 { sink.put(scalar, cells: 0) } else { sink.flag() }
  }

  /// U+200D between two emoji makes them one; in Arabic and Indic scripts it only joins letters.
  private mutating func addJoiner(_ scalar: Unicode.Scalar) {
    if scalar == "\u{200D}" && isEmojiBase {
      isJoining = true
    } else if !(0x600..<0x1200).contains(base) {
      sink.flag()
    }
  }

  private mutating func addSelector() {
    if base == 0 { putBase("\u{FFFD}", cells: 1) }
  }

  private mutating func addSkinTone() {
    if isJoining || isEmojiBase { return }
    putBase("\u{FFFD}", cells: 1)
  }

  private var isEmojiBase: Bool {
    guard base > 0xFF, let scalar = Unicode.Scalar(base) else { return false }
    return scalar.properties.isEmoji
  }
}
