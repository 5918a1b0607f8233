/// One line of a plain text, asked what it looks like; every answer costs at most its length.
struct QuotedLine {
  private let bytes: Substring.UTF8View

  init(_ bytes: Substring.UTF8View) {
    self.bytes = bytes
  }

  /// Too long for a header or an attribution.
  var isLong: Bool { bytes.count > 400 }

  var isBlank: Bool { bytes.allSatisfy { Ascii.isSpace($0) } }

  var isQuoted: Bool {
    bytes.prefix(4).first { $0 != Ascii.space } == Ascii.greater
  }

  /// `-- `, or `--` where the blank at the end was lost (RFC 3676 §4.3).
  var isSignatureMark: Bool {
    bytes.elementsEqual("-- ".utf8) || bytes.elementsEqual("--".utf8)
  }

  var endsInColon: Bool {
    guard let last = bytes.last(where: { !Ascii.isSpace($0) }) else { return false }
    return last == Ascii.colon
      || bytes.suffix(8).split(separator: Ascii.space).last.map {
        $0.suffix(3).elementsEqual("：".utf8)
      } ?? false
  }

  /// An address or a number: attributions have one.
  var namesSomebody: Bool {
    bytes.contains { $0 == UInt8(ascii: "@") || Ascii.isDigit($0) }
  }

  /// A line of at least eight underscores or rules, and nothing else.
  var isRule: Bool {
    guard let first = bytes.first, first == UInt8(ascii: "_") || first == 0xE2 else { return false }
    let text = Substring(bytes).trimmingBlanks()
    return text.utf8.count >= 8 && (text.allSatisfy { $0 == "_" } || text.allSatisfy { $0 == "─" })
  }

  /// The text of `---- text ----`, in lower case.
  var dashedTitle: String? {
    guard bytes.starts(with: "---".utf8) else { return nil }
    let line = Substring(bytes).trimmingBlanks()
    guard line.utf8.suffix(3).elementsEqual("---".utf8) else { return nil }
    var title = line.utf8
    while title.first == Ascii.hyphen { title.removeFirst() }
    while title.last == Ascii.hyphen { title.removeLast() }
    return title.isEmpty ? nil : Substring(title).trimmingBlanks().lowercased()
  }

  /// The line in lower case, without blanks at its ends.
  var lowercased: String { Substring(bytes).trimmingBlanks().lowercased() }

  /// What stands before the colon of a header line, in lower case; `*From:*` is one as well.
  var label: String? {
    let start = bytes.prefix(40)
    guard let colon = start.firstIndex(where: { $0 == Ascii.colon || $0 == 0xEF }) else {
      return nil
    }
    let text = Substring(bytes[..<colon]).drop { $0 == "*" || $0 == " " || $0 == "_" }
    return text.isEmpty ? nil : text.trimmingBlanks().lowercased()
  }
}

extension Substring {
  /// Without spaces, tabs and carriage returns at both ends.
  fileprivate func trimmingBlanks() -> Substring {
    var view = self.utf8
    while let last = view.last, Ascii.isSpace(last) { view.removeLast() }
    while let first = view.first, Ascii.isSpace(first) { view.removeFirst() }
    return Substring(view)
  }
}

extension Array where Element == UInt8 {
  /// Whether `run` stands in it; for short arrays.
  func containsRun(_ run: [UInt8]) -> Bool {
    guard let first = run.first, run.count <= count else { return run.isEmpty }
    for start in 0...(count - run.count) where self[start] == first {
      if self[start..<(start + run.count)].elementsEqual(run) { return true }
    }
    return false
  }
}
