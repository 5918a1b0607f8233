import CommuneAPI
import Foundation
import MailModel
import Sandbox
import Testing

/// A server on loopback that can go away and come back on its port, and programs that use it.
final class SandboxRun {
  let server: SandboxServer
  let home: TemporaryHome
  private var listener: SandboxListener?
  let port: UInt16

  init(
    _ dialect: SandboxOptions.Dialect = .src, seed: SandboxSeed = SandboxRun.mail,
    _ script: String = ""
  ) throws {
    server = SandboxServer(
      seed: seed, options: SandboxOptions(dialect: dialect, visibilityDelay: 0...200),
      script: try FaultScript(parsing: script))
    let first = try SandboxListener(server: server, clock: SandboxRun.now)
    listener = first
    port = first.port
    home = try TemporaryHome()
    try home.write("printf 'Answer number 4711.\\n' > \"$1\"\n", to: "editor.sh")
  }

  deinit { listener?.stop() }

  func stop() {
    listener?.stop()
    listener = nil
  }

  /// Listens again where it listened before.
  func startAgain() throws {
    listener = try SandboxListener(server: server, port: port, clock: SandboxRun.now)
  }

  /// Starts the program on this server.
  func app(
    key: String = SandboxKey.full.text, size: WindowSize = .small, arguments: [String] = [],
    home: TemporaryHome? = nil
  ) throws -> PTYApp {
    let home = home ?? self.home
    return try PTYApp(
      [DemoRun.path] + arguments, size: size,
      environment: [
        "COMMUNE_API_KEY": key, "COMMUNE_BASE_URL": "http://127.0.0.1:\(port)/v1",
        "EDITOR": "sh \(self.home.path)/editor.sh", "VISUAL": nil,
      ], home: home)
  }

  var deliveries: Int { server.ledger.snapshot.deliveries.count }

  var posts: Int { server.ledger.snapshot.requests.count { $0.method == "POST" } }

  static func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }
}

extension SandboxRun {
  private static let inbox = Inbox(
    id: ID("inbox-1"), domain: ID("domain-1"), domainName: "acme.dev", localPart: "support",
    address: "support@acme.dev", displayName: "Acme Support")

  /// Three threads of one inbox.
  static var mail: SandboxSeed {
    seed([
      message("m1", "t1", "Order not received", minutes: 5),
      message("m2", "t2", "配送について配送について配送について配送について配送について配送について", minutes: 9),
      message("m3", "t3", "Re: API limits", minutes: 30),
    ])
  }

  /// A thread of so many messages.
  static func longThread(_ count: Int) -> SandboxSeed {
    seed(
      (0..<count).map { index in
        message("m\(index)", "t1", "A long story", minutes: count - index, text: "Part \(index).")
      })
  }

  private static func seed(_ messages: [Message]) -> SandboxSeed {
    SandboxSeed(
      domains: [Domain(id: ID("domain-1"), name: "acme.dev", status: "verified")],
      inboxes: [inbox], messages: messages)
  }

  private static func message(
    _ id: String, _ thread: String, _ subject: String, minutes: Int, text: String = "Where is it?"
  ) -> Message {
    Message(
      id: ID(id), thread: ID(thread), inbox: inbox.id, direction: .inbound,
      participants: [
        Participant(role: .sender, identity: "Ada <ada@lovelace.io>"),
        Participant(role: .to, identity: inbox.address),
      ], subject: subject, text: text,
      createdAt: now().advanced(byMilliseconds: -Int64(minutes) * 60_000))
  }
}

extension PTYApp {
  /// Opens the first thread and answers it in the external editor, up to the key that sends.
  func answerFirstThread() async {
    send("\r")
    await waitFor("Where is it?")
    send("r")
    await waitFor("inserts a tab")
    send("\u{1B}")
    await waitFor("keep draft")
    send("e")
    await waitFor("Answer number 4711.", seconds: 10)
  }
}
