import MailModel
import Terminal
import Testing

@testable import MailApp

/// Addresses that pass for others, on the screens where one decides whom to trust.
@Suite struct DeceptionTests {
  private static let size = Size(rows: 32, columns: 120)

  private static func mail(from identity: String) -> HostileMail {
    var mail = HostileMail(.text, "x")
    mail.message.participants[0].identity = identity
    mail.row.correspondent = Address(parsing: identity)
    return mail
  }

  @Test(
    "UW-05 the address comes from the parser and a name that holds one is quoted",
    arguments: [
      "\"ceo@corp.io\" <eve@x.io>", "ceo@corp.io <eve@x.io>", "\"Ceo <ceo@corp.io>\" <eve@x.io>",
    ])
  func names(identity: String) {
    let mail = Self.mail(from: identity)
    var fixture = mail.fixture(Size(rows: 24, columns: 80))
    #expect(fixture.screen[2].contains(" eve@x.io "))
    #expect(!fixture.screen[2].contains("ceo@"))
    mail.open(in: &fixture)
    #expect(fixture.isOnScreen("\" <eve@x.io>"))
  }

  @Test("UW-03 a long name never pushes the address off a narrow screen") func longName() {
    let mail = Self.mail(from: String(repeating: "ceo ", count: 60) + "<eve@x.io>")
    var fixture = mail.fixture(Size(rows: 10, columns: 40))
    mail.open(in: &fixture)
    #expect(fixture.isOnScreen("eve@x.io"))
  }

  @Test(
    "UW-06 what is no address is marked, shown whole, and not answered before it is mended",
    arguments: ["potus@whitehouse.gov\u{0}@evil.test", "potus@whitehouse.gov\n@evil.test"])
  func invalid(identity: String) {
    let mail = Self.mail(from: identity)
    var fixture = mail.fixture(Self.size)
    #expect(fixture.isOnScreen("[!] potus@"))
    mail.open(in: &fixture)
    #expect(fixture.isOnScreen("@evil.test [no mail address]"))
    fixture.press("r<Esc>y")
    #expect(!fixture.effects.contains { if case .submit = $0 { true } else { false } })
    #expect(fixture.isOnScreen("is no mail address"))
    #expect(fixture.state.composer?.focus == .to)
    fixture.press("<C-u>")
    fixture.type("ada@lovelace.io")
    fixture.press("<Esc>y")
    #expect(fixture.effects.contains { if case .submit = $0 { true } else { false } })
  }

  @Test(
    "UW-07 a domain that looks like another is shown with its A-label",
    arguments: [
      ("ada@аррӏе.com", "xn--80ak6aa92e.com"), ("ada@pаypal.com", "xn--pypal-4ve.com"),
      ("ada@xn--80ak6aa92e.com", "аррӏе.com"),
    ])
  func lookAlikes(spec: String, other: String) {
    let mail = Self.mail(from: spec)
    var fixture = mail.fixture(Self.size)
    #expect(fixture.isOnScreen("[!] \(spec.prefix(8))"))
    mail.open(in: &fixture)
    #expect(fixture.isOnScreen("[!] \(spec) [\(other)]"))
    fixture.press("r<Esc>")
    #expect(fixture.isOnScreen("! “\(spec)” is at \(other): is that who you mean?"))
  }

  @Test("UW-07 a look-alike among the recipients is marked") func recipients() {
    var mail = HostileMail(.text, "x")
    mail.message.participants[1].identity = "support@аcme.dev"
    var fixture = mail.fixture(Self.size)
    mail.open(in: &fixture)
    #expect(fixture.isOnScreen("To [!] support@аcme.dev [xn--cme-5cd.dev]"))
  }
}
