import MailModel
import Testing

@testable import Sandbox

@Suite struct SandboxMailFileTests {
  @Test func aPictureIsAPNG() {
    let file = SampleFile.png(name: "a.png", width: 2, height: 1, tint: 7)
    let expected: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
      0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x7B, 0x40, 0xE8, 0xDD,
    ]
    #expect(Array(file.content.prefix(expected.count)) == expected)
    // The checksum of an empty IEND chunk is a constant of the format.
    #expect(Array(file.content.suffix(4)) == [0xAE, 0x42, 0x60, 0x82])
  }

  @Test func theOrderPageHasTheSizeOfTheMockUp() {
    let file = SampleFile.png(name: "order.png", width: 267, height: 267, tint: 96)
    #expect((213_000...215_000).contains(file.content.count))
  }

  @Test func aPDFsTablePointsAtItsObjects() throws {
    let file = SampleFile.pdf(name: "a.pdf", lines: ["Hello (world)"])
    let text = String(decoding: file.content, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "startxref"))
    let table = try #require(Int(lines[start + 1]))
    #expect(file.content.dropFirst(table).starts(with: Array("xref\n0 6\n".utf8)))
    let rows = lines.filter { $0.hasSuffix(" 00000 n ") }
    #expect(rows.count == 5)
    for (index, row) in rows.enumerated() {
      let offset = try #require(Int(row.prefix(10)))
      #expect(file.content.dropFirst(offset).starts(with: Array("\(index + 1) 0 obj\n".utf8)))
    }
  }

  @Test func everyFileHasItsSizeAndType() {
    let seed = SandboxSeed.demo(now: Timestamp(seconds: 1_742_050_000))
    #expect(seed.files.allSatisfy { $0.attachment.size == Int64($0.content.count) })
    let types = Set(seed.files.map { String($0.attachment.mimeType.prefix { $0 != ";" }) })
    #expect(
      types.isSuperset(
        of: ["application/pdf", "image/png", "text/csv", "text/plain", "text/calendar"]))
  }
}
