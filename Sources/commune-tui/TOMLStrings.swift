extension TOMLScanner {
  /// A text in quotes of one or three, `"` with escape sequences or `'` without.
  mutating func quoted() throws(TOMLError) -> String {
    let isBasic = next == UInt8(ascii: "\"")
    let isLong = isBasic ? take("\"\"\"") : take("'''")
    if isLong {
      _ = take("\r\n") || take("\n")
    } else {
      advance()
    }
    var bytes: [UInt8] = []
    while true {
      if takeEnd(isBasic, isLong, &bytes) { return String(decoding: bytes, as: UTF8.self) }
      if isBasic, next == UInt8(ascii: "\\") {
        try escape(isLong, into: &bytes)
      } else if isLong && !isAtEnd && isAtLineEnd {
        _ = take("\r")
        bytes.append(10)
        advance()
      } else {
        if isAtLineEnd { throw error("a text has no closing quote") }
        bytes.append(next)
        try text()
      }
    }
  }

  /// The closing quotes; a long text may have one or two more of them before those.
  private mutating func takeEnd(_ isBasic: Bool, _ isLong: Bool, _ bytes: inout [UInt8]) -> Bool {
    guard isLong else { return isBasic ? take("\"") : take("'") }
    guard isBasic ? take("\"\"\"") : take("'''") else { return false }
    for _ in 0..<2 where isBasic ? take("\"") : take("'") {
      bytes.append(UInt8(ascii: isBasic ? "\"" : "'"))
    }
    return true
  }

  private mutating func escape(_ isLong: Bool, into bytes: inout [UInt8]) throws(TOMLError) {
    advance()
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
      UInt8(ascii: "r"): 13, UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92,
    ]
    if let byte = plain[next] {
      bytes.append(byte)
      advance()
    } else if take("u") {
      bytes += try scalar(digits: 4)
    } else if take("U") {
      bytes += try scalar(digits: 8)
    } else if isLong && (isAtLineEnd || next == 32 || next == 9) {
      while !isAtEnd && (isAtLineEnd || next == 32 || next == 9) { advance() }
    } else {
      throw error("an unknown escape sequence; a backslash is written \\\\")
    }
  }

  private mutating func scalar(digits: Int) throws(TOMLError) -> [UInt8] {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw error("a hexadecimal digit is missing")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    guard let scalar = Unicode.Scalar(value) else { throw error("no such character") }
    return Array(String(Character(scalar)).utf8)
  }
}
