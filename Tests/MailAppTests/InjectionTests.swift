import MailModel
import Terminal
import Testing

@testable import MailApp

/// Hostile text in every field that mail fills, on every screen that shows it (TI-01…07, TI-13,
/// TI-18, TI-19, TI-21).
@Suite struct InjectionTests {
  private static let wide = Size(rows: 32, columns: 120)
  private static let narrow = Size(rows: 24, columns: 80)

  @Test("TI-01…07 no field of mail commands the terminal", arguments: HostileField.allCases)
  func everyFieldIsSafeOnEveryScreen(field: HostileField) {
    let sizes = [Self.wide, Self.narrow]
    let twins = sizes.map { Self.screens(of: HostileMail(field, "x"), $0) }
    let turn = HostileField.allCases.firstIndex(of: field) ?? 0
    for (index, payload) in Payload.all.enumerated() {
      // The fields that most mail fills see all of it, the others a third each.
      guard Self.isCommon(field) || (index + turn) % 3 == 0 else { continue }
      let size = sizes[index % 2]
      let seen = Self.screens(of: HostileMail(field, payload.text), size)
      let honest = twins[index % 2]
      for (screen, twin) in zip(seen, honest) {
        let place: Comment = "\(field) \(payload.name) \(screen.name)"
        #expect(screen.canvas.faults == [], place)
        #expect(twin.canvas.frame.subtracting(screen.canvas.frame) == [], place)
        #expect(Self.honestPart(of: screen) == Self.honestPart(of: twin), place)
      }
      let text = seen.flatMap { $0.canvas.text(in: Self.all(size)) }.joined(separator: "\n")
      #expect(Self.isHidden(field, size) || text.contains("Qqz"), "\(field) \(payload.name)")
    }
  }

  @Test("TI-01 what follows a hostile subject is still read", arguments: Payload.all)
  func bothCanariesAreSeen(payload: Payload) {
    var fixture = HostileMail(.subject, payload.text).fixture(Self.wide)
    fixture.press("<Enter>")
    let title = fixture.screen[1]
    #expect(title.split(separator: "Qqz", omittingEmptySubsequences: false).count == 3)
  }

  @Test("TI-04 a hostile text is safe at every scroll position", arguments: Payload.all)
  func scrolling(payload: Payload) {
    let mail = HostileMail(.textEnd, payload.text + "\n" + payload.text)
    var fixture = mail.fixture(Self.narrow)
    mail.open(in: &fixture)
    for _ in 0..<60 {
      fixture.press("j")
      let canvas = view(fixture.state)
      #expect(canvas.faults == [])
      if canvas.text(in: Self.all(Self.narrow)).contains(where: { $0.contains("end of thread") }) {
        break
      }
    }
    #expect(fixture.isOnScreen("Qqz"))
    #expect(fixture.isOnScreen("end of thread"))
  }

  @Test("TI-18 a return in a subject is a sign and never moves the cursor") func returns() {
    let fixture = HostileMail(.subject, "Invoice\rFrom: ceo@corp").fixture(Self.narrow)
    #expect(fixture.isOnScreen("QqzInvoice␍From: ceo@corpQqz"))
  }

  @Test("TI-19 backspaces hide nothing") func backspaces() {
    let fixture = HostileMail(.subject, "safe\u{8}\u{8}\u{8}\u{8}evil").fixture(Self.narrow)
    #expect(fixture.isOnScreen("Qqzsafe␈␈␈␈evilQqz"))
  }

  @Test("TI-21 format directives are text") func formats() {
    let fixture = HostileMail(.subject, "%s%n%@%1$*d%p").fixture(Self.narrow)
    #expect(fixture.isOnScreen("Qqz%s%n%@%1$*d%pQqz"))
  }

  /// The list with its preview, the conversation, the answer to it.
  private static func screens(
    of mail: HostileMail, _ size: Size
  ) -> [(name: String, canvas: Canvas)] {
    var fixture = mail.fixture(size)
    var screens = [("list", view(fixture.state))]
    mail.open(in: &fixture)
    screens.append(("reader", view(fixture.state)))
    fixture.press("R<Esc>")
    screens.append(("composer", view(fixture.state)))
    return screens
  }

  /// What the hostile thread has no part in: the rows of other threads, ages, the last line.
  private static func honestPart(of screen: (name: String, canvas: Canvas)) -> [String] {
    let canvas = screen.canvas
    let size = canvas.size
    let footer = Rect(row: size.rows - 1, column: 0, rows: 1, columns: size.columns)
    guard screen.name == "list" else { return canvas.text(in: footer) }
    let list = Layout(size: size, showsPreview: true).list
    let height = size == wide ? 2 : 1
    let others = Rect(
      row: list.row + height, column: list.column, rows: 4 * height, columns: list.columns)
    let age = Rect(row: list.row, column: list.endColumn - 6, rows: 1, columns: 6)
    return canvas.text(in: footer) + canvas.text(in: others) + canvas.text(in: age)
  }

  private static func isCommon(_ field: HostileField) -> Bool {
    [.subject, .senderName, .senderAddress, .text, .html, .fileName].contains(field)
  }

  private static func all(_ size: Size) -> Rect {
    Rect(rows: size.rows, columns: size.columns)
  }

  /// Fields that no screen shows, or only after scrolling.
  private static func isHidden(_ field: HostileField, _ size: Size) -> Bool {
    field == .messageID || field == .textEnd || (field == .threadID && size == narrow)
  }
}
