/// Letters that are drawn as a Latin letter is (a part of the table of UTS 39).
enum LookAlike {
  private static let pairs =
    // Cyrillic.
    "аa сc ԁd еe ԍg һh іi јj ӏl оo рp ԛq ѕs ѵv ԝw хx уy ьb ҽe ѡw ѐe ёe їi "
    + "АA ВB СC ЕE НH ІI ЈJ КK МM ОO РP ԚQ ЅS ТT ѴV ԜW ХX УY ӀI ԀD "
    // Greek.
    + "αa γy ηn ιi κk νv οo ρp υu χx ϲc ϳj "
    + "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
    // Armenian, Cherokee.
    + "օo սu հh ոn ցg զq յj ᎠD ᎬE ᎪA ᎷM ᏔW ᏟC ᏚS ᎻH ᎢT ᏢP ᏦK ᏞL ᎫJ "
    // Latin beyond the alphabet of English, without accents that one sees.
    + "ıi ɑa ɡg ɩi ƅb ɪi ʏy ʟl ɴn ʀr ǀl ᴄc ᴏo ᴠv ᴡw ᴢz ꜱs"

  private static let letters: Set<UInt32> = Set(
    pairs.split(separator: " ").compactMap { $0.unicodeScalars.first?.value })

  /// Whether a reader takes every letter of `label` for ASCII though not all of them are.
  static func isDisguised(_ label: String) -> Bool {
    var isForeign = false
    for scalar in label.unicodeScalars where !scalar.isASCII {
      guard isLatinInDisguise(scalar.value) else { return false }
      isForeign = true
    }
    return isForeign
  }

  private static func isLatinInDisguise(_ value: UInt32) -> Bool {
    switch value {
    // Full-width forms; letters and digits of mathematics.
    case 0xFF01...0xFF5E, 0x1D400...0x1D7FF: true
    default: letters.contains(value)
    }
  }
}
