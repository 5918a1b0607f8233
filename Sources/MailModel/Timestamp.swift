/// A moment in UTC, in milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Sendable, Comparable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The moment `seconds` after 1970-01-01T00:00:00Z.
  public init(seconds: Int64) {
    milliseconds = seconds * 1000
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment `milliseconds` later; saturates instead of overflowing.
  public func advanced(byMilliseconds milliseconds: Int64) -> Timestamp {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    if overflow { return Timestamp(milliseconds: milliseconds > 0 ? .max : .min) }
    return Timestamp(milliseconds: sum)
  }

  /// Milliseconds from `earlier` to this moment; saturates instead of overflowing.
  public func milliseconds(since earlier: Timestamp) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (milliseconds > 0 ? .max : .min) : difference
  }
}

extension Timestamp {
  /// Reads the two forms that servers send, leniently: ISO 8601 (`2025-03-15T14:30:00.000Z`, also
  /// with an offset or without a fraction) and PostgreSQL's (`2026-02-10 15:46:01.123456+00`).
  /// Nil for anything else.
  public init?(parsing text: some StringProtocol) {
    var reader = DigitReader(Array(text.utf8.prefix(64)))
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let midnight = CivilDate(year: year, month: month, day: day).daysSince1970 * 86_400
    guard reader.skip("T") || reader.skip("t") || reader.skip(" ") else {
      guard reader.isAtEnd else { return nil }
      self.init(seconds: Int64(midnight))
      return
    }
    guard let hour = reader.number(digits: 2), hour < 25, reader.skip(":"),
      let minute = reader.number(digits: 2), minute < 60
    else { return nil }
    let second = reader.skip(":") ? reader.number(digits: 2) : 0
    guard let second, second < 61 else { return nil }
    let fraction = reader.fractionInMilliseconds()
    guard let offset = reader.offsetInSeconds() else { return nil }
    let seconds = midnight + hour * 3600 + minute * 60 + second - offset
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
  }

  /// `YYYY-MM-DDTHH:MM:SS.sssZ`: the only form that the server's string comparison sorts rightly
  /// (observed-behaviour.md §6), for years 0000 to 9999.
  public var iso: String {
    let fields = civil
    func pad(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(pad(fields.date.year, 4))-\(pad(fields.date.month, 2))-\(pad(fields.date.day, 2))"
    let time = "\(pad(fields.hour, 2)):\(pad(fields.minute, 2)):\(pad(fields.second, 2))"
    return "\(date)T\(time).\(pad(fields.millisecond, 3))Z"
  }

  /// The moment's fields in UTC.
  public var civil: CivilTime {
    let days = Int(milliseconds.floorDivided(by: 86_400_000))
    let rest = Int(milliseconds - Int64(days) * 86_400_000)
    return CivilTime(
      date: CivilDate(daysSince1970: days), hour: rest / 3_600_000, minute: rest / 60_000 % 60,
      second: rest / 1000 % 60, millisecond: rest % 1000)
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-(self + 1)) / divisor) - 1
  }
}

/// Reads decimal digits and marks from the start of a byte string.
private struct DigitReader {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  mutating func digit() -> Int? {
    guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
    position += 1
    return Int(bytes[position - 1]) - 48
  }

  mutating func number(digits count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let next = digit() else { return nil }
      value = value * 10 + next
    }
    return value
  }

  mutating func fractionInMilliseconds() -> Int {
    guard skip(".") || skip(",") else { return 0 }
    var value = 0
    var scale = 100
    while let next = digit() {
      value += next * scale
      scale /= 10
    }
    return value
  }

  /// `Z`, nothing, `+HH`, `+HHMM` or `+HH:MM`, then the end; nil otherwise.
  mutating func offsetInSeconds() -> Int? {
    if skip("Z") || skip("z") || isAtEnd { return isAtEnd ? 0 : nil }
    let sign = skip("-") ? -1 : 1
    guard sign == -1 || skip("+"), let hours = number(digits: 2) else { return nil }
    let hasMinutes = skip(":") || !isAtEnd
    let minutes = hasMinutes ? number(digits: 2) : 0
    guard let minutes, isAtEnd else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
