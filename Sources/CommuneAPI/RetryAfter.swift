public import MailModel

/// How long a server wants quiet after a 429 or 503.
enum RetryAfter {
  static let shortest: Int64 = 1000
  static let longest: Int64 = 3_600_000

  /// The header's seconds or date, else `retryAfter` of the body; between 1 s and 1 h; nil where
  /// neither makes sense (AF-08, AF-09).
  static func milliseconds(header: String?, _ json: JSONValue?, now: Timestamp) -> Int64? {
    if let header, let wait = milliseconds(text: header, now: now) { return wait }
    guard let value = json?["retryAfter"]?.text else { return nil }
    return milliseconds(text: value, now: now)
  }

  private static func milliseconds(text: String, now: Timestamp) -> Int64? {
    if let seconds = Double(text) {
      guard seconds.isFinite, seconds >= 0 else { return nil }
      // A moment in seconds since 1970 instead of a duration.
      let wait = seconds > 1e9 ? seconds - Double(now.milliseconds) / 1000 : seconds
      return clamped(wait * 1000)
    }
    guard let date = HTTPDate.parse(text) ?? Timestamp(parsing: text) else { return nil }
    return clamped(Double(date.milliseconds(since: now)))
  }

  private static func clamped(_ wait: Double) -> Int64 {
    Int64(min(max(wait, Double(shortest)), Double(longest)))
  }
}

/// The date format of HTTP (RFC 9110 §5.6.7, IMF-fixdate).
public enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
  public static func parse(_ text: String) -> Timestamp? {
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]),
      (1970...9999).contains(year)
    else { return nil }
    let time = words[4].split(separator: ":").compactMap { Int($0) }
    guard time.count == 3, (0..<25).contains(time[0]), (0..<60).contains(time[1]),
      (0..<61).contains(time[2])
    else { return nil }
    let days = CivilDate(year: year, month: month + 1, day: day).daysSince1970
    return Timestamp(seconds: Int64(days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]))
  }
}
