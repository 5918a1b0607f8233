import Foundation
import Testing

extension PTYApp {
  /// Waits until `condition` holds; false when `seconds` have passed without it.
  func wait(seconds: Double, until condition: () -> Bool) async -> Bool {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(Int(seconds * 1000))
    while !condition() {
      if clock.now >= end { return false }
      try? await Task.sleep(for: .milliseconds(4))
    }
    return true
  }

  /// Waits for `sought` on the screen; records an issue with the screen where it does not come.
  @discardableResult
  func waitFor(
    _ sought: String, seconds: Double = 5, sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Bool {
    let isThere = await wait(seconds: seconds) { text.contains(sought) }
    if !isThere {
      Issue.record("no “\(sought)” in \(seconds) s on:\n\(text)", sourceLocation: sourceLocation)
    }
    return isThere
  }

  /// Waits until `sought` has left the screen.
  @discardableResult
  func waitForAbsence(
    of sought: String, seconds: Double = 5, sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Bool {
    let isGone = await wait(seconds: seconds) { !text.contains(sought) }
    if !isGone {
      Issue.record("“\(sought)” stays on:\n\(text)", sourceLocation: sourceLocation)
    }
    return isGone
  }

  /// Waits until the program has written nothing for `milliseconds`.
  @discardableResult
  func waitForRest(milliseconds: Int = 80, seconds: Double = 5) async -> Bool {
    let clock = ContinuousClock()
    var length = log.count
    var since = clock.now
    return await wait(seconds: seconds) {
      let newLength = log.count
      if newLength != length {
        length = newLength
        since = clock.now
      }
      return clock.now - since >= .milliseconds(milliseconds)
    }
  }

  /// Waits for the program's end and returns its exit status, as `exitStatus` gives it. A program
  /// that does not end in time is killed, and nil returned.
  func waitForExit(
    seconds: Double = 5, sourceLocation: SourceLocation = #_sourceLocation
  ) async -> Int? {
    if await wait(seconds: seconds, until: { exitStatus != nil }) { return exitStatus }
    Issue.record("does not end in \(seconds) s, shows:\n\(text)", sourceLocation: sourceLocation)
    kill()
    return nil
  }

  /// The program `name` of this package, which stands beside the test runner.
  static func binary(_ name: String) -> String {
    let runner =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: runner).deletingLastPathComponent()
      .appendingPathComponent(name).path
  }
}
