import MailModel

extension SampleMail {
  /// Mail that tries to harm its reader: each thread is one family of attacks.
  mutating func writeHostileMail() {
    var age = 140
    for specimen in HostileMail.all {
      age += random.number(in: 90...900)
      let moment = moment(minutesAgo: age)
      postSpecimen(specimen, at: specimen.at ?? moment)
    }
    postTwinIDs(age: age + 400)
  }

  private mutating func postSpecimen(_ specimen: HostileMail, at: Timestamp) {
    let inbox = accounts.inbox("acme-night")
    let letter = SampleLetter(
      inbox: inbox, isOutbound: false, sender: specimen.sender, to: [inbox.address],
      subject: specimen.subject, text: specimen.text, html: specimen.html,
      files: specimen.files, at: at)
    guard let id = specimen.id else {
      post(letter)
      return
    }
    post(
      Message(
        id: ID(id), thread: ID(id), inbox: inbox.id, direction: .inbound,
        participants: letter.participants, subject: letter.subject, text: letter.text,
        html: letter.html, createdAt: at, deliveryStatus: "sent"))
  }

  /// Two threads whose ids Swift's `String` holds for equal (reliability.md M-9).
  private mutating func postTwinIDs(age: Int) {
    let inbox = accounts.inbox("acme-night")
    for (id, form) in [("<caf\u{E9}@twin.example>", "NFC"), ("<cafe\u{301}@twin.example>", "NFD")] {
      let at = moment(minutesAgo: age)
      post(
        Message(
          id: ID(id), thread: ID(id), inbox: inbox.id, direction: .inbound,
          participants: [
            Participant(role: .sender, identity: "twins@twin.example"),
            Participant(role: .to, identity: inbox.address),
          ],
          subject: "Twin ids, \(form)", text: "The id of this thread is written in \(form).",
          createdAt: at, deliveryStatus: "sent"))
    }
  }
}

/// A hostile mail and the family that it belongs to.
struct HostileMail {
  enum Family: CaseIterable {
    case escapesInSubject
    case escapesInBody
    case escapesInSender
    case hostileFilenames
    case carriageReturns
    case bidirectional
    case blanks
    case marks
    case emoji
    case rawThreadID
    case ciphertext
    case future
    case past
    case longSubject
    case hiddenText
    case formats
    case lookalike
    case nothing
  }

  var family: Family
  var sender = "stranger@evil.example"
  var subject: String?
  var text = ""
  var html: String?
  var files: [SampleFile] = []
  /// A fixed time in place of a recent one.
  var at: Timestamp?
  /// Message and thread id, where they are the attack.
  var id: String?

  /// A date far away, at midnight.
  static func midnight(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    return Timestamp(seconds: Int64(days) * 86_400)
  }
}
