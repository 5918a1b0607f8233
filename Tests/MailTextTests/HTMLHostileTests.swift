import MailText
import Testing

@Suite struct HTMLHostileTests {
  /// A document that a quadratic program needs minutes or a deep stack for.
  struct Bomb: CustomTestStringConvertible {
    var testDescription: String
    var html: String
    /// What the rendered text holds.
    var text: String
    /// The text is this and nothing else.
    var isWhole = true
  }

  static let bombs: [Bomb] = [
    Bomb(testDescription: "HT-01 div", html: repeated("<div>", 100_000) + "x", text: "x"),
    Bomb(
      testDescription: "HT-01 table", html: repeated("<table><tr><td>", 100_000) + "x",
      text: "x"),
    Bomb(
      testDescription: "HT-01 blockquote", html: repeated("<blockquote>", 100_000) + "x",
      text: repeated(">", 32) + " x"),
    Bomb(
      testDescription: "HT-01 ul", html: repeated("<ul><li>", 100_000) + "x", text: "• x",
      isWhole: false),
    Bomb(testDescription: "HT-01 b", html: repeated("<b>", 100_000) + "x", text: "x"),
    Bomb(testDescription: "HT-02 unclosed", html: repeated("<i>", 1_000_000) + "x", text: "x"),
    Bomb(testDescription: "HT-02 <!--", html: repeated("<!--", 2_500_000), text: ""),
    Bomb(testDescription: "HT-02 <![CDATA[", html: repeated("<![CDATA[", 500_000), text: ""),
    Bomb(
      testDescription: "HT-02 stray end tags under a wall",
      html: "<div>" + repeated("<i>", 254) + repeated("</b>", 100_000) + "x", text: "x"),
    Bomb(
      testDescription: "HT-03 nested tables with spans",
      html: repeated("<table width=1000000000><tr><td colspan=2147483647 rowspan=-1>", 200) + "x",
      text: "x"),
    Bomb(
      testDescription: "HT-03 wide table", html: "<table><tr>" + repeated("<td>", 100_000) + "x",
      text: "x"),
    Bomb(
      testDescription: "HT-04 entity name", html: "&" + repeated("a", 5_000_000) + ";",
      text: "&" + repeated("a", 100), isWhole: false),
    Bomb(
      testDescription: "HT-09 attributes",
      html: "<p " + repeated("a='1' style=display:none ", 100_000) + ">x</p>y", text: "y"),
    Bomb(
      testDescription: "HT-13 a line of 1 MB",
      html: "<pre>" + repeated("a\tb ", 250_000) + "</pre>",
      text: "a\tb a\tb", isWhole: false),
    Bomb(
      testDescription: "HT-18 no-break spaces", html: repeated("&nbsp;", 1_700_000) + "x",
      text: "x"),
    Bomb(
      testDescription: "HT-18 zero width",
      html: "x" + repeated("\u{200B}\u{200C}\u{FEFF}", 800_000),
      text: "x\u{200C}"),
    Bomb(
      testDescription: "HT-07 data image",
      html: "<img src='data:image/png;base64," + repeated("A", 5_000_000) + "'>", text: "[image]"),
  ]

  @Test("documents made to cost time end in linear time", arguments: bombs)
  func bombsAreLinear(bomb: Bomb) {
    var result = HTMLText.Result(text: "")
    let time = ThreadClock().measure { result = HTMLText.render(bomb.html) }
    // A debug build on a busy machine stays far below; anything quadratic needs minutes.
    #expect(time < .seconds(20))
    if bomb.isWhole {
      #expect(result.text == bomb.text)
    } else {
      #expect(result.text.contains(bomb.text))
    }
  }

  @Test("HT-02 10 MB of < are shown, not nested") func angleBrackets() {
    let result = HTMLText.render(repeated("<", 10_000_000))
    #expect(result.text.utf8.count == 10_000_000)
  }

  @Test("HT-18 a run of joiners leaves one") func joinersAreBounded() {
    let result = HTMLText.render("x" + repeated("&zwnj;", 1_000) + "y")
    #expect(result.text == "x\u{200C}y")
  }

  @Test("deep quotations cannot multiply the document without end") func outputIsBounded() {
    let html = repeated("<blockquote>", 40) + repeated("<br>x", 400_000)
    let result = HTMLText.render(html)
    #expect(result.isTruncated)
    #expect(result.text.utf8.count < 9 << 20)
  }

  @Test("HT-15 of 100,000 links 10,000 get a number") func linkFarm() {
    let html = (0..<100_000).map { "<a href=http://x.io/\($0)>l\($0)</a> " }.joined()
    let result = HTMLText.render(html)
    #expect(result.links.count == Link.limit)
    #expect(result.links.last == Link(text: "l9999", target: "http://x.io/9999"))
    #expect(result.text.hasSuffix("l99999[…]"))
  }

  static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private func repeated(_ text: String, _ count: Int) -> String {
    Self.repeated(text, count)
  }
}
