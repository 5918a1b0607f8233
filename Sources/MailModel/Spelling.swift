/// Finds what a mistyped word may have meant.
public enum Spelling {
  /// The known word with the fewest single-letter edits, if a third of its letters or fewer differ.
  public static func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    let ranked = known.map { (word: $0, distance: distance(word, $0)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance * 3 <= max(best.word.count, 3) ? best.word : nil
  }

  /// Edits (insert, delete, replace) between two short words.
  private static func distance(_ left: String, _ right: String) -> Int {
    let target = Array(right.utf8)
    var row = Array(0...target.count)
    for (index, byte) in left.utf8.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let replaced = diagonal + (target[column] == byte ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, min(row[column], diagonal) + 1)
      }
    }
    return row[target.count]
  }
}
