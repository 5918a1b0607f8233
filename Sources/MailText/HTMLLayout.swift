/// Reads the tags of a document and makes text of it; knows the open elements, no tree.
struct HTMLLayout {
  /// An element without its end tag yet, and what was in force outside it.
  struct OpenElement {
    var element: HTMLElement
    var outer: TextScope
    /// The number of the next item of an `<ol>`; nil elsewhere.
    var itemNumber: Int?
  }

  /// Elements deeper than this change nothing but line ends (HT-01).
  static let deepest = 256

  var tokenizer: HTMLTokenizer
  var flow = TextFlow()
  var footnotes: Footnotes
  var open: [OpenElement] = []
  var tables: [TableRow] = []
  /// Elements opened beyond `deepest`.
  private var overflow = 0
  /// The value of `overflow` at which an element that hides its text was opened.
  private var hiddenOverflow: Int?
  private var scopeOutsideOverflow = TextScope()
  private var hasSheet = false

  init(_ html: String, numbersLinks: Bool) {
    tokenizer = HTMLTokenizer(html)
    footnotes = Footnotes(isNumbering: numbersLinks)
  }

  /// Reads the whole document.
  mutating func run() -> HTMLText.Result {
    var isTruncated = false
    while let token = tokenizer.next() {
      if flow.isFull {
        isTruncated = true
        break
      }
      switch token {
      case .text(let range): text(range)
      case .rawText(let range): flow.append(tokenizer.bytes, range)
      case .start(let tag): start(tag)
      case .end(let element): end(element)
      }
    }
    footnotes.close(in: &flow)
    var bytes = flow.bytes
    while let last = bytes.last, last == Ascii.space || last == Ascii.newline { bytes.removeLast() }
    return HTMLText.Result(
      text: String(decoding: bytes, as: UTF8.self), links: footnotes.links,
      hiddenCharacters: flow.hiddenCharacters, isTruncated: isTruncated)
  }

  private mutating func text(_ range: Range<Int>) {
    let bytes = tokenizer.bytes
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if bytes[index] == Ascii.ampersand,
        let found = HTMLEntity.decode(
          bytes, at: index, end: range.upperBound, inAttribute: false)
      {
        flow.append(bytes, start..<index)
        let character = Array(UTF8.encode(found.scalar) ?? UTF8.encodedReplacementCharacter)
        flow.append(character, 0..<character.count)
        index = found.end
        start = index
      } else {
        index += 1
      }
    }
    flow.append(bytes, start..<range.upperBound)
  }

  private mutating func start(_ tag: HTMLStartTag) {
    if tag.element == .style || (tag.element == .link && tag.has(.href)) { hasSheet = true }
    if tag.element.isVoid { return void(tag) }
    if tag.element.isTransparent {
      if tag.element == .body { flow.scope.apply(tag, of: tokenizer.bytes, hasSheet: hasSheet) }
      return
    }
    if tag.isSelfClosing && tag.element == .svg { return }
    if tag.element == .a { footnotes.close(in: &flow) }
    if open.count >= HTMLLayout.deepest { return startDeep(tag) }
    closeImplied(before: tag.element)
    flow.breakLine(margin(of: tag.element))
    open.append(OpenElement(element: tag.element, outer: flow.scope))
    flow.scope.apply(tag, of: tokenizer.bytes, hasSheet: hasSheet)
    begin(tag)
  }

  /// An element that is too deep to be remembered: only its hiding and its line end count.
  private mutating func startDeep(_ tag: HTMLStartTag) {
    flow.breakLine(tag.element.margin)
    overflow += 1
    var scope = flow.scope
    scope.apply(tag, of: tokenizer.bytes, hasSheet: hasSheet)
    if hiddenOverflow == nil && (scope.conceals || scope.isSkipped) {
      hiddenOverflow = overflow
      scopeOutsideOverflow = flow.scope
      flow.scope.isHidden = true
    }
    if tag.element == .a { begin(tag) }
  }

  private mutating func endDeep(_ element: HTMLElement) {
    if hiddenOverflow == overflow {
      hiddenOverflow = nil
      flow.scope = scopeOutsideOverflow
    }
    overflow -= 1
    flow.breakLine(element.margin)
  }

  private mutating func end(_ element: HTMLElement) {
    if element == .a { footnotes.close(in: &flow) }
    if element == .br { return flow.newline() }
    if element.isVoid || element.isTransparent { return }
    if overflow > 0 { return endDeep(element) }
    var index = open.count
    while index > 0 {
      let candidate = open[index - 1].element
      if candidate == element || (element.isHeading && candidate.isHeading) {
        return close(from: index - 1)
      }
      if candidate.shields(fromEndOf: element) { break }
      index -= 1
    }
    flow.breakLine(element.margin)
  }

  /// Ends elements that nobody closed and that cannot hold `next`.
  private mutating func closeImplied(before next: HTMLElement) {
    guard next.isBlock else { return }
    var index = open.count
    var outermost: Int?
    while index > 0 {
      let candidate = open[index - 1].element
      if candidate.ends(before: next) { outermost = index - 1 }
      if candidate.shields(from: next) { break }
      index -= 1
    }
    if let outermost { close(from: outermost) }
  }

  private mutating func close(from index: Int) {
    while open.count > index, let last = open.popLast() {
      finish(last.element)
      flow.scope = last.outer
      flow.breakLine(margin(of: last.element))
    }
  }

  /// A list in a list is no paragraph of its own.
  private func margin(of element: HTMLElement) -> Int {
    let isInner =
      element.isList && open.last.map { $0.element == .li || $0.element.isList } ?? false
    return isInner ? 1 : element.margin
  }
}

extension HTMLLayout {
  /// Takes a whole document in.
  static func render(_ html: String, numbersLinks: Bool) -> HTMLText.Result {
    var layout = HTMLLayout(html, numbersLinks: numbersLinks)
    return layout.run()
  }
}

extension HTMLElement {
  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  /// Whether an end tag of `element` inside an open `self` ends nothing outside it.
  func shields(fromEndOf element: HTMLElement) -> Bool {
    if !element.isBlock { return isBlock }
    if self == .table { return true }
    let isTablePart = element.isCell || element == .table || element == .tr
    return !isTablePart && (isCell || self == .caption || self == .template)
  }
}
