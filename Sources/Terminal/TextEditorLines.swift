/// A place in the lines of an editor.
struct TextPlace: Equatable, Comparable, Sendable {
  var line: Int
  /// In UTF-8, from the start of the line.
  var offset: Int

  static func < (left: TextPlace, right: TextPlace) -> Bool {
    (left.line, left.offset) < (right.line, right.offset)
  }
}

/// A text as lines, so that a key costs its own line only. A line of the text that is longer than
/// `longest` is kept in pieces, each of which begins a row of its own on the screen.
struct TextLines: Equatable, Sendable {
  struct Line: Equatable, Sendable {
    /// Without its line end.
    var text: String
    /// A `\n` follows; else the next piece of the same line, or the end of the text.
    var endsHard: Bool
  }

  /// In bytes.
  static let longest = 4_096

  private(set) var lines: [Line]

  init(_ text: String) {
    lines = TextLines.lines(of: text, endsHard: false)
  }

  var count: Int { lines.count }
  var end: TextPlace { TextPlace(line: count - 1, offset: lines[count - 1].text.utf8.count) }

  /// The text of a line that exists; empty for one that does not.
  func text(_ line: Int) -> String {
    lines.indices.contains(line) ? lines[line].text : ""
  }

  /// Whether `line` goes on in the next one.
  func isContinued(_ line: Int) -> Bool {
    line + 1 < count && !lines[line].endsHard
  }

  /// The whole text, byte for byte.
  var joined: String {
    var result = ""
    for line in lines {
      result += line.text
      if line.endsHard { result += "\n" }
    }
    return result
  }

  /// The place one grapheme back; nil at the start.
  func place(before place: TextPlace) -> TextPlace? {
    if place.offset > 0 {
      let offset = lines[place.line].text.graphemeStart(before: place.offset)
      return TextPlace(line: place.line, offset: offset)
    }
    guard place.line > 0 else { return nil }
    let previous = place.line - 1
    let text = lines[previous].text
    let end = text.utf8.count
    let offset = lines[previous].endsHard ? end : text.graphemeStart(before: end)
    return TextPlace(line: previous, offset: offset)
  }

  /// The place one grapheme on; nil at the end.
  func place(after place: TextPlace) -> TextPlace? {
    let text = lines[place.line].text
    if place.offset < text.utf8.count {
      return settled(TextPlace(line: place.line, offset: text.graphemeEnd(after: place.offset)))
    }
    return place.line + 1 < count ? TextPlace(line: place.line + 1, offset: 0) : nil
  }

  /// Between two pieces a place belongs to the second; inside a grapheme, to its end.
  func settled(_ place: TextPlace) -> TextPlace {
    let text = lines[place.line].text
    let offset = text.graphemeBorder(notBefore: place.offset)
    if offset == text.utf8.count && isContinued(place.line) {
      return TextPlace(line: place.line + 1, offset: 0)
    }
    return TextPlace(line: place.line, offset: offset)
  }

  /// The text between two places.
  func part(_ range: Range<TextPlace>) -> String {
    let (start, end) = (range.lowerBound, range.upperBound)
    if start.line == end.line {
      return String(lines[start.line].text.part(start.offset..<end.offset))
    }
    let first = lines[start.line]
    var result = String(first.text.part(start.offset..<first.text.utf8.count))
    if first.endsHard { result += "\n" }
    for line in lines[(start.line + 1)..<end.line] {
      result += line.text
      if line.endsHard { result += "\n" }
    }
    return result + lines[end.line].text.part(0..<end.offset)
  }

