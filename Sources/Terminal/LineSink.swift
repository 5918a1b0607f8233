/// Collects one line of sanitised text up to a limit of scalars.
struct LineSink: TextSink {
  private(set) var scalars = String.UnicodeScalarView()
  private(set) var width = 0
  private(set) var isFlagged = false
  /// Whether a scalar did not fit any more; nothing more is taken then.
  private(set) var isCut = false
  private var count = 0
  /// Where the text ends if it must be cut: before the cluster that holds the last place.
  private var lastBase: (index: String.UnicodeScalarView.Index, width: Int)
  private let limit: Int

  init(limit: Int) {
    self.limit = max(1, limit)
    lastBase = (scalars.startIndex, 0)
  }

  mutating func put(_ scalar: Unicode.Scalar, cells: Int) {
    if isCut { return }
    if count == limit { return cut() }
    if cells > 0 { lastBase = (scalars.endIndex, width) }
    scalars.append(scalar)
    count += 1
    width += cells
  }

  mutating func endLine(_ picture: Unicode.Scalar) {
    flag()
    put(picture, cells: 1)
  }

  mutating func tab() {
    put(" ", cells: 1)
  }

  mutating func flag() {
    isFlagged = true
  }

  /// Replaces the last cluster by an ellipsis.
  mutating func cut() {
    if isCut { return }
    isCut = true
    if count == limit {
      scalars.removeSubrange(lastBase.index...)
      width = lastBase.width
    }
    scalars.append("…")
    width += 1
  }
}

extension SafeText {
  /// How many scalars are looked at for a text of `limit`: what is removed must not cost for ever.
  static func scalarsRead(for limit: Int) -> Int {
    min(max(1, limit), 1 << 24) * 4 + 256
  }

  init(sanitising raw: String.UnicodeScalarView, limit: Int) {
    var sanitiser = Sanitiser(LineSink(limit: limit))
    var unread = SafeText.scalarsRead(for: limit)
    for scalar in raw {
      if sanitiser.sink.isCut { break }
      if unread == 0 {
        sanitiser.sink.cut()
        break
      }
      unread -= 1
      sanitiser.add(scalar)
    }
    sanitiser.finish()
    let line = sanitiser.sink
    self.init(trusted: String(line.scalars), width: line.width, isAltered: line.isFlagged)
  }
}
