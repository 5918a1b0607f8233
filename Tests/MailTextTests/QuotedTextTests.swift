import MailText
import Testing

@Suite struct QuotedTextTests {
  @Test(
    "HT-17 quotations are found with their attribution",
    arguments: [
      ("a\n\nOn Mon, Kim wrote:\n> b\n> c\nd", ["Ta\n", "QOn Mon, Kim wrote:\n> b\n> c", "Td"]),
      (
        "a\nOn Mon, 10 Mar 2025 at 9:15 Ada Lovelace <\nada@lovelace.io> wrote:\n\n> b",
        ["Ta", "QOn Mon, 10 Mar 2025 at 9:15 Ada Lovelace <\nada@lovelace.io> wrote:\n\n> b"]
      ),
      (
        "Am 10.03.2025 um 09:15 schrieb Kim:\n> b\na",
        ["QAm 10.03.2025 um 09:15 schrieb Kim:\n> b", "Ta"]
      ),
      ("2025年3月10日 Kim <k@a.dev>のメール：\n> b", ["Q2025年3月10日 Kim <k@a.dev>のメール：\n> b"]),
      ("Kim <k@a.dev> написал(а):\n> b", ["QKim <k@a.dev> написал(а):\n> b"]),
      ("He said:\n> b", ["THe said:", "Q> b"]),
      (
        "a\nOn 10 Mar 2025, Kim <k@a.dev> wrote:\n> b\nd",
        ["Ta", "QOn 10 Mar 2025, Kim <k@a.dev> wrote:\n> b", "Td"]
      ),
      (
        "a\nOn 10 Mar 2025, Kim <k@a.dev> wrote:\n\nb",
        ["Ta", "QOn 10 Mar 2025, Kim <k@a.dev> wrote:\n\nb"]
      ),
      ("> a\n\n\n> b\n\nc", ["Q> a\n\n\n> b", "T\nc"]),
      ("a\n-- \nAda\n> b", ["Ta", "S-- \nAda", "Q> b"]),
      ("a\n--\nAda", ["Ta", "S--\nAda"]),
      ("", ["T"]),
      ("a", ["Ta"]),
    ])
  func quotations(text: String, blocks: [String]) {
    #expect(QuotedText.blocks(of: text).map(tagged) == blocks)
  }

  @Test(
    "everything behind a separator is earlier mail",
    arguments: [
      "-----Original Message-----\nFrom: x\n\nold", "---------- Forwarded message ---------\nold",
      "-------- Ursprüngliche Nachricht --------\nold", "----- Mensaje original -----\nold",
      "From: Kim <k@a.dev>\nSent: Monday\nTo: Ada\nSubject: x\n\nold\n-- \nKim",
      "________________________________\nVon: Kim\nGesendet: Montag\nAn: Ada\nBetreff: x\n\nold",
      "*De :* Kim\n*Envoyé :* lundi\n*À :* Ada\n*Objet :* x\n\nold",
      "Begin forwarded message:\n\nold",
    ])
  func separators(tail: String) {
    let count = tail.split(separator: "\n", omittingEmptySubsequences: false).count
    let blocks = QuotedText.blocks(of: "new\n\n" + tail)
    #expect(blocks == [.text("new\n"), .quoted(tail, lines: count)])
    #expect(QuotedText.blocks(of: tail).first.map(tagged)?.first == "T")
  }

  @Test(
    "text that only resembles a separator is not folded",
    arguments: [
      "a\nFrom: Berlin\nTo: Munich\nDate: 5 May", "a\n----- Order summary -----\nb", "a\n------\nb",
      "a\n________________\nb", "a\nI wrote:\nb", "a\nOn Monday he wrote:\nb", "a --\nb",
    ])
  func notSeparators(text: String) {
    #expect(QuotedText.blocks(of: text) == [.text(text)])
  }

  @Test(
    "HT-19 quotation marks made to cost time end in linear time",
    arguments: [
      ">", ">\n", "From: x\n", "-----\n", "wrote:\n> x\n", "On 1 <a@b> wrote:\n", "________\n",
      "\n",
      "----- x -----\n", "On ",
    ])
  func bait(piece: String) {
    let text = String(repeating: piece, count: 300_000 / piece.utf8.count)
    var blocks: [BodyBlock] = []
    let time = ThreadClock().measure { blocks = QuotedText.blocks(of: text) }
    #expect(time < .seconds(10))
    #expect(blocks.map(\.text).joined(separator: "\n") == text)
  }

  private func tagged(_ block: BodyBlock) -> String {
    switch block {
    case .text(let text): "T" + text
    case .quoted(let text, _): "Q" + text
    case .signature(let text): "S" + text
    }
  }
}

@Suite struct LinksTests {
  @Test(
    "URLs end where a reader would end them",
    arguments: [
      ("see http://x.io.", ["http://x.io"]), ("(http://x.io/a_(b))", ["http://x.io/a_(b)"]),
      ("<https://x.io/?a=1&b=2>", ["https://x.io/?a=1&b=2"]), ("HTTPS://X.io!", ["HTTPS://X.io"]),
      ("mailto:a@b.io, mailto:", ["mailto:a@b.io"]), ("xhttp://x.io", []), ("http://", []),
      ("“https://x.io/ä”。", ["https://x.io/ä"]), ("http://x.io\u{1B}[2J", ["http://x.io"]),
      ("[t](https://x.io)", ["https://x.io"]), ("https://x.io/a_", ["https://x.io/a_"]),
      ("é http://a.io http://b.io", ["http://a.io", "http://b.io"]), ("javascript:x file:///a", []),
      ("https://x.io、https://y.io", ["https://x.io", "https://y.io"]),
    ])
  func found(text: String, targets: [String]) {
    let matches = Links.find(in: text)
    #expect(matches.map(\.target) == targets)
    #expect(matches.map { String(text[$0.range]) } == targets)
  }

  @Test(
    "HT-19 text made to cost time is scanned in linear time",
    arguments: ["http://", ">", "a@", "(", "http://x(", "mailto:", "http://x)", "[http://x", "h"])
  func bait(piece: String) {
    let text = "http://y.io/" + String(repeating: piece, count: 300_000 / piece.utf8.count)
    let time = ThreadClock().measure { _ = Links.find(in: text) }
    #expect(time < .seconds(5))
  }

  @Test("HT-15 plain text has at most 10,000 links too") func linkFarm() {
    let text = (0..<12_000).map { "http://x.io/\($0) " }.joined()
    #expect(Links.find(in: text).count == Link.limit)
  }
}
