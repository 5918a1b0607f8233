import MailText
import Testing

/// A document as a real program shapes it, and all that a reader gets of it.
struct GoldenDocument: CustomTestStringConvertible {
  var name: String
  var html: String
  var text: String
  /// The targets, in order.
  var links: [String]
  var hidden: Int
  /// `T` text, `S` signature, `Q` quoted with its number of lines.
  var blocks: [String]

  var testDescription: String { name }
}

@Suite struct GoldenDocumentTests {
  @Test(
    "HT-16 mail of real shapes becomes the expected text",
    arguments: GoldenDocument.answers + GoldenDocument.mailings)
  func mailOfRealShapes(document: GoldenDocument) {
    let result = HTMLText.render(document.html)
    #expect(result.text == document.text)
    #expect(result.links.map(\.target) == document.links)
    #expect(result.hiddenCharacters == document.hidden)
    #expect(summary(of: QuotedText.blocks(of: result.text)) == document.blocks)
  }

  private func summary(of blocks: [BodyBlock]) -> [String] {
    blocks.map { block in
      switch block {
      case .text: "T"
      case .quoted(_, let lines): "Q\(lines)"
      case .signature: "S"
      }
    }
  }
}
