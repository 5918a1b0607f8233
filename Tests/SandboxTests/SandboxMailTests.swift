import MailModel
import Testing

@testable import Sandbox

/// The sample mail, made once for all tests.
private let now = Timestamp(seconds: 1_742_050_000)
private let seed = SandboxSeed.demo(now: now)

@Suite struct SandboxMailTests {
  private var threads: [ID<MailThread>: [Message]] {
    Dictionary(grouping: seed.messages, by: \.thread)
  }

  private func threads(of localPart: String) -> [[Message]] {
    let inbox = seed.inboxes.first { $0.localPart == localPart }
    return threads.values.filter { $0.first?.inbox == inbox?.id }
      .map { $0.sorted { ($0.createdAt ?? now) < ($1.createdAt ?? now) } }
      .sorted { newest($0) > newest($1) }
  }

  private func newest(_ thread: [Message]) -> Timestamp {
    thread.compactMap(\.createdAt).max() ?? Timestamp(seconds: 0)
  }

  @Test func theSampleHasTheSizeThatItPromises() {
    #expect(seed.domains.count == 3)
    #expect(Set(seed.domains.map(\.status)) == ["verified", "pending", "not_started"])
    #expect(seed.domains.filter(\.isVerified).map(\.name) == ["acme.dev"])
    #expect(Set(seed.domains[1].records.map(\.status)).count == 4)
    #expect(seed.inboxes.count == 6)
    #expect((290...310).contains(threads.count))
    let others = seed.messages.count - SampleMail.incidentLength
    #expect((500...1_100).contains(others))
    #expect(threads.values.map(\.count).max() == SampleMail.incidentLength)
  }

  @Test func theSameMomentGivesTheSameMail() {
    let again = SandboxSeed.demo(now: now)
    #expect(again.messages == seed.messages)
    #expect(again.inboxes == seed.inboxes)
    #expect(again.files.map(\.content) == seed.files.map(\.content))
    let later = SandboxSeed.demo(now: now.advanced(byMilliseconds: 60_000))
    #expect(later.messages.map(\.id) == seed.messages.map(\.id))
    let far = HostileMail.all.compactMap(\.at)
    for (old, new) in zip(seed.messages, later.messages) {
      guard let first = old.createdAt, let second = new.createdAt, !far.contains(first) else {
        continue
      }
      #expect(second.milliseconds(since: first) == 60_000)
    }
  }

  @Test func everyIDIsUnique() {
    #expect(Set(seed.messages.map(\.id)).count == seed.messages.count)
    #expect(Set(seed.files.map(\.attachment.id)).count == seed.files.count)
    #expect(Set(seed.inboxes.map(\.id)).count == seed.inboxes.count)
    #expect(Set(seed.domains.map(\.id)).count == seed.domains.count)
  }

  @Test func threadsAreConsistent() {
    let inboxes = Set(seed.inboxes.map(\.id))
    let files = Set(seed.files.map(\.attachment.id))
    var used: [ID<MailModel.Attachment>] = []
    for (id, messages) in threads {
      #expect(Set(messages.map(\.inbox)).count == 1, "\(id.text)")
      #expect(messages.allSatisfy { $0.inbox.map(inboxes.contains) ?? false })
      let times = messages.compactMap(\.createdAt)
      #expect(times.count == messages.count && times == times.sorted(), "\(id.text)")
      used += messages.flatMap(\.attachments)
      for message in messages where message.direction == .outbound {
        #expect(message.sender != nil && !message.addresses(.to).isEmpty)
        #expect(message.addresses(.cc).isEmpty && message.sendID != nil)
      }
    }
    #expect(Set(used) == files && used.count == files.count)
  }

  @Test func noMailButTheHostileOneIsFromTheFuture() {
    let late = seed.messages.filter { ($0.createdAt ?? now) > now }
    #expect(late.count == 1)
  }

  @Test func noSlotIsLeftOpen() {
    let slots = ["{name}", "{first}", "{order}", "{agent}", "{date", "{n}", "{v}", "{inv}", "[["]
    let hostile = Set(HostileMail.all.map(\.text))
    for message in seed.messages where !hostile.contains(message.text) {
      for slot in slots {
        #expect(!message.text.contains(slot), "\(message.text)")
        #expect(!(message.html ?? "").contains(slot))
      }
    }
  }

  @Test func theScriptsAreManyAndEachIsComplete() {
    let scripts = SampleMail.scripts
    #expect(scripts.count >= 60)
    #expect(Set(scripts.map(\.language)).count == MailScript.Language.allCases.count)
    let inboxes = Set(seed.inboxes.map(\.localPart))
    for script in scripts + MailScript.parse(MailScript.front) {
      #expect(!script.subjects.isEmpty && !script.turns.isEmpty && inboxes.contains(script.inbox))
      #expect(script.turns.allSatisfy { !$0.body.isEmpty }, "\(script.subjects)")
    }
  }

  @Test func subjectsVary() {
    let subjects = threads.values.compactMap { $0.first?.subject }
    #expect(Set(subjects).count * 10 >= subjects.count * 8)
  }

  @Test func supportBeginsWithTheThreadsOfTheMockUps() {
    let newestFirst = threads(of: "support").prefix(16)
    #expect(
      newestFirst.map { $0.last?.subject } == [
        "Invoice 2025-031 wrong amount", "Re: API limits", "Größe der Anhänge",
        "Order not received", "配送について", "[ci] build 4412 failed", "Re: Contract draft v3",
        "Question about billing",
        "Trajectory numbers", "Substitution request", "Re: pointer question",
        "Symmetry of refunds", "Re: Re: rounding", "Photo 51 attached", "Priority alarm 1202",
        "Re: tabs vs spaces",
      ])
    #expect(newestFirst.map(\.count) == [2, 7, 1, 4, 3, 1, 12, 2, 5, 1, 3, 2, 9, 1, 6, 21])
    let order = newestFirst.first { $0.last?.subject == "Order not received" }
    #expect(order?.map(\.direction) == [.inbound, .outbound, .inbound, .inbound])
    #expect(order?.last?.addresses(.cc).map(\.spec) == ["ops@lovelace.io"])
    #expect(order?.last?.html?.contains("display:none") == true)
  }

  @Test func oneInboxIsEmptyAndTheOthersAreNot() {
    #expect(threads(of: "hallo").isEmpty)
    for localPart in ["support", "billing", "agent", "sales", "acme-night"] {
      #expect(threads(of: localPart).count > 10, "\(localPart)")
    }
  }
}
