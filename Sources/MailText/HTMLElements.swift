/// What each element does when it begins and ends.
extension HTMLLayout {
  mutating func begin(_ tag: HTMLStartTag) {
    switch tag.element {
    case .a: beginLink(tag)
    case .blockquote:
      flow.scope.quoteDepth += 1
    case .ul, .ol, .dir, .menu: beginList(tag)
    case .li: beginItem()
    case .dd: flow.scope.indent += 2
    case .pre, .listing, .xmp, .plaintext:
      flow.scope.isPreformatted = true
      flow.beginPreformatted()
    case .q: flow.write("“")
    case .form: beginForm(tag)
    case .table: tables.append(TableRow())
    case .tr: tables.mutateLast { $0.begin(in: flow) }
    case .td, .th: tables.mutateLast { $0.beginCell(in: flow) }
    default: break
    }
  }

  mutating func finish(_ element: HTMLElement) {
    switch element {
    case .q: flow.write("”")
    case .li: flow.clearMarker()
    case .table: _ = tables.popLast()
    case .td, .th:
      footnotes.close(in: &flow)
      tables.mutateLast { $0.endCell(in: flow) }
    case .tr:
      var level = 1
      tables.mutateLast { level = $0.end(in: &flow) }
      flow.breakLine(level)
    default: break
    }
  }

  mutating func void(_ tag: HTMLStartTag) {
    switch tag.element {
    case .br: flow.newline()
    case .hr:
      flow.breakLine(2)
      if !isHidden(tag) { flow.writeMark(Array("────────".utf8)) }
      flow.breakLine(2)
    case .img: image(tag)
    default: break
    }
  }

  private func isHidden(_ tag: HTMLStartTag) -> Bool {
    var scope = flow.scope
    scope.apply(tag, of: tokenizer.bytes, hasSheet: false)
    return scope.isHidden || scope.isInvisible || scope.isSkipped
  }

  private mutating func beginLink(_ tag: HTMLStartTag) {
    guard let value = tag.value(of: .href), !flow.scope.conceals, !flow.scope.isSkipped else {
      return
    }
    footnotes.open(HTMLEntity.resolved(tokenizer.bytes, value), in: flow)
  }

  private mutating func image(_ tag: HTMLStartTag) {
    if isHidden(tag) || isPixel(tag) { return }
    footnotes.sawImage()
    guard let value = tag.value(of: .alt) else { return flow.writeMark(Array("[image]".utf8)) }
    let alt = HTMLEntity.resolved(tokenizer.bytes, value)
    if alt.allSatisfy(Ascii.isSpace) { return }
    let length = alt.prefixLength(atMost: 200)
    let end = length < alt.count ? "…]" : "]"
    flow.writeMark(Array("[image: ".utf8) + alt[..<length] + Array(end.utf8))
  }

  /// Pictures of no size only report that mail was read.
  private func isPixel(_ tag: HTMLStartTag) -> Bool {
    [.width, .height].contains { (name: HTMLAttribute) in
      guard let value = tag.value(of: name), !value.isEmpty else { return false }
      let text = String(decoding: tokenizer.bytes[value].prefix(8), as: UTF8.self)
      return HTMLLength(text).map { $0.isAbsolute && $0.number <= 2 } ?? false
    }
  }

  private mutating func beginForm(_ tag: HTMLStartTag) {
    guard let value = tag.value(of: .action), !flow.scope.conceals, !flow.scope.isSkipped else {
      return
    }
    let target = LinkTarget(HTMLEntity.resolved(tokenizer.bytes, value))
    flow.writeMark(Array((target.host.map { "[form → \($0)]" } ?? "[form]").utf8))
    flow.breakLine(1)
  }

  private mutating func beginList(_ tag: HTMLStartTag) {
    guard tag.element == .ol else { return }
    var first = 1
    if let value = tag.value(of: .start) {
      let text = String(decoding: tokenizer.bytes[value].prefix(12), as: UTF8.self)
      first = min(max(Int(text) ?? 1, -HTMLLayout.highestItem), HTMLLayout.highestItem)
    }
    if !open.isEmpty { open[open.count - 1].itemNumber = first }
  }

  private mutating func beginItem() {
    let list = open.lastIndex { $0.element.isList }
    let indent = flow.scope.indent
    guard let list, let number = open[list].itemNumber else {
      flow.setMarker("• ", indent: indent)
      flow.scope.indent = indent + 2
      return
    }
    open[list].itemNumber = min(number + 1, HTMLLayout.highestItem)
    let marker = "\(number). "
    flow.setMarker(marker, indent: indent)
    flow.scope.indent = indent + marker.utf8.count
  }

  /// Items are not counted beyond this (HT-14).
  private static let highestItem = 999_999
}

extension Array {
  mutating func mutateLast(_ change: (inout Element) -> Void) {
    if let last = indices.last { change(&self[last]) }
  }
}

extension Array where Element == UInt8 {
  /// The length of the longest part from the start that has at most `limit` bytes of UTF-8 and
  /// cuts no character.
  func prefixLength(atMost limit: Int) -> Int {
    guard count > limit else { return count }
    var length = limit
    while length > 0 && self[length] & 0xC0 == 0x80 { length -= 1 }
    return length
  }
}
