import MailModel
import Testing

@testable import MailSync

@Suite struct FingerprintTests {
  private static let start = Timestamp(seconds: 1_000_000)

  private static func message(
    direction: Direction = .outbound, sender: String = "\"Help\" <HELP@example.com>",
    to: [String] = ["a@example.com"], subject: String? = "Re: Hello", text: String = "One\nTwo",
    at seconds: Int64 = 1_000_001
  ) -> Message {
    Message(
      id: ID("m"), thread: ID("t"), direction: direction,
      participants: [Participant(role: .sender, identity: sender)]
        + to.map { Participant(role: .to, identity: $0) },
      subject: subject, text: text, createdAt: Timestamp(seconds: seconds))
  }

  private static let fingerprint = Fingerprint(
    draft: FrozenMailTests.draft(
      to: "A@example.com, b@example.com", subject: "Hello", body: "One\r\nTwo\n"),
    sender: "help@example.com")

  @Test(
    "SN-36 a row that the server changed in its usual ways is still ours",
    arguments: [message(), message(subject: "hello".capitalised), message(text: "One\r\nTwo")])
  func usualChangesMatch(row: Message) {
    #expect(FingerprintTests.fingerprint.matches(row, notBefore: FingerprintTests.start))
  }

  @Test(
    "A row that differs in what matters is not ours",
    arguments: [
      message(direction: .inbound), message(sender: "x@example.com"), message(to: []),
      message(to: ["a@example.com", "z@example.com"]), message(subject: "Other"),
      message(text: "One"), message(at: 999_000),
    ])
  func differencesDoNotMatch(row: Message) {
    #expect(!FingerprintTests.fingerprint.matches(row, notBefore: FingerprintTests.start))
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
