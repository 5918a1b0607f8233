/// The attributes that change what is read.
enum HTMLAttribute: String, CaseIterable {
  case action, alt, background, bgcolor, `class`, color, height, hidden, href, id, size, start
  case style, text, width

  /// The attribute of a name in lower case.
  init?(name: String) {
    guard let known = HTMLAttribute.byName[name] else { return nil }
    self = known
  }

  private static let byName: [String: HTMLAttribute] = Dictionary(
    allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
}

/// A start tag with the attributes that matter, the first of each name.
struct HTMLStartTag {
  var element: HTMLElement
  /// Where the values stand in the document; at most one of each name.
  var attributes: [(name: HTMLAttribute, value: Range<Int>)] = []
  var isSelfClosing = false

  func has(_ name: HTMLAttribute) -> Bool {
    attributes.contains { $0.name == name }
  }

  func value(of name: HTMLAttribute) -> Range<Int>? {
    attributes.first { $0.name == name }?.value
  }
}

/// A piece of a document.
enum HTMLToken {
  /// Text with character references.
  case text(Range<Int>)
  /// Text in which `&` is just a character.
  case rawText(Range<Int>)
  case start(HTMLStartTag)
  case end(HTMLElement)
}
