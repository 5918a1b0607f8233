import Terminal
import Testing

@Suite struct WidthTests {
  @Test(
    "UW-10 UW-11 cells of a scalar",
    arguments: [
      ("a", 1), ("é", 1), ("日", 2), ("한", 2), ("\u{1100}", 2), ("\u{1161}", 0), ("\u{11A8}", 0),
      ("ｱ", 1), ("Ａ", 2), ("\u{301}", 0), ("\u{20E3}", 0), ("👩", 2), ("🇩", 1), ("❤", 1), ("…", 1),
      ("─", 1), ("א", 1), ("\u{5B0}", 0), ("\u{E000}", 1), ("\u{378}", 1), ("\u{10FFFF}", 1),
      ("\u{A0}", 1), ("\u{2028}", 1), ("～", 2), ("\u{20000}", 2), ("\u{0}", 1),
    ] as [(Unicode.Scalar, Int)])
  func scalars(scalar: Unicode.Scalar, cells: Int) {
    #expect(Width.cells(of: scalar) == cells)
  }

  @Test(
    "UW-11 ambiguous scalars are two cells where that is asked for",
    arguments: [
      ("±", 2), ("…", 2), ("─", 2), ("Я", 2), ("a", 1), ("日", 2), ("é", 2), ("å", 1),
      ("\u{301}", 0),
    ] as [(Unicode.Scalar, Int)])
  func ambiguous(scalar: Unicode.Scalar, cells: Int) {
    #expect(Width.cells(of: scalar, ambiguousWide: true) == cells)
  }

  @Test(
    "UW-10 a cluster is as wide as its base",
    arguments: [
      ("👩‍👩‍👧", 2), ("👍🏽", 2), ("❤️", 1), ("e\u{301}", 1), ("1️⃣", 1), ("각", 2), ("\u{301}", 0),
    ] as [(Character, Int)])
  func clusters(cluster: Character, cells: Int) {
    #expect(Width.cells(of: cluster) == cells)
  }
}
