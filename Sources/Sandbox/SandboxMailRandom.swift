import MailModel

/// Numbers that look random and are the same on every machine (SplitMix64).
struct SampleRandom {
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

  /// 0 to `bound - 1`; 0 where `bound` is not positive.
  mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int(next() % UInt64(bound)) : 0
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// One of `items`, which the sample data never leaves empty.
  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[below(items.count)]
  }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var result = items
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }

  /// `count` lower-case hexadecimal digits.
  mutating func hex(_ count: Int) -> String {
    let digits = Array("0123456789abcdef")
    return String((0..<count).map { _ in digits[below(16)] })
  }

  /// A UUID's form, as ids of the server have it.
  mutating func uuid() -> String {
    "\(hex(8))-\(hex(4))-4\(hex(3))-a\(hex(3))-\(hex(12))"
  }

  /// A Message-ID of the forms that mail programs make (RFC 5322 §3.6.4), `<` and `>` included.
  mutating func messageID(host: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-")
    let token = String((0..<28).map { _ in letters[below(letters.count)] })
    switch below(3) {
    case 0: return "<CAF\(token)@mail.gmail.com>"
    case 1: return "<AM0PR04MB\(hex(20).uppercased())@AM0PR04MB.eurprd04.prod.outlook.com>"
    default: return "<\(hex(8)).\(hex(6)).\(hex(4))@\(host)>"
    }
  }
}
