/// One `key = value` of a TOML text.
struct TOMLEntry: Equatable {
  /// A value; what no setting can be is not kept.
  enum Value: Equatable {
    case text(String)
    case flag(Bool)
    case number(Int)
    /// A fraction, a date, a list or a table in braces.
    case other
  }

  var path: [String]
  var value: Value
  var line: Int
}

/// Reads TOML 1.0 as far as settings need it: sections, keys with and without quotes and dots,
/// texts, flags and whole numbers. Lists and tables in braces are stepped over. Without recursion
/// and in linear time, so that no file is a danger.
struct TOMLReader {
  private static let maximumDepth = 16

  private var scanner: TOMLScanner
  /// Nil inside of `[[…]]`, of which nothing is kept.
  private var section: [String]? = []
  private(set) var entries: [TOMLEntry] = []
  private(set) var sections: [[String]] = []
  private var keys: Set<[String]> = []
  private var headers: Set<[String]> = []

  init(_ text: String) throws(TOMLError) {
    scanner = TOMLScanner(text)
    try scanner.skipToContent()
    while !scanner.isAtEnd {
      if scanner.next == UInt8(ascii: "[") {
        try header()
      } else {
        try entry()
      }
      try scanner.finishLine()
      try scanner.skipToContent()
    }
  }

  private mutating func header() throws(TOMLError) {
    let start = scanner
    let isList = scanner.take("[[")
    if !isList { scanner.advance() }
    let path = try keyPath()
    guard isList ? scanner.take("]]") : scanner.take("]") else {
      throw scanner.error("a “]” is missing")
    }
    if isList {
      entries.append(TOMLEntry(path: path, value: .other, line: start.line))
      section = nil
    } else {
      guard !keys.contains(path), headers.insert(path).inserted else {
        throw start.error("this section stands in the file already")
      }
      section = path
      sections.append(path)
    }
  }

  private mutating func entry() throws(TOMLError) {
    let start = scanner
    let key = try keyPath()
    guard scanner.take("=") else { throw scanner.error("a “=” is missing") }
    scanner.skipBlanks()
    let value = try value()
    guard let section else { return }
    let path = section + key
    guard (1..<path.count).allSatisfy({ !keys.contains(Array(path.prefix($0))) }),
      !headers.contains(path), keys.insert(path).inserted
    else { throw start.error("this key stands in the file already") }
    entries.append(TOMLEntry(path: path, value: value, line: start.line))
  }

  /// Names with dots between them, and the blanks around.
  private mutating func keyPath() throws(TOMLError) -> [String] {
    var path: [String] = []
    repeat {
      scanner.skipBlanks()
      if scanner.next == UInt8(ascii: "\"") || scanner.next == UInt8(ascii: "'") {
        path.append(try scanner.quoted())
      } else {
        let name = scanner.take { byte in
          switch byte {
          case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"): true
          default: false
          }
        }
        guard !name.isEmpty else { throw scanner.error("the name of a setting is missing") }
        path.append(name)
      }
      scanner.skipBlanks()
      guard path.count <= TOMLReader.maximumDepth else { throw scanner.error("too many dots") }
    } while scanner.take(".")
    return path
  }

  private mutating func value() throws(TOMLError) -> TOMLEntry.Value {
    switch scanner.next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try scanner.quoted())
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      try skipBrackets()
      return .other
    default:
      let start = scanner
      let word = scanner.take { $0 > 32 && !"#,]}".utf8.contains($0) }
      guard let value = TOMLWord.value(word) else {
        throw start.error("a value is text in quotes, true, false or a whole number")
      }
      return value
    }
  }

  /// Over a list or a table in braces, whatever it holds.
  private mutating func skipBrackets() throws(TOMLError) {
    var open: [UInt8] = []
    repeat {
      switch scanner.next {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(scanner.next + 2)
        scanner.advance()
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard scanner.next == open.last else { throw scanner.error("this closes nothing") }
        open.removeLast()
        scanner.advance()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = try scanner.quoted()
      case UInt8(ascii: "#"), 10, 13: try scanner.finishLine()
      default: try scanner.text()
      }
    } while !open.isEmpty
  }
}

/// Values that stand without quotes.
enum TOMLWord {
  /// Nil where it is none.
  static func value(_ word: String) -> TOMLEntry.Value? {
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: break
    }
    if let number = number(word) { return .number(number) }
    return isFraction(word) || isDate(word) ? .other : nil
  }

  private static func number(_ word: String) -> Int? {
    let isSigned = word.hasPrefix("-") || word.hasPrefix("+")
    let digits = isSigned ? word.dropFirst() : Substring(word)
    guard !digits.hasPrefix("_"), !digits.hasSuffix("_"), !digits.contains("__") else { return nil }
    let plain = digits.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where plain.hasPrefix(prefix) && !isSigned {
      guard plain.utf8.dropFirst(2).first.map({ $0 != 43 && $0 != 45 }) == true else { return nil }
      return Int(plain.dropFirst(2), radix: radix)
    }
    guard plain == "0" || !plain.hasPrefix("0"), plain.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int((word.hasPrefix("-") ? "-" : "") + plain)
  }

  private static func isFraction(_ word: String) -> Bool {
    let digits = word.filter { $0 != "_" && $0 != "+" && $0 != "-" }
    return ["inf", "nan"].contains(digits)
      || (word.contains { $0 == "." || $0 == "e" || $0 == "E" }
        && digits.utf8.allSatisfy { (48...57).contains($0) || [46, 69, 101].contains($0) }
        && Double(word.filter { $0 != "_" }) != nil)
  }

  private static func isDate(_ word: String) -> Bool {
    let allowed = "0123456789-:.+TtZz"
    guard word.allSatisfy({ allowed.contains($0) }) else { return false }
    let isTime = word.utf8.count >= 8 && Array(word.utf8)[2] == UInt8(ascii: ":")
    let parts = word.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = parts.first, year.utf8.count == 4 else { return isTime }
    return (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
  }
}
