import Glibc
import MailModel
import Terminal
import Testing

@testable import MailApp

/// Text that is built to be slow or to break tables.
@Suite(.serialized) struct HeavyTextTests {
  private static let size = Size(rows: 24, columns: 80)

  private static func heavy(_ count: Int) -> [Payload] {
    [
      Payload("marks", "a" + String(repeating: "\u{301}", count: count)),
      Payload("flags", String(repeating: "\u{1F1E9}", count: count / 5)),
      Payload("joined emoji", String(repeating: "👩\u{200D}", count: count / 10)),
      Payload("blanks", String(repeating: "\u{2800}", count: count / 3)),
      Payload("one word", String(repeating: "x", count: count)),
      Payload("right to left", String(repeating: "\u{202E}\u{5D0}", count: count / 5)),
    ]
  }

  @Test(
    "UW-08 UW-09 a heavy subject and sender cost their own row and no more",
    arguments: heavy(1_000_000))
  func inTheList(payload: Payload) {
    var rows = Fixture.mockRows(count: 30)
    rows[1].thread.subject = payload.text
    rows[2].correspondent = Address(name: payload.text, spec: payload.text + "@x.io")
    rows[3].thread.subject = nil
    rows[3].thread.snippet = payload.text
    var fixture = Fixture(Self.size, rows: rows)
    let time = processorSeconds {
      for _ in 0..<10 {
        fixture.press("j")
        #expect(view(fixture.state).faults == [])
      }
    }
    #expect(time < 5, "\(payload.name): ten keys took \(time)")
    #expect(fixture.screen[6].contains("配送について"))
    #expect(fixture.screen[6].hasSuffix("5h "))
  }

  @Test(
    "UW-08 UW-09 a heavy text is read, and each further key is cheap",
    arguments: heavy(150_000))
  func inTheReader(payload: Payload) {
    let mail = HostileMail(.text, payload.text)
    var fixture = mail.fixture(Self.size)
    let opening = processorSeconds { mail.open(in: &fixture) }
    #expect(opening < 20, "\(payload.name): opening took \(opening)")
    let keys = processorSeconds {
      for key in ["j", "k", "<C-d>", "G", "gg"] {
        fixture.press(key)
        #expect(view(fixture.state).faults == [])
      }
    }
    #expect(keys < 5, "\(payload.name): five keys took \(keys)")
  }

  /// The time that this thread worked, whatever else the machine did.
  private func processorSeconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    work()
    return now() - start
  }

  @Test("UW-16 ids that are canonically equal are two rows") func twins() {
    let ids = ["e\u{301}", "\u{e9}"].map { ID<MailThread>($0) }
    var rows = Fixture.mockRows(count: 4)
    for (index, id) in ids.enumerated() {
      rows[index].thread.id = id
      rows[index].position.id = id
    }
    var fixture = Fixture(
      Self.size, rows: rows,
      messages: [ids[0]: Fixture.orderMessages(in: ids[0]), ids[1]: []])
    #expect(fixture.state.list.selected?.id == ids[0])
    fixture.press("j")
    #expect(fixture.state.list.selected?.id == ids[1])
    fixture.send(.storeChanged(StoreNews(threads: true)))
    #expect(fixture.state.list.selected?.id == ids[1])
    fixture.press("<Enter>")
    #expect(fixture.state.reader?.messages.isEmpty == true)
    fixture.press("K")
    #expect(fixture.state.reader?.messages.count == 4)
    #expect(fixture.state.list.number == 1)
  }

  @Test("UW-16 messages whose ids are canonically equal fold one by one") func twinMessages() {
    var messages = Array(Fixture.orderMessages().prefix(2))
    messages[0].id = ID("e\u{301}")
    messages[1].id = ID("\u{e9}")
    var fixture = Fixture(Self.size, messages: [ID("thread-0"): messages])
    fixture.press("<Enter>")
    #expect(fixture.state.reader?.unfolded == [ID("\u{e9}")])
    fixture.press("<S-Tab>za")
    #expect(fixture.state.reader?.unfolded.count == 2)
  }

  @Test("UW-15 what is left of lone surrogates is shown and hides no row") func surrogates() {
    var rows = Fixture.mockRows(count: 20)
    for index in [0, 7, 19] {
      rows[index].thread.subject = nil
      rows[index].thread.snippet = "cut \u{FFFD}"
      rows[index].thread.id = ID(bytes: [0xED, 0xA0, UInt8(0x80 + index)])
      rows[index].position.id = rows[index].thread.id
    }
    var fixture = Fixture(Size(rows: 30, columns: 80), rows: rows)
    #expect(fixture.screen.count { $0.contains("cut \u{FFFD}") } == 3)
    var seen: Set<ID<MailThread>> = []
    for _ in 0..<20 {
      if let id = fixture.state.list.selected?.id { seen.insert(id) }
      fixture.press("j")
    }
    #expect(seen.count == 20)
  }
}
