import Glibc
import MailApp
import Testing

@testable import commune_tui

@Suite struct ExternalEditorTests {
  private let folder: TemporaryFolder
  private static let text = "Dear Marie,\n\n> quoted\n"

  init() throws {
    folder = try TemporaryFolder()
  }

  private func edit(
    _ line: String?, _ text: String = text, variables: [String: String] = [:]
  ) -> EditorResult {
    // What editors say belongs to the terminal; here it would be in the tests' output.
    ExternalEditor(
      directory: folder.path, setting: line, environment: folder.environment(variables)
    ).edit(text)
  }

  /// An editor that runs `script` with the file as `$1`.
  private func editor(_ script: String) -> String {
    "sh '" + folder.write(script + "\n", to: "my editor.sh") + "'"
  }

  private var filesLeft: [String] {
    DirectoryListing.names(in: folder.path).filter { $0.hasPrefix("reply-") }
  }

  @Test("EX-01 the editor's line may have arguments, quotes and blanks")
  func arguments() {
    folder.write(
      "cat \"$1\" > \"$4\"; printf '%s|%s|%s' \"$2\" \"$3\" \"$#\" >> \"$4\"\n", to: "a b.sh")
    folder.write("from file\n", to: "in")
    let line = "sh \"\(folder.path)/a b.sh\" '\(folder.path)/in' \"two words\" -x=\\'y"
    #expect(edit(line) == .text("from file\ntwo words|-x='y|4"))
    #expect(filesLeft == [])
  }

  @Test("EX-01 the setting goes over VISUAL, that over EDITOR; empty ones do not count")
  func choice() {
    let names = ["VISUAL": editor("printf visual > \"$1\""), "EDITOR": "false"]
    #expect(edit(nil, variables: names) == .text("visual"))
    #expect(edit("", variables: names) == .text("visual"))
    let onlyEditor = ["VISUAL": "", "EDITOR": editor("printf editor > \"$1\"")]
    #expect(edit(nil, variables: onlyEditor) == .text("editor"))
  }

  @Test(
    "EX-01 an editor that fails and changes nothing is said, and the old text stays",
    arguments: [
      ("no-such-editor-here 2>/dev/null", "was not found"), ("/etc 2>/dev/null", "cannot be run"),
      ("false", "ended with 1"), ("exit 7;", "ended with 7"),
      ("kill -9 $$;", "was ended by signal 9"), ("(exit 3) #", "ended with 3"),
    ])
  func failures(_ line: String, _ words: String) {
    guard case .failed(let said) = edit(line) else {
      Issue.record("no failure of \(line)")
      return
    }
    #expect(said.contains(words), "\(said)")
    #expect(filesLeft == [])
  }

  @Test("EX-01 an editor that fails after it saved has saved")
  func failureAfterSaving() {
    #expect(edit(editor("echo new > \"$1\"; exit 1")) == .text("new\n"))
    #expect(edit(editor("echo new > \"$1\"; kill -9 $$")) == .text("new\n"))
  }

  @Test("EX-01 an editor that fails and leaves an empty file loses no text")
  func emptiedFile() {
    #expect(edit(editor(": > \"$1\"; kill -9 $$")) != .text(""))
    #expect(edit(editor(": > \"$1\"")) == .text(""), "emptied on purpose")
  }

  @Test("EX-02 the file is private, and nobody can know its name")
  func privacy() throws {
    _ = edit(editor("stat -c %a \"$1\" > '\(folder.path)/mode'; echo \"$1\" > '\(folder.path)/n1'"))
    _ = edit(editor("echo \"$1\" > '\(folder.path)/n2'"))
    #expect(try folder.read("mode") == "600\n")
    let names = [try folder.read("n1"), try folder.read("n2")]
    #expect(names[0] != names[1])
  }

