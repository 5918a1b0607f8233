/// An opaque colour of a style sheet or an old `color` attribute.
struct HTMLColor: Equatable {
  var red: Int
  var green: Int
  var blue: Int

  static let white = HTMLColor(red: 255, green: 255, blue: 255)

  init(red: Int, green: Int, blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rgb`, `#rrggbb`, `rrggbb`, `rgb(r, g, b)` and the names in common use, in lower case.
  init?(_ text: String) {
    if let named = HTMLColor.names[text] {
      self = named
    } else if text.hasPrefix("rgb") {
      self.init(function: text)
    } else {
      self.init(hex: text.hasPrefix("#") ? text.dropFirst() : Substring(text))
    }
  }

  private init?(hex: Substring) {
    let digits = hex.utf8.map { Ascii.hexValue($0).map(Int.init) }
    let values = digits.compactMap { $0 }
    guard values.count == digits.count else { return nil }
    switch values.count {
    case 3: self.init(red: values[0] * 17, green: values[1] * 17, blue: values[2] * 17)
    case 6:
      self.init(
        red: values[0] * 16 + values[1], green: values[2] * 16 + values[3],
        blue: values[4] * 16 + values[5])
    default: return nil
    }
  }

  private init?(function text: String) {
    let numbers = text.split { !($0.isASCII && $0.isNumber) && $0 != "." }.compactMap {
      Double(String($0))
    }
    guard numbers.count == 3 || (numbers.count == 4 && numbers[3] == 1) else { return nil }
    let values = numbers.prefix(3).map { Int(min(max($0, 0), 255)) }
    self.init(red: values[0], green: values[1], blue: values[2])
  }

  /// Whether a person could not tell text of one colour from a ground of the other.
  func isNear(_ other: HTMLColor) -> Bool {
    abs(red - other.red) + abs(green - other.green) + abs(blue - other.blue) <= 24
  }

  private static let names: [String: HTMLColor] = [
    "white": .white, "black": HTMLColor(red: 0, green: 0, blue: 0),
    "red": HTMLColor(red: 255, green: 0, blue: 0), "lime": HTMLColor(red: 0, green: 255, blue: 0),
    "blue": HTMLColor(red: 0, green: 0, blue: 255), "green": HTMLColor(red: 0, green: 128, blue: 0),
    "yellow": HTMLColor(red: 255, green: 255, blue: 0),
    "silver": HTMLColor(red: 192, green: 192, blue: 192),
    "gray": HTMLColor(red: 128, green: 128, blue: 128),
    "grey": HTMLColor(red: 128, green: 128, blue: 128),
    "navy": HTMLColor(red: 0, green: 0, blue: 128),
    "snow": HTMLColor(red: 255, green: 250, blue: 250),
    "whitesmoke": HTMLColor(red: 245, green: 245, blue: 245),
    "ivory": HTMLColor(red: 255, green: 255, blue: 240),
  ]
}
