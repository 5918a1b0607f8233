public import MailModel
import Synchronization

/// A Commune v1 server in memory: requests in, answers out; no sockets, no clock of its own.
///
/// Safe to call from any thread; requests are served one after the other.
public final class SandboxServer: Sendable {
  /// What really happened.
  public let ledger: Ledger
  public let options: SandboxOptions
  private let state: Mutex<SandboxState>
  private let faults = Mutex(FaultProgress())

  public init(
    seed: SandboxSeed = .empty, options: SandboxOptions = SandboxOptions(),
    script: FaultScript = FaultScript()
  ) {
    let ledger = Ledger()
    self.ledger = ledger
    self.options = options
    state = Mutex(SandboxState(seed: seed, options: options, ledger: ledger))
    faults.withLock { $0.script = script }
  }

  /// Serves `request` in order, without the fault script.
  public func handle(_ request: SandboxRequest, at now: Timestamp) -> SandboxAnswer {
    state.withLock { $0.answer(request, at: now, fault: Fault()) }
  }

  /// Serves `request` as the fault script wants; the caller carries out what concerns the
  /// connection.
  public func exchange(_ request: SandboxRequest, at now: Timestamp) -> SandboxExchange {
    let fault = faults.withLock { $0.fault(method: request.method, target: request.target) }
    var answer = SandboxAnswer(status: 200)
    if fault.processes {
      answer = state.withLock { $0.answer(request, at: now, fault: fault) }
    } else if !fault.isRefused {
      ledger.note(
        request: LedgerSnapshot.Request(
          time: now, method: request.method, target: request.target, status: fault.status))
    }
    return SandboxExchange(answer: fault.applied(to: answer, at: now), fault: fault)
  }

  /// What the script does to the connection that is being opened.
  func faultOfConnection() -> Fault {
    faults.withLock { $0.fault(method: FaultScript.Rule.connect, target: "") }
  }

  /// Replaces the fault script; its rules count from 1 again.
  public func run(_ script: FaultScript) {
    faults.withLock { $0.script = script }
  }

  /// Puts a mail into the store as if it had just come in; one with the same id is replaced.
  public func receive(_ message: Message) {
    state.withLock { $0.receive(message) }
  }

  /// Takes a thread and its messages away.
  public func remove(thread: ID<MailThread>) {
    state.withLock { $0.messages.remove { $0.message.thread == thread } }
  }

  /// Sets the status of every record of a domain, as if DNS had changed.
  public func setRecordStatus(_ status: String, of domain: ID<Domain>) {
    state.withLock { $0.setRecordStatus(status, of: domain) }
  }
}
