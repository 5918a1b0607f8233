import Testing

@Suite struct OracleTests {
  /// What ncurses and the program itself write.
  @Test(arguments: [
    "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;24r\u{1B}(B\u{1B}[m\u{1B}[4l\u{1B}[?7h\u{1B}[H\u{1B}[2J",
    "\u{1B}[?1h\u{1B}=", "\u{1B}[?1l\u{1B}>", "\u{1B}[?25l", "\u{1B}[?12l\u{1B}[?25h",
    "\u{1B}[38;5;12m\u{1B}[48:2::1:2:3m\u{1B}[39;49m", "\u{1B}[12;40H日本\u{1B}[K\u{1B}[5X\u{1B}[3b",
    "\u{1B}[?2026h\u{1B}[?2026l", "\u{1B}[?2004h", "\u{1B}]2;Inbox — acme\u{1B}\\", "a\r\n\u{8}\t",
    "\u{1B}[24;1H\u{1B}[?1049l\u{1B}[23;0;0t\r", "replacement \u{FFFD} is text", "\u{1B}[c",
  ])
  func itAllows(_ text: String) {
    #expect(Oracle().violations(in: Array(text.utf8)).isEmpty)
  }

  /// The payloads of reliability.md §4.1, after the screen was entered.
  @Test(arguments: [
    "\u{1B}[?1003h", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[21t", "\u{1B}[8;9999;9999t",
    "\u{1B}]0;owned\u{7}", "\u{1B}]2;t", "\u{1B}]4;1;red\u{1B}\\", "\u{1B}]8;;https://e\u{1B}\\",
    "\u{1B}]50;?\u{7}", "\u{1B}]52;c;cm0=\u{7}", "\u{1B}]52;c;?\u{1B}\\", "\u{1B}]9;hi\u{7}",
    "\u{1B}]1337;File=:AAAA\u{7}", "\u{1B}]11;?\u{1B}\\", "\u{1B}P$qm\u{1B}\\",
    "\u{1B}Ptmux;\u{1B}\u{1B}[2J\u{1B}\\", "\u{1B}_Ga=T\u{1B}\\", "\u{1B}Xa\u{1B}\\",
    "\u{1B}^a\u{1B}\\", "\u{1B}c", "\u{1B} G", "\u{9B}2J", "\u{9D}0;x\u{9C}", "\u{90}q\u{9C}",
    "\u{85}", "\u{E}", "\u{F}", "\u{7F}", "\u{0}", "\u{B}", "\u{C}", "\u{202E}", "\u{2066}",
    "\u{200B}", "\u{2028}", "\u{1B}[>4;2m", "\u{1B}[?1049;47h", "\u{1B}[", "\u{1B}",
  ])
  func itForbids(_ payload: String) {
    let bytes = Array("\u{1B}[?1049h\(payload)".utf8)
    #expect(!Oracle().violations(in: bytes).isEmpty)
  }

  @Test func bytesThatAreNoUTF8AreForbidden() {
    #expect(Oracle().violations(in: [0x61, 0x9B, 0x62, 0xC3]) == [.malformed, .malformed])
  }

  @Test func departuresAreCounted() {
    let bytes = Array("\u{1B}[?1049h a \u{1B}[?1049l b \u{1B}[?1049h \u{1B}[?1049l".utf8)
    #expect(Oracle.departures(in: bytes) == 2)
  }
}
