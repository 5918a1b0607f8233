import Testing

/// Suites that run the built program: one at a time, so that each has the machine for itself.
@Suite(.serialized) enum EndToEnd {}

/// The built program on its sample mail.
enum DemoRun {
  static let program = "commune-tui"
  static var path: String { PTYApp.binary(program) }

  /// Starts the demo and waits until its list is there.
  static func start(
    size: WindowSize = .small, environment: [String: String?] = [:], home: TemporaryHome? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> PTYApp {
    let app = try PTYApp(
      [path, "--demo"], size: size, environment: environment, home: home)
    try #require(
      await app.waitFor("Invoice 2025-031", seconds: 20, sourceLocation: sourceLocation))
    await app.waitForRest()
    return app
  }

  /// Turns to the next inbox until the first row names `address`.
  static func turn(
    _ app: PTYApp, to address: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    func isThere() -> Bool { app.screen.first?.contains(address) == true }
    for _ in 0..<9 where !isThere() {
      app.send("J")
      _ = await app.wait(seconds: 1) { isThere() }
    }
    try #require(isThere(), "\(app.text)", sourceLocation: sourceLocation)
    await app.waitForRest()
  }

  /// The program has ended with `status` and left the terminal as it found it (I13), and nothing
  /// that it wrote was forbidden (I5).
  static func expectTidyEnd(
    of app: PTYApp, status: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let end = await app.waitForExit(seconds: 10, sourceLocation: sourceLocation)
    #expect(end == status, sourceLocation: sourceLocation)
    expectTidyTerminal(of: app, sourceLocation: sourceLocation)
  }

  static func expectTidyTerminal(
    of app: PTYApp, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(!app.altScreen && app.isCursorVisible, sourceLocation: sourceLocation)
    #expect(app.lineState == app.lineStateBefore, sourceLocation: sourceLocation)
    #expect(Oracle().violations(in: app.log) == [], sourceLocation: sourceLocation)
  }
}
