import Testing

/// Something hostile that mail may hold.
struct Payload: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String

  init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  var testDescription: String { name }

  /// The 24 families of the catalogue, with 8-bit forms and single controls.
  static let all: [Payload] =
    sequences + (0x80...0x9F).map(control) + (0x00...0x1F).map(control)
    + [control(0x7F), control(0x2028), control(0x2029)]

  private static let sequences = [
    Payload("CSI 2J", "\u{1B}[2J"), Payload("SGR", "\u{1B}[31;7m"),
    Payload("home", "\u{1B}[H"), Payload("main screen", "\u{1B}[?1049l"),
    Payload("mouse on", "\u{1B}[?1000h"), Payload("CPR", "\u{1B}[6n"),
    Payload("DA", "\u{1B}[c"), Payload("title report", "\u{1B}[21t"),
    Payload("size", "\u{1B}[8;9999;9999t"), Payload("OSC 0", "\u{1B}]0;title\u{7}"),
    Payload("OSC 2", "\u{1B}]2;title\u{1B}\\"), Payload("OSC 4", "\u{1B}]4;1;rgb:f/0/0\u{7}"),
    Payload("OSC 8", "\u{1B}]8;;http://evil.test\u{1B}\\x\u{1B}]8;;\u{1B}\\"),
    Payload("OSC 50", "\u{1B}]50;#1\u{7}"), Payload("OSC 52 set", "\u{1B}]52;c;ZXZpbA==\u{7}"),
    Payload("OSC 52 query", "\u{1B}]52;c;?\u{7}"), Payload("OSC 9", "\u{1B}]9;note\u{7}"),
    Payload("OSC 777", "\u{1B}]777;notify;a;b\u{7}"),
    Payload("OSC 1337", "\u{1B}]1337;File=:AA==\u{7}"), Payload("DCS", "\u{1B}P$qm\u{1B}\\"),
    Payload("tmux", "\u{1B}Ptmux;\u{1B}\u{1B}[2J\u{1B}\\"),
    Payload("APC kitty", "\u{1B}_Ga=T;AAAA\u{1B}\\"), Payload("SOS", "\u{1B}Xx\u{1B}\\"),
    Payload("PM", "\u{1B}^x\u{1B}\\"), Payload("ESC G Q", "\u{1B}GQ"), Payload("RIS", "\u{1B}c"),
    Payload("C1 CSI", "\u{9B}2J"), Payload("C1 OSC", "\u{9D}0;t\u{9C}"),
    Payload("C1 DCS", "\u{90}$q\u{9C}"),
  ]

  private static func control(_ value: Int) -> Payload {
    let scalar = Unicode.Scalar(value) ?? "?"
    return Payload("U+\(String(value, radix: 16))", String(Character(scalar)))
  }
}

extension Unicode.Scalar {
  /// Whether the standard library's tables, which are not ours, call the scalar harmless.
  var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    case .format:
      // Signs that enclose the digits after them: visible.
      let visible: [ClosedRange<UInt32>] = [
        0x600...0x605, 0x6DD...0x6DD, 0x70F...0x70F, 0x890...0x891, 0x8E2...0x8E2,
        0x110BD...0x110BD, 0x110CD...0x110CD,
      ]
      return visible.contains { $0.contains(value) }
    case .spaceSeparator: return self == " "
    default: return true
    }
  }
}

/// A small generator with a seed, so that a failure can be played again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
