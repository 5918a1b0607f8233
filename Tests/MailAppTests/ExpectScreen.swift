import Foundation
import Terminal
import Testing

@testable import MailApp

/// Compares the screen of `fixture` with `Screens/<name>.screen`; `RECORD_SCREENS=1` rewrites it.
func expectScreen(
  _ name: String, _ fixture: Fixture, sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let file = folder.appendingPathComponent("Screens/\(name).screen")
  let drawn = view(fixture.state).golden + "\n"
  if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
    try? drawn.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("no golden screen \(name)", sourceLocation: sourceLocation)
    return
  }
  guard drawn != expected else { return }
  let pairs = zip(
    drawn.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  let difference = first.map { "line \($0.offset + 1):\n  \($0.element.0)\n  \($0.element.1)" }
  Issue.record(
    "screen \(name) differs at \(difference ?? "its end")\n\(drawn)",
    sourceLocation: sourceLocation)
}
