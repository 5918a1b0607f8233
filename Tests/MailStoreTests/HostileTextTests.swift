import MailModel
import Testing

@testable import MailStore

@Suite("Hostile text") struct HostileTextTests {
  static let texts = [
    "", "'); DROP TABLE threads; --", "a\0b\0", "\0", "\u{1B}[2J\u{202E}",
    "\"quoted\" % _ ? ?1 :name @x $y", "e\u{301} é \u{FFFD}",
    String(repeating: "ü", count: 500_000), String(repeating: "\0", count: 1_000_000),
  ]

  let store: MailStore

  init() throws {
    store = try MailStore.inMemory(clock: { StoreFixture.now })
  }

  func same(_ left: String?, _ right: String) -> Bool {
    left.map { Array($0.utf8) } == Array(right.utf8)
  }

  @Test("CD-20 a thread's and a message's text comes back byte for byte", arguments: texts.indices)
  func mail(index: Int) async throws {
    let text = Self.texts[index]
    let id = ID<MailThread>("t" + text)
    let thread = MailThread(
      id: id, inbox: ID("i" + text), domain: ID("d" + text), subject: text, snippet: text,
      messageCount: 1, lastDirection: .inbound)
    _ = try await store.mergeThreads([thread], inbox: nil, receivedAt: StoreFixture.now)
    let message = Message(
      id: ID("m" + text), thread: id, inbox: ID("i" + text), channel: text, direction: .outbound,
      participants: [
        Participant(role: .to, identity: text),
        Participant(role: .cc, identity: "\"\(text.prefix(300))\" <a@example.org>"),
      ],
      subject: text, text: text, html: text, attachments: [ID("f" + text)],
      createdAt: StoreFixture.now, sendID: "s" + text, deliveryStatus: text)
    try await store.mergeMessages(thread: id, [message], isComplete: true)
    let row = try #require(try store.threadRow(id))
    #expect(row.thread == thread && same(row.thread.snippet, text))
    let read = try #require(try store.messages(in: id, limit: 1).first)
    #expect(read == message && same(read.text, text) && same(read.html, text))
    let again = try await store.mergeMessages(thread: id, [message], isComplete: true)
    #expect(again == MergeResult(unchanged: 1))
    let file = Attachment(
      id: ID("f" + text), filename: text, mimeType: text, size: 1, problem: text)
    try await store.storeAttachment(file)
    #expect(try store.attachments([file.id]) == [file.id: file])
    _ = try store.correspondentHistory(text, limit: 5)
  }

  @Test("CD-20 an inbox's and a domain's text comes back byte for byte", arguments: texts.indices)
  func account(index: Int) async throws {
    let text = Self.texts[index]
    let inbox = Inbox(
      id: ID("i" + text), domain: ID("d" + text), domainName: text, localPart: text,
      address: text, displayName: text, status: text,
      webhook: Webhook(endpoint: text, events: [text, "x"]))
    try await store.replaceInboxes([inbox])
    #expect(try store.inboxes() == [inbox])
    let record = DNSRecord(
      purpose: text, name: text, type: text, value: text, ttl: text, priority: 1, status: text)
    let domain = Domain(
      id: ID("d" + text), name: text, status: text, region: text, records: [record])
    try await store.replaceDomains([domain])
    #expect(try store.domains() == [domain])
    let state = ThreadListState(nextCursor: text, hasMore: true)
    try await store.setThreadListState(state, of: inbox.id)
    #expect(try store.threadListState(of: inbox.id) == state)
  }

  @Test("CD-20 what the user writes comes back byte for byte", arguments: texts.indices)
  func drafts(index: Int) async throws {
    let text = Self.texts[index]
    let draft = Draft(
      id: ID("d" + text), inbox: ID("i" + text), to: text, cc: text, bcc: text, subject: text,
      body: text, thread: ID("t" + text), answers: ID("a" + text), changedAt: StoreFixture.now)
    let saved = try await store.saveDraft(draft)
    let read = try #require(try store.draft(draft.id))
    #expect(read == saved && same(read.body, text) && same(read.subject, text))
    let body = Array(text.utf8)
    _ = try await store.enqueue(read, key: "k" + text, body: body, fingerprint: body)
    let moved = try await store.advance(
      draft.id, from: .held, to: .rejected, note: text, sendID: "s" + text)
    let item = try #require(try store.outboxItem(draft.id))
    #expect(item == moved && same(item.key, "k" + text) && same(item.note, text))
    #expect(try store.frozenBody(draft.id) == body && store.fingerprint(draft.id) == body)
    _ = try await store.returnToDraft(draft.id, note: text)
    #expect(same(try store.draftNote(draft.id), text))
    try await store.learn("n" + text, text)
    #expect(same(try store.learned("n" + text), text))
  }

  @Test("CD-20 text with NULs in a damaged journal is saved whole")
  func salvagedText() async throws {
    let fixture = try StoreFixture()
    let first = try fixture.open()
    let draft = try await first.saveDraft(Sample.draft("d", body: "a\0b"))
    first.close()
    var bytes = try fixture.bytes(fixture.journalPath)
    bytes[70] ^= 1
    try fixture.write(bytes, to: fixture.journalPath)
    #expect(try fixture.open().drafts() == [draft])
  }

  @Test("UW-16 ids that differ only in their normal form are two rows")
  func normalForms() async throws {
    let names = ["\u{E9}", "e\u{301}"]
    let threads = names.map { Sample.thread($0, inbox: ID($0)) }
    _ = try await store.mergeThreads(threads, inbox: nil, receivedAt: StoreFixture.now)
    _ = try await store.mergeThreads(threads, inbox: nil, receivedAt: StoreFixture.now)
    let rows = try store.threadRows(ThreadQuery(), from: nil, direction: .older, limit: 9)
    #expect(Set(rows.map(\.id)) == Set(threads.map(\.id)) && rows.count == 2)
    #expect(try store.tallies().count == 2)
    for name in names {
      try await store.mergeMessages(
        thread: ID(name), names.map { Sample.message($0, in: name) }, isComplete: true)
      #expect(try store.messages(in: ID(name), limit: 9).count == 2)
      _ = try await store.saveDraft(Sample.draft(name))
    }
    #expect(try store.drafts().count == 2)
    try await store.markRead(ID(names[0]), upTo: StoreFixture.now)
    #expect(try store.threadRow(ID(names[0]))?.isUnread == false)
    #expect(try store.threadRow(ID(names[1]))?.isUnread == true)
  }

  @Test("UW-16 ids of any bytes are kept apart")
  func anyBytes() async throws {
    let ids: [[UInt8]] = [[0], [0, 0], [0xFF], [0xC3, 0x28], [0x41], [0x41, 0]]
    let threads = ids.map { bytes in
      var thread = Sample.thread("x")
      thread.id = ID(bytes: bytes)
      return thread
    }
    _ = try await store.mergeThreads(threads, inbox: nil, receivedAt: StoreFixture.now)
    for thread in threads.dropFirst() {
      #expect(try store.threadRow(thread.id)?.thread == thread)
    }
    #expect(try store.tally(inbox: nil).threads == ids.count)
  }
}
