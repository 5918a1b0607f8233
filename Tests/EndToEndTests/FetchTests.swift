import Foundation
import Glibc
import Testing

extension EndToEnd {
  /// `fetch` and `sandbox`, which talk to each other here.
  @Suite(.timeLimit(.minutes(3)))
  struct FetchTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func theSandboxAnnouncesItselfInJSONAndEndsWhenAsked(_ signal: Int32) async throws {
      let sandbox = try SandboxProcess()
      #expect(sandbox.baseURL.hasPrefix("http://127.0.0.1:"))
      #expect(sandbox.fullKey.hasPrefix("comm_"))
      #expect(try await sandbox.end(by: signal) == 0)
    }

    @Test func aFetchFillsTheStoreAndSaysHowMuch() async throws {
      let sandbox = try SandboxProcess()
      let home = try TemporaryHome()
      let run = try await CommandRun(
        "tui fetch --inbox support@acme.dev", home: home, environment: sandbox.environment,
        seconds: 60)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "")
      #expect(
        run.errors.contains(/fetched [1-9]\d* threads, [1-9]\d* messages, 1 inboxes/),
        "\(run.errors)")
    }

    @Test func failuresOfAFetchHaveTheirExitCodes() async throws {
      let sandbox = try SandboxProcess()
      let home = try TemporaryHome()
      let cases: [(String, [String: String], Int32)] = [
        ("tui fetch --all", ["COMMUNE_API_KEY": "comm_wrongwrongwrong"], 2),
        ("tui fetch --all", ["COMMUNE_API_KEY": ""], 2),
        ("tui fetch --inbox nobody@nowhere.example", [:], 3),
        ("tui fetch --all", ["COMMUNE_BASE_URL": "http://127.0.0.1:9"], 5),
        ("tui fetch --all", ["COMMUNE_BASE_URL": ""], 78),
        ("tui fetch --all", ["COMMUNE_BASE_URL": "http://mail.example.com"], 78),
      ]
      for (line, variables, status) in cases {
        let environment = sandbox.environment.merging(variables.mapValues { $0 }) { $1 }
        let run = try await CommandRun(line, home: home, environment: environment, seconds: 60)
        #expect(run.status == status, "\(line) \(variables): \(run.errors)")
        #expect(run.errors.contains("commune-tui: "), "\(run.errors)")
      }
    }
  }
}
