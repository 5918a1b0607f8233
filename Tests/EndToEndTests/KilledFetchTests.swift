import Foundation
import GRDB
import Testing

extension EndToEnd {
  /// A fetch that dies at any moment leaves whole databases, and the next one goes on from there.
  @Suite(.timeLimit(.minutes(2)))
  struct KilledFetchTests {
    @Test("CD-03 databases are whole after every kill, and a later fetch ends")
    func killedAtAnyMoment() async throws {
      let server = try PTYApp(
        [DemoRun.path, "sandbox", "--dialect", "doc"], size: WindowSize(rows: 24, columns: 500))
      #expect(await server.waitFor("base_url", seconds: 20))
      let base = try #require(server.text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\/v1/)).output
      let key = try #require(server.text.firstMatch(of: /comm_demo_full_[0-9a-f]+/)).output
      let home = try TemporaryHome()
      let environment = ["COMMUNE_BASE_URL": String(base), "COMMUNE_API_KEY": String(key)]
      for number in 0..<8 {
        let fetch = try PTYApp(
          [DemoRun.path, "fetch", "--all"], environment: environment, home: home)
        usleep(UInt32(20_000 + number * number * 12_000))
        fetch.kill()
        _ = await fetch.waitForExit()
        for path in databases(in: home.path) {
          #expect(try integrity(of: path) == "ok", "kill \(number): \(path)")
        }
      }
      let last = try PTYApp(
        [DemoRun.path, "fetch", "--all"], environment: environment, home: home)
      #expect(await last.waitForExit(seconds: 60) == 0, "\(last.text)")
      let cache = try #require(databases(in: home.path).first { $0.hasSuffix("cache.db") })
      let count = try await DatabaseQueue(path: cache).read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM threads")
      }
      #expect(count == 300)
      server.kill()
      _ = await server.waitForExit()
    }

    private func databases(in home: String) -> [String] {
      let names = FileManager.default.enumerator(atPath: home)?.allObjects as? [String] ?? []
      return names.filter { $0.hasSuffix(".db") }.map { "\(home)/\($0)" }
    }

    private func integrity(of path: String) throws -> String? {
      try DatabaseQueue(path: path).read { db in
        try String.fetchOne(db, sql: "PRAGMA integrity_check")
      }
    }
  }
}
