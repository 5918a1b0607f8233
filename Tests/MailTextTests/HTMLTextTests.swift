import MailText
import Testing

@Suite struct HTMLTextTests {
  @Test(
    "HT-04 character references follow the standard",
    arguments: [
      ("&#0;", "\u{FFFD}"), ("&#x110000;", "\u{FFFD}"), ("&#xD800;", "\u{FFFD}"),
      ("&#99999999999999;", "\u{FFFD}"), ("a&amp", "a&"), ("&ampx", "&x"), ("&notit;", "¬it;"),
      ("&amp;lt;", "&lt;"), ("&bogus;", "&bogus;"), ("&", "&"), ("&;", "&;"), ("&#;", "&#;"),
      ("&#x;", "&#x;"), ("&#65", "A"), ("&#X41;", "A"), ("&#128;", "€"), ("&#150;", "–"),
      ("&hellip;&rarr;&alpha;", "…→α"), ("&eacute;&yuml;", "éÿ"), ("&check;", "✓"),
      ("&apos;", "'"), ("&AMP", "&"),
    ])
  func references(html: String, text: String) {
    #expect(HTMLText.render(html).text == text)
  }

  @Test(
    "TI-05 no reference and no raw byte becomes a control character",
    arguments: [
      "&#27;[2J", "&#x9b;2J", "&#155;2J", "&#x1b;]0;t&#7;", "&#8;&#13;&#127;&#x90;&#129;",
      "\u{1B}[2J\u{9B}\u{7}\u{0}\u{7F}\u{85}", "<pre>\u{1B}c&#27;\r&#12;</pre>",
      "<title>&#27;[2J</title>x", "<img alt='&#27;[2J\u{1B}'>",
      "<a href='http://x.io/&#27;\u{9B}'>&#27;</a>", "<xmp>\u{1B}&#27;</xmp>",
      "<ol start='\u{1B}[2J'><li>x</ol>", "<form action='http://\u{1B}x&#7;/'>",
    ])
  func noControls(html: String) {
    let result = HTMLText.render(html)
    let words = [result.text] + result.links.flatMap { [$0.text, $0.target] }
    for scalar in words.joined().unicodeScalars {
      let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
      #expect(!isControl || scalar == "\n" || scalar == "\t")
    }
    #expect(HTMLText.render(html + "canary").text.contains("canary") || html.hasPrefix("<xmp"))
  }

  @Test(
    "HT-05 hidden text is counted, not shown",
    arguments: [
      "<p style='display:none'>", "<p style='DISPLAY : none !important'>", "<p hidden>",
      "<p style='visibility:hidden'>", "<p style='font-size:0'>", "<p style='font-size:0px'>",
      "<p style='opacity:0'>", "<p style='opacity: 0.0'>", "<template>", "<noscript>",
      "<p style='color:#fff;background:#FFFFFF'>", "<font color=white>",
      "<div style='background-color:rgb(0,0,0)'><span style='color:black'>",
      "<p style='position:absolute;left:-9999px'>", "<p style='text-indent:-9999px'>",
      "<p style='max-height:0;overflow:hidden'>", "<p style='display:/**/none'>",
      "<p style='displ&#97;y:none'>", "<x-y style='display:none'>",
    ])
  func hiddenText(tag: String) {
    let result = HTMLText.render("<div>seen \(tag)se <b>cr</b>et</div>")
    #expect(result.text == "seen")
    #expect(result.hiddenCharacters == 6)
  }

  @Test(
    "HT-05 what only looks like hidden text is shown",
    arguments: [
      "<td style='font-size:0'><div style='font-size:13px'>text</div></td>",
      "<td bgcolor='#007bff'><a style='color:#fff'>text</a></td>",
      "<style>.b{background:blue}</style><p class=b><b style='color:#fff'>text</b></p>",
      "<p style='background:url(x.png)'><span style='color:white'>text</span></p>",
      "<p style='opacity:0.5;font-size:0.9em;max-height:0'>text</p>",
      "<p style='visibility:hidden'><b style='visibility:visible'>text</b></p>",
      "<p style='height:1em;overflow:hidden'>text</p>", "<span style='display:none'></span>text",
      "<p hidden></p>text",
    ])
  func visibleText(html: String) {
    let result = HTMLText.render(html)
    #expect(result.text == "text")
    #expect(result.hiddenCharacters == 0)
  }

