import MailModel
import Testing

@testable import MailSync

@Suite struct FrozenMailTests {
  static func draft(
    to: String = "a@example.com", subject: String = "Hello", body: String = "Text",
    thread: ID<MailThread>? = nil
  ) -> Draft {
    Draft(
      id: ID("d"), inbox: ID("i1"), to: to, subject: subject, body: body, thread: thread,
      changedAt: Timestamp(seconds: 0))
  }

  @Test func theBodyHoldsBareAddressesAndNoNulls() {
    let mail = FrozenMail(
      FrozenMailTests.draft(
        to: "\"Doe, Jane\" <jane@example.com>; b@example.com", body: "Say \"hi\"\n\\ \u{1}ü",
        thread: ID("<x+y/z@mail>")))
    #expect(
      String(decoding: mail.body, as: UTF8.self) == """
        {"to":["jane@example.com","b@example.com"],"subject":"Hello",\
        "text":"Say \\"hi\\"\\n\\\\ \\u0001ü","inboxId":"i1","thread_id":"<x+y/z@mail>"}
        """)
  }

  @Test(
    "SN-36 subjects hold at most one Re:",
    arguments: [
      ("RE: re: x", "Re: x"), ("x", "x"), (" Re:x\r\nBcc: y ", "Re: x  Bcc: y"), ("Re:", "Re: "),
      ("Reply", "Reply"),
    ])
  func subjectsHoldOneReply(subject: String, canonical: String) {
    #expect(Subject.canonical(subject) == canonical)
  }

  @Test(
    "SN-25 SN-26 what cannot be sent is found before it is stored",
    arguments: [
      (draft(to: ""), DraftProblem.noRecipient),
      (draft(to: "a@example.com, nobody"), .invalidAddress("nobody")),
      (draft(to: "x\r\ny@example.com"), .invalidAddress("x\r\ny@example.com")),
      (
        draft(to: (0..<51).map { "a\($0)@example.com" }.joined(separator: ",")),
        .tooManyRecipients(51)
      ),
      (draft(subject: " \n"), .emptySubject),
      (draft(subject: String(repeating: "x", count: 501)), .subjectTooLong(501)),
      (draft(body: " \r\n"), .emptyBody),
    ])
  func problemsAreFound(draft: Draft, problem: DraftProblem) {
    #expect(DraftProblem.all(in: draft, frozen: FrozenMail(draft)) == [problem])
  }

  @Test func aKeyIsAUUIDOfVersionFour() {
    #expect(IdempotencyKey.uuid { 0 } == "00000000-0000-4000-8000-000000000000")
    #expect(IdempotencyKey.uuid { .max } == "ffffffff-ffff-4fff-bfff-ffffffffffff")
  }
}
