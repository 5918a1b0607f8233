import Testing

@testable import Terminal

@Suite struct SanitiserFuzzTests {
  /// Fragments that are more hostile together than alone.
  static let fragments: [[UInt8]] = [
    [0x1B], [0x1B, 0x5B], [0x9B], [0xC2, 0x9B], [0x0D], [0x0A], [0x0D, 0x0A], [0x09], [0x00],
    [0x7F],
    [0x20], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80],
    Array("a".utf8), Array("[2J".utf8), Array("é".utf8), Array("\u{301}".utf8),
    Array("\u{200D}".utf8), Array("\u{FE0F}".utf8), Array("👩".utf8), Array("🏽".utf8),
    Array("🇩".utf8), Array("日".utf8), Array("\u{202E}".utf8), Array("\u{2800}".utf8),
    Array("\u{A0}".utf8), Array("\u{1100}".utf8), Array("\u{1161}".utf8), Array("\u{E0041}".utf8),
    Array("\u{FFFE}".utf8), Array("\u{E000}".utf8), Array("\u{2028}".utf8), Array("ﷺ".utf8),
  ]

  @Test("TI-27 random bytes come out printable, stable and with few marks", arguments: 0..<8)
  func randomBytes(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    var failure: [UInt8]?
    for _ in 0..<5_000 where failure == nil {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        if Bool.random(using: &generator) {
          bytes += Self.fragments.randomElement(using: &generator) ?? []
        } else {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      if !isSound(SafeText(bytes: bytes)) { failure = bytes }
      let raw = String(decoding: bytes, as: UTF8.self)
      for line in SafeText.wrap(raw, columns: 5) where !isSound(line) || line.width > 5 {
        failure = bytes
      }
    }
    #expect(failure == nil, "seed \(seed)")
  }

  @Test("TI-27 every scalar comes out printable and stable")
  func everyScalar() {
    var failures: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if !isSound(SafeText(String(Character(scalar)))) { failures.append(value) }
    }
    #expect(failures.prefix(20) == [])
  }

  private func isSound(_ text: SafeText) -> Bool {
    var marks = 0
    var width = 0
    for scalar in text.string.unicodeScalars {
      let cells = Width.cells(of: scalar)
      marks = cells == 0 ? marks + 1 : 0
      width += cells
      if !scalar.isHarmless || marks > 4 { return false }
    }
    let again = SafeText(text.string)
    return again.string.unicodeScalars.elementsEqual(text.string.unicodeScalars)
      && width == text.width && again.width == text.width
  }
}

@Suite struct ShortWayTests {
  /// The sanitiser scalar by scalar, without the short ways for harmless text.
  private func slowly(_ raw: String, columns: Int) -> [SafeText] {
    var sanitiser = Sanitiser(WrapSink(columns: columns, limit: .max))
    for scalar in raw.unicodeScalars { sanitiser.add(scalar) }
    sanitiser.finish()
    sanitiser.sink.finish()
    return sanitiser.sink.lines
  }

  @Test("The short way through printable text wraps like the long way", arguments: 0..<4)
  func wraps(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pieces = [" ", "  ", "a", "bc", "word", "\n", "\r\n", "\r", "é", "日", "\t", "\u{301}", "."]
    for _ in 0..<3_000 {
      let raw = (0..<Int.random(in: 0...20, using: &generator))
        .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let columns = Int.random(in: 1...9, using: &generator)
      let lines = SafeText.wrap(raw, columns: columns)
      if lines != slowly(raw, columns: columns) {
        Issue.record("\(raw.debugDescription) at \(columns), seed \(seed)")
        return
      }
    }
  }

  @Test("The short way through harmless text finds the same text and width")
  func harmless() {
    var failures: [UInt32] = []
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let raw = "a" + String(Character(scalar))
      let long = SafeText(sanitising: raw.unicodeScalars, limit: 9)
      if SafeText(raw, limit: 9) != long { failures.append(value) }
    }
    #expect(failures.prefix(20) == [])
  }
}
