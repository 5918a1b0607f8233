/// Places in a string as UTF-8 offsets; all are between 0 and `utf8.count`.
extension String {
  func place(_ offset: Int) -> Index {
    utf8.index(startIndex, offsetBy: min(max(0, offset), utf8.count))
  }

  func offset(of place: Index) -> Int {
    utf8.distance(from: startIndex, to: place)
  }

  func part(_ range: Range<Int>) -> Substring {
    self[place(range.lowerBound)..<place(range.upperBound)]
  }

  /// The end of the grapheme that begins at `offset` or has it inside.
  func graphemeEnd(after offset: Int) -> Int {
    offset >= utf8.count ? utf8.count : self.offset(of: index(after: place(offset)))
  }

  /// The start of the grapheme before `offset`.
  func graphemeStart(before offset: Int) -> Int {
    offset <= 0 ? 0 : self.offset(of: index(before: place(offset)))
  }

  /// `offset`, or the end of the grapheme that it cuts.
  func graphemeBorder(notBefore offset: Int) -> Int {
    if offset <= 0 || offset >= utf8.count { return min(max(0, offset), utf8.count) }
    let end = graphemeEnd(after: offset)
    return graphemeStart(before: end) == offset ? offset : end
  }

  /// Where the next word after `offset` ends.
  func wordEnd(after offset: Int) -> Int {
    var place = place(offset)
    while place < endIndex, !self[place].isWordPart { formIndex(after: &place) }
    while place < endIndex, self[place].isWordPart { formIndex(after: &place) }
    return self.offset(of: place)
  }

  /// Where the last word before `offset` starts; `isPart` tells what words are made of.
  func wordStart(before offset: Int, isPart: (Character) -> Bool = \.isWordPart) -> Int {
    var place = place(offset)
    var isInWord = false
    while place > startIndex {
      let previous = index(before: place)
      let isWordPart = isPart(self[previous])
      if isInWord && !isWordPart { break }
      isInWord = isInWord || isWordPart
      place = previous
    }
    return self.offset(of: place)
  }
}

extension Character {
  var isWordPart: Bool { isLetter || isNumber || self == "_" }
  var isBlankPart: Bool { isWhitespace }
}

/// One grapheme as a screen shows it.
struct EditorCell {
  var string: String
  var width: Int
  var isAltered: Bool

  /// `column` decides how far a tab reaches.
  init(_ character: Character, column: Int) {
    if let byte = character.utf8.first, character.utf8.count == 1, 0x20...0x7E ~= byte {
      self.init(string: String(character), width: 1, isAltered: false)
    } else if character == "\t" {
      let width = 8 - column % 8
      self.init(string: String(repeating: " ", count: width), width: width, isAltered: false)
    } else {
      let text = SafeText(String(character))
      self.init(string: text.string, width: text.width, isAltered: text.isAltered)
    }
  }

  private init(string: String, width: Int, isAltered: Bool) {
    self.string = string
    self.width = width
    self.isAltered = isAltered
  }

  /// The cells that `text` takes from `column` on.
  static func width(of text: Substring, from column: Int = 0) -> Int {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text.utf8.count }
    var end = column
    for character in text { end += EditorCell(character, column: end).width }
    return end - column
  }

  /// `text` as a screen shows it, one grapheme after the other.
  static func line(_ text: Substring) -> SafeText {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) {
      return SafeText(trusted: String(text), width: text.utf8.count)
    }
    var string = ""
    var width = 0
    var isAltered = false
    for character in text {
      let cell = EditorCell(character, column: width)
      string += cell.string
      width += cell.width
      isAltered = isAltered || cell.isAltered
    }
    return SafeText(trusted: string, width: width, isAltered: isAltered)
  }
}
