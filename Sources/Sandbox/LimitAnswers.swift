import CommuneAPI
import MailModel

/// Moments of past requests by kind, for limits over sliding windows.
struct SlidingWindows {
  private var times: [String: [Int64]] = [:]
  private static let longest: Int64 = 86_400_000

  mutating func note(_ kind: String, at now: Timestamp) {
    var kept = times[kind] ?? []
    if kept.count >= 10_000 { kept.removeAll { $0 <= now.milliseconds - Self.longest } }
    kept.append(now.milliseconds)
    times[kind] = kept
  }

  func count(_ kind: String, within window: Int64, at now: Timestamp) -> Int {
    let kept = times[kind] ?? []
    return kept.reversed().prefix { $0 > now.milliseconds - window }.count
  }
}

extension SandboxState {
  private static let minute: Int64 = 60_000
  private static let hour: Int64 = 3_600_000
  private static let day: Int64 = 86_400_000

  /// The contract's general limit per key.
  mutating func chargeRequest(_ call: Call) throws(Refusal) {
    guard !isSource, let most = options.limits?.requestsPerMinute else { return }
    let kind = "request " + call.key.text
    windows.note(kind, at: now)
    guard windows.count(kind, within: Self.minute, at: now) <= most else {
      throw Refusal(429, "Rate limit exceeded")
    }
  }

  /// Counts a send before anything of it is checked, so that refused tries count too.
  mutating func chargeSend(_ call: Call) throws(Refusal) {
    guard let limits = options.limits else { return }
    windows.note("send", at: now)
    let kinds: [(window: Int64, most: Int, name: String)] = [
      (Self.hour, limits.sendsPerHour, "Hourly"), (Self.day, limits.sendsPerDay, "Daily"),
    ]
    for (window, most, name) in kinds
    where windows.count("send", within: window, at: now) > most {
      throw refusal("\(name) email rate limit exceeded", seconds: window / 1000)
    }
    let burst = windows.count("send", within: 10_000, at: now)
    let isBurst = burst > limits.sendsPer10Seconds
    if isBurst || windows.count("send", within: Self.minute, at: now) > limits.sendsPerMinute {
      guard isSource else { throw Refusal(429, "Rate limit exceeded") }
      throw Refusal(429, "Send rate too high \u{2014} slow down") { writer in
        writer.field(
          strings: "reasons", ["\(burst) emails in 10s (max: \(limits.sendsPer10Seconds))"])
        writer.field("retryAfter", 10)
      }
    }
  }

  mutating func chargeSend(from inbox: String) throws(Refusal) {
    guard isSource, let limits = options.limits else { return }
    windows.note("inbox " + inbox, at: now)
    let count = windows.count("inbox " + inbox, within: Self.day, at: now)
    guard count > limits.sendsPerInboxAndDay else { return }
    throw Refusal(429, "Inbox daily send limit exceeded") { writer in
      writer.field("inbox_id", inbox)
      writer.field("current_count", count)
      writer.field("daily_limit", limits.sendsPerInboxAndDay)
      writer.field("tier", "agent_pro")
    }
  }

  mutating func chargeInbox() throws(Refusal) {
    guard let limits = options.limits else { return }
    if let most = limits.maximumInboxes, inboxes.count >= most {
      throw planRefusal(
        "Inbox limit reached (\(inboxes.count)/\(most)). Upgrade your plan to create more inboxes.",
        count: inboxes.count, limit: most)
    }
    windows.note("new inbox", at: now)
    if windows.count("new inbox", within: Self.day, at: now) > limits.inboxesPerDay {
      throw refusal("Inbox creation rate limit exceeded", seconds: Self.day / 1000)
    }
  }

  mutating func chargeDomain() throws(Refusal) {
    guard let limits = options.limits else { return }
    if limits.maximumDomains == 0 {
      throw planRefusal("Custom domains require a paid plan", count: nil, limit: nil)
    }
    windows.note("new domain", at: now)
    if windows.count("new domain", within: Self.day, at: now) > limits.domainsPerDay {
      throw refusal("Domain creation rate limit exceeded", seconds: Self.day / 1000)
    }
  }

  func checkDomainCount() throws(Refusal) {
    guard let most = options.limits?.maximumDomains, domains.count >= most else { return }
    throw planRefusal(
      "Custom domain limit reached (\(domains.count)/\(most)). Upgrade your plan for more.",
      count: domains.count, limit: most)
  }

  /// `X-RateLimit-…` fields of a send.
  var sendHeaders: [Header] {
    guard isSource, let limits = options.limits else { return [] }
    let kinds: [(name: String, window: Int64, most: Int)] = [
      ("Hour", Self.hour, limits.sendsPerHour), ("Day", Self.day, limits.sendsPerDay),
    ]
    return kinds.flatMap { kind in
      let count = windows.count("send", within: kind.window, at: now)
      let reset = (now.milliseconds + kind.window) / 1000
      return [
        Header("X-RateLimit-Limit-\(kind.name)", "\(kind.most)"),
        Header("X-RateLimit-Remaining-\(kind.name)", "\(max(0, kind.most - count))"),
        Header("X-RateLimit-Reset-\(kind.name)", "\(reset)"),
      ]
    }
  }

  private func refusal(_ text: String, seconds: Int64) -> Refusal {
    guard isSource else { return Refusal(429, "Rate limit exceeded") }
    guard options.limits?.tellsWhenToRetry == true else { return Refusal(429, text) }
    var refusal = Refusal(429, text) { $0.field("retryAfter", Int(seconds)) }
    refusal.answer.headers.append(Header("Retry-After", "\(seconds)"))
    return refusal
  }

  private func planRefusal(_ text: String, count: Int?, limit: Int?) -> Refusal {
    Refusal(403, text) { writer in
      if let count { writer.field("current_count", count) }
      if let limit { writer.field("limit", limit) }
      writer.field("current_tier", limit == nil ? "free" : "agent_pro")
      writer.field("upgrade_url", "/dashboard/billing")
    }
  }
}
