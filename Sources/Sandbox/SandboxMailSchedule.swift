import MailModel

extension SampleMail {
  /// How many conversations are written from the scripts.
  static let scriptedThreads = 218

  /// The scripts, in the order of their files.
  static var scripts: [MailScript] {
    [
      MailScript.orders, MailScript.invoices, MailScript.questions, MailScript.sales,
      MailScript.german, MailScript.romance, MailScript.eastAsian, MailScript.rightToLeftAndMore,
    ].flatMap { MailScript.parse($0) }
  }

  /// Writes each script several times, every time to somebody else about something else.
  mutating func writeScripts() {
    let scripts = Self.scripts
    var ages: [String: Int] = [:]
    var deck: [Int] = []
    var uses: [Int: Int] = [:]
    for _ in 0..<Self.scriptedThreads {
      if deck.isEmpty { deck = random.shuffled(Array(scripts.indices)) }
      guard let index = deck.popLast() else { return }
      var script = scripts[index]
      // Many conversations are not at their end yet.
      if random.chance(40) {
        script.turns = Array(script.turns.prefix(random.number(in: 1...script.turns.count)))
      }
      let use = uses[index, default: 0]
      uses[index] = use + 1
      let age = nextAge(after: ages[script.inbox], in: script.inbox)
      ages[script.inbox] = age
      let people = SamplePerson.all(writing: script.language)
      write(
        SampleConversation(
          script: script, subject: script.subjects[use % max(1, script.subjects.count)],
          person: people[(use + index) % people.count], inbox: accounts.inbox(script.inbox),
          end: moment(minutesAgo: age)))
    }
  }

  /// Minutes of age for the next older thread of an inbox: days get emptier towards the past.
  private mutating func nextAge(after age: Int?, in inbox: String) -> Int {
    guard let age else {
      return switch inbox {
      case "support": 9_300
      case "billing": 52
      case "agent": 21
      case "sales": 97
      default: 190
      }
    }
    let step = inbox == "support" ? 500 : 1_400
    return age + random.number(in: 20...step) + age / 40
  }
}
