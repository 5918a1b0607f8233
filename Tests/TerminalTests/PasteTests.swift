import Terminal
import Testing

@Suite struct PasteTests {
  private static let start = "\u{1B}[200~"
  private static let end = "\u{1B}[201~"

  /// Feeds `text` in pieces of `size` bytes without a pause, then lets the time run out.
  private func decode(_ text: String, inPiecesOf size: Int = .max) -> [Input] {
    var decoder = KeyDecoder()
    var input: [Input] = []
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      input += decoder.feed(bytes.prefix(size))
      bytes = bytes.dropFirst(size)
    }
    return input + decoder.timeOut()
  }

  @Test(
    "TM-12 a paste is text, whatever it holds",
    arguments: [
      ("text", "text"), ("", ""), ("dd:q!y\n", "dd:q!y\n"), ("a\r\nb\rc\nd", "a\nb\nc\nd"),
      ("\u{1B}[A\u{1B}", "\u{1B}[A\u{1B}"), ("日本\u{202E}\u{0}", "日本\u{202E}\u{0}"),
      ("rm\u{1B}[201~dd:q!y\n", "rmdd:q!y\n"), ("\u{1B}[201~\u{1B}[201~x", "x"),
      ("a\u{1B}[200~b", "ab"), ("\u{1B}[201~a\u{1B}[200~b", "ab"),
      ("\u{1B}[20\u{1B}[201~x", "\u{1B}[20x"), ("\u{1B}\u{1B}[201~x", "\u{1B}x"),
    ], [1, 3, 4095, .max])
  func paste(sample: (String, String), size: Int) {
    let input = decode(Self.start + sample.0 + Self.end, inPiecesOf: size)
    #expect(input == [.paste(sample.1)])
  }

  @Test("TM-12 what is typed after a paste is typed")
  func typedAfterwards() {
    #expect(
      decode(Self.start + "text" + Self.end + "q\r") == [
        .paste("text"), .key(.character("q")), .key(Key(.enter)),
      ])
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array((Self.start + "text").utf8)) == [])
    #expect(!decoder.isPending)
    #expect(decoder.timeOut() == [])
    #expect(decoder.feed(Array(Self.end.utf8)) == [])
    #expect(decoder.isPending)
    #expect(decoder.timeOut() == [.paste("text")])
    #expect(decoder.feed([0x71]) == [.key(.character("q"))])
  }

  @Test("TM-12 a paste is cut at a megabyte and its end is still found")
  func size() {
    let text = String(repeating: "0123456789abcdef", count: 80_000)
    let clock = ThreadClock()
    var input: [Input] = []
    let duration = clock.measure {
      input = decode(Self.start + text + Self.end + "q", inPiecesOf: 4095)
    }
    #expect(duration < .seconds(2))
    #expect(input == [.paste(String(text.prefix(1 << 20))), .key(.character("q"))])
  }
}
