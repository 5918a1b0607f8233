import CommuneAPI
import MailModel

/// Everything that a sandbox knows; each family of endpoints is an extension in a file of its own.
struct SandboxState {
  let options: SandboxOptions
  let ledger: Ledger
  var messages = MessageTable()

  init(seed: SandboxSeed, options: SandboxOptions, ledger: Ledger) {
    self.options = options
    self.ledger = ledger
  }
  mutating func answer(_ request: SandboxRequest, at now: Timestamp, fault: Fault) -> SandboxAnswer { SandboxAnswer(status: 404) }
  mutating func receive(_ message: Message) {}
  mutating func setRecordStatus(_ status: String, of domain: ID<Domain>) {}
}
struct StoredMessage { var message: Message }
struct MessageTable { mutating func remove(where fits: (StoredMessage) -> Bool) {} }
extension Header { static let json = Header("Content-Type", "application/json; charset=utf-8")
  static func date(_ now: Timestamp) -> Header { Header("Date", "") } }
