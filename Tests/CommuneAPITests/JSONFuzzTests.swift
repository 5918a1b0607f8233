import Glibc
import Testing

@testable import CommuneAPI

struct JSONFuzzTests {
  static let seedTexts = [
    WireSamples.threads, WireSamples.messages, WireSamples.domains, WireSamples.deletion,
    #"{"error":{"message":"\ud83d\ude00\"\\","statusCode":4e2},"details":[{"path":"a"}]}"#,
  ]

  @Test("mutated JSON never traps, and what is still read can be written", arguments: 0..<20)
  func mutations(_ seed: UInt64) {
    var random = Seeded(seed)
    for text in Self.seedTexts {
      for _ in 0..<100 {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...8, using: &random) { mutate(&bytes, &random) }
        guard let value = JSONParser.parse(bytes) else { continue }
        #expect(JSONParser.parse(JSONWriter.write(value)) == value)
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout Seeded) {
    guard let index = bytes.indices.randomElement(using: &random) else { return }
    let marks = Array("{}[]\",:\\u0dDe-.".utf8) + [0, 0xFF, 0xC3, 0xED]
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[index] = .random(in: 0...255, using: &random)
    case 1: bytes.insert(marks.randomElement(using: &random) ?? 0, at: index)
    case 2: bytes.removeSubrange(index..<min(index + 5, bytes.count))
    case 3: bytes.insert(contentsOf: bytes[index..<min(index + 20, bytes.count)], at: index)
    default: bytes.removeLast(min(bytes.count, .random(in: 1...9, using: &random)))
    }
  }

  @Test("random bytes and random marks never trap", arguments: 0..<20)
  func noise(_ seed: UInt64) {
    var random = Seeded(seed)
    let marks = Array("{}[]\",:\\u0tn1- ".utf8)
    for _ in 0..<200 {
      let count = Int.random(in: 0...200, using: &random)
      _ = JSONParser.parse((0..<count).map { _ in .random(in: 0...255, using: &random) })
      _ = JSONParser.parse((0..<count).map { _ in marks.randomElement(using: &random) ?? 0 })
    }
  }

  /// A start, a piece that is repeated up to the size, an end.
  static let bombs: [(String, String, String)] = [
    ("", "[", ""), ("", "{\"a\":", ""), ("\"", "\\", ""), ("", "\"\\", ""), ("\"", "\\u", ""),
    ("\"", "\\ud83d", "\""), ("\"", "\\n", "\""), ("[", "1,", "1]"), ("[", "{},", "1]"),
    ("", "1", ""),
    ("{", "\"a\":1,", "\"b\":2}"), ("", " ", "1"), ("[[[[", "\"[\",", "1]]]]"), ("", "[]", ""),
    ("{\"a\":", "[{\"b\":", ""), ("\"", "e\u{301}", "\""), ("-", "0", ""), ("[", "\"\",", "\"\"]"),
  ]

  @Test("the time for hostile JSON grows with its size, not faster", arguments: bombs.indices)
  func linear(_ index: Int) {
    let (start, piece, end) = Self.bombs[index]
    func time(_ size: Int) -> Int {
      let bytes = Array(start.utf8) + repeated(piece, to: size) + Array(end.utf8)
      let before = processorTime()
      _ = JSONParser.parse(bytes)
      return processorTime() - before
    }
    // Eight times the size: eight times the time, with room for the first touch of memory.
    #expect(time(256 << 10) < time(32 << 10) * 24 + 50_000)
  }

  /// Of this thread, in microseconds: other programs do not count.
  private func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }

  @Test(
    "10 MB of openings or escapes and a million levels are read over at once",
    arguments: [
      ("[", 10 << 20, ""), ("\"\\", 10 << 20, ""), ("{\"a\":", 2 << 20, ""), ("[", 1 << 20, "]"),
    ])
  func large(_ piece: String, _ size: Int, _ end: String) {
    let ends = end.isEmpty ? [] : repeated(end, to: size)
    #expect((JSONParser.parse(repeated(piece, to: size) + ends) != nil) == !end.isEmpty)
  }

  /// The piece again and again, in no more bytes than `size`.
  private func repeated(_ piece: String, to size: Int) -> [UInt8] {
    var bytes = Array(piece.utf8)
    while bytes.count * 2 <= size { bytes += bytes }
    return bytes
  }
}
