import Glibc
public import MailModel

/// A time zone for showing moments; `system` follows TZ.
public enum Zone: Equatable, Sendable {
  case utc
  case system

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The calendar fields of `moment` in this zone.
  public func civil(_ moment: Timestamp) -> CivilTime {
    guard self == .system else { return moment.civil }
    var seconds = time_t(moment.milliseconds / 1000)
    var fields = tm()
    guard localtime_r(&seconds, &fields) != nil else { return moment.civil }
    return Timestamp(
      milliseconds: moment.milliseconds.addingReportingOverflow(Int64(fields.tm_gmtoff) * 1000)
        .partialValue
    ).civil
  }

  /// `09:15`.
  public func clock(_ moment: Timestamp) -> String {
    let time = civil(moment)
    return "\(Zone.two(time.hour)):\(Zone.two(time.minute))"
  }

  /// `Mon 10 Mar 2025 09:15`.
  public func dateTime(_ moment: Timestamp) -> String {
    let day = civil(moment).date
    return "\(name(day)) \(day.year) \(clock(moment))"
  }

  /// `Mon 10 Mar 09:15` within half a year of `now`, `Mon 10 Mar 2025` beyond.
  public func short(_ moment: Timestamp, now: Timestamp) -> String {
    let day = civil(moment).date
    let isNear = abs(day.daysSince1970 - civil(now).date.daysSince1970) < 183
    return isNear ? "\(name(day)) \(clock(moment))" : "\(name(day)) \(day.year) "
  }

  private func name(_ day: CivilDate) -> String {
    "\(Zone.days[day.weekday]) \(Zone.two(day.day)) \(Zone.months[day.month - 1])"
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }
}

/// How long ago something was, in the few cells that a list has for it.
enum Age {
  /// `now`, `38m`, `4h12`, `2d`, `5w`, `3y`; moments to come count as now.
  static func short(_ moment: Timestamp, now: Timestamp) -> String {
    let minutes = max(0, now.milliseconds(since: moment) / 60_000)
    switch minutes {
    case 0: return "now"
    case ..<60: return "\(minutes)m"
    case ..<600:
      let rest = minutes % 60
      return "\(minutes / 60)h" + (rest == 0 ? "" : rest < 10 ? "0\(rest)" : "\(rest)")
    case ..<1440: return "\(minutes / 60)h"
    case ..<(1440 * 14): return "\(minutes / 1440)d"
    case ..<(1440 * 365): return "\(minutes / 10_080)w"
    default: return "\(minutes / 525_600)y"
    }
  }

  /// `12 minutes`, `4h12m`, `3 days`: for a sentence.
  static func long(_ moment: Timestamp, now: Timestamp) -> String {
    let minutes = max(0, now.milliseconds(since: moment) / 60_000)
    switch minutes {
    case 0: return "less than a minute"
    case 1: return "1 minute"
    case ..<60: return "\(minutes) minutes"
    case ..<1440: return "\(minutes / 60)h\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)m"
    case ..<2880: return "1 day"
    default: return "\(minutes / 1440) days"
    }
  }
}
