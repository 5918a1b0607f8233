import MailModel
import Testing

@testable import Sandbox

private let now = Timestamp(seconds: 1_742_050_000)
private let seed = SandboxSeed.demo(now: now)

@Suite struct SandboxMailHostileTests {
  @Test func everyFamilyHasItsSpecimen() {
    #expect(Set(HostileMail.all.map(\.family)) == Set(HostileMail.Family.allCases))
    let texts = Set(seed.messages.map(\.text))
    #expect(HostileMail.all.allSatisfy { texts.contains($0.text) })
  }

  /// Whether any message of the sample has a scalar that `isSought` in one of its fields.
  private func holds(
    _ field: (Message) -> String?, _ isSought: (Unicode.Scalar) -> Bool
  ) -> Bool {
    seed.messages.contains { field($0)?.unicodeScalars.contains(where: isSought) ?? false }
  }

  @Test(arguments: ["\u{1B}", "\u{9B}", "\u{8}", "\r", "\u{202E}", "\u{200B}", "\u{200D}"])
  func aSubjectHolds(_ scalar: String) {
    #expect(holds(\.subject) { String($0) == scalar })
  }

  @Test(arguments: ["\u{1B}", "\u{8}", "\u{202E}", "\u{2800}", "\u{200D}"])
  func aSenderHolds(_ scalar: String) {
    #expect(holds({ $0.participants.first?.identity }, { String($0) == scalar }))
  }

  @Test(arguments: ["\u{1B}[2K", "../", "\u{202E}", "\r\n", "$("])
  func aFileNameHolds(_ part: String) {
    let names = seed.files.map { Array($0.attachment.filename.utf8) }
    let sought = Array(part.utf8)
    #expect(names.contains { name in name.contains(sought) })
  }

  @Test func theMarkBombIsLimited() {
    let marks = seed.messages.compactMap(\.subject).map { subject in
      subject.unicodeScalars.filter { $0.properties.generalCategory == .nonspacingMark }.count
    }
    #expect(marks.max() == 2_000)
  }

  @Test func datesIDsAndBodiesAreHostileToo() {
    let years = Set(seed.messages.compactMap { $0.createdAt?.civil.date.year })
    #expect(years.contains(2099) && years.contains(1970))
    let ids = seed.messages.map(\.thread.text)
    #expect(ids.contains { id in "</+=%?#&>".allSatisfy(id.contains) })
    #expect(seed.messages.contains { $0.text.hasPrefix("enc:") })
    #expect(seed.messages.contains { ($0.subject?.count ?? 0) > 3_000 })
    #expect(seed.messages.contains { $0.subject == nil && $0.text.isEmpty })
    #expect(seed.messages.contains { $0.subject?.contains("%s%n") ?? false })
    #expect(seed.messages.contains { $0.text.isEmpty && $0.html?.contains("font-size:0") == true })
  }

  @Test func twoIDsDifferInNormalFormOnly() {
    let twins = seed.messages.map(\.id).filter { $0.text.contains("twin.example") }
    #expect(twins.count == 2 && Set(twins).count == 2 && Set(twins.map(\.text)).count == 1)
  }
}
