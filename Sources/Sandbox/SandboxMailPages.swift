import MailModel

extension MachineMail {
  /// A newsletter of nested tables and a tracking pixel, without a text part.
  static func newsletter(round: Int, at: Timestamp) -> MachineMail {
    let issues: [(title: String, lead: String)] = [
      ("The quiet comeback of LoRa", "Why a slow radio wins again, and where it does not."),
      ("Batteries, honestly", "We emptied forty cells so that you need not."),
      ("What 1,400 ppm feels like", "A classroom, a sensor and a very tired teacher."),
      ("Gateways on ferries", "Salt, steel and six hours without a network."),
      ("Ten years of sensor weekly", "Our readers' worst installations, with photos."),
    ]
    let issue = issues[round % issues.count]
    let rows = ["Three tools we like", "A reader asks: metal doors", "Jobs", "Events"].map {
      """
      <tr><td style="padding:8px 24px;font-family:Georgia,serif"><a \
      href="https://click.sensorweekly.example/?u=8812&amp;i=\(round)"><b>\($0)</b></a><br>\
      Short and to the point, as always&hellip;</td></tr>
      """
    }
    return MachineMail(
      inbox: "sales", sender: "Sensor Weekly <news@sensorweekly.example>",
      subject: "\(issue.title) 📡 Sensor Weekly #\(312 - round)", text: "",
      html: """
        <!DOCTYPE html><html><head><title>Sensor Weekly</title><style>td{color:#333}</style></head>
        <body bgcolor="#f4f4f4"><div style="display:none;max-height:0">\(issue.lead)</div>
        <table width="100%" cellpadding="0"><tr><td align="center"><table width="600">
        <tr><td><img src="https://img.sensorweekly.example/logo.png" alt="Sensor Weekly" \
        width="180"></td></tr>
        <tr><td><h1>\(issue.title)</h1><p>\(issue.lead)</p></td></tr>
        \(rows.joined(separator: "\n"))
        <tr><td><small>You get this because you asked for it. <a \
        href="https://sensorweekly.example/unsubscribe?u=8812">Unsubscribe</a> &middot; \
        \(SampleDate.numeric(at))</small></td></tr>
        </table></td></tr></table>
        <img src="https://open.sensorweekly.example/p.gif?u=8812" width="1" height="1" alt="">
        </body></html>
        """)
  }

  static func receipt(number: Int, at: Timestamp, random: inout SampleRandom) -> MachineMail {
    let shop = random.pick(["Cloudbarn Hosting", "Papier & Co", "Railways Online", "Domain Depot"])
    let net = random.number(in: 12...240)
    let rows = [("Service", "€\(net).00"), ("VAT 20 %", "€\(net / 5).00")]
    let sum = "€\(net + net / 5).00"
    return MachineMail(
      inbox: "billing", sender: "\(shop) <receipts@\(shop.filter { $0.isLetter }).example>",
      subject: "Your receipt from \(shop) #\(number)",
      text: """
        \(shop)
        Receipt #\(number), \(SampleDate.numeric(at))

        \(rows.map { "\($0.0.padded(to: 20))\($0.1)" }.joined(separator: "\n"))
        \("Total".padded(to: 20))\(sum)

        Paid with card ending in 4\(number % 1000).
        """,
      html: """
        <html><body style="font-family:Helvetica"><h2>\(SampleHTML.escaped(shop))</h2>
        <table border="0" cellspacing="0"><tr><th align="left">Item</th><th>Amount</th></tr>
        \(rows.map { "<tr><td>\($0.0)</td><td align=\"right\">\($0.1)</td></tr>" }.joined())
        <tr><td><b>Total</b></td><td align="right"><b>\(sum)</b></td></tr></table>
        <p>Receipt&nbsp;#\(number) &ndash; \(SampleDate.numeric(at))</p></body></html>
        """,
      files: [.pdf(name: "Receipt-\(number).pdf", lines: [shop, "Receipt \(number)", "Paid"])])
  }

  static func invitation(round: Int, at: Timestamp, uid: String) -> MachineMail {
    let titles = ["Quarterly review", "Audit kick-off", "Pump station walk", "Budget", "Retro"]
    let title = titles[round % titles.count]
    let start = at.advanced(byMilliseconds: 5 * 86_400_000)
    let end = start.advanced(byMilliseconds: 3_600_000)
    let place = "Room Ada, or https://meet.example/\(uid.prefix(9))"
    return MachineMail(
      inbox: "sales", sender: "Priya Raman <priya.raman@northbank.edu>",
      subject: "Invitation: \(title) @ \(SampleDate.numeric(start))",
      text: """
        \(title)
        When: \(SampleDate.numeric(start)) \(SampleDate.clock(start)) – \(SampleDate.clock(end)) (UTC)
        Where: \(place)
        Going? Yes - Maybe - No
        """,
      html: """
        <div><table><tr><td><b>\(title)</b></td></tr><tr><td>When</td><td>\
        \(SampleDate.numeric(start)) \(SampleDate.clock(start)) UTC</td></tr><tr><td>Where</td>\
        <td>\(place)</td></tr></table><p>Going? <a href="https://cal.example/yes">Yes</a> - \
        <a href="https://cal.example/no">No</a></p></div>
        """,
      files: [
        .invitation(
          name: "invite.ics", title: title, start: SampleDate.calendar(start),
          end: SampleDate.calendar(end), organizer: "priya.raman@northbank.edu",
          uid: "\(uid)@northbank.edu")
      ])
  }

  static func signIn(at: Timestamp, random: inout SampleRandom) -> MachineMail {
    let place = random.pick(["Rotterdam", "Lisbon", "Tallinn", "Kiel"])
    let code = random.number(in: 100_000...999_999)
    return MachineMail(
      inbox: "agent", sender: "Depot Accounts <security@depot.example>",
      subject: random.pick(["\(code) is your code", "New sign-in from \(place)"]), text: "",
      html: """
        <html><body><center><p>Somebody signed in from <b>\(place)</b> on \
        \(SampleDate.numeric(at)).</p><p style="font-size:32px;letter-spacing:6px">\(code)</p>
        <p>If this was you, there is nothing to do.</p></center></body></html>
        """)
  }

  static func shipping(number: Int, round: Int) -> MachineMail {
    let states = ["picked up", "delayed by weather", "out for delivery", "delivered", "returned"]
    let state = states[round % states.count]
    return MachineMail(
      inbox: "support", sender: "ParcelWorks <no-reply@parcelworks.example>",
      subject: "Parcel for order #\(number): \(state)",
      text: """
        Your parcel for order #\(number): \(state).

        Tracking: https://track.example.net/\(number)
        """,
      html: """
        <table><tr><td>Your parcel for order <b>#\(number)</b>: <b>\(state)</b>.</td></tr>
        <tr><td><a href="https://track.example.net/\(number)">Track it</a></td></tr></table>
        """)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
