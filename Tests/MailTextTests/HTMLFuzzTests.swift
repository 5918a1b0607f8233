import MailText
import Testing

/// A small generator with a seed (SplitMix64): a failure names the seed and comes back.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

@Suite struct HTMLFuzzTests {
  private static let pieces: [String] = [
    "<", ">", "</", "<!--", "-->", "<![CDATA[", "\"", "'", "=", "&", "&#", "&#x", ";", "&nbsp;",
    " ",
    "\n", "\r\n", "\t", "\u{0}", "\u{1B}[2J", "é", "👩‍👩‍👧", "\u{301}", "\u{202E}", "<table>", "<tr>",
    "<td>",
    "</td>", "</tr>", "</table>", "<a href=http://x.io/>", "</a>", "<p style='display:none'>",
    "<b>",
    "<blockquote>", "</blockquote>", "<ul>", "<li>", "<pre>", "</pre>", "<svg>", "<style>", "<xmp>",
    "<script>", "</script>", "<plaintext>", "<title>", "<br>", "<img alt='x'>", "text",
    "<ol start=-7>",
    "<font color=white>", "<td style=font-size:0>", "<select>", "</div>", "<div>",
  ]

  @Test("HT-20 mutated documents neither trap nor lose the bounds", arguments: 0..<8)
  func mutatedDocuments(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let documents = (GoldenDocument.answers + GoldenDocument.mailings).map { Array($0.html.utf8) }
    for _ in 0..<250 {
      var bytes = documents.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...30, using: &random) { mutate(&bytes, using: &random) }
      let html = String(decoding: bytes, as: UTF8.self)
      let result = HTMLText.render(html)
      check(result, of: html, seed: seed)
    }
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededRandom) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 2:
      if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    default:
      let piece = Self.pieces.randomElement(using: &random) ?? ""
      bytes.insert(contentsOf: piece.utf8, at: place)
    }
  }

  private func check(_ result: HTMLText.Result, of html: String, seed: UInt64) {
    let isClean = result.text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || scalar == "\t" || !(scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value)
    }
    #expect(isClean, "seed \(seed): \(html)")
    let bound = html.utf8.count * 64 + 64
    #expect(result.text.utf8.count <= bound, "seed \(seed): \(html)")
    let blocks = QuotedText.blocks(of: result.text)
    #expect(blocks.map(\.text).joined(separator: "\n") == result.text, "seed \(seed): \(html)")
    for match in Links.find(in: result.text) {
      #expect(String(result.text[match.range]) == match.target)
    }
  }
}
