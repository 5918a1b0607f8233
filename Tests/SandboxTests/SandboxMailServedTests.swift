import CommuneAPI
import MailModel
import Testing

@testable import Sandbox

@Suite struct SandboxMailServedTests {
  private let now = Timestamp(seconds: 1_742_050_000)

  private func body(_ target: String) -> String {
    let server = SandboxServer(seed: .demo(now: now))
    let headers = [Header("Authorization", "Bearer \(SandboxKey.full.text)")]
    let answer = server.handle(
      SandboxRequest(method: "GET", target: target, headers: headers), at: now)
    #expect(answer.status == 200)
    return String(decoding: answer.body, as: UTF8.self)
  }

  @Test func everyInboxIsListedWithItsDomain() {
    let list = body("/v1/inboxes")
    for inbox in SampleAccounts(now: now).inboxes {
      #expect(list.contains("\"\(inbox.address)\""))
      #expect(list.contains("\"domain_name\":\"\(inbox.domainName ?? "?")\""))
    }
    #expect(!list.contains("\"domain_name\":\"\""))
  }

  @Test func theSharedDomainIsNotOneOfTheOrganisation() {
    let list = body("/v1/domains")
    #expect(list.contains("\"acme-mail.eu\"") && !list.contains("agents.example.com"))
  }

  @Test func theFirstPageOfThreadsIsFull() {
    let inbox = SampleAccounts(now: now).inbox("support").id.text
    let page = body("/v1/threads?inbox_id=\(inbox)&limit=100")
    #expect(page.split(separator: "\"thread_id\":").count == 101)
    #expect(page.contains("\"has_more\":true"))
  }
}
