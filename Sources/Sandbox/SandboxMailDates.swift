import MailModel

/// Dates as the writers of the sample mail write them.
enum SampleDate {
  /// A day without its year, as in running text.
  static func day(_ moment: Timestamp, in language: MailScript.Language) -> String {
    let date = moment.civil.date
    let month = date.month - 1
    switch language {
    case .english: return "\(date.day) \(english[month])"
    case .german: return "\(date.day). \(german[month])"
    case .french: return "\(date.day) \(french[month])"
    case .spanish: return "\(date.day) de \(spanish[month])"
    case .japanese, .chinese: return "\(date.month)月\(date.day)日"
    case .korean: return "\(date.month)월 \(date.day)일"
    case .arabic, .hebrew, .hindi, .ukrainian: return "\(pad(date.day)).\(pad(date.month))"
    }
  }

  /// The line above a quoted mail.
  static func attribution(
    of writer: String, at moment: Timestamp, in language: MailScript.Language
  ) -> String {
    let fields = moment.civil
    let time = "\(pad(fields.hour)):\(pad(fields.minute))"
    let day = "\(day(moment, in: language)) \(fields.date.year)"
    switch language {
    case .english: return "On \(day) at \(time), \(writer) wrote:"
    case .german: return "Am \(day) um \(time) schrieb \(writer):"
    case .french: return "Le \(day) à \(time), \(writer) a écrit :"
    case .spanish: return "El \(day) a las \(time), \(writer) escribió:"
    case .japanese: return "\(numeric(moment)) \(time) \(writer):"
    case .chinese: return "\(writer) 于\(numeric(moment)) \(time)写道:"
    case .korean: return "\(numeric(moment)) \(time), \(writer)님이 작성:"
    case .arabic: return "في \(numeric(moment)) \(time)، كتب \(writer):"
    case .hebrew: return "בתאריך \(numeric(moment)) \(time), \(writer) כתב:"
    case .hindi: return "\(numeric(moment)) \(time) को \(writer) ने लिखा:"
    case .ukrainian: return "\(numeric(moment)) о \(time) \(writer) пише:"
    }
  }

  /// `YYYY-MM-DD`.
  static func numeric(_ moment: Timestamp) -> String {
    let date = moment.civil.date
    return "\(date.year)-\(pad(date.month))-\(pad(date.day))"
  }

  /// `YYYYMMDDTHHMMSSZ`, as RFC 5545 has it.
  static func calendar(_ moment: Timestamp) -> String {
    let fields = moment.civil
    let day = numeric(moment).filter { $0 != "-" }
    return "\(day)T\(pad(fields.hour))\(pad(fields.minute))\(pad(fields.second))Z"
  }

  static func clock(_ moment: Timestamp) -> String {
    let fields = moment.civil
    return "\(pad(fields.hour)):\(pad(fields.minute)):\(pad(fields.second))"
  }

  private static func pad(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let german = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
  ]
  private static let french = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]
  private static let spanish = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
  ]
}
