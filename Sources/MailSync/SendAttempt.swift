import CommuneAPI
import MailModel

extension TryOutcome {
  init(_ receipt: SendReceipt) {
    self = .answered(sendID: receipt.sendID, thread: receipt.thread)
  }

  /// Reads a failed call: what it says of the mail's fate (reliability.md §6.4).
  init(_ error: APIError) {
    let reason = error.reasonText
    if (200..<300).contains(error.status) {
      // The status line said yes, whatever became of the rest.
      self = .answered(sendID: nil, thread: nil)
      return
    }
    switch error.kind {
    case .transport:
      self = error.requestLeft ? .unclear(reason: reason) : .neverLeft(reason: reason)
    case .redirected:
      self = .redirected(reason: reason)
    case .unauthorized, .missingScope, .planLimit, .sendingPaused, .forbidden, .notFound,
      .conflict, .gone, .tooLarge, .invalid, .rateLimited:
      self = TryOutcome.refusal(error, reason)
    case .server, .notCommune, .unreadable:
      self = .unclear(reason: reason)
    }
  }

  /// Only an answer in the API's own form is a no of the API: a gateway's page is none.
  private static func refusal(_ error: APIError, _ reason: String) -> TryOutcome {
    if error.message.isEmpty && error.status != 429 { return .unclear(reason: reason) }
    return .refused(
      status: error.status, reason: reason, retryAfter: error.retryAfter,
      resumeAt: error.resumeAt)
  }
}

extension APIError {
  /// The server's words and details, or the name of what happened: a note for the outbox.
  var reasonText: String {
    let words = [message].filter { !$0.isEmpty } + details + [hint].compactMap { $0 }
    if !words.isEmpty { return words.joined(separator: "; ") }
    switch kind {
    case .transport(let reason): return reason.name
    case .redirected(let target): return "redirected to \(target)"
    default: return status > 0 ? "status \(status)" : "no answer"
    }
  }
}

extension TransportError.Reason {
  fileprivate var name: String {
    switch self {
    case .cancelled: "cancelled"
    case .refusedHere(let rule): "refused here: \(rule)"
    case .nameNotFound(let host): "host not found: \(host)"
    case .connectionRefused: "connection refused"
    case .tls(let text): "TLS: \(text)"
    case .timeout: "timeout"
    case .cut: "connection lost"
    case .tooLarge(let limit): "answer larger than \(limit) bytes"
    case .other(let text): text
    }
  }
}
