extension Key.Modifiers {
  /// xterm's parameter: one more than a set of bits, of which only three are known here.
  init(xterm parameter: Int?) {
    let bits = max(0, (parameter ?? 1) - 1)
    self.init(rawValue: UInt8(bits & 7))
  }
}

extension Key.Code {
  /// The key of `CSI number ~`.
  init?(number: Int) {
    switch number {
    case 1, 7: self = .home
    case 2: self = .insert
    case 3: self = .delete
    case 4, 8: self = .end
    case 5: self = .pageUp
    case 6: self = .pageDown
    case 11...15: self = .function(number - 10)
    case 17...21: self = .function(number - 11)
    case 23...26: self = .function(number - 12)
    case 28, 29: self = .function(number - 13)
    case 31...34: self = .function(number - 14)
    default: return nil
    }
  }

  /// The key of `CSI letter` and `SS3 letter`.
  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "A"): self = .up
    case UInt8(ascii: "B"): self = .down
    case UInt8(ascii: "C"): self = .right
    case UInt8(ascii: "D"): self = .left
    case UInt8(ascii: "F"): self = .end
    case UInt8(ascii: "H"): self = .home
    case UInt8(ascii: "P"): self = .function(1)
    case UInt8(ascii: "Q"): self = .function(2)
    case UInt8(ascii: "S"): self = .function(4)
    default: return nil
    }
  }
}

extension Key {
  /// A byte below 0x20, or 0x7F.
  init(control byte: UInt8) {
    switch byte {
    case 0x00: self = .control(" ")
    case 0x08, 0x7F: self.init(.backspace)
    case 0x09: self.init(.tab)
    case 0x0A, 0x0D: self.init(.enter)
    case 0x1B: self.init(.escape)
    case 0x01...0x1A: self = .control(Unicode.Scalar(byte | 0x60))
    default: self = .control(Unicode.Scalar(byte | 0x40))
    }
  }

  /// The byte after `ESC O`.
  init?(functionFinal byte: UInt8) {
    switch byte {
    case 0x61...0x64: self.init(Code(letter: byte - 0x20) ?? .up, .control)  // rxvt
    case UInt8(ascii: "R"): self.init(.function(3))
    case UInt8(ascii: "M"): self.init(.enter)
    // The keypad in its application mode: * + , - . / 0 … 9.
    case 0x6A...0x79: self = .character(Unicode.Scalar(byte - 0x40))
    default:
      guard let code = Code(letter: byte) else { return nil }
      self.init(code)
    }
  }

  /// A key told by its number, as kitty and xterm's modifyOtherKeys do.
  init?(scalarValue: Int, shifted: Int?, _ modifiers: Modifiers) {
    switch scalarValue {
    case 8, 127: self.init(.backspace, modifiers)
    case 9: self.init(.tab, modifiers)
    case 10, 13, 57414: self.init(.enter, modifiers)
    case 27: self.init(.escape, modifiers)
    case 57399...57408: self.init(scalarValue: scalarValue - 57399 + 0x30, shifted: nil, modifiers)
    case 0x20..<0x7F, 0xA0..<0xE000, 0xF900..<0x110000:
      guard let value = UInt32(exactly: scalarValue), var scalar = Unicode.Scalar(value) else {
        return nil
      }
      var modifiers = modifiers
      if modifiers.contains(.shift), let typed = shifted ?? scalar.upperCaseValue {
        scalar = UInt32(exactly: typed).flatMap(Unicode.Scalar.init) ?? scalar
        modifiers.remove(.shift)
      }
      if modifiers.contains(.control), 0x41...0x5A ~= scalar.value {
        scalar = Unicode.Scalar(scalar.value + 0x20) ?? scalar
      }
      if scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value { return nil }
      self.init(.character(scalar), modifiers)
    default: return nil
    }
  }
}

extension Unicode.Scalar {
  /// The capital of a small ASCII letter.
  fileprivate var upperCaseValue: Int? {
    0x61...0x7A ~= value ? Int(value) - 0x20 : nil
  }
}

extension Input {
  /// The key with Alt held down too.
  var withAlt: Input {
    guard case .key(let key) = self else { return self }
    return .key(Key(key.code, key.modifiers.union(.alt)))
  }

  /// Whether no single byte types this: it can only have come as a sequence.
  var isFromSequence: Bool {
    guard case .key(let key) = self else { return true }
    if case .character = key.code { return false }
    return ![.enter, .tab, .escape, .backspace].contains(key.code)
  }
}

extension Mouse {
  /// xterm's report: button bits, and column and row from 1; nil for moves and unknown buttons.
  ///
  /// - Parameter isUp: nil if the report itself cannot tell (X10: button 3 is a release).
  init?(button: Int, column: Int, row: Int, isUp: Bool?) {
    guard button >= 0, button & 32 == 0, column > 0, row > 0 else { return nil }
    let action: Action
    switch button & ~28 {
    case 0...2: action = isUp == true ? .release : .press
    case 3: action = .release
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    default: return nil
    }
    self.init(action, at: Position(row: row - 1, column: column - 1))
  }
}
