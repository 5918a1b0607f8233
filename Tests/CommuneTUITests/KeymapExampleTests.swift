import MailApp
import Testing

@testable import commune_tui

@Suite struct KeymapExampleTests {
  /// The repository's root, from the place of this file.
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  @Test func theExampleIsTheStandardKeymapAsPrinted() throws {
    let path = KeymapExampleTests.root + "/keymap.example"
    let file = try #require(try TextFile.read(path, limit: KeymapFile.maximumSize))
    #expect(file.text == KeymapFile.print(.standard))
  }

  @Test func whatIsPrintedIsReadAgainWithoutErrors() {
    let (keymap, errors) = KeymapFile.read(KeymapFile.print(.standard), over: .standard)
    #expect(errors.isEmpty)
    #expect(KeymapFile.print(keymap) == KeymapFile.print(.standard))
  }
}
