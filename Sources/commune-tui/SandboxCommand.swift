import ArgumentParser
import FoundationEssentials
import Glibc
import MailModel
import Sandbox

/// `commune-tui sandbox`: the embedded Commune server alone, for other clients and for tests.
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve sample mail on 127.0.0.1 until interrupted.",
    discussion: "The first line of output is JSON: base URL and keys (full, read-only, admin).")

  @Option(help: "The port; 0 takes any free one.")
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "What it holds: demo, empty or a file with one message a line.",
      valueName: "demo|empty|FILE.jsonl"))
  var data = "demo"

  @Option(
    help: ArgumentHelp(
      "doc: as the contract says; src: as public servers do.",
      valueName: "doc|src"))
  var dialect = "src"

  @Option(
    help: ArgumentHelp("A fault script: which requests go wrong, and how.", valueName: "FILE"))
  var script: String?

  func run() throws {
    guard let dialect = SandboxOptions.Dialect(rawValue: dialect) else {
      throw Output.failure("--dialect is doc or src, not “\(dialect)”.", code: 78)
    }
    signal(SIGPIPE, SIG_IGN)
    let server = SandboxServer(
      seed: try seed(), options: SandboxOptions(dialect: dialect), script: try faultScript())
    let listener: SandboxListener
    do {
      listener = try SandboxListener(server: server, port: port, clock: SystemClock.now)
    } catch {
      throw Output.failure("Port \(port) cannot be used: \(systemText(error.code)).", code: 1)
    }
    let announcement = Announcement(
      base_url: listener.baseURL,
      keys: .init(
        full: SandboxKey.full.text, read_only: SandboxKey.readOnly.text,
        admin: SandboxKey.admin.text))
    let json = try JSONEncoder.sorted.encode(announcement)
    Output.write(String(decoding: json, as: UTF8.self) + "\n", to: STDOUT_FILENO)
    waitForEnd()
    listener.stop()
  }

  private func seed() throws -> SandboxSeed {
    switch data {
    case "demo": return .demo(now: SystemClock.now())
    case "empty": return .empty
    default:
      guard let bytes = FileManager.default.contents(atPath: data) else {
        throw Output.failure("The file \(data) cannot be read.", code: 1)
      }
      do {
        return try SandboxSeed(jsonLines: Array(bytes))
      } catch {
        throw Output.failure("\(data):\(error.line): \(words(error.reason)).", code: 1)
      }
    }
  }

  private func words(_ reason: SandboxSeedError.Reason) -> String {
    switch reason {
    case .notJSON(let position): "not JSON from byte \(position) on"
    case .missing(let field): "the field “\(field)” is missing or of the wrong type"
    }
  }

  private func faultScript() throws -> FaultScript {
    guard let script else { return FaultScript() }
    guard let bytes = FileManager.default.contents(atPath: script) else {
      throw Output.failure("The file \(script) cannot be read.", code: 1)
    }
    do {
      return try FaultScript(parsing: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Output.failure("\(script):\(error.line): “\(error.word)” is not understood.", code: 1)
    }
  }

  /// Sleeps until a signal asks the program to end.
  private func waitForEnd() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    var received: Int32 = 0
    sigwait(&signals, &received)
  }

  /// The first line of output.
  private struct Announcement: Encodable {
    struct Keys: Encodable {
      var full: String
      var read_only: String
      var admin: String
    }
    var base_url: String
    var keys: Keys
  }
}

extension JSONEncoder {
  /// Keys in order, slashes as they are.
  static var sorted: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
