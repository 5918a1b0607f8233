import Terminal
import Testing

@Suite struct KeyDecoderTests {
  /// Feeds `text` at once, then lets the time run out.
  private func decode(_ text: String) -> [Input] {
    var decoder = KeyDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.timeOut()
  }

  static let keys: [(String, Key)] = [
    ("a", .character("a")), ("Ä", .character("Ä")), ("日", .character("日")),
    ("👩", .character("👩")), (" ", .character(" ")), ("\r", Key(.enter)), ("\n", Key(.enter)),
    ("\t", Key(.tab)), ("\u{7F}", Key(.backspace)), ("\u{8}", Key(.backspace)),
    ("\u{0}", .control(" ")), ("\u{1}", .control("a")), ("\u{1A}", .control("z")),
    ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")), ("\u{1B}", Key(.escape)),
    ("\u{1B}x", Key(.character("x"), .alt)), ("\u{1B}\r", Key(.enter, .alt)),
    ("\u{1B}é", Key(.character("é"), .alt)),
    ("\u{1B}\u{1}", Key(.character("a"), [.alt, .control])),
    ("\u{1B}]", Key(.character("]"), .alt)), ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)),
    ("\u{1B}[H", Key(.home)), ("\u{1B}[1~", Key(.home)), ("\u{1B}[7~", Key(.home)),
    ("\u{1B}[4~", Key(.end)), ("\u{1B}OF", Key(.end)), ("\u{1B}[2~", Key(.insert)),
    ("\u{1B}[3~", Key(.delete)), ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)),
    ("\u{1B}[1;5A", Key(.up, .control)), ("\u{1B}[1;2D", Key(.left, .shift)),
    ("\u{1B}[3;3~", Key(.delete, .alt)), ("\u{1B}[6;8~", Key(.pageDown, [.shift, .alt, .control])),
    ("\u{1B}[Z", Key(.tab, .shift)), ("\u{1B}OP", Key(.function(1))),
    ("\u{1B}[R", Key(.function(3))), ("\u{1B}[15~", Key(.function(5))),
    ("\u{1B}[24~", Key(.function(12))), ("\u{1B}[34~", Key(.function(20))),
    ("\u{1B}[1;2P", Key(.function(1), .shift)), ("\u{1B}[[A", Key(.function(1))),
    ("\u{1B}[[E", Key(.function(5))), ("\u{1B}[a", Key(.up, .shift)),
    ("\u{1B}Od", Key(.left, .control)), ("\u{1B}[5^", Key(.pageUp, .control)),
    ("\u{1B}[5$", Key(.pageUp, .shift)), ("\u{1B}[5@", Key(.pageUp, [.shift, .control])),
    ("\u{1B}\u{1B}[A", Key(.up, .alt)), ("\u{1B}OM", Key(.enter)),
    ("\u{1B}Oj", .character("*")), ("\u{1B}[13;2u", Key(.enter, .shift)),
    ("\u{1B}[97;5u", .control("a")), ("\u{1B}[97;2u", .character("A")),
    ("\u{1B}[49:33;2u", .character("!")), ("\u{1B}[27u", Key(.escape)),
    ("\u{1B}[27;5;13~", Key(.enter, .control)), ("\u{1B}[27;2;65~", .character("A")),
    ("\u{1B}[27;6;65~", .control("a")), ("\u{1B}[57400u", .character("1")),
  ]

  @Test("Every form of a key is that key", arguments: keys)
  func decodes(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
    #expect(decode("q" + bytes + "q").first == .key(.character("q")))
  }

  @Test("A key that arrives byte by byte is that key", arguments: keys)
  func bytewise(bytes: String, key: Key) {
    var decoder = KeyDecoder()
    var input: [Input] = []
    for byte in bytes.utf8 { input += decoder.feed([byte]) }
    #expect(input.isEmpty == decoder.isPending)
    #expect(input + decoder.timeOut() == [.key(key)])
    #expect(!decoder.isPending)
  }

  @Test(
    "TM-15 answers, focus and nonsense are never typed",
    arguments: [
      "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[12;40R", "\u{1B}[1;1R", "\u{1B}[0n",
      "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}P1$r0m\u{1B}\\",
      "\u{1B}P>|xterm(388)\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[?2026;2$y",
      "\u{1B}[8;24;80t", "\u{1B}[I", "\u{1B}[O", "\u{1B}[97;1:3u", "\u{1B}[99999999999999999999~",
      "\u{1B}[<0;5M", "\u{1B}[<1;;M", "\u{1B}[<35;5;5M", "\u{1B}[=1;2u", "\u{1B}[201~",
      "\u{80}\u{9B}",
    ])
  func swallows(bytes: String) {
    #expect(decode(bytes) == [])
    #expect(decode(bytes + "q") == [.key(.character("q"))])
  }

  @Test(
    "TM-15 an answer that comes in two pieces is swallowed too",
    arguments: [
      ("\u{1B}]11;rgb:ff", "ff/ffff/ffff\u{1B}\\"), ("\u{1B}", "]11;rgb:ffff/ffff/ffff\u{1B}\\"),
      ("\u{1B}[?1;", "2c"), ("\u{1B}", "[?1;2c"), ("\u{1B}[", "12;40R"),
    ])
  func lateAnswer(start: String, end: String) {
    var decoder = KeyDecoder()
    var input = decoder.feed(Array(start.utf8)) + decoder.timeOut()
    input += decoder.feed(Array((end + "q").utf8)) + decoder.timeOut()
    #expect(input.filter { $0 != .key(Key(.escape)) } == [.key(.character("q"))])
  }

  @Test("TM-14 a sequence that comes apart commands nothing")
  func lateArrow() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isPending)
    // 10 ms: before the time is out.
    #expect(decoder.feed(Array("[A".utf8)) == [.key(Key(.up))])
    // 500 ms: the escape key is told already, and what follows is no text.
    #expect(decoder.feed([0x1B]) + decoder.timeOut() == [.key(Key(.escape))])
    #expect(decoder.feed(Array("[A".utf8)) == [])
    #expect(decoder.feed([0x1B, 0x5B]) + decoder.timeOut() == [])
    #expect(decoder.feed(Array("Aq".utf8)) == [.key(Key(.up)), .key(.character("q"))])
    // What no terminal sends was typed.
    #expect(decoder.feed([0x1B]) + decoder.timeOut() == [.key(Key(.escape))])
    #expect(decoder.feed(Array("[".utf8)) + decoder.timeOut() == [.key(.character("["))])
    #expect(decoder.feed(Array("A".utf8)) == [.key(.character("A"))])
  }

  @Test(
    "Bytes that are not UTF-8 type nothing",
    arguments: [
      [0xFF], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
      [0xC3], [0xC2, 0x9B],
    ] as [[UInt8]])
  func invalid(bytes: [UInt8]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes + [0x71]) + decoder.timeOut() == [.key(.character("q"))])
    #expect(
      decoder.feed(bytes) + decoder.timeOut() + decoder.feed([0x71]) == [.key(.character("q"))])
  }

  @Test(
    "Clicks and the wheel",
    arguments: [
      ("\u{1B}[<0;5;3M", Mouse(.press, at: Position(row: 2, column: 4))),
      ("\u{1B}[<0;5;3m", Mouse(.release, at: Position(row: 2, column: 4))),
      ("\u{1B}[<64;1;1M", Mouse(.wheelUp, at: Position(row: 0, column: 0))),
      ("\u{1B}[<69;300;1M", Mouse(.wheelDown, at: Position(row: 0, column: 299))),
      ("\u{1B}[M !!", Mouse(.press, at: Position(row: 0, column: 0))),
      ("\u{1B}[M#\"!", Mouse(.release, at: Position(row: 0, column: 1))),
      ("\u{1B}[M`!!", Mouse(.wheelUp, at: Position(row: 0, column: 0))),
    ])
  func mouse(bytes: String, mouse: Mouse) {
    #expect(decode(bytes + "q") == [.mouse(mouse), .key(.character("q"))])
  }

  @Test(
    "An endless sequence costs no memory and ends",
    arguments: [
      "\u{1B}[", "\u{1B}]", "\u{1B}P", "\u{1B}O", "\u{1B}",
    ])
  func endless(start: String) {
    var decoder = KeyDecoder()
    let clock = ThreadClock()
    let duration = clock.measure {
      _ = decoder.feed(Array(start.utf8) + Array(repeating: 0x31, count: 300_000))
    }
    #expect(duration < .seconds(3))
    _ = decoder.timeOut()
    _ = decoder.timeOut()
    #expect(decoder.feed([0x71]).last == .key(.character("q")))
  }

  @Test("TM-13 random bytes never trap and never leave the decoder deaf", arguments: 0..<4)
  func mash(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let starts: [[UInt8]] = [
      [0x1B], [0x1B, 0x5B], [0x1B, 0x4F], [0x1B, 0x5D], [0x1B, 0x5B, 0x4D], [0x1B, 0x5B, 0x3C],
      [0x3B], [0x31], [0x7E], [0x75], [0xE2], [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E],
    ]
    for _ in 0..<300 {
      var decoder = KeyDecoder()
      for _ in 0..<20 {
        if Bool.random(using: &generator) {
          _ = decoder.feed(starts.randomElement(using: &generator) ?? [])
        } else {
          _ = decoder.feed([UInt8.random(in: 0...255, using: &generator)])
        }
        if Int.random(in: 0...9, using: &generator) == 0 { _ = decoder.timeOut() }
      }
      // A paste may be open; its end and two pauses later every key is a key.
      _ = decoder.feed(Array("\u{1B}\\\u{1B}[201~".utf8))
      for _ in 0..<3 { _ = decoder.timeOut() }
      #expect(!decoder.isPending)
      #expect(decoder.feed([0x71]) == [.key(.character("q"))])
    }
  }
}
