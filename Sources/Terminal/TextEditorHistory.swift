/// What was done to a text, for going back and forth.
struct TextEditorHistory: Equatable, Sendable {
  /// A part of a text that was put in place of another. Places are bytes from the start: the
  /// lines of a text may be cut into other pieces when it is undone.
  struct Change: Equatable, Sendable {
    var start: Int
    var removed: String
    var inserted: String

    var cost: Int { removed.utf8.count + inserted.utf8.count }
  }

  private(set) var undone: [Change] = []
  private(set) var done: [Change] = []
  private var cost = 0
  /// The next change may join the last one.
  private var isOpen = false

  /// Bytes of text kept for undo; the last change is always kept.
  static let limit = 16 << 20
  private static let longestRun = 200

  /// A motion or another command came between: what follows is a change of its own.
  mutating func close() {
    isOpen = false
  }

  /// Where the last change's text ends, while it may be joined; spares looking for it.
  var openEnd: Int? {
    isOpen ? done.last.map { $0.start + $0.inserted.utf8.count } : nil
  }

  /// Notes a change. Typing joins typing and deleting joins deleting, a word at a time.
  mutating func add(_ change: Change, joins: Bool) {
    undone = []
    if joins, isOpen, let last = done.last, let joined = TextEditorHistory.joined(last, change) {
      done[done.count - 1] = joined
      cost += change.cost
    } else {
      done.append(change)
      cost += change.cost
      trim()
    }
    isOpen = joins
  }

  mutating func popDone() -> Change? {
    isOpen = false
    guard let change = done.popLast() else { return nil }
    cost -= change.cost
    undone.append(change)
    return change
  }

  mutating func popUndone() -> Change? {
    isOpen = false
    guard let change = undone.popLast() else { return nil }
    cost += change.cost
    done.append(change)
    return change
  }

  private mutating func trim() {
    var first = 0
    while cost > TextEditorHistory.limit, first + 1 < done.count {
      cost -= done[first].cost
      first += 1
    }
    done.removeFirst(first)
  }

  private static func joined(_ last: Change, _ next: Change) -> Change? {
    guard last.cost < longestRun else { return nil }
    var result = last
    if next.removed.isEmpty, last.removed.isEmpty, last.start + last.cost == next.start {
      let startsWord = last.inserted.utf8.last == 0x20 && next.inserted.utf8.first != 0x20
      if startsWord { return nil }
      result.inserted += next.inserted
      return result
    }
    guard next.inserted.isEmpty, last.inserted.isEmpty else { return nil }
    if next.start + next.removed.utf8.count == last.start {
      result.start = next.start
      result.removed = next.removed + last.removed
      return result
    }
    guard next.start == last.start else { return nil }
    result.removed += next.removed
    return result
  }
}
