import MailModel
import MailText
import Testing

@Suite struct MessageBodyTests {
  private func body(_ text: String, _ html: String?) -> MessageBody {
    MessageBody.of(
      Message(id: ID("m"), thread: ID("t"), direction: .inbound, text: text, html: html))
  }

  @Test("HT-11 the text part is shown where there is one, else the HTML") func choice() {
    #expect(body("plain", "<p>html") == MessageBody(text: "plain"))
    #expect(body(" \u{A0}\n", "<p>html") == MessageBody(text: "html", isFromHTML: true))
    #expect(body("", nil) == MessageBody(text: ""))
    #expect(body("", "") == MessageBody(text: ""))
    #expect(body("", "5") == MessageBody(text: "5", isFromHTML: true))
  }

  @Test("ciphertext is unreadable, never shown") func ciphertext() {
    #expect(body("enc:v1:abc", nil) == MessageBody(text: "", isUnreadable: true))
    #expect(body("", "enc:abc") == MessageBody(text: "", isFromHTML: true, isUnreadable: true))
    #expect(body("enc:abc", "<p>x") == MessageBody(text: "x", isFromHTML: true))
    #expect(body("see enc:abc", nil).isUnreadable == false)
  }

  @Test(
    "UW-17 all line ends become one",
    arguments: ["\r\n", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"])
  func lineEnds(end: String) {
    #expect(body("a\(end)b\(end)\(end)c", nil).text == "a\nb\n\nc")
  }

  @Test("links of plain text are listed once each") func plainLinks() {
    let links = body("http://a.io http://b.io http://a.io", nil).links
    #expect(links.map(\.target) == ["http://a.io", "http://b.io"])
  }

  @Test("hidden text of HTML is announced") func hidden() {
    #expect(body("", "a<p hidden>secret").hiddenCharacters == 6)
  }
}
