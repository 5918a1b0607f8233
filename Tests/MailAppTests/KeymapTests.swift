import Terminal
import Testing

@testable import MailApp

@Suite struct KeymapTests {
  @Test func everySequenceIsReadBackAsItIsPrinted() {
    for binding in Keymap.standard.bindings {
      #expect(KeyNotation.parse(KeyNotation.text(binding.keys)) == binding.keys)
    }
  }

  @Test func thePrintedTableChangesNothing() {
    let (keymap, errors) = KeymapFile.read(KeymapFile.print(.standard), over: .standard)
    #expect(errors.isEmpty)
    #expect(Set(keymap.bindings) == Set(Keymap.standard.bindings))
  }

  @Test func noSequenceOfTheStandardTableHidesAnother() {
    for context in Context.allCases {
      let own = Keymap.standard.bindings.filter { $0.context == context }
      for binding in own {
        let hidden = own.filter { $0.keys != binding.keys && $0.keys.starts(with: binding.keys) }
        #expect(hidden.isEmpty, "\(binding) hides \(hidden)")
        #expect(own.filter { $0.keys == binding.keys }.count == 1, "\(binding) stands twice")
      }
    }
  }

  @Test func helpQuitAndCancelAreReachableEverywhere() {
    for context in Context.allCases where context != .global {
      #expect(Keymap.standard.keys(for: .help, in: context) != nil || context == .help)
      #expect(Keymap.standard.keys(for: .cancel, in: context) == [.control("c")])
    }
  }

  @Test(
    "CK-05 a line that cannot be used is named and the others still count",
    arguments: [
      ("list move-dwn x", "unknown action “move-dwn”, did you mean “move-down”?"),
      ("lst move-down x", "unknown context “lst”, did you mean “list”?"),
      ("list move-down <Q-x>", "“<Q-x>” is no key; keys are written j, gg, <C-d>, <Enter>"),
      ("list move-down", "a line is “context action keys…”"),
      ("list quit <C-c>", "C-c always cancels and cannot be bound to something else"),
      ("list open g", "g clashes with gg (top): one begins the other"),
    ])
  func aBrokenLine(line: String, problem: String) {
    let text = "# mine\n\n\(line)\nlist compose N # new\n"
    let (keymap, errors) = KeymapFile.read(text, over: .standard)
    #expect(errors == [KeymapError(line: 3, problem: problem)])
    #expect(keymap.match([.character("N")], in: .list) == .action(.compose))
  }

  @Test func noneTakesAKeyAway() {
    let (keymap, _) = KeymapFile.read("list none q Q", over: .standard)
    #expect(keymap.match([.character("q")], in: .list) == .none)
  }

  @Test func aContextComesBeforeWhatHoldsEverywhere() {
    #expect(Keymap.standard.match([.character("g")], in: .list) == .prefix)
    #expect(
      Keymap.standard.match([.character("g"), .character("i")], in: .list) == .action(.showMail))
    #expect(Keymap.standard.match([.character("c")], in: .composer) == .action(.editCc))
  }
}
