extension Appearance {
  /// The appearance on a terminal with `colors` colours.
  ///
  /// The cube and the greys of 256 colours become the nearest of 16, and of those the bright
  /// eight become bold where there are only eight.
  func reduced(to colors: Int) -> Appearance {
    if colors >= 256 { return self }
    if colors < 8 { return Appearance(attributes: attributes) }
    var reduced = self
    reduced.foreground = foreground.map(Appearance.basicColor)
    reduced.background = background.map(Appearance.basicColor)
    if colors >= 16 { return reduced }
    if let bright = reduced.foreground, bright >= 8 {
      reduced.foreground = bright - 8
      reduced.attributes.insert(.bold)
    }
    reduced.background = reduced.background.map { $0 & 7 }
    // Text in the colour of its ground would be gone: say bright black on black.
    if reduced.foreground != nil && reduced.foreground == reduced.background {
      reduced.foreground = reduced.foreground == 0 ? 7 : 0
    }
    return reduced
  }

  /// The nearest of the 16 colours that terminals have names for.
  private static func basicColor(_ color: UInt8) -> UInt8 {
    if color < 16 { return color }
    if color >= 232 { return [0, 8, 7, 15][Int(color - 232) / 6] }
    let levels = [Int(color - 16) / 36, Int(color - 16) / 6 % 6, Int(color - 16) % 6]
    let strongest = levels.max() ?? 0
    if strongest == 0 { return 0 }
    if levels.allSatisfy({ $0 == strongest }) { return strongest < 3 ? 8 : strongest < 5 ? 7 : 15 }
    var basic: UInt8 = strongest > 3 ? 8 : 0
    for (bit, level) in levels.enumerated() where level * 2 > strongest { basic |= 1 << bit }
    return basic
  }
}
