/// Which characters the terminal can show.
public enum TerminalEncoding: Hashable, Sendable {
  case utf8
  case ascii

  /// UTF-8, unless the locale names another encoding or LC_ALL is C or POSIX.
  public init(environment: [String: String]) {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    let name = names.first { !$0.isEmpty } ?? ""
    let isPlain = ["C", "POSIX"].contains(environment["LC_ALL"] ?? "")
    let encoding = name.split(separator: ".", maxSplits: 1).dropFirst().first
      .map { $0.prefix { $0 != "@" }.lowercased() }
    let isUTF8 = encoding.map { ["utf-8", "utf8"].contains($0) } ?? true
    self = isPlain || !isUTF8 ? .ascii : .utf8
  }
}

extension Cell {
  /// The cell without a byte above 0x7E: lines as `+-|`, letters without their marks, else `?`.
  var inASCII: Cell {
    let base = base
    if base > 0 && base < 0x7F && marks.isEmpty { return self }
    let standIn: UInt32
    switch base {
    case 0: standIn = 0x3F  // The right half of a wide scalar is a place of its own now.
    case 0x20..<0x7F: standIn = base
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x2550: standIn = 0x2D
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x2551: standIn = 0x7C
    case 0x250C...0x254B, 0x2552...0x256C: standIn = 0x2B
    case 0x2026: standIn = 0x7E
    default: standIn = 0x3F
    }
    return Cell(standIn, style: style, width: 1)
  }
}
