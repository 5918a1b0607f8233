import Foundation
import Glibc
import Testing

/// The program run without a terminal until it ends, in a fresh home directory.
struct CommandRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `line` in a shell, where `tui` is the program and the home directory is the current one.
  init(
    _ line: String, home: TemporaryHome, environment: [String: String?] = [:], seconds: Double = 30
  ) async throws {
    let names = (out: "\(home.path)/.out", error: "\(home.path)/.err")
    for name in [names.out, names.error] {
      _ = FileManager.default.createFile(atPath: name, contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "tui() { \"$0\" \"$@\"; }; \(line)", DemoRun.path]
    process.environment = home.environment(adding: environment)
    process.currentDirectoryURL = URL(fileURLWithPath: home.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: names.out)
    process.standardError = FileHandle(forWritingAtPath: names.error)
    try process.run()
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(Int(seconds * 1000))
    while process.isRunning && clock.now < end { try await Task.sleep(for: .milliseconds(5)) }
    if process.isRunning {
      Issue.record("does not end in \(seconds) s: \(line)")
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(
      decoding: FileManager.default.contents(atPath: names.out) ?? Data(), as: UTF8.self)
    errors = String(
      decoding: FileManager.default.contents(atPath: names.error) ?? Data(), as: UTF8.self)
    for name in [names.out, names.error] { unlink(name) }
  }
}

/// `commune-tui sandbox` on a port of its own; it is ended when the test lets go of it.
final class SandboxProcess {
  private let process = Process()
  private let home: TemporaryHome
  let baseURL: String
  let fullKey: String

  init(_ arguments: [String] = []) throws {
    home = try TemporaryHome()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: DemoRun.path)
    process.arguments = ["sandbox"] + arguments
    process.environment = home.environment()
    process.standardOutput = pipe
    try process.run()
    var line = Data()
    while line.last != 10, let byte = try pipe.fileHandleForReading.read(upToCount: 1),
      !byte.isEmpty
    { line += byte }
    let announced = try JSONDecoder().decode(Announced.self, from: line)
    baseURL = announced.base_url
    fullKey = try #require(announced.keys["full"])
    try #require(announced.keys["read_only"] != nil && announced.keys["admin"] != nil)
  }

  /// Asks it to end by `signal`; its exit status.
  func end(by signal: Int32 = SIGTERM) async throws -> Int32 {
    kill(process.processIdentifier, signal)
    for _ in 0..<1000 where process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    try #require(!process.isRunning)
    return process.terminationStatus
  }

  /// What tells the program where this server is.
  var environment: [String: String?] {
    ["COMMUNE_BASE_URL": baseURL, "COMMUNE_API_KEY": fullKey]
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  private struct Announced: Decodable {
    var base_url: String
    var keys: [String: String]
  }
}
