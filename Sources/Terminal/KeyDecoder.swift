/// Turns the bytes of a terminal into input: no clock, no descriptor, bounded memory.
public struct KeyDecoder: Sendable {
  private var state = State.ground
  private var paste = PasteCollector()
  /// A sequence whose end did not come in time: its end must not be typed when it comes.
  private var late: Late?
  private var input: [Input] = []

  private enum State: Equatable {
    case ground
    /// Inside a scalar: the bytes that are missing, and the bits so far.
    case scalar(missing: Int, value: UInt32, least: UInt32, isAlt: Bool)
    case escape(isAlt: Bool)
    case function
    case sequence(ControlSequence, isAlt: Bool)
    /// CSI M and three bytes.
    case oldMouse([UInt8])
    /// OSC, DCS, APC, PM or SOS up to its end: an answer to a question, never typed.
    case string(introducer: UInt8, length: Int, isAtEscape: Bool, wasLate: Bool)
    case paste
  }

  private struct Late {
    var start: [UInt8]
    /// Whether the whole is still a key; no if its ESC was taken for the escape key.
    var isKey: Bool
  }

  public init() {}

  /// Whether bytes wait for what follows; call `timeOut` if nothing follows within 50 ms.
  public var isPending: Bool {
    state == .paste ? paste.hasEnded : state != .ground
  }

  /// The input that `bytes` complete.
  ///
  /// A paste comes with the `timeOut` after it: what follows its end mark at once is part of it,
  /// for a clipboard may hold an end mark too.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    var bytes = Array(bytes)[...]
    if let late, !bytes.isEmpty {
      self.late = nil
      takeTail(of: late, from: &bytes)
    }
    for byte in bytes { take(byte) }
    defer { input = [] }
    return input
  }

  /// Nothing followed: a lone ESC was the escape key, anything else unfinished is dropped.
  public mutating func timeOut() -> [Input] {
    let before = state
    state = .ground
    switch before {
    case .ground: break
    case .escape(let isAlt):
      if isAlt { emit(.escape) }
      emit(.escape)
      late = Late(start: [0x1B], isKey: false)
    case .function: late = Late(start: [0x1B, 0x4F], isKey: true)
    case .sequence(let sequence, isAlt: false) where !sequence.isTooLong:
      late = Late(start: [0x1B, 0x5B] + sequence.bytes, isKey: true)
    case .string(let introducer, let length, _, let wasLate):
      if length == 0 {
        emit(.character(Unicode.Scalar(introducer)), .alt)
      } else if !wasLate {
        // The rest of a slow answer is swallowed too; once, or a lost end would eat all keys.
        state = .string(introducer: introducer, length: length, isAtEscape: false, wasLate: true)
      }
    case .paste:
      guard paste.hasEnded else {
        state = .paste
        break
      }
      let (text, typed) = paste.take()
      input.append(.paste(text))
      for byte in typed { take(byte) }
    case .scalar, .oldMouse, .sequence: break
    }
    defer { input = [] }
    return input
  }

  /// Decodes the start of `bytes` as the end of a sequence that came apart, if it is one.
  private mutating func takeTail(of late: Late, from bytes: inout ArraySlice<UInt8>) {
    let introducers: [UInt8] = [0x5B, 0x4F, 0x5D, 0x50]
    guard let first = bytes.first, introducers.contains(first) || late.isKey else { return }
    var trial = KeyDecoder()
    for byte in late.start { trial.take(byte) }
    var whole = late.start
    for byte in bytes.prefix(64) {
      trial.take(byte)
      whole.append(byte)
      if trial.state == .ground { break }
    }
    guard trial.state == .ground else { return }
    // An answer has numbers; without them it may as well have been typed.
    let isKnown =
      trial.input.isEmpty
      ? whole.dropFirst(2).contains { 0x30...0x39 ~= $0 }
      : trial.input.allSatisfy(\.isFromSequence)
    guard isKnown else { return }
    if late.isKey { input += trial.input }
    bytes = bytes.dropFirst(whole.count - late.start.count)
  }

  private mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) {
    input.append(.key(Key(code, modifiers)))
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeTyped(byte, isAlt: false)
    case .scalar(let missing, let value, let least, let isAlt):
      takeContinuation(byte, missing: missing, value: value, least: least, isAlt: isAlt)
    case .escape(let isAlt): takeAfterEscape(byte, isAlt: isAlt)
    case .function:
      state = .ground
      if let key = Key(functionFinal: byte) {
        input.append(.key(key))
      } else if byte < 0x20 || byte > 0x7E {
        take(byte)
      }
    case .sequence(let sequence, let isAlt): takeInSequence(byte, sequence, isAlt: isAlt)
    case .oldMouse(let bytes): takeOldMouse(bytes + [byte])
    case .string: takeInString(byte)
    case .paste:
      paste.add(byte)
    }
  }
}

