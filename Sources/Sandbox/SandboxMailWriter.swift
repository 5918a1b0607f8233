import MailModel

/// One conversation while it is written from a script.
struct SampleConversation {
  var script: MailScript
  var subject: String
  var person: SamplePerson
  var inbox: Inbox
  /// When the newest mail was written.
  var end: Timestamp
  /// Replies keep the subject as it is, without `Re:`.
  var keepsSubject = false
  /// Whether the correspondent quotes, signs and sends HTML as people do.
  var isVaried = true
}

extension SampleMail {
  private static let signers = ["Kim", "Jonas", "Ines", "Kofi", "Dana"]

  mutating func write(_ conversation: SampleConversation) {
    let script = conversation.script
    let gaps = script.turns.map { $0.gap * random.number(in: 85...115) / 100 }
    let length = Int64(gaps.dropFirst().reduce(0, +)) * 60_000
    var at = conversation.end.advanced(byMilliseconds: -length)
    let slots = SampleSlots(
      person: conversation.person, language: script.language, start: at, random: &random)
    let signer = random.pick(Self.signers)
    var previous: SampleLetter?
    var thread: ID<MailThread>?
    for (turn, gap) in zip(script.turns, gaps) {
      if previous != nil { at = at.advanced(byMilliseconds: Int64(gap) * 60_000) }
      let body = slots.fill(turn.body, agent: signer, random: &random)
      let title = slots.fill(conversation.subject, agent: signer, random: &random)
      var letter = letter(for: turn, of: conversation, body: body, at: at)
      letter.subject = subject(title, of: letter, in: conversation, isFirst: previous == nil)
      dress(&letter, of: conversation, after: previous)
      thread = post(letter, in: thread)
      previous = letter
    }
  }

  private mutating func letter(
    for turn: MailScript.Turn, of conversation: SampleConversation, body: String, at: Timestamp
  ) -> SampleLetter {
    let person = Address(name: conversation.person.name, spec: conversation.person.address)
    let inbox = conversation.inbox
    let ours = Address(name: inbox.displayName, spec: inbox.address)
    let isOutbound = turn.writer != .correspondent
    let outside = random.chance(65) && conversation.isVaried ? person.formatted : person.spec
    var letter = SampleLetter(
      inbox: inbox, isOutbound: isOutbound,
      sender: isOutbound ? quotedIdentity(ours) : outside,
      to: [isOutbound ? person.spec : inbox.address], text: body, at: at)
    letter.files = turn.files.map { file(kind: $0, at: at, person: conversation.person) }
    if conversation.isVaried, random.chance(9) {
      letter.cc = ["\(random.pick(["ops", "team", "office"]))@\(person.spec.hostPart)"]
    }
    if isOutbound, conversation.isVaried, random.chance(3) { letter.fate = "bounced" }
    return letter
  }

  /// The form in which the server stores the sender of a mail that it sent.
  private func quotedIdentity(_ address: Address) -> String {
    guard let name = address.name else { return address.spec }
    return "\"\(name)\" <\(address.spec)>"
  }

  private func subject(
    _ title: String, of letter: SampleLetter, in conversation: SampleConversation, isFirst: Bool
  ) -> String {
    if isFirst || conversation.keepsSubject { return title }
    let isGerman = conversation.script.language == .german && !letter.isOutbound
    return isGerman ? "AW: \(title)" : "Re: \(title)"
  }

  /// Adds what mail programs add: the quoted mail before, a signature, an HTML form.
  private mutating func dress(
    _ letter: inout SampleLetter, of conversation: SampleConversation,
    after previous: SampleLetter?
  ) {
    guard conversation.isVaried else { return }
    let own = letter.text + (letter.isOutbound ? "" : signature(of: conversation))
    letter.text = own
    var quote: SampleQuote?
    if let previous, random.chance(letter.isOutbound ? 30 : 65) {
      quote = SampleQuote(
        of: previous, language: conversation.script.language,
        isOutlook: !letter.isOutbound && random.chance(25))
    }
    if let quote { letter.text = own + "\n\n" + quote.plain }
    guard !letter.isOutbound, random.chance(45) else { return }
    letter.html = SampleHTML.reply(own: own, quote: quote)
    if random.chance(12) { letter.text = "" }
  }

  private mutating func signature(of conversation: SampleConversation) -> String {
    let person = conversation.person
    switch random.below(12) {
    case 0, 1: return "\n\n-- \n\(person.name)\n\(person.company)\n\(person.address)"
    case 2: return "\n\n\(Self.phoneLine(in: conversation.script.language))"
    default: return ""
    }
  }

  private static func phoneLine(in language: MailScript.Language) -> String {
    switch language {
    case .english, .arabic, .hebrew, .hindi: "Sent from my iPhone"
    case .german: "Von meinem iPhone gesendet"
    case .french: "Envoyé de mon iPhone"
    case .spanish: "Enviado desde mi iPhone"
    case .japanese: "iPhoneから送信"
    case .chinese: "发自我的iPhone"
    case .korean: "나의 iPhone에서 보냄"
    case .ukrainian: "Надіслано з iPhone"
    }
  }

  private mutating func file(kind: String, at: Timestamp, person: SamplePerson) -> SampleFile {
    let number = random.number(in: 1000...9999)
    switch kind {
    case "png":
      return .png(
        name: random.pick(["IMG_\(number).png", "Screenshot \(SampleDate.numeric(at)).png"]),
        width: 48, height: 32, tint: UInt8(random.below(256)))
    case "csv": return .csv(name: "export-\(SampleDate.numeric(at)).csv", random: &random)
    case "txt": return .log(name: "device-\(number).txt", random: &random)
    case "ics":
      return .invitation(
        name: "invite.ics", title: "Demo with \(person.company)",
        start: SampleDate.calendar(at.advanced(byMilliseconds: 7 * 86_400_000)),
        end: SampleDate.calendar(at.advanced(byMilliseconds: 7 * 86_400_000 + 3_600_000)),
        organizer: person.address, uid: "\(random.hex(16))@\(person.address.hostPart)")
    default:
      return .pdf(
        name: random.pick(["document-\(number).pdf", "ACME_\(number).pdf", "scan \(number).pdf"]),
        lines: ["Acme", "Document \(number)", SampleDate.numeric(at), "Thank you."])
    }
  }
}
