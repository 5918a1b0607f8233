import MailModel
import MailText
import Testing

@Suite struct AddressTextTests {
  @Test(
    "UW-07 a domain that passes for another is shown in both its forms",
    arguments: [
      ("ada@аррӏе.com", "[!] ada@аррӏе.com [xn--80ak6aa92e.com]"),
      ("ada@xn--80ak6aa92e.com", "[!] ada@xn--80ak6aa92e.com [аррӏе.com]"),
      ("ada@pаypal.com", "[!] ada@pаypal.com [xn--pypal-4ve.com]"),
      ("ada@mail.ΡΑΥ.com", "[!] ada@mail.ΡΑΥ.com [mail.xn--mxa5an.com]"),
      ("ada@gıthub.com", "[!] ada@gıthub.com [xn--gthub-n4a.com]"),
      ("ada@xn--mnchen-3ya.de", "ada@xn--mnchen-3ya.de [münchen.de]"),
      ("ada@xn--9999999999.de", "[!] ada@xn--9999999999.de"),
      ("ada@xn--ls8h.la", "[!] ada@xn--ls8h.la [💩.la]"),
    ])
  func lookAlikes(spec: String, shown: String) {
    let text = AddressText(Address(spec: spec))
    #expect(text.brief == shown)
    #expect(text.isSuspicious == shown.hasPrefix(AddressText.mark))
    #expect(!text.isInvalid)
  }

  @Test(
    "honest domains of the world are shown as they are",
    arguments: [
      "ada@lovelace.io", "info@münchen.de", "王小明@例え.jp", "a@почта.рф", "a@παράδειγμα.gr",
      "a@네이버.kr", "a@日本語カタカナabc.jp", "größe@kiel.de", "a@مثال.com", "a@løkka.no",
    ])
  func honest(spec: String) {
    let text = AddressText(Address(spec: spec))
    #expect(text.brief == spec)
    #expect(!text.isSuspicious)
  }

  @Test(
    "UW-05 a name that holds an address is quoted and the address is the parser's",
    arguments: [
      ("\"ceo@corp.io\" <eve@x.io>", "\"ceo@corp.io\" <eve@x.io>"),
      ("ceo@corp.io <eve@x.io>", "\"ceo@corp.io\" <eve@x.io>"),
      ("Ceo <ceo@corp.io> <eve@x.io>", "\"Ceo <ceo@corp.io>\" <eve@x.io>"),
      ("ceo＠corp.io <eve@x.io>", "\"ceo＠corp.io\" <eve@x.io>"),
      ("Ada <ada@lovelace.io>", "Ada <ada@lovelace.io>"),
      ("\"ADA@lovelace.io\" <ada@lovelace.io>", "ada@lovelace.io"),
      ("\u{2800}\u{200B}<ada@lovelace.io>", "\u{2800}\u{200B} <ada@lovelace.io>"),
    ])
  func names(identity: String, shown: String) {
    #expect(AddressText(Address(parsing: identity)).full == shown)
  }

  @Test("UW-03 a long name does not push the address away") func longName() {
    let text = AddressText(Address(name: String(repeating: "x", count: 5000), spec: "a@b.io"))
    #expect(text.full.utf8.count < 100)
    #expect(text.full.hasSuffix("… <a@b.io>"))
  }

  @Test(
    "UW-06 what is no address is shown whole and marked",
    arguments: [
      "potus@whitehouse.gov\u{0}@evil.io", "potus@whitehouse.gov\n@evil.io", "nobody", "",
    ])
  func invalid(spec: String) {
    let text = AddressText(Address(spec: spec))
    #expect(text.isInvalid && text.isSuspicious)
    #expect(text.brief == "[!] \(spec) [no mail address]")
  }

  @Test("a million letters cost no more than their own length") func hugeAddress() {
    let huge = String(repeating: "а", count: 1_000_000)
    let clock = ThreadClock()
    let time = clock.measure {
      _ = AddressText(Address(name: huge, spec: huge + "@" + huge)).full
    }
    #expect(time < .seconds(30))
  }
}
