import MailModel

extension SampleMail {
  /// Messages in the longest thread.
  static let incidentLength = 1_200

  /// The timeline of an incident over two days: one thread of 1,200 short messages.
  mutating func writeIncident() {
    let inbox = accounts.inbox("agent")
    var at = moment(minutesAgo: 4_300)
    var thread: ID<MailThread>?
    for number in 1...Self.incidentLength {
      let line = incidentLine(number)
      let ours = line.isOutbound
      let letter = SampleLetter(
        inbox: inbox, isOutbound: ours,
        sender: ours ? "\"Acme Agent\" <agent@acme.dev>" : line.sender,
        to: [ours ? "incidents@ops.example" : inbox.address],
        subject: "[INC-2291] eu-west: ingest is slow", text: line.text, at: at)
      thread = post(letter, in: thread)
      at = at.advanced(byMilliseconds: Int64(random.number(in: 4_000...210_000)))
    }
  }

  private mutating func incidentLine(
    _ number: Int
  ) -> (sender: String, isOutbound: Bool, text: String) {
    let host = "ingest-\(random.number(in: 1...24)).eu-west"
    let delay = random.number(in: 180...9_400)
    if number == Self.incidentLength {
      return ("", true, "Resolved. 1,200 entries; the report follows within five working days.")
    }
    switch random.below(10) {
    case 0, 1, 2, 3:
      return (
        "Pager <pager@ops.example>", false,
        "#\(number) ALERT \(host) p99 \(delay) ms (limit 800 ms), queue \(random.below(90_000))"
      )
    case 4, 5:
      return ("Pager <pager@ops.example>", false, "#\(number) OK \(host) p99 \(delay / 12) ms")
    case 6:
      return (
        "Ines Duarte <ines@ops.example>", false, "#\(number) \(random.pick(Self.humanLines))"
      )
    case 7:
      return (
        "Kofi Mensah <kofi@ops.example>", false, "#\(number) \(random.pick(Self.humanLines))"
      )
    default:
      return ("", true, "#\(number) \(random.pick(Self.agentLines)) (\(host))")
    }
  }

  private static let humanLines = [
    "Looking.", "Same here, started at 14:02.", "Is that the new shard map?",
    "Rolled back on three hosts, no change.", "The disk is fine. The network is fine. I am not.",
    "Coffee, then the flame graph.", "Found it? A lock held across an fsync.", "No, not that.",
    "Customer-facing since 15:10, please update the status page.", "Patch is in review.",
    "Merged. Canary first, please.", "Canary looks good so far.", "Going to sleep, Ines has it.",
    "Who restarted node 7? Don't restart node 7.",
  ]

  private static let agentLines = [
    "Collected a profile and attached it to the ticket.", "Drained the host.",
    "Back in rotation.", "Queue grows by 2,100 a minute; at this rate full in 40 minutes.",
    "Status page updated.", "Compared with last Tuesday: writes are equal, fsyncs doubled.",
    "Canary at 5 %.", "Canary at 25 %.", "Canary at 100 %.", "No action taken.",
  ]
}