  @Test(
    "HT-08 scripts, styles and comments are never shown",
    arguments: [
      "<script>bad()</script>", "<style>bad{}</style>", "<!-- bad -->",
      "<!--[if mso]>bad<![endif]-->",
      "<svg><script>bad</script><text>bad</text></svg>", "<title>bad</title>",
      "<SCRIPT type='x'>\"</script\" bad</SCRIPT >", "<!bad>", "<?bad?>", "<!--> --><!--->",
      "<iframe src=http://x>bad</iframe>", "<textarea>bad</textarea>",
      "<select><option>bad</select>", "<noframes>bad</noframes>", "<svg/>", "<svg><style/></svg>",
    ])
  func neverShown(html: String) {
    #expect(
      HTMLText.render("a\(html)b").text.filter { $0 != " " && $0 != ">" && $0 != "-" } == "ab")
  }

  @Test(
    "HT-09 malformed markup is read as a browser reads it",
    arguments: [
      ("<p<p>x", "x"), ("a</>b", "ab"), ("<a href='x\"y>z", ""), ("<\u{0}b>x", "<\u{FFFD}b>x"),
      ("<b\u{0}>x", "x"), ("a < b", "a < b"), ("a <", "a <"), ("a </", "a </"),
      ("<p style='display:none' style='x'>no", ""), ("<a href=>x</a>", "x"), ("<b/>x", "x"),
      ("<p>a</p></p><p>b", "a\n\nb"), ("x</div></td>y", "x\ny"), ("</br>x", "x"),
    ])
  func malformed(html: String, text: String) {
    #expect(HTMLText.render(html).text == text)
  }

  @Test(
    "HT-07 targets that must not be opened are named and have no number",
    arguments: [
      ("javascript:alert(1)", "x[javascript:]"), (" JaVa\tScript:alert(1)", "x[javascript:]"),
      ("data:text/html,x", "x[data:]"), ("file:///etc/passwd", "x[file:]"),
      ("smb://h/;id", "x[smb:]"), ("vbscript:x", "x[vbscript:]"), ("#top", "x"), ("/a", "x"),
      ("http:", "x[http:]"),
    ])
  func closedTargets(href: String, text: String) {
    let result = HTMLText.render("<a href='\(href)'>x</a>")
    #expect(result.text == text)
    #expect(result.links.isEmpty)
  }

  @Test(
    "lines, lists, quotations and tables have their form",
    arguments: [
      ("<p>a<p>b", "a\n\nb"), ("a<br>b<br><br><br>c", "a\nb\n\nc"), ("<div>a</div>b", "a\nb"),
      (" a \n b&nbsp;&nbsp; c ", "a b c"), ("<blockquote>a<p>b", "> a\n>\n> b"),
      ("<blockquote><blockquote>a</blockquote>b</blockquote>c", ">> a\n>\n> b\n\nc"),
      ("<ol><li>a<li>b<ul><li>c</ul></ol>", "1. a\n2. b\n   • c"),
      ("<ul><li>a<br>b</ul>", "• a\n  b"), ("<dl><dt>a<dd>b</dl>", "a\n  b"),
      ("<pre>\na  b\n\n\tc\n</pre>d", "a  b\n\n\tc\n\nd"), ("a<hr>b", "a\n\n────────\n\nb"),
      ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a | b\nc | d"),
      ("<table><tr><td><p>a<p>b<td>c</table>", "a\n\nb\n\nc"),
      ("a<img alt='b c'>d", "a[image: b c]d"),
      ("<img width=1 height=1 alt=x>a<img alt=''>", "a"), ("<q>a</q>", "“a”"),
      ("<h1>a</h1>b", "a\n\nb"), ("<bdo dir=rtl>a\u{202E}b</bdo>", "ab"), ("a<wbr>b", "ab"),
    ])
  func forms(html: String, text: String) {
    #expect(HTMLText.render(html).text == text)
  }

  @Test("HT-14 item numbers and indents are clamped") func clampedLists() {
    #expect(HTMLText.render("<ol start=2147483647><li>a").text == "999999. a")
    #expect(HTMLText.render("<ol start=99999999999999999999><li>a").text == "999999. a")
    let deep = String(repeating: "<ul><li>", count: 50) + "a"
    #expect(HTMLText.render(deep).text.utf8.count <= 24 + "• a".utf8.count)
  }

  @Test("HT-17 thirty quotations in each other are all folded") func quoteChain() {
    let html = "new" + (1...30).map { "<blockquote type=cite>level \($0)" }.joined()
    let blocks = QuotedText.blocks(of: HTMLText.render(html).text)
    #expect(blocks.first?.text.hasPrefix("new") == true)
    #expect(blocks.count == 2)
    #expect(blocks.last?.text.hasSuffix(String(repeating: ">", count: 30) + " level 30") == true)
  }

  @Test("UW-21 words that name another target get a number of their own") func linkWords() {
    let html = "<a href=http://evil.test>go</a> <a href=http://evil.test>bank.com</a> "
    let result = HTMLText.render(html + "<a href='http://evil.test'>again</a>")
    #expect(result.text == "go[1] bank.com[2] again[1]")
    #expect(result.links.map(\.text) == ["go", "bank.com"])
  }

  @Test("without numbers no link is collected") func unnumbered() {
    let result = HTMLText.render("<a href=http://x.io>go</a>", numbersLinks: false)
    #expect(result == HTMLText.Result(text: "go"))
  }
}
