import MailModel

/// A mail that a program wrote, in both forms.
struct MachineMail {
  var inbox: String
  var sender: String
  var subject: String
  var text: String
  var html: String?
  var files: [SampleFile] = []
}

extension SampleMail {
  /// How often each kind of machine mail occurs.
  static let machineRounds = 5

  /// Newsletters, receipts, invitations, build results: one mail a thread.
  mutating func writeMachineMail() {
    var age = 75
    for round in 0..<Self.machineRounds {
      for kind in MachineMail.Kind.allCases {
        // The support inbox begins with its front threads.
        age += random.number(in: 300...3_600)
        let at = moment(minutesAgo: age)
        let mail = MachineMail.make(kind, round: round, at: at, random: &random)
        let inbox = accounts.inbox(mail.inbox)
        post(
          SampleLetter(
            inbox: inbox, isOutbound: false, sender: mail.sender, to: [inbox.address],
            subject: mail.subject, text: mail.text, html: mail.html, files: mail.files, at: at))
      }
    }
  }
}

extension MachineMail {
  enum Kind: CaseIterable {
    case newsletter
    case receipt
    case invitation
    case build
    case pullRequest
    case bounce
    case signIn
    case shipping
    case report
  }

  static func make(
    _ kind: Kind, round: Int, at: Timestamp, random: inout SampleRandom
  ) -> MachineMail {
    switch kind {
    case .newsletter: newsletter(round: round, at: at)
    case .receipt: receipt(number: random.number(in: 10_000...99_999), at: at, random: &random)
    case .invitation: invitation(round: round, at: at, uid: random.hex(20))
    case .build: build(number: random.number(in: 3_900...4_400), random: &random)
    case .pullRequest: pullRequest(number: random.number(in: 210...380), round: round)
    case .bounce: bounce(random: &random)
    case .signIn: signIn(at: at, random: &random)
    case .shipping: shipping(number: random.number(in: 3_000...9_000), round: round)
    case .report: report(at: at, random: &random)
    }
  }

  private static func build(number: Int, random: inout SampleRandom) -> MachineMail {
    let job = random.pick(["acme/firmware", "acme/cloud", "acme/app", "acme/docs"])
    let result = random.pick(["failed", "passed again", "timed out", "was cancelled"])
    let commit = random.hex(7)
    return MachineMail(
      inbox: "agent", sender: "noreply@ci.dev", subject: "[ci] \(job) build \(number) \(result)",
      text: """
        Build \(number) of \(job) \(result) on main.

          commit   \(commit)
          time     \(random.number(in: 2...19)) m \(random.number(in: 10...59)) s
          tests    \(random.number(in: 900...1_300)) run, \(random.below(4)) failed

        https://ci.dev/\(job)/\(number)
        """,
      html: """
        <html><body><table width="100%"><tr><td bgcolor="#c0392b" style="color:#fff">\
        <b>\(job)</b> #\(number) \(result)</td></tr><tr><td><pre>commit \(commit)</pre>\
        <a href="https://ci.dev/\(job)/\(number)">View build</a></td></tr></table></body></html>
        """)
  }

  private static func pullRequest(number: Int, round: Int) -> MachineMail {
    let titles = [
      "Retry uploads only when they are safe", "Docs: say which clock the export uses",
      "Drop the second radio window on battery", "Speed up the device list by not sorting twice",
      "Fix typo in \"recieve\"",
    ]
    let title = titles[round % titles.count]
    return MachineMail(
      inbox: "agent", sender: "\"ines-r (via forge)\" <notifications@forge.example>",
      subject: "Re: [acme/cloud] \(title) (PR #\(number))",
      text: """
        @ines-r requested changes on this pull request.

        > +    for attempt in 0..<retries {

        What happens when `retries` is 0? The caller then gets nil and believes that the
        upload is done.

        --
        Reply to this email directly or view it on the forge:
        https://forge.example/acme/cloud/pull/\(number)#pullrequestreview-88\(number)
        You are receiving this because you were mentioned.
        """)
  }

  /// A long mail: a line for each of 240 devices.
  private static func report(at: Timestamp, random: inout SampleRandom) -> MachineMail {
    let rows = (1...240).map { number in
      let id = String(1_000 + number).dropFirst()
      let state = random.chance(92) ? "ok" : random.pick(["silent", "low battery", "drifting"])
      let signal = "-\(random.number(in: 58...99)) dBm"
      return "  dev-\(id)   \(random.number(in: 71...100)) %   \(signal)   \(state)"
    }
    return MachineMail(
      inbox: "agent", sender: "Acme Fleet <fleet@ops.example>",
      subject: "Weekly device report, \(SampleDate.numeric(at))",
      text: """
        240 devices, battery, signal and state of each:

        \(rows.joined(separator: "\n"))

        Devices that stay silent for three weeks are listed in red on the dashboard.
        """)
  }

  private static func bounce(random: inout SampleRandom) -> MachineMail {
    let address = random.pick(["old.address@clarefoods.ie", "lager@mueller.example", "x@y.test"])
    return MachineMail(
      inbox: "support", sender: "Mail Delivery Subsystem <mailer-daemon@mx.acme.dev>",
      subject: random.pick(["Undelivered Mail Returned to Sender", "Delivery Status Notification"]),
      text: """
        This is the mail system at host mx.acme.dev.

        I'm sorry to have to inform you that your message could not be delivered to one or
        more recipients.

        <\(address)>: host mx.example[192.0.2.25] said: 550 5.1.1 User unknown
            (in reply to RCPT TO command)

        Final-Recipient: rfc822; \(address)
        Action: failed
        Status: 5.1.1
        """)
  }
}
