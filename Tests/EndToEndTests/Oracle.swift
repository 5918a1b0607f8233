/// Says which of a program's bytes must never reach a terminal (reliability.md §4, I5).
struct Oracle {
  /// Queries that are allowed before the first alternate screen, where no mail is shown yet.
  private static let queries: Set<OracleToken> = [
    .csi(parameters: "", final: "c"), .csi(parameters: "?2026$", final: "p"),
    .osc("11;?", endsInST: true), .osc("10;?", endsInST: true),
  ]
  /// Escape sequences of two or three bytes that ncurses and we write.
  private static let escapes: Set<String> = ["(B", ")0", "(0", "7", "8", "=", ">", "M", "D", "E"]
  /// Private modes that may be set and reset: cursor keys, wrap, cursor, mouse, focus, screen,
  /// paste, synchronised output.
  private static let modes: Set<String> = [
    "1", "7", "12", "25", "1000", "1002", "1004", "1006", "1049", "2004", "2026",
  ]
  /// Finals of sequences with numbers only: movement, erasing, scrolling, colours, repetition.
  private static let numericFinals: Set<Character> = Set("ABCDEFGHIJKLMPSTXZ@`bdfmr")
  /// Saving and restoring the title.
  private static let windowOperations: Set<String> = [
    "22;0;0", "23;0;0", "22;2", "23;2", "22;0", "23;0",
  ]

  /// Whether a window title (OSC 0 or 2) may be set.
  var allowsTitle = true
  /// Whether the clipboard may be written (OSC 52).
  var allowsClipboard = false

  /// The tokens that are not allowed, in their order.
  func violations(in bytes: [UInt8]) -> [OracleToken] {
    var hasEntered = false
    return OracleTokens(bytes).filter { token in
      if token == .csi(parameters: "?1049", final: "h") { hasEntered = true }
      return !(allows(token) || (!hasEntered && Self.queries.contains(token)))
    }
  }

  /// How often `bytes` leave the alternate screen: once a run, once more for each suspension.
  static func departures(in bytes: [UInt8]) -> Int {
    OracleTokens(bytes).filter { $0 == .csi(parameters: "?1049", final: "l") }.count
  }

  func allows(_ token: OracleToken) -> Bool {
    switch token {
    case .text(let scalar): return !Self.isDeceptive(scalar)
    case .control(let scalar): return "\u{8}\t\n\r\u{7}".unicodeScalars.contains(scalar)
    case .csi(let parameters, let final): return allows(parameters, final)
    case .osc(let text, let endsInST): return endsInST && allowsCommand(text)
    case .escape(let text): return Self.escapes.contains(text)
    case .string, .unfinished, .malformed: return false
    }
  }

  private func allows(_ parameters: String, _ final: Character) -> Bool {
    if parameters.first == "?", final == "h" || final == "l" {
      return parameters.dropFirst().split(separator: ";").allSatisfy {
        Self.modes.contains(String($0))
      }
    }
    if final == "t" { return Self.windowOperations.contains(parameters) }
    // Insert mode, which ncurses resets at its start and end.
    if final == "l" { return parameters == "4" }
    return Self.numericFinals.contains(final)
      && parameters.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ";" || $0 == ":") }
  }

  private func allowsCommand(_ text: String) -> Bool {
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0) ~= $0.value }) {
      return false
    }
    if allowsTitle, text.hasPrefix("2;") || text.hasPrefix("0;") {
      return text.unicodeScalars.count <= 2 + 160
        && !text.unicodeScalars.contains(where: Self.isDeceptive)
    }
    return allowsClipboard && text.hasPrefix("52;c;")
  }

  /// Bidirectional controls and line separators: a screen of cells never needs them.
  private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0x2028, 0x2029, 0x200B, 0xFEFF:
      true
    default: false
    }
  }
}
