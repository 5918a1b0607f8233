import MailModel
import MailText
import Testing

@Suite struct ReplyTextTests {
  private let inbox = Inbox(
    id: ID("i"), localPart: "support", address: "support@acme.dev", displayName: "Acme")

  private func message(
    _ direction: Direction = .inbound, sender: String = "Ada <ada@lovelace.io>",
    to: [String] = ["support@acme.dev"], cc: [String] = [], subject: String? = "Order",
    text: String = "Hi", html: String? = nil
  ) -> Message {
    let people =
      [Participant(role: .sender, identity: sender)]
      + to.map { Participant(role: .to, identity: $0) }
      + cc.map { Participant(role: .cc, identity: $0) }
      + [Participant(role: .bcc, identity: "secret@x.io")]
    return Message(
      id: ID("m"), thread: ID("t"), direction: direction, participants: people, subject: subject,
      text: text, html: html)
  }

  private func reply(_ message: Message, all: Bool = false) -> ReplyFields {
    ReplyText.reply(
      to: message, all: all, from: inbox, ownAddresses: ["Sales@acme.dev"], date: "Mon 10 Mar")
  }

  @Test("SN-28 a reply goes to the sender of the message and to nobody else") func toSender() {
    let fields = reply(message(to: ["support@acme.dev", "eve@x.io"], cc: ["bob@x.io"]))
    #expect(fields.to == "Ada <ada@lovelace.io>")
    #expect(fields.cc == "")
  }

  @Test("SN-27 an answer to all leaves out ourselves, doubles and blind copies") func toAll() {
    let fields = reply(
      message(
        to: ["SUPPORT@acme.dev", "eve@x.io", "\"Ada\" <ADA@lovelace.io>", "sales@acme.dev"],
        cc: ["bob@x.io", "Eve <EVE@x.io>", "support+t0123456789ab@acme.dev", "bob@x.io"]),
      all: true)
    #expect(fields.to == "Ada <ada@lovelace.io>, eve@x.io")
    #expect(fields.cc == "bob@x.io")
  }

  @Test("SN-27 two hundred recipients are all named") func manyRecipients() {
    let fields = reply(message(cc: (0..<200).map { "p\($0)@x.io" }), all: true)
    #expect(Address.list(parsing: fields.cc).count == 200)
  }

  @Test("an answer to our own mail goes to its recipients again") func toOwnMail() {
    let own = message(
      .outbound, sender: "\"Acme\" <support@acme.dev>", to: ["ada@lovelace.io", "support@acme.dev"])
    #expect(reply(own).to == "ada@lovelace.io, support@acme.dev")
    #expect(reply(own, all: true).to == "ada@lovelace.io")
    let toOurselves = message(.outbound, sender: "support@acme.dev", to: ["sales@acme.dev"])
    #expect(reply(toOurselves, all: true).to == "sales@acme.dev")
  }

  @Test("SN-27 an address that smuggles a header line becomes one invalid address")
  func smuggledHeader() {
    let fields = reply(message(sender: "Eve\r\nBcc: x@y.io <eve@x.io\r\nBcc: z@y.io>"))
    #expect(!fields.to.contains { $0.isNewline })
    #expect(Address.list(parsing: fields.to).allSatisfy { !$0.isValid })
  }

  @Test(
    "UW-06 what is no address becomes none by being put into To",
    arguments: [
      "potus@whitehouse.gov\u{0}@evil.io", "a@bank.io\u{0}.evil.io", "ada@bank.io\u{200B}",
      "a@bank.io\n@evil.io", "a@bank.io, eve@evil.io", "a@bank.io>, <eve@evil.io",
      "\"a\"@bank.io, eve@evil.io", "a@bank.io;eve@evil.io", "ada@bank.io\u{3164}",
    ])
  func invalidSender(identity: String) {
    let fields = reply(message(sender: identity))
    let addresses = Address.list(parsing: fields.to)
    #expect(addresses.count == 1)
    #expect(addresses.allSatisfy { !$0.isValid })
  }

  @Test("SN-28 a display name never adds a recipient") func nameWithRecipients() {
    let fields = reply(message(sender: "\"z\\\" <q@r.io>, x@evil.io, \\\"b\" <c@d.io>"))
    #expect(Address.list(parsing: fields.to).map(\.spec) == ["c@d.io"])
  }

  @Test(
    "the subject gets Re: exactly where the server would add it",
    arguments: [
      ("Order", "Re: Order"), ("Re: Order", "Re: Order"), (" Re:Order", "Re:Order"),
      ("RE: Order", "Re: RE: Order"), ("re: x", "Re: re: x"), ("AW: x", "Re: AW: x"), ("", "Re:"),
      ("Rest", "Re: Rest"), ("a\r\nBcc: x\u{1B}[2J", "Re: a Bcc: x\u{FFFD}[2J"), (nil, "Re:"),
    ] as [(String?, String)])
  func subjects(subject: String?, expected: String) {
    #expect(reply(message(subject: subject)).subject == expected)
  }

  @Test("quotations nest without gaps, signature and blank ends left out") func quoting() {
    let text = "\n\nHi\n\n> old\n>> older\n\n-- \nAda\n+1 555\n"
    let expected = "\n\nOn Mon 10 Mar, Ada wrote:\n> Hi\n>\n>> old\n>>> older\n"
    #expect(reply(message(text: text)).body == expected)
  }

  @Test("mail with HTML only is quoted as its text, without footnotes") func quotingHTML() {
    let html = "<p>Hi <a href=http://x.io>there</a><p>bye<script>x</script>"
    let fields = reply(message(text: " \n", html: html))
    #expect(fields.body == "\n\nOn Mon 10 Mar, Ada wrote:\n> Hi there\n>\n> bye\n")
    #expect(reply(message(text: "")).body == "")
  }

  @Test(
    "TI-23 no control character of a message reaches the quotation",
    arguments: [
      "\u{1B}[2J", "\u{1B}]0;t\u{7}", "\u{9B}2J", "\u{90}x\u{9C}", "\u{8}\u{8}", "\r", "\u{B}\u{C}",
      "\u{E}\u{F}", "\u{7F}", "\u{0}", "\u{85}", "\u{2028}",
    ])
  func noControls(payload: String) {
    let hostile = "a\(payload)b\tc\n\(payload)canary"
    for mail in [
      message(sender: "E\(payload)e <e@x.io>", subject: hostile, text: hostile),
      message(text: "", html: "<p>\(hostile)<pre>\(hostile)</pre>"),
    ] {
      let fields = reply(mail, all: true)
      let all = [fields.to, fields.cc, fields.subject, fields.body].joined()
      let isClean = all.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || !($0.value < 0x20 || 0x7F...0x9F ~= $0.value)
      }
      #expect(isClean)
      #expect(fields.body.contains("canary"))
      #expect(fields.body.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix(">") })
    }
  }
}
