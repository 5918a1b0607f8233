import Testing

@testable import Terminal

/// Something hostile that mail may hold.
struct Payload: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  var testDescription: String { name }

  /// The families of the catalogue: sequences in 7 and 8 bits, single controls, invisible and
  /// turning characters, overprinting, formats.
  static let all: [Payload] = sequences + texts + [controls(0x00...0x1F), controls(0x7F...0x9F)]

  private static let sequences = [
    Payload("CSI 2J", "\u{1B}[2J"), Payload("SGR", "\u{1B}[31;7m"),
    Payload("home", "\u{1B}[H"), Payload("main screen", "\u{1B}[?1049l"),
    Payload("mouse on", "\u{1B}[?1000h"), Payload("CPR", "\u{1B}[6n"),
    Payload("DA", "\u{1B}[c"), Payload("title report", "\u{1B}[21t"),
    Payload("size", "\u{1B}[8;9999;9999t"), Payload("OSC 0", "\u{1B}]0;title\u{7}"),
    Payload("OSC 8", "\u{1B}]8;;http://e.io\u{1B}\\x\u{1B}]8;;\u{1B}\\"),
    Payload("OSC 52", "\u{1B}]52;c;ZXZpbA==\u{7}"), Payload("OSC 777", "\u{1B}]777;notify;a\u{7}"),
    Payload("OSC 1337", "\u{1B}]1337;File=:AA==\u{7}"), Payload("DCS", "\u{1B}P$qm\u{1B}\\"),
    Payload("tmux", "\u{1B}Ptmux;\u{1B}\u{1B}[2J\u{1B}\\"),
    Payload("APC kitty", "\u{1B}_Ga=T;AAAA\u{1B}\\"), Payload("SOS", "\u{1B}Xx\u{1B}\\"),
    Payload("PM", "\u{1B}^x\u{1B}\\"), Payload("ESC G Q", "\u{1B}GQ"), Payload("RIS", "\u{1B}c"),
    Payload("C1 CSI", "\u{9B}2J"), Payload("C1 OSC", "\u{9D}0;t\u{9C}"),
    Payload("C1 DCS", "\u{90}$q\u{9C}"),
  ]

  private static let texts = [
    Payload("TI-18 return", "Invoice\rFrom: ceo@corp"),
    Payload("TI-19 backspaces", "safe\u{8}\u{8}\u{8}\u{8}evil"),
    Payload("TI-21 formats", "%s%n%@%1$*d%p"),
    Payload("bidi", "\u{202E}gpj.exe\u{2066}\u{2069}\u{200F}\u{61C}"),
    Payload("invisible", "\u{200B}\u{AD}\u{2060}\u{FEFF}\u{180E}\u{E0041}\u{3164}\u{115F}"),
    Payload("blanks", "\u{2800}\u{3000}\u{A0}\u{2003}\u{FFA0}"),
    Payload("line ends", "a\nb\r\nc\u{2028}d\u{85}e\u{B}f\u{C}g"),
    Payload("tabs", "\ta\tb\t"),
    Payload("marks", "e" + String(repeating: "\u{301}", count: 50)),
    Payload("joined", "👩\u{200D}👩\u{200D}👧🇩🇪🇩1\u{FE0F}\u{20E3}☎\u{FE0E}"),
    Payload("wide", "配送ｱ한ᄀ\u{1161}"),
    Payload("strange", "\u{FFFE}\u{10FFFF}\u{E000}\u{378}\u{FE0F}"),
  ]

  private static func controls(_ range: ClosedRange<UInt32>) -> Payload {
    var text = String.UnicodeScalarView()
    for scalar in range.compactMap(Unicode.Scalar.init) { text.append(scalar) }
    return Payload("U+\(String(range.lowerBound, radix: 16))…", String(text))
  }
}

extension Unicode.Scalar {
  /// Whether the standard library's tables, which are not ours, call the scalar harmless.
  var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .format:
      false
    case .spaceSeparator: self == " "
    default: !properties.isDefaultIgnorableCodePoint
    }
  }
}

extension Canvas {
  /// What is wrong with the cells: a scalar that is none, or half a wide one.
  var faults: [String] {
    (0..<size.rows).flatMap { row -> [String] in
      let line = Array(cells[row * size.columns..<(row + 1) * size.columns])
      return line.enumerated().flatMap { column, cell -> [String] in
        if cell.width == 1, 0x20..<0x7F ~= cell.base, cell.marks.isEmpty { return [] }
        let place = "\(row),\(column)"
        if cell.width == 0 {
          let isRight = column > 0 && cells[row * size.columns + column - 1].width == 2
          return isRight ? [] : ["\(place): half a cell"]
        }
        let isWhole = cell.width == 1 || column + 1 < size.columns
        let scalars = ([cell.base] + cell.marks).map { Unicode.Scalar($0) }
        let bad = scalars.filter { $0?.isHarmless != true && $0 != "\u{FFFD}" }
        return (isWhole ? [] : ["\(place): cut in half"]) + bad.map { "\(place): \($0 as Any)" }
      }
    }
  }

  /// The cells that are lines between panes; shorter ones belong to the mail.
  var frame: Set<Position> {
    let lines = Set("│┬┴".unicodeScalars.map(\.value))
    var found: Set<Position> = []
    for row in 0..<size.rows {
      let line = cells[row * size.columns..<(row + 1) * size.columns]
      let isLong = line.count { $0.base == 0x2500 } > 20
      for (column, cell) in line.enumerated()
      where lines.contains(cell.base) || (isLong && cell.base == 0x2500) {
        found.insert(Position(row: row, column: column))
      }
    }
    return found
  }

  /// The cells of a rectangle as text, row by row.
  func text(in area: Rect) -> [String] {
    (area.row..<area.endRow).map { row in
      let start = row * size.columns
      let line = cells[start + area.column..<start + min(area.endColumn, size.columns)]
      return line.map { String(Unicode.Scalar($0.base) ?? "?") }.joined()
    }
  }
}