extension KeyDecoder {
  /// A byte outside any sequence.
  private mutating func takeTyped(_ byte: UInt8, isAlt: Bool) {
    state = .ground
    let modifiers: Key.Modifiers = isAlt ? .alt : []
    switch byte {
    case 0x1B: state = .escape(isAlt: false)
    case 0...0x1F, 0x7F:
      let key = Key(control: byte)
      emit(key.code, key.modifiers.union(modifiers))
    case 0x20...0x7E: emit(.character(Unicode.Scalar(byte)), modifiers)
    case 0xC2...0xDF:
      state = .scalar(missing: 1, value: UInt32(byte & 0x1F), least: 0x80, isAlt: isAlt)
    case 0xE0...0xEF:
      state = .scalar(missing: 2, value: UInt32(byte & 0x0F), least: 0x800, isAlt: isAlt)
    case 0xF0...0xF4:
      state = .scalar(missing: 3, value: UInt32(byte & 0x07), least: 0x10000, isAlt: isAlt)
    default: break  // Not UTF-8: no key types it.
    }
  }

  private mutating func takeContinuation(
    _ byte: UInt8, missing: Int, value: UInt32, least: UInt32, isAlt: Bool
  ) {
    guard byte & 0xC0 == 0x80 else { return takeTyped(byte, isAlt: false) }
    let value = value << 6 | UInt32(byte & 0x3F)
    if missing > 1 {
      state = .scalar(missing: missing - 1, value: value, least: least, isAlt: isAlt)
      return
    }
    state = .ground
    guard value >= least, value >= 0xA0, let scalar = Unicode.Scalar(value) else { return }
    emit(.character(scalar), isAlt ? .alt : [])
  }

  private mutating func takeAfterEscape(_ byte: UInt8, isAlt: Bool) {
    switch byte {
    case 0x1B:
      if isAlt { emit(.escape) }
      state = .escape(isAlt: true)
    case 0x5B: state = .sequence(ControlSequence(), isAlt: isAlt)
    case 0x4F: state = .function
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
      state = .string(introducer: byte, length: 0, isAtEscape: false, wasLate: false)
    default:
      if isAlt { emit(.escape) }
      takeTyped(byte, isAlt: true)
    }
  }

  private mutating func takeInSequence(
    _ byte: UInt8, _ sequence: ControlSequence, isAlt: Bool
  ) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .unfinished: state = .sequence(sequence, isAlt: isAlt)
    case .broken: takeTyped(byte, isAlt: false)
    case .finished(let final):
      state = .ground
      if sequence.isEmpty && final == UInt8(ascii: "M") {
        state = .oldMouse([])
      } else if final == UInt8(ascii: "~"), sequence.parameter(0) == 200 {
        paste = PasteCollector()
        state = .paste
      } else if let decoded = sequence.input(final: final) {
        input.append(isAlt ? decoded.withAlt : decoded)
      }
    }
  }

  private mutating func takeOldMouse(_ bytes: [UInt8]) {
    state = .oldMouse(bytes)
    guard bytes.count == 3 else { return }
    state = .ground
    let numbers = bytes.map { Int($0) - 32 }
    guard let mouse = Mouse(button: numbers[0], column: numbers[1], row: numbers[2], isUp: nil)
    else { return }
    input.append(.mouse(mouse))
  }

  private mutating func takeInString(_ byte: UInt8) {
    guard case .string(let introducer, let length, let isAtEscape, let wasLate) = state else {
      return
    }
    if isAtEscape && byte != 0x5C {
      // Not the end but another sequence: the string was cut.
      state = .escape(isAlt: false)
      return take(byte)
    }
    if byte == 0x07 || byte == 0x18 || byte == 0x1A || isAtEscape {
      state = .ground
    } else {
      state = .string(
        introducer: introducer, length: min(length + 1, 1 << 20), isAtEscape: byte == 0x1B,
        wasLate: wasLate)
    }
  }
}
