import Testing

@testable import MailText

@Suite struct PunycodeTests {
  /// The sample strings of RFC 3492 §7.1.
  static let samples: [(text: String, code: String)] = [
    ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
    ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
    ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
    ("Pročprostěnemluvíčesky", "Proprostnemluvesky-uyb24dma41a"),
    ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
    ("यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"),
    ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
    (
      "세계의모든사람들이한국어를이해한다면얼마나좋을까",
      "989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c"
    ),
    ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbaDotcwatmq2g4l"),
    ("PorquénopuedensimplementehablarenEspañol", "PorqunopuedensimplementehablarenEspaol-fmd56a"),
    ("TạisaohọkhôngthểchỉnóitiếngViệt", "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g"),
    ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"),
    ("安室奈美恵-with-SUPER-MONKEYS", "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n"),
    ("Hello-Another-Way-それぞれの場所", "Hello-Another-Way--fc4qua05auwb3674vfr0b"),
    ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"),
    ("MajiでKoiする5秒前", "MajiKoi5-783gue6qz075azm5e"),
    ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
    ("そのスピードで", "d9juau41awczczp"),
    ("-> $1.00 <-", "-> $1.00 <--"),
  ]

  @Test(arguments: samples)
  func theSamplesOfTheStandardAreEncodedAndDecoded(text: String, code: String) {
    #expect(Punycode.encode(text)?.lowercased() == code.lowercased())
    #expect(Punycode.decode(code).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
  }

  @Test(arguments: [
    "99999999", "a-99999999", "kva-", "ab\u{fc}", "b-\u{0}", "zzzzzzzzzzzzzzzzzzzz", "8",
    String(repeating: "9", count: 300), String(repeating: "a", count: 100_000),
  ])
  func whatNobodyEncodedIsNeverRead(code: String) {
    let text = Punycode.decode(code)
    #expect(text == nil || text.flatMap(Punycode.encode) != code || code == "kva-")
  }

  @Test func anyBytesAreDecodedWithoutHarm() {
    var random = SystemRandomNumberGenerator()
    let digits = Array("abcxyz059-".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in
        digits.randomElement(using: &random)
      }
      let code = String(decoding: bytes, as: UTF8.self)
      guard let text = Punycode.decode(code) else { continue }
      #expect(Punycode.encode(text) != nil, "\(code)")
    }
  }

  @Test func aTextBeyondTheLimitIsNotEncoded() {
    #expect(Punycode.encode(String(repeating: "\u{e4}", count: 257)) == nil)
  }
}
