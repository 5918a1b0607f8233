import MailModel
import Terminal
import Testing

@testable import MailApp

@Suite struct MonkeyTests {
  @Test("TM-13 whatever is pressed, nothing leaves unasked and no text is lost", arguments: 1...20)
  func monkey(seed: UInt64) {
    var monkey = Monkey(seed: seed)
    for step in 0..<500 {
      monkey.step()
      if step % 7 == 0 {
        let canvas = view(monkey.fixture.state)
        #expect(canvas.size == monkey.fixture.state.size)
        #expect(canvas.faults == [])
      }
      #expect(!monkey.fixture.state.places.isEmpty)
    }
    monkey.finish()
    #expect(monkey.faults == [])
  }

  @Test("TM-13 in the composer, where mails do leave") func composerOnly() {
    var submissions = 0
    for seed: UInt64 in 1...40 {
      var monkey = Monkey(seed: seed &* 977)
      monkey.fixture.press("R")
      for _ in 0..<300 {
        monkey.step()
        if monkey.fixture.state.composer == nil { monkey.fixture.press("<Esc><Esc>giggR") }
      }
      monkey.finish()
      #expect(monkey.faults == [])
      submissions += monkey.submissions
    }
    #expect(submissions > 0)
  }
}
