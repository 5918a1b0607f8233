import MailModel

/// What the slots of a script stand for in one conversation.
struct SampleSlots {
  private var values: [String: String] = [:]

  /// The same values through the whole conversation that begins at `start`.
  init(
    person: SamplePerson, language: MailScript.Language, start: Timestamp,
    random: inout SampleRandom
  ) {
    let before = start.advanced(byMilliseconds: -Int64(random.number(in: 3...9)) * 86_400_000)
    let after = start.advanced(byMilliseconds: Int64(random.number(in: 9...16)) * 86_400_000)
    let year = before.civil.date.year
    values = [
      "name": person.name, "first": person.first, "company": person.company,
      "order": "#\(random.number(in: 3100...9899))",
      "inv": "\(year)-\(random.number(in: 101...988))",
      "code": "\(random.pick(["AX", "KT", "RMA", "PO", "ZN"]))-\(random.number(in: 1204...9731))",
      "v": "\(random.number(in: 2...6))", "n": "\(random.number(in: 12...46))",
      "amount": Self.amount(cents: random.number(in: 3_900...489_900), in: language),
      "product": random.pick(Self.products), "city": random.pick(Self.cities(of: language)),
      "date": SampleDate.day(before, in: language), "date2": SampleDate.day(after, in: language),
    ]
  }

  /// `text` with its slots filled and one of each `[[a|b]]` chosen.
  func fill(_ text: String, agent: String, random: inout SampleRandom) -> String {
    var result = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
      result += rest[..<mark]
      rest = rest[mark...]
      if rest.hasPrefix("[["), let end = rest.firstIndex(of: "]") {
        result += random.pick(rest[..<end].dropFirst(2).split(separator: "|"))
        rest = rest[end...].dropFirst(2)
      } else if let end = rest.firstIndex(of: "}"),
        let value = value(of: rest[..<end].dropFirst(), agent: agent)
      {
        result += value
        rest = rest[end...].dropFirst()
      } else {
        result += rest.prefix(1)
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private func value(of name: Substring, agent: String) -> String? {
    name == "agent" ? agent : values[String(name)]
  }

  private static let products = [
    "AirSense 2", "Gateway G4", "Field Kit", "SoilProbe Mini", "TideCam", "Hub Pro",
    "AirSense Outdoor", "Relay R1", "ColdChain Tag", "DoorContact S",
  ]

  private static func amount(cents: Int, in language: MailScript.Language) -> String {
    let fraction = cents % 100 < 10 ? "0\(cents % 100)" : "\(cents % 100)"
    let whole = cents / 100
    let thousands = whole >= 1000 ? String(whole / 1000) : ""
    let rest = whole >= 1000 ? String(1000 + whole % 1000).dropFirst() : Substring(String(whole))
    func grouped(_ separator: String) -> String {
      thousands.isEmpty ? String(rest) : "\(thousands)\(separator)\(rest)"
    }
    switch language {
    case .english: return "€\(grouped(",")).\(fraction)"
    case .german, .spanish: return "\(grouped(".")),\(fraction) €"
    case .french: return "\(grouped("\u{202F}")),\(fraction)\u{A0}€"
    case .japanese: return "\(grouped(","))00円"
    case .chinese: return "¥\(grouped(",")).\(fraction)"
    case .korean: return "\(grouped(",")),000원"
    case .hindi: return "₹\(grouped(",")).\(fraction)"
    case .arabic, .hebrew, .ukrainian: return "\(grouped(" ")).\(fraction) €"
    }
  }

  private static func cities(of language: MailScript.Language) -> [String] {
    switch language {
    case .english: ["Leeds", "Galway", "Rotterdam", "Portland", "Aarhus", "Bristol"]
    case .german: ["Kiel", "Görlitz", "Zürich", "Osnabrück", "Graz"]
    case .french: ["Besançon", "Nîmes", "Saint-Étienne", "Montréal"]
    case .spanish: ["Almería", "Logroño", "Valparaíso", "Mérida"]
    case .japanese: ["札幌", "横浜", "那覇"]
    case .chinese: ["杭州", "成都", "青岛"]
    case .korean: ["대전", "부산", "수원"]
    case .arabic: ["دبي", "عمّان"]
    case .hebrew: ["חיפה", "באר שבע"]
    case .hindi: ["पुणे", "जयपुर"]
    case .ukrainian: ["Полтава", "Львів", "Чернігів"]
    }
  }
}
