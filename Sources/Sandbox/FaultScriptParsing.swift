import CommuneAPI

extension FaultScript {
  /// Reads the line format; throws at the first line that is not understood.
  public init(parsing text: String) throws(FaultScriptError) {
    var rules: [Rule] = []
    // CRLF is one Character: lines are split on bytes.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var reader = RuleReader(line: index + 1, words: Self.words(of: Array(line)))
      if let rule = try reader.rule() { rules.append(rule) }
    }
    self.init(rules: rules)
  }

  /// Words parted by blanks; `'…'` holds blanks together wherever it begins.
  private static func words(of line: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    for byte in line {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      if byte == UInt8(ascii: "'") {
        isQuoted.toggle()
      } else if !isQuoted && (isBlank || byte == UInt8(ascii: "\r")) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      } else {
        word.append(byte)
      }
    }
    if isQuoted { word.insert(UInt8(ascii: "'"), at: 0) }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}

/// Reads the words of one line.
private struct RuleReader {
  let line: Int
  let words: [String]

  mutating func rule() throws(FaultScriptError) -> FaultScript.Rule? {
    guard let method = words.first, !method.hasPrefix("#") else { return nil }
    guard words.count >= 4 else { throw FaultScriptError(line: line, word: words[words.count - 1]) }
    guard method == "*" || method.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
      throw FaultScriptError(line: line, word: method)
    }
    var fault = Fault()
    for word in words[3...] { try read(word, into: &fault) }
    return FaultScript.Rule(
      method: method == "*" ? nil : method, pathPrefix: words[1] == "*" ? "" : words[1],
      calls: try calls(words[2]), fault: fault)
  }

  private func calls(_ word: String) throws(FaultScriptError) -> ClosedRange<Int> {
    if word == "always" { return 1...Int.max }
    if word.hasSuffix("+"), let first = Int(word.dropLast()), first > 0 { return first...Int.max }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    if ends.count == 1, let call = ends[0], call > 0 { return call...call }
    if ends.count == 2, let first = ends[0], let last = ends[1], first > 0, first <= last {
      return first...last
    }
    throw FaultScriptError(line: line, word: word)
  }

  private func read(_ word: String, into fault: inout Fault) throws(FaultScriptError) {
    let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = sides.count == 2 ? String(sides[1]) : ""
    let number = Int(value).flatMap { $0 >= 0 ? $0 : nil }
    let isRead: Bool
    switch sides[0] {
    case "refuse":
      fault.isRefused = true
      isRead = sides.count == 1
    case "process":
      fault.isProcessed = value == "yes"
      isRead = value == "yes" || value == "no"
    case "end": isRead = Self.set(&fault.ending, Fault.Ending(rawValue: value))
    case "key": isRead = Self.set(&fault.key, Fault.KeyTreatment(rawValue: value))
    case "encoding": isRead = Self.set(&fault.encoding, Fault.Encoding(rawValue: value))
    case "visible": isRead = Self.set(&fault.visibility, Self.visibility(value, number))
    case "body":
      fault.body = Array(value.utf8)
      isRead = sides.count == 2
    case "header": isRead = Self.addHeader(value, to: &fault)
    case "redirect":
      fault.status = fault.status ?? 302
      fault.headers.append(Header("Location", value))
      isRead = !value.isEmpty
    default: isRead = Self.readNumber(sides[0], number, into: &fault)
    }
    if !isRead { throw FaultScriptError(line: line, word: word) }
  }

  private static func readNumber(
    _ name: Substring, _ number: Int?, into fault: inout Fault
  ) -> Bool {
    guard let number else { return false }
    switch name {
    case "status":
      guard (100...999).contains(number) else { return false }
      fault.status = number
    case "delay": fault.delay = min(number, 86_400_000)
    case "cut": fault.cut = number
    case "cut-body": fault.cutInBody = number
    case "drip":
      guard number > 0 else { return false }
      fault.bytesPerSecond = number
    case "length": fault.promisedLength = number
    case "garble": fault.garbleEvery = number
    default: return false
    }
    return true
  }

  private static func set<Value>(_ target: inout Value, _ value: Value?) -> Bool {
    guard let value else { return false }
    target = value
    return true
  }

  private static func visibility(_ value: String, _ number: Int?) -> Fault.Visibility? {
    switch value {
    case "never": .never
    case "dropped": .dropped
    default: number.map { .after($0) }
    }
  }

  private static func addHeader(_ value: String, to fault: inout Fault) -> Bool {
    let sides = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty else { return false }
    let text = sides[1].drop { $0 == " " }
    fault.headers.append(Header(String(sides[0]), String(text)))
    return true
  }
}
