/// How many cells a scalar takes, by a table of our own: terminals and the C library disagree.
///
/// One base scalar and the marks on it are a cluster. Emoji joined by U+200D, skin tones and
/// variation selectors never reach a screen (`SafeText` keeps the base), and a flag is two cells.
public enum Width {
  /// What a scalar does to a row of cells.
  enum Kind: UInt32 {
    /// Takes no cell of its own: it is drawn on the base before it.
    case mark = 0
    case narrow = 1
    case wide = 2
    /// Unassigned, private or a surrogate: no font has it and every terminal guesses.
    case absent = 3
  }

  /// Cells of one scalar: 0 for a mark, 1 or 2; 1 for what is not assigned.
  ///
  /// - Parameter ambiguousWide: whether scalars of East Asian width “ambiguous” take two cells.
  public static func cells(of scalar: Unicode.Scalar, ambiguousWide: Bool = false) -> Int {
    if scalar.value < 0xA1 { return 1 }
    switch kind(of: scalar.value) {
    case .mark: return 0
    case .narrow: return ambiguousWide && isAmbiguous(scalar.value) ? 2 : 1
    case .wide: return 2
    case .absent: return 1
    }
  }

  /// Cells of a cluster: those of its first scalar that has any.
  public static func cells(of cluster: Character, ambiguousWide: Bool = false) -> Int {
    for scalar in cluster.unicodeScalars {
      let cells = cells(of: scalar, ambiguousWide: ambiguousWide)
      if cells > 0 { return cells }
    }
    return 0
  }

  static func kind(of value: UInt32) -> Kind {
    if value < 0x300 { return .narrow }
    // The blocks most mail is in, before the search.
    if value >= 0x4E00 && value < 0x9FFD { return .wide }
    let index = lastIndex(in: boundaries, notAbove: value << 2 | 3)
    return Kind(rawValue: boundaries[index] & 3) ?? .absent
  }

  private static func isAmbiguous(_ value: UInt32) -> Bool {
    guard value >= ambiguous[0] else { return false }
    return lastIndex(in: ambiguous, notAbove: value).isMultiple(of: 2)
  }

  /// The last index whose element is at most `value`; the first element always is.
  private static func lastIndex(in table: [UInt32], notAbove value: UInt32) -> Int {
    var low = 0
    var high = table.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if table[middle] <= value { low = middle } else { high = middle }
    }
    return low
  }
}
