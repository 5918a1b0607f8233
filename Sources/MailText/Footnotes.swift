/// Numbers the links of a document.
struct Footnotes {
  private struct OpenLink {
    var target: LinkTarget
    var start: Int
    var hasImage = false
  }

  private(set) var links: [Link] = []
  private let isNumbering: Bool
  private var numbers: [String: Int] = [:]
  private var current: OpenLink?

  init(isNumbering: Bool) {
    self.isNumbering = isNumbering
  }

  mutating func open(_ href: [UInt8], in flow: TextFlow) {
    let target = LinkTarget(href)
    if target.isLocal { return }
    current = OpenLink(target: target, start: flow.bytes.count)
  }

  mutating func sawImage() {
    current?.hasImage = true
  }

  /// Ends the open link, if there is one, with its number behind its words.
  mutating func close(in flow: inout TextFlow) {
    guard let link = current else { return }
    current = nil
    guard isNumbering else { return }
    let start = min(link.start, flow.bytes.count)
    var text = Footnotes.words(flow.bytes[start...])
    if text.isEmpty {
      guard link.hasImage, link.target.isOpenable else { return }
      flow.writeMark(Array("[image]".utf8))
      text = "[image]"
    }
    // The address is its own footnote.
    if link.target.text == "mailto:" + text { return }
    guard link.target.isOpenable else {
      return flow.attach(link.target.scheme.isEmpty ? "[link]" : "[\(link.target.scheme):]")
    }
    flow.attach(number(of: link.target.text, text: text).map { "[\($0)]" } ?? "[…]")
  }

  /// A target keeps its number, unless the words could pass for another target (UW-21).
  private mutating func number(of target: String, text: String) -> Int? {
    let looksLikeTarget = text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@") }
    let key = looksLikeTarget ? target + "\n" + text : target
    if let known = numbers[key] { return known }
    guard links.count < Link.limit else { return nil }
    links.append(Link(text: text, target: target))
    numbers[key] = links.count
    return links.count
  }

  /// At most 300 bytes of `bytes` on one line, without marks of quotation.
  private static func words(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var isLineStart = true
    for byte in bytes {
      if result.count > 300 { break }
      if byte == Ascii.newline {
        isLineStart = true
      } else if !isLineStart || !(byte == Ascii.space || byte == Ascii.greater) {
        if isLineStart && !result.isEmpty { result.append(Ascii.space) }
        isLineStart = false
        result.append(byte)
      }
    }
    return String(decoding: result.prefix(result.prefixLength(atMost: 300)), as: UTF8.self)
  }
}
