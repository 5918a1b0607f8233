/// The ways of a send to end that a client must survive (reliability.md §6.8).
public enum FaultPreset: String, Sendable, CaseIterable {
  case ok
  case neverReceived = "never-received"
  case receivedNotProcessed = "received-not-processed"
  case processedNoAnswer = "processed-no-answer"
  case cutInStatus = "cut-in-status"
  case cutInBody = "cut-in-body"
  case keyNotStored = "key-not-stored"
  case keyIgnored = "key-ignored"
  case errorAfterQueue = "500-after-queue"
  case visibleAfter90Seconds = "visible-after-90s"
  case neverVisible = "never-visible"
  case replayAnswered429 = "replay-429"
  /// Accepted with a good answer, then dropped: no delivery, no row.
  case workerDrops = "worker-drops"

  /// The script of the first send, and of its retries where the mode is about them.
  public var script: FaultScript {
    // Every line is read by a test, so that an empty script cannot come of an error here.
    (try? FaultScript(parsing: lines)) ?? FaultScript()
  }

  var lines: String {
    let send = "POST /v1/messages/send"
    return switch self {
    case .ok: ""
    case .neverReceived: "\(send) 1 refuse"
    case .receivedNotProcessed: "\(send) 1 process=no end=reset"
    case .processedNoAnswer: "\(send) 1 end=hang"
    case .cutInStatus: "\(send) 1 cut=7"
    case .cutInBody: "\(send) 1 cut-body=10"
    case .keyNotStored: "\(send) 1 key=forget end=reset"
    case .keyIgnored: "\(send) 1 key=ignore end=reset\n\(send) always key=ignore"
    case .errorAfterQueue:
      "\(send) 1 process=yes status=500 body='{\"error\":\"Failed to queue email\"}'"
    case .visibleAfter90Seconds: "\(send) 1 visible=90000 end=reset"
    case .neverVisible: "\(send) 1 visible=never end=reset"
    case .replayAnswered429:
      "\(send) 1 end=reset\n\(send) 2+ status=429 header='Retry-After: 60' "
        + "body='{\"error\":\"Hourly email rate limit exceeded\",\"retryAfter\":60}'"
    case .workerDrops: "\(send) 1 visible=dropped"
    }
  }
}
