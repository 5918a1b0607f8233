import CommuneAPI
import Sandbox
import Testing

struct FaultScriptTests {
  @Test("every action of the line format is read")
  func actions() throws {
    let script = try FaultScript(
      parsing: """
        # a comment

        POST /v1/messages/send 1 process=yes status=500 body='{"a": 1}' header='X-A: b c' delay=20
        * * 2-4 cut=7 end=reset drip=100 key=ignore visible=never encoding=chunked-cut
        GET /v1 3+ refuse length=9 garble=3 cut-body=1 visible=90000 redirect=http://evil.example/
        CONNECT * always end=hang\r
        """)
    let rules = script.rules
    #expect(rules.map(\.calls) == [1...1, 2...4, 3...Int.max, 1...Int.max])
    #expect(rules[0].fault.body == Array("{\"a\": 1}".utf8))
    #expect(rules[0].fault.headers.first?.value == "b c")
    #expect(rules[1].method == nil && rules[1].pathPrefix.isEmpty)
    #expect(rules[1].fault.encoding == .chunkedCut && rules[1].fault.key == .ignore)
    #expect(rules[2].fault.status == 302 && rules[2].fault.visibility == .after(90_000))
    #expect(rules[3].fault.ending == .hang)
  }

  @Test(
    "a bad line is named by its number and its word",
    arguments: [
      ("GET", "GET"), ("GET /v1 1", "1"), ("GET /v1 0 refuse", "0"), ("GET /v1 3-2 refuse", "3-2"),
      ("GET /v1 1 status=abc", "status=abc"), ("GET /v1 1 end=later", "end=later"),
      ("get /v1 1 refuse", "get"), ("GET /v1 1 nonsense", "nonsense"),
      ("GET /v1 1 delay=-1", "delay=-1"), ("GET /v1 1 header=x", "header=x"),
      ("GET /v1 1 status=99999999999999999999", "status=99999999999999999999"),
      ("GET /v1 1 drip=0", "drip=0"), ("GET /v1 1 body='a b", "'body=a b"),
    ])
  func errors(_ line: String, _ word: String) {
    #expect(throws: FaultScriptError(line: 3, word: word)) {
      _ = try FaultScript(parsing: "\n# x\n" + line)
    }
  }

  @Test("every preset but `ok` has a script", arguments: FaultPreset.allCases)
  func presets(_ preset: FaultPreset) {
    #expect(preset.script.rules.isEmpty == (preset == .ok))
  }
}