  @Test("EX-03 a file that is replaced, changed in place or saved oddly is read")
  func odderSaves() {
    #expect(edit(editor("echo new > \"$1.x\"; mv \"$1.x\" \"$1\"")) == .text("new\n"))
    #expect(edit("true") == .text(ExternalEditorTests.text))
    #expect(edit(editor("printf 'a\\0b\\377c\\r\\n' > \"$1\"")) == .text("ab\u{FFFD}c\n"))
    #expect(filesLeft == [])
  }

  @Test(
    "EX-03 what is no text any more leaves the old text, and says why",
    arguments: [
      ("rm \"$1\"", "is gone"), ("rm \"$1\"; ln -s /etc/passwd \"$1\"", "not a text"),
      ("rm \"$1\"; mkfifo \"$1\"", "not a text"), ("rm \"$1\"; mkdir \"$1\"", "not a text"),
      ("truncate -s 100M \"$1\"", "it stays in"),
    ])
  func lostFiles(_ script: String, _ words: String) {
    guard case .failed(let said) = edit(editor(script)) else {
      Issue.record("no failure of \(script)")
      return
    }
    #expect(said.contains(words), "\(said)")
  }

  @Test func withoutAPlaceForTheFileTheTextStays() {
    let editor = ExternalEditor(
      directory: "/dev/null/x", setting: "true", environment: folder.environment())
    #expect(editor.edit("text") == .failed("no file can be made in /dev/null/x"))
  }

  @Test("SE-02 EX-08 the editor sees no key and no descriptor of ours")
  func surroundings() throws {
    let extra = open("/dev/null", O_RDONLY)
    defer { close(extra) }
    let keys = ["COMMUNE_API_KEY": "comm_canary1", "COMMUNE_TUI_API_KEY": "comm_canary2"]
    let result = ExternalEditor(
      directory: folder.path, setting: editor("env > \"$1\"; ls /proc/$$/fd >> \"$1\""),
      environment: folder.environment(keys.merging(["SEEN": "yes"]) { $1 })
    ).edit("")
    guard case .text(let seen) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(seen.contains("SEEN=yes") && !seen.contains("canary"), "\(seen)")
    // The shell holds its script as number 10.
    let numbers = seen.split(separator: "\n").compactMap { Int($0) }
    #expect(Set(numbers).isSubset(of: [0, 1, 2, 10]), "\(numbers)")
  }

  @Test(
    "EX-04 what editors would take for settings stands far from both ends",
    arguments: [
      "> vim: set modeline:\n", "x\n> vi:set ex:\n", "> -*- mode: sh -*-\ntext",
      "text\n> Local Variables:\n> eval: (delete-file \"x\")\n> End:\n", "# vim<900: set x:",
      "LOCAL VARIABLES:\n\n\n",
    ])
  func settings(_ text: String) throws {
    #expect(edit(editor("cp \"$1\" '\(folder.path)/seen'"), text) == .text(text))
    let seen = try #require(try folder.read("seen"))
    let lines = seen.split(separator: "\n", omittingEmptySubsequences: false)
    let own = "## commune-tui: this line is removed again"
    #expect(lines.prefix(5).allSatisfy { $0 == own }, "\(seen)")
    #expect(lines.dropLast().suffix(5).allSatisfy { $0 == own }, "\(seen)")
    #expect(seen.contains("\n\u{0C}\n"), "a page begins: Emacs reads the last one only")
  }

  @Test("EX-04 our lines go also where the user cut some of them")
  func cutLines() {
    let text = "hello\n> vim: x\n"
    let changes = [
      "sed -i 1,3d \"$1\"", "sed -i '$d' \"$1\"", "sed -i 's/\\f//' \"$1\"",
      "sed -i '/^$/d' \"$1\"", "echo >> \"$1\"",
    ]
    for change in changes {
      guard case .text(let result) = edit(editor(change), text) else {
        Issue.record("failed: \(change)")
        continue
      }
      #expect(!result.contains("##") && result.hasPrefix("hello\n> vim: x"), "\(result)")
    }
  }
}
