import MailModel
import Sandbox
import Testing

struct LimitTests {
  @Test("the hourly limit says when, in header and body, and slides")
  func hourly() {
    let box = SandboxFixture(limits: .free)
    for index in 0..<10 {
      let answer = box.send(at: Int64(index) * 20_000)
      #expect(answer.answer.header("X-RateLimit-Remaining-Hour") == "\(9 - index)")
    }
    let refused = box.send(at: 300_000)
    #expect(refused.status == 429 && refused.number("retryAfter") == 3600)
    #expect(refused.answer.header("Retry-After") == "3600")
    #expect(box.send(at: 3_600_000 + 100_000).status == 202)
  }

  @Test("a burst names seconds in the body only, the inbox's day names none")
  func variants() {
    let burst = SandboxFixture(limits: SandboxLimits(sendsPer10Seconds: 2))
    for _ in 0..<2 { #expect(burst.send().status == 202) }
    let refused = burst.send()
    #expect(refused.status == 429 && refused.number("retryAfter") == 10)
    #expect(refused.answer.header("Retry-After") == nil)
    let inbox = SandboxFixture(limits: SandboxLimits(sendsPerInboxAndDay: 1))
    _ = inbox.send()
    let day = inbox.send()
    #expect(day.status == 429 && day.number("daily_limit") == 1)
    #expect(day.number("retryAfter") == nil && day.answer.header("Retry-After") == nil)
    let silent = SandboxFixture(limits: SandboxLimits(sendsPerHour: 0, tellsWhenToRetry: false))
    #expect(silent.send().text == "{\"error\":\"Hourly email rate limit exceeded\"}")
  }

  @Test("refused and invalid tries count, so that hammering keeps the block alive")
  func hammering() {
    let box = SandboxFixture(limits: SandboxLimits(sendsPer10Seconds: 3))
    for _ in 0..<3 { #expect(box.ask("POST", "/v1/messages/send", "{}").status == 400) }
    for second in 1..<20 { #expect(box.send(at: Int64(second) * 1000).status == 429) }
    #expect(box.send(at: 60_000).status == 202)
  }

  @Test("the contract's 429 says nothing else, and may count every request")
  func contract() {
    let box = SandboxFixture(.doc, limits: SandboxLimits(requestsPerMinute: 2))
    for _ in 0..<2 { #expect(box.ask("GET", "/v1/domains").status == 200) }
    #expect(box.ask("GET", "/v1/domains").text == "{\"error\":\"Rate limit exceeded\"}")
    #expect(box.ask("GET", "/v1/domains", key: .readOnly).status == 200)
    #expect(box.ask("GET", "/v1/domains", at: 60_001).status == 200)
  }

  @Test("plan limits are a 403 with the way out")
  func plans() {
    let box = SandboxFixture(limits: .free)
    let inbox = box.ask("POST", "/v1/inboxes", "{\"local_part\":\"x\"}")
    #expect(inbox.status == 403 && inbox.number("current_count") == 2)
    let domain = box.ask("POST", "/v1/domains", "{\"name\":\"x.org\"}")
    #expect(domain.status == 403 && domain.string("upgrade_url") == "/dashboard/billing")
  }

  @Test("without limits nothing is refused")
  func unlimited() {
    let box = SandboxFixture()
    for _ in 0..<100 { #expect(box.send().status == 202) }
  }
}
