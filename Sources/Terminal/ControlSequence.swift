/// The parameters of a CSI sequence that arrives byte by byte; an endless one keeps 32 of them.
struct ControlSequence: Equatable, Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLong = false

  static let maximumLength = 32

  enum Step {
    case unfinished
    /// The byte is no part of a sequence.
    case broken
    case finished(UInt8)
  }

  mutating func take(_ byte: UInt8) -> Step {
    switch byte {
    case 0x5B where bytes.isEmpty: break  // The Linux console sends ESC [ [ A for F1.
    case 0x24 where isNumbers && !bytes.isEmpty: return .finished(byte)  // rxvt: Shift.
    case 0x20...0x3F: break
    case 0x40...0x7E: return .finished(byte)
    default: return .broken
    }
    if bytes.count < ControlSequence.maximumLength {
      bytes.append(byte)
    } else {
      isTooLong = true
    }
    return .unfinished
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Whether there is nothing but digits: no private mark, no separator.
  private var isNumbers: Bool { bytes.allSatisfy { 0x30...0x39 ~= $0 } }

  /// The parameters, each with its subparameters; what is not a number is nil.
  private var parameters: [[Int?]] {
    bytes.split(separator: 0x3B, omittingEmptySubsequences: false).map { parameter in
      parameter.split(separator: 0x3A, omittingEmptySubsequences: false).map {
        $0.count > 9 ? nil : Int(String(decoding: $0, as: UTF8.self))
      }
    }
  }

  func parameter(_ index: Int) -> Int? {
    let all = parameters
    return index < all.count ? all[index].first ?? nil : nil
  }

  /// What the sequence means; nil for answers, focus and what is not known.
  func input(final: UInt8) -> Input? {
    if isTooLong { return nil }
    if bytes.first == UInt8(ascii: "<") { return mouse(final: final) }
    if let first = bytes.first, !(0x30...0x3B ~= first || first == 0x5B) { return nil }
    return key(final: final).map(Input.key)
  }

  private func mouse(final: UInt8) -> Input? {
    guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else { return nil }
    var rest = self
    rest.bytes.removeFirst()
    guard let button = rest.parameter(0), let column = rest.parameter(1),
      let row = rest.parameter(2)
    else { return nil }
    let isUp = final == UInt8(ascii: "m")
    return Mouse(button: button, column: column, row: row, isUp: isUp).map(Input.mouse)
  }

  private func key(final: UInt8) -> Key? {
    let modifiers = Key.Modifiers(xterm: parameter(1))
    switch final {
    case UInt8(ascii: "~"):
      if parameter(0) == 27, let value = parameter(2) {
        return Key(scalarValue: value, shifted: value, modifiers)
      }
      return parameter(0).flatMap { Key.Code(number: $0) }.map { Key($0, modifiers) }
    case UInt8(ascii: "u"): return kittyKey(modifiers)
    case 0x24, 0x5E, 0x40:  // rxvt: ESC [ 5 ^
      var held: Key.Modifiers = final == 0x5E ? [] : .shift
      if final != 0x24 { held.insert(.control) }
      return parameter(0).flatMap { Key.Code(number: $0) }.map { Key($0, held) }
    case 0x41...0x45 where bytes == [0x5B]: return Key(.function(Int(final) - 0x40))
    // With parameters this is where the cursor is, asked for by nobody here.
    case UInt8(ascii: "R"): return isEmpty ? Key(.function(3)) : nil
    case UInt8(ascii: "Z"): return Key(.tab, modifiers.union(.shift))
    case 0x61...0x64 where isEmpty: return Key.Code(letter: final - 0x20).map { Key($0, .shift) }
    default: return Key.Code(letter: final).map { Key($0, modifiers) }
    }
  }

  /// CSI code : shifted : base ; modifiers : event ; text u
  private func kittyKey(_ modifiers: Key.Modifiers) -> Key? {
    let all = parameters
    guard let first = all.first, let code = first.first ?? nil else { return nil }
    let event = all.count > 1 && all[1].count > 1 ? all[1][1] : nil
    if event == 3 { return nil }
    let shifted = first.count > 1 ? first[1] : nil
    return Key(scalarValue: code, shifted: shifted, modifiers)
  }
}
