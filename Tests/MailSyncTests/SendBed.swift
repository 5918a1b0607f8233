import MailModel
import MailStore
import Sandbox

@testable import MailSync

// What the tests of sending share.
extension SyncBed {
  static let send = "POST /v1/messages/send"

  /// A refreshed program on a server with one thread.
  static func sending(
    _ script: String = "", _ dialect: SandboxOptions.Dialect = .src
  ) async throws -> SyncBed {
    let bed = try SyncBed(
      seed: .mail(threads: 1), options: SyncBed.options(dialect), script: script)
    await bed.engine.refreshAll()
    return bed
  }

  /// How many sends reached the server.
  var sends: Int { targets.count { $0 == "/v1/messages/send" } }

  /// Lets what is planned for these seconds happen, one thing after the other.
  func pass(seconds: Int64) async {
    let end = clock.now.advanced(byMilliseconds: seconds * 1000)
    while let delay = clock.nextDelay, clock.now.advanced(byMilliseconds: delay) <= end {
      clock.advance(delay)
      await settle()
    }
    clock.advance(max(0, end.milliseconds(since: clock.now)))
    await settle()
  }

  /// Until nothing has moved for many turns of the pool and of the store's queues: each step of the
  /// work under way takes one such turn, however busy the machine is.
  private func settle() async {
    var quiet = 0
    var last = -1
    for _ in 0..<100_000 where quiet < 100 {
      await Task.yield()
      _ = try? await store.reading { (store) throws(StoreError) in
        try store.drafts().count + store.inboxes().count
      }
      let count = server.ledger.snapshot.requestCount + clock.sleeperCount * 1000
      quiet = count == last ? quiet + 1 : 0
      last = count
    }
  }
}
