/// The elements that change what is read; every other one is `other`.
enum HTMLElement: String, CaseIterable {
  case a, address, area, article, aside, base, basefont, bgsound, blockquote, body, br, button
  case caption, center, col, colgroup, dd, details, dialog, dir, div, dl, dt, embed, fieldset
  case figcaption, figure, font, footer, form, frame, h1, h2, h3, h4, h5, h6, head, header, hr
  case html, iframe, img, input, li, link, listing, main, math, menu, meta, nav, noembed, noframes
  case noscript, ol, p, param, plaintext, pre, q, script, section, select, source, span, style
  case summary, svg, table, tbody, td, template, textarea, tfoot, th, thead, title, tr, track
  case ul, wbr, xmp, other

  /// The element of a tag name in lower case.
  init(name: String) {
    self = HTMLElement.byName[name] ?? .other
  }

  private static let byName: [String: HTMLElement] = Dictionary(
    allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })

  /// Has neither content nor an end tag.
  var isVoid: Bool {
    switch self {
    case .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .link,
      .meta, .param, .source, .track, .wbr:
      true
    default: false
    }
  }

  /// Its tags say nothing that the elements inside do not say again.
  var isTransparent: Bool {
    switch self {
    case .html, .head, .body, .tbody, .thead, .tfoot, .colgroup: true
    default: false
    }
  }

  /// Its content is characters, not markup, until its own end tag.
  var isRawText: Bool {
    switch self {
    case .script, .style, .title, .textarea, .xmp, .iframe, .noembed, .noframes, .plaintext: true
    default: false
    }
  }

  /// Line ends around it: 0 for inline elements, 1 for a line of its own, 2 for a blank line.
  var margin: Int {
    switch self {
    case .p, .h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .dl, .dir, .menu, .blockquote, .pre, .listing,
      .xmp, .plaintext, .hr, .figure, .caption:
      2
    case .address, .article, .aside, .center, .dd, .details, .dialog, .div, .dt, .fieldset,
      .figcaption, .footer, .form, .header, .li, .main, .nav, .section, .summary, .table, .td, .th,
      .tr:
      1
    default: 0
    }
  }

  var isBlock: Bool { margin > 0 }

  var isList: Bool {
    switch self {
    case .ul, .ol, .dir, .menu: true
    default: false
    }
  }

  var isCell: Bool { self == .td || self == .th }

  /// Whether an open `self` ends where `next` begins though nobody closed it (WHATWG §13.1.2.4).
  func ends(before next: HTMLElement) -> Bool {
    switch self {
    case .p: next.isBlock
    case .li: next == .li
    case .dt, .dd: next == .dt || next == .dd
    case .td, .th: next.isCell || next == .tr
    case .tr: next == .tr
    default: false
    }
  }

  /// Whether an end that `next` implies cannot reach beyond an open `self`.
  func shields(from next: HTMLElement) -> Bool {
    switch self {
    case .table, .caption, .button, .template: true
    case .td, .th: !(next.isCell || next == .tr)
    case .tr: next != .tr
    case .ul, .ol, .dir, .menu: next == .li
    case .dl: next == .dt || next == .dd
    default: false
    }
  }
}
