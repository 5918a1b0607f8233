/// The encoding of letters beyond ASCII in a domain's label (RFC 3492), without the `xn--`.
enum Punycode {
  private static let base: UInt32 = 36
  private static let leastThreshold: UInt32 = 1
  private static let greatestThreshold: UInt32 = 26
  private static let initialBias: UInt32 = 72
  private static let initialScalar: UInt32 = 128
  /// The longest text taken, in scalars: both ways cost the square of it.
  private static let limit = 256
  private static let delimiter = UInt8(ascii: "-")

  /// RFC 3492 §6.3; nil for a text that is too long.
  static func encode(_ text: String) -> String? {
    let input = text.unicodeScalars.prefix(limit + 1).map(\.value)
    guard input.count <= limit else { return nil }
    var output = input.filter { $0 < initialScalar }.map { UInt8($0) }
    let basicCount = UInt32(output.count)
    if basicCount > 0 { output.append(delimiter) }
    var scalar = initialScalar
    var delta: UInt32 = 0
    var bias = initialBias
    var handled = basicCount
    while handled < input.count, let next = input.filter({ $0 >= scalar }).min() {
      delta += (next - scalar) * (handled + 1)
      scalar = next
      for value in input {
        if value < scalar { delta += 1 }
        guard value == scalar else { continue }
        output += digits(of: delta, bias: bias)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      scalar += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// RFC 3492 §6.2; nil for what no text is encoded as.
  static func decode(_ text: String) -> String? {
    let bytes = Array(text.utf8.prefix(limit + 1))
    guard bytes.count <= limit, bytes.allSatisfy({ $0 < initialScalar }) else { return nil }
    let split = bytes.lastIndex(of: delimiter)
    var output = bytes[..<(split ?? 0)].map { UInt32($0) }
    var rest = bytes[(split.map { $0 + 1 } ?? 0)...]
    var scalar = initialScalar
    var index: UInt32 = 0
    var bias = initialBias
    while !rest.isEmpty {
      guard let delta = number(from: &rest, bias: bias) else { return nil }
      let count = UInt32(output.count) + 1
      let (sum, isOver) = index.addingReportingOverflow(delta)
      let (next, isTooLarge) = scalar.addingReportingOverflow(sum / count)
      guard !isOver, !isTooLarge, Unicode.Scalar(next) != nil else { return nil }
      bias = adapted(delta, count: count, isFirst: output.count == (split ?? 0))
      scalar = next
      index = sum % count
      output.insert(scalar, at: Int(index))
      index += 1
    }
    return string(output)
  }

  private static func string(_ values: [UInt32]) -> String {
    var result = String.UnicodeScalarView()
    for value in values { result.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return String(result)
  }

  private static func threshold(at position: UInt32, bias: UInt32) -> UInt32 {
    if position <= bias { return leastThreshold }
    return min(greatestThreshold, max(leastThreshold, position - bias))
  }

  /// A generalised variable-length integer (RFC 3492 §3.3).
  private static func digits(of number: UInt32, bias: UInt32) -> [UInt8] {
    var output: [UInt8] = []
    var rest = number
    var position = base
    while true {
      let threshold = threshold(at: position, bias: bias)
      guard rest >= threshold else { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
    return output + [digit(rest)]
  }

  /// Takes one integer off the start of `rest`; nil where it is cut or too large.
  private static func number(from rest: inout ArraySlice<UInt8>, bias: UInt32) -> UInt32? {
    var result: UInt32 = 0
    var weight: UInt32 = 1
    var position = base
    while let digit = rest.popFirst().flatMap(value) {
      let (part, isLarge) = digit.multipliedReportingOverflow(by: weight)
      let (sum, isOver) = result.addingReportingOverflow(part)
      guard !isLarge, !isOver else { return nil }
      result = sum
      let threshold = threshold(at: position, bias: bias)
      if digit < threshold { return result }
      let (next, isTooLarge) = weight.multipliedReportingOverflow(by: base - threshold)
      guard !isTooLarge else { return nil }
      weight = next
      position += base
    }
    return nil
  }

  /// RFC 3492 §6.1.
  private static func adapted(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps: UInt32 = 0
    while delta > (base - leastThreshold) * greatestThreshold / 2 {
      delta /= base - leastThreshold
      steps += base
    }
    return steps + (base - leastThreshold + 1) * delta / (delta + 38)
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(value < 26 ? value + 97 : value - 26 + 48)
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit) - 48 + 26
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit) - 97
    default: nil
    }
  }
}
