import MailModel
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("ada@lovelace.io", nil, "ada@lovelace.io"),
    ("Ada <ada@lovelace.io>", "Ada", "ada@lovelace.io"),
    ("\"Love, Ada\" <ada@lovelace.io>", "Love, Ada", "ada@lovelace.io"),
    ("\"ceo@corp.com <ceo@corp.com>\" <evil@x.io>", "ceo@corp.com <ceo@corp.com>", "evil@x.io"),
    ("<ada@lovelace.io>", nil, "ada@lovelace.io"),
    ("no address", nil, "no address"),
  ])
  func mailboxesAreRead(text: String, name: String?, spec: String) {
    #expect(Address(parsing: text) == Address(name: name, spec: spec))
  }

  @Test func aListIsSplitOutsideQuotesAndBrackets() {
    let list = Address.list(parsing: "\"A, B\" <a@x.io>, c@y.io; d@z.io,")
    #expect(list.map(\.spec) == ["a@x.io", "c@y.io", "d@z.io"])
  }

  @Test("SN-28 a name with escaped quotes adds no recipient") func escapedQuotes() {
    let address = Address(name: "z\" <q@r.io>, x@evil.io, \"b\\", spec: "c@d.io")
    #expect(Address.list(parsing: address.formatted) == [address])
  }

  @Test(arguments: [
    ("a@b.io", true), ("a.b+c@sub.example.com", true), ("größe@kiel.de", true),
    ("a@b", false), ("a b@c.io", false), ("@c.io", false), ("a@-b.io", false), ("a..b@c.io", false),
    ("a@b.io\r\nBcc: x@y.io", false), ("a@b\u{3164}.io", false), ("a\u{115F}@b.io", false),
  ])
  func onlyDeliverableFormsAreValid(text: String, isValid: Bool) {
    #expect(Address(spec: text).isValid == isValid)
  }

  @Test func aNameWithSpecialsIsQuotedAndReadBack() {
    let address = Address(name: "Love, \"Ada\"", spec: "ada@lovelace.io")
    #expect(Address(parsing: address.formatted) == address)
  }

  @Test func idsThatAreCanonicallyEqualStayTwo() {
    let ids: Set = [ID<Message>("e\u{301}"), ID<Message>("\u{e9}")]
    #expect(ids.count == 2)
  }
}
