/// Cuts a document into tags and text as the WHATWG tokenizer does (HTML §13.2.5), in one pass;
/// comments, doctypes and the content of scripts and style sheets leave no token.
struct HTMLTokenizer {
  /// The document in UTF-8.
  let bytes: [UInt8]
  private var position = 0
  /// The element whose raw text comes next.
  private var rawElement: HTMLElement?
  /// Open `svg` and `math` elements, in which a self-closing tag is closed.
  private var foreignDepth = 0

  init(_ html: String) {
    bytes = Array(html.utf8)
  }

  /// The next token; nil at the end of the document.
  mutating func next() -> HTMLToken? {
    if let element = rawElement {
      rawElement = nil
      let content = rawText(of: element)
      let isShown = element == .xmp || element == .plaintext
      if isShown && !content.isEmpty { return .rawText(content) }
    }
    while position < bytes.count {
      if opensMarkup(at: position) {
        if let token = markup() { return token }
      } else {
        return .text(text())
      }
    }
    return nil
  }

  private func byte(at index: Int) -> UInt8? {
    index < bytes.count ? bytes[index] : nil
  }

  private func opensMarkup(at index: Int) -> Bool {
    guard bytes[index] == Ascii.less, let next = byte(at: index + 1) else { return false }
    switch next {
    case Ascii.slash: return index + 2 < bytes.count
    case Ascii.exclamation, Ascii.question: return true
    default: return Ascii.isLetter(next)
    }
  }

  private mutating func text() -> Range<Int> {
    let start = position
    position += 1
    while position < bytes.count {
      if bytes[position] == Ascii.less && opensMarkup(at: position) { break }
      position += 1
    }
    return start..<position
  }

  private mutating func markup() -> HTMLToken? {
    switch bytes[position + 1] {
    case Ascii.exclamation:
      skipDeclaration()
      return nil
    case Ascii.slash:
      guard let third = byte(at: position + 2), Ascii.isLetter(third) else {
        skip(through: Ascii.greater)
        return nil
      }
      position += 2
      return endTag()
    case Ascii.question:
      skip(through: Ascii.greater)
      return nil
    default:
      position += 1
      return startTag()
    }
  }

  private mutating func endTag() -> HTMLToken? {
    guard let tag = tag() else { return nil }
    if tag.element == .svg || tag.element == .math { foreignDepth = max(0, foreignDepth - 1) }
    return .end(tag.element)
  }

  private mutating func startTag() -> HTMLToken? {
    guard let tag = tag() else { return nil }
    if tag.element == .svg || tag.element == .math {
      if !tag.isSelfClosing { foreignDepth += 1 }
    } else if tag.element.isRawText && !(foreignDepth > 0 && tag.isSelfClosing) {
      rawElement = tag.element
    }
    return .start(tag)
  }

  private mutating func skip(through end: UInt8) {
    while position < bytes.count && bytes[position] != end { position += 1 }
    position = min(position + 1, bytes.count)
  }

  private mutating func skipDeclaration() {
    guard byte(at: position + 2) == Ascii.hyphen, byte(at: position + 3) == Ascii.hyphen else {
      skip(through: Ascii.greater)
      return
    }
    position += 4
    if byte(at: position) == Ascii.greater {
      position += 1
      return
    }
    if byte(at: position) == Ascii.hyphen && byte(at: position + 1) == Ascii.greater {
      position += 2
      return
    }
    skipComment()
  }

  private mutating func skipComment() {
    while position < bytes.count {
      if bytes[position] == Ascii.hyphen && byte(at: position + 1) == Ascii.hyphen {
        let end = byte(at: position + 2) == Ascii.exclamation ? position + 3 : position + 2
        if byte(at: end) == Ascii.greater {
          position = end + 1
          return
        }
      }
      position += 1
    }
  }

  /// Goes to the end tag of `element`, or to the end.
  private mutating func rawText(of element: HTMLElement) -> Range<Int> {
    let start = position
    let name = Array(element.rawValue.utf8)
    while position < bytes.count {
      if element != .plaintext && bytes[position] == Ascii.less && isEndTag(name, at: position) {
        break
      }
      position += 1
    }
    return start..<position
  }

  private func isEndTag(_ name: [UInt8], at index: Int) -> Bool {
    guard byte(at: index + 1) == Ascii.slash else { return false }
    for (offset, letter) in name.enumerated() {
      guard let found = byte(at: index + 2 + offset), Ascii.lowercased(found) == letter else {
        return false
      }
    }
    guard let next = byte(at: index + 2 + name.count) else { return false }
    return Ascii.isSpace(next) || next == Ascii.slash || next == Ascii.greater
  }
}

extension HTMLTokenizer {
  /// Reads a tag from its name on; nil where the document ends inside it.
  private mutating func tag() -> HTMLStartTag? {
    let start = position
    while let next = byte(at: position), !endsName(next) { position += 1 }
    var tag = HTMLStartTag(element: HTMLElement(name: name(start..<position)))
    while let next = byte(at: position) {
      if next == Ascii.greater {
        tag.isSelfClosing = bytes[position - 1] == Ascii.slash
        position += 1
        return tag
      }
      if Ascii.isSpace(next) || next == Ascii.slash {
        position += 1
      } else {
        attribute(of: &tag)
      }
    }
    return nil
  }

  private mutating func attribute(of tag: inout HTMLStartTag) {
    let start = position
    position += 1
    while let next = byte(at: position), !endsName(next), next != Ascii.equal { position += 1 }
    let known = HTMLAttribute(name: name(start..<position))
    while let next = byte(at: position), Ascii.isSpace(next) { position += 1 }
    var value = position..<position
    if byte(at: position) == Ascii.equal {
      position += 1
      value = attributeValue()
    }
    if let known, !tag.has(known) { tag.attributes.append((known, value)) }
  }

  private mutating func attributeValue() -> Range<Int> {
    while let next = byte(at: position), Ascii.isSpace(next) { position += 1 }
    guard let first = byte(at: position) else { return position..<position }
    if first == Ascii.quote || first == Ascii.apostrophe {
      let start = position + 1
      position = start
      skip(through: first)
      return start..<max(start, position - 1)
    }
    let start = position
    while let next = byte(at: position), !Ascii.isSpace(next), next != Ascii.greater {
      position += 1
    }
    return start..<position
  }

  private func endsName(_ byte: UInt8) -> Bool {
    Ascii.isSpace(byte) || byte == Ascii.slash || byte == Ascii.greater
  }

  /// The name in lower case; no known name is longer than 15 bytes.
  private func name(_ range: Range<Int>) -> String {
    guard range.count <= 15 else { return "" }
    return String(decoding: bytes[range].lazy.map(Ascii.lowercased), as: UTF8.self)
  }
}
