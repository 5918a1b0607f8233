/// Ids and random numbers that come the same from the same seed (SplitMix64).
struct SeededIDs: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// Lower-case hexadecimal digits.
  mutating func hex(_ count: Int) -> String {
    var digits: [UInt8] = []
    while digits.count < count {
      let bits = next()
      for shift in stride(from: UInt64(60), through: 0, by: -4) where digits.count < count {
        digits.append(ASCII.hexDigit(UInt8(bits >> shift & 15)))
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// A version-4 UUID in lower case (RFC 9562).
  mutating func uuid() -> String {
    "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))"
  }
}
