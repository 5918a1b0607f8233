import MailModel

/// Looks for the limit at which a thread's answer still fits, when one message is too large to
/// come through (PG-18). Pure: it says which limit to try next.
struct GiantSearch {
  /// So many requests are spent at most; each that fails costs a whole body.
  static let maximumTries = 12

  /// The largest limit known to fit; 0: none yet.
  private(set) var fits = 0
  private var fails: Int
  private var tries = 0

  init(failing limit: Int) {
    fails = max(limit, 1)
  }

  /// Halves down to 1 until a limit fits, then closes in on the largest that does.
  var next: Int? {
    guard fails - fits > 1, tries < GiantSearch.maximumTries else { return nil }
    return (fits + fails) / 2
  }

  mutating func tried(_ limit: Int, didFit: Bool) {
    tries += 1
    if didFit { fits = max(fits, limit) } else { fails = min(fails, limit) }
  }

  /// Stands in the thread where the message that is too large belongs.
  static func placeholder(
    in thread: ID<MailThread>, after older: Message?, before newer: Message?
  ) -> Message {
    let time =
      older?.createdAt?.advanced(byMilliseconds: 1)
      ?? newer?.createdAt?.advanced(byMilliseconds: -1)
    return Message(
      id: ID(bytes: Array("too-large:".utf8) + thread.bytes), thread: thread, direction: .other,
      createdAt: time, isPlaceholder: true)
  }
}
