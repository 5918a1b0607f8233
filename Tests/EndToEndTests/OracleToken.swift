/// One unit of what a program writes to a terminal (ECMA-48 and xterm's control sequences).
enum OracleToken: Hashable {
  case text(Unicode.Scalar)
  /// C0, DEL or C1, the last as one scalar in UTF-8.
  case control(Unicode.Scalar)
  /// `ESC [` parameters and intermediates, then the final byte.
  case csi(parameters: String, final: Character)
  /// `ESC ]` text, and whether ST (not BEL) ended it.
  case osc(String, endsInST: Bool)
  /// DCS, SOS, PM or APC: named by the byte after ESC.
  case string(Character)
  /// `ESC`, intermediates and a final byte.
  case escape(String)
  /// A sequence without its end.
  case unfinished
  /// Bytes that are no UTF-8.
  case malformed
}

/// Splits what a program wrote into tokens.
struct OracleTokens: Sequence, IteratorProtocol {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ bytes: [UInt8]) {
    var scalars: [Unicode.Scalar] = []
    var decoder = UTF8()
    var source = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .error: scalars.append(Self.malformed)
      case .emptyInput: break decoding
      }
    }
    self.scalars = scalars
  }

  /// Stands for bytes that are no UTF-8; a noncharacter, so that no text should hold it.
  private static let malformed: Unicode.Scalar = "\u{FFFF}"

  mutating func next() -> OracleToken? {
    guard let scalar = take() else { return nil }
    switch scalar.value {
    case 0x1B: return sequence()
    case 0x00..<0x20, 0x7F, 0x80..<0xA0: return .control(scalar)
    case Self.malformed.value: return .malformed
    default: return .text(scalar)
    }
  }

  private mutating func take() -> Unicode.Scalar? {
    guard position < scalars.count else { return nil }
    position += 1
    return scalars[position - 1]
  }

  private mutating func sequence() -> OracleToken {
    guard let first = take() else { return .unfinished }
    switch first {
    case "[": return control()
    case "]": return operatingSystemCommand()
    case "P", "X", "^", "_":
      _ = string()
      return .string(Character(first))
    default: return escape(beginningWith: first)
    }
  }

  private mutating func control() -> OracleToken {
    var parameters = ""
    while let scalar = take() {
      switch scalar.value {
      case 0x20..<0x40: parameters.unicodeScalars.append(scalar)
      case 0x40..<0x7F: return .csi(parameters: parameters, final: Character(scalar))
      default: return .unfinished
      }
    }
    return .unfinished
  }

  private mutating func operatingSystemCommand() -> OracleToken {
    guard let (text, endsInST) = string() else { return .unfinished }
    return .osc(text, endsInST: endsInST)
  }

  /// Text up to BEL or ST.
  private mutating func string() -> (String, endsInST: Bool)? {
    var text = String.UnicodeScalarView()
    while let scalar = take() {
      if scalar == "\u{7}" { return (String(text), false) }
      if scalar == "\u{9C}" { return (String(text), true) }
      if scalar == "\u{1B}" {
        guard take() == "\\" else { return nil }
        return (String(text), true)
      }
      text.append(scalar)
    }
    return nil
  }

  private mutating func escape(beginningWith first: Unicode.Scalar) -> OracleToken {
    var text = String.UnicodeScalarView([first])
    var last = first
    while (0x20..<0x30).contains(last.value) {
      guard let scalar = take() else { return .unfinished }
      text.append(scalar)
      last = scalar
    }
    return .escape(String(text))
  }
}
