import Glibc
import Testing

@testable import Terminal

@Suite struct TitleTests {
  @Test("TI-20 a title is one command of at most 80 cells", arguments: Payload.all)
  func title(payload: Payload) {
    let raw = "x" + payload.text + String(repeating: "日", count: 100)
    let sequence = TitleSequence.set(SafeText(raw))
    #expect(sequence.hasPrefix("\u{1B}]2;x"))
    #expect(sequence.hasSuffix("\u{1B}\\"))
    let title = sequence.dropFirst(4).dropLast(2)
    #expect(title.unicodeScalars.allSatisfy { $0.isHarmless })
    #expect(SafeText(title).width <= 80)
  }

  @Test(
    "Only terminals with a window are given a title",
    arguments: [
      ("xterm-256color", true), ("tmux-256color", true), ("foot", true), ("linux", false),
      ("vt100", false), ("", false),
    ])
  func terminals(type: String, isUnderstood: Bool) {
    #expect(TitleSequence.isUnderstood(by: type) == isUnderstood)
  }
}

@Suite struct TerminalFactsTests {
  @Test(
    "TM-11 the encoding follows the locale",
    arguments: [
      ([:], .utf8), (["LANG": "C"], .utf8), (["LANG": "POSIX"], .utf8), (["LC_ALL": "C"], .ascii),
      (["LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"], .ascii), (["LANG": "de_DE.UTF-8"], .utf8),
      (["LANG": "de_DE.utf8@euro"], .utf8), (["LANG": "de_DE.ISO-8859-1"], .ascii),
      (["LANG": "zh_CN.GB18030"], .ascii), (["LC_ALL": "", "LANG": "de_DE.ISO-8859-1"], .ascii),
      (["LC_ALL": "en_US.UTF-8", "LANG": "de_DE.ISO-8859-1"], .utf8), (["LANG": "de_DE"], .utf8),
      (["LC_ALL": "", "LC_CTYPE": "", "LANG": ""], .utf8),
    ] as [([String: String], TerminalEncoding)])
  func encoding(environment: [String: String], encoding: TerminalEncoding) {
    #expect(TerminalEncoding(environment: environment) == encoding)
  }

  @Test(
    "TM-17 a palette is reduced to the colours there are",
    arguments: [
      (256, 200, 200), (16, 200, 13), (16, 46, 10), (16, 236, 0), (16, 255, 15), (16, 244, 7),
      (8, 9, 1), (8, 46, 2), (8, 1, 1), (16, 16, 0), (16, 231, 15), (16, 124, 1),
    ] as [(Int, UInt8, UInt8)])
  func palette(colors: Int, asked: UInt8, given: UInt8) {
    #expect(Appearance(foreground: asked).reduced(to: colors).foreground == given)
  }

  @Test("TM-17 without bright colours, bright is bold, and text never vanishes")
  func fewColors() {
    let bright = Appearance(foreground: 9, background: 12).reduced(to: 8)
    #expect(bright == Appearance(foreground: 1, background: 4, attributes: .bold))
    let gone = Appearance(foreground: 8, background: 0).reduced(to: 8)
    #expect(gone.foreground != gone.background)
    let plain = Appearance(foreground: 9, background: 3, attributes: .reverse).reduced(to: 0)
    #expect(plain == Appearance(attributes: .reverse))
    for color in UInt8.min...UInt8.max {
      #expect((Appearance(foreground: color).reduced(to: 8).foreground ?? 9) < 8)
    }
  }
}

@Suite(.serialized) struct WaitingTests {
  @Test("A wake-up rung before, during and twice is heard once")
  func wakeup() throws {
    let wakeup = try Wakeup()
    #expect(Poll.wait(on: [wakeup.descriptor], milliseconds: 0).isEmpty)
    wakeup.ring()
    wakeup.ring()
    #expect(Poll.wait(on: [wakeup.descriptor], milliseconds: nil).contains(wakeup.descriptor))
    wakeup.drain()
    wakeup.drain()
    #expect(Poll.wait(on: [wakeup.descriptor], milliseconds: 5).isEmpty)
  }

  @Test("TM-03 a pipe whose writer is gone is closed, and so is a descriptor that is not open")
  func hangUp() {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    write(ends[1], "x", 1)
    #expect(Poll.wait(on: [ends[0]], milliseconds: 100) == .init(readable: [ends[0]], closed: []))
    close(ends[1])
    #expect(Poll.wait(on: [ends[0]], milliseconds: 100).closed == [ends[0]])
    close(ends[0])
    #expect(Poll.wait(on: [1_000_000], milliseconds: 100).closed == [1_000_000])
  }

  @Test("TM-04 signals arrive as values, each once, and wake the poll")
  func signals() throws {
    let inbox = try SignalInbox()
    _ = inbox.take()
    #expect(kill(getpid(), SIGUSR1) == 0)
    #expect(kill(getpid(), SIGWINCH) == 0)
    #expect(kill(getpid(), SIGWINCH) == 0)
    #expect(Poll.wait(on: [inbox.descriptor], milliseconds: 2_000).contains(inbox.descriptor))
    var taken: Set<Signal> = []
    for _ in 0..<200 where taken.count < 2 {
      taken.formUnion(inbox.take())
      usleep(1_000)
    }
    #expect(taken == [.terminate(SIGUSR1), .resize])
    // Another thread may have the last one in hand.
    usleep(50_000)
    _ = inbox.take()
    #expect(inbox.take() == [])
    #expect(Poll.wait(on: [inbox.descriptor], milliseconds: 0).isEmpty)
  }

  @Test("TM-10 a screen refuses what is not a terminal")
  func notATerminal() {
    guard isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 else { return }
    #expect(throws: TerminalError.self) {
      _ = try CursesScreen(palette: [], options: ScreenOptions(environment: ["TERM": "xterm"]))
    }
  }
}
