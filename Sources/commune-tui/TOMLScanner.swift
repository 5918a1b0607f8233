/// What is wrong in a TOML text, and where.
struct TOMLError: Error, Equatable {
  var line: Int
  /// In bytes, from 1.
  var column: Int
  var problem: String
}

/// Walks through a TOML text byte by byte; never backwards, so in linear time.
struct TOMLScanner {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var line = 1
  private var lineStart = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// The next byte; 0, which no TOML text holds, at the end.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  var isAtLineEnd: Bool {
    isAtEnd || next == 10 || (next == 13 && position + 1 < bytes.count && bytes[position + 1] == 10)
  }

  func error(_ problem: String) -> TOMLError {
    TOMLError(line: line, column: position - lineStart + 1, problem: problem)
  }

  /// Whether `text` follows.
  func sees(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
  }

  /// Steps over the next byte.
  mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] == 10 {
        line += 1
        lineStart = position + 1
      }
      position += 1
    }
  }

  /// Steps over `text` where it follows.
  mutating func take(_ text: StaticString) -> Bool {
    guard sees(text) else { return false }
    advance(text.utf8CodeUnitCount)
    return true
  }

  mutating func take(while isWanted: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, bytes[position] != 10, isWanted(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  mutating func skipBlanks() {
    while next == 32 || next == 9 { advance() }
  }

  /// To the end of the line: only blanks and a comment may stand there.
  mutating func finishLine() throws(TOMLError) {
    skipBlanks()
    if next == UInt8(ascii: "#") {
      while !isAtLineEnd { try text() }
    }
    guard isAtLineEnd else { throw error("something stands after the end of the value") }
    _ = take("\r")
    advance()
  }

  /// Blanks, comments and line ends.
  mutating func skipToContent() throws(TOMLError) {
    while !isAtEnd {
      skipBlanks()
      guard isAtLineEnd || next == UInt8(ascii: "#") else { return }
      try finishLine()
    }
  }

  /// Steps over a byte of text, which is no control character but the tabulator.
  mutating func text() throws(TOMLError) {
    if isAtEnd { throw error("the text ends too early") }
    if next < 32 && next != 9 || next == 127 { throw error("a control character") }
    advance()
  }
}