  /// Puts `inserted` in place of a part; the place behind it, and whether that lies right there:
  /// not where what was inserted became one grapheme with what follows.
  mutating func replace(
    _ range: Range<TextPlace>, with inserted: String
  ) -> (place: TextPlace, isExact: Bool) {
    let (start, end) = (range.lowerBound, range.upperBound)
    let length = lines[start.line].text.utf8.count + inserted.utf8.count
    if start.line == end.line, length <= TextLines.longest, !inserted.utf8.contains(0x0A) {
      lines[start.line].text.replaceWithin(start.offset..<end.offset, with: inserted)
      var after = TextPlace(line: start.line, offset: start.offset + inserted.utf8.count)
      tidy(&after)
      return settledNote(after)
    }
    let head = lines[start.line].text.part(0..<start.offset)
    let last = lines[end.line]
    let tail = last.text.part(end.offset..<last.text.utf8.count)
    let new = TextLines.lines(of: head + inserted + tail, endsHard: last.endsHard)
    lines.replaceSubrange(start.line...end.line, with: new)
    var place = TextPlace(line: start.line, offset: start.offset + inserted.utf8.count)
    while place.offset > lines[place.line].text.utf8.count, place.line + 1 < count {
      let line = lines[place.line]
      place.offset -= line.text.utf8.count + (line.endsHard ? 1 : 0)
      place.line += 1
    }
    tidy(&place)
    return settledNote(place)
  }

  private func settledNote(_ place: TextPlace) -> (place: TextPlace, isExact: Bool) {
    let border = lines[place.line].text.graphemeBorder(notBefore: place.offset)
    return (settled(place), border == place.offset)
  }

  /// Takes away the piece of `place` if it has become empty.
  private mutating func tidy(_ place: inout TextPlace) {
    let index = place.line
    guard count > 1, lines[index].text.isEmpty else { return }
    if isContinued(index) {
      lines.remove(at: index)
    } else if index > 0, isContinued(index - 1) {
      lines[index - 1].endsHard = lines[index].endsHard
      lines.remove(at: index)
      place = TextPlace(line: index - 1, offset: lines[index - 1].text.utf8.count)
    }
  }
}

extension TextLines {
  /// The bytes before a place.
  func offset(of place: TextPlace) -> Int {
    lines[..<place.line].reduce(place.offset) { sum, line in
      sum + line.text.utf8.count + (line.endsHard ? 1 : 0)
    }
  }

  /// The place with so many bytes before it, also inside a grapheme.
  func place(exactlyAt offset: Int) -> TextPlace {
    var rest = offset
    for (index, line) in lines.enumerated() {
      let length = line.text.utf8.count
      if rest <= length { return TextPlace(line: index, offset: rest) }
      rest -= length + (line.endsHard ? 1 : 0)
    }
    return end
  }

  private static func lines(of text: String, endsHard: Bool) -> [Line] {
    var result: [Line] = []
    let parts = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    result.reserveCapacity(parts.count)
    for part in parts { appendPieces(of: Substring(part), to: &result) }
    result[result.count - 1].endsHard = endsHard
    return result
  }

  /// A line in pieces that begin and end between graphemes, after a blank where there is one near.
  private static func appendPieces(of line: Substring, to result: inout [Line]) {
    var rest = line
    while rest.utf8.count > longest {
      let cut = pieceEnd(in: rest)
      result.append(Line(text: String(rest[..<cut]), endsHard: false))
      rest = rest[cut...]
    }
    result.append(Line(text: String(rest), endsHard: true))
  }

  private static func pieceEnd(in line: Substring) -> Substring.Index {
    var end = line.utf8.index(line.startIndex, offsetBy: longest)
    while line.utf8[end] & 0xC0 == 0x80 { end = line.utf8.index(before: end) }
    let head = line[..<end]
    let near = head.utf8.suffix(200)
    if let blank = near.lastIndex(of: 0x20) {
      let after = line.utf8.index(after: blank)
      if after > line.startIndex, !line.unicodeScalars[after].properties.isGraphemeExtend {
        return after
      }
    }
    let border = head.index(before: head.endIndex)
    // One grapheme of thousands of bytes is hostile: cut inside it.
    return border > line.startIndex ? border : end
  }
}

extension String {
  fileprivate mutating func replaceWithin(_ range: Range<Int>, with inserted: String) {
    replaceSubrange(place(range.lowerBound)..<place(range.upperBound), with: inserted)
  }
}
