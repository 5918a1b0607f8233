import MailModel
import Sandbox
import Testing

struct ThreadTests {
  @Test(
    "a walk by cursor sees each of 1,000 threads once, in order",
    arguments: ["desc", "asc"])
  func walk(_ order: String) {
    // Ten threads share each moment, so that the id decides.
    let messages = (0..<1000).map { index in
      SandboxFixture.message("m\(index)", thread: "t\(index)", at: Int64(index / 10))
    }
    let box = SandboxFixture(messages: messages.shuffled())
    var seen: [String] = []
    var cursor = ""
    for _ in 0..<20 {
      let page = box.ask("GET", "/v1/threads?inbox_id=inbox-1&limit=100&order=\(order)\(cursor)")
      seen += page.strings("thread_id")
      guard let next = page.string("next_cursor") else { break }
      cursor = "&cursor=\(next)"
    }
    let sorted = (0..<1000).sorted { left, right in
      left / 10 != right / 10 ? left / 10 < right / 10 : "t\(left)" < "t\(right)"
    }.map { "t\($0)" }
    #expect(seen == (order == "asc" ? sorted : sorted.reversed()))
  }

  @Test("a thread that gets mail between two pages is skipped, and none comes twice")
  func moves() {
    let messages = (0..<30).map {
      SandboxFixture.message("m\($0)", thread: "t\($0)", at: Int64($0))
    }
    let box = SandboxFixture(messages: messages)
    let first = box.ask("GET", "/v1/threads?inbox_id=inbox-1&limit=10")
    box.server.receive(SandboxFixture.message("new", thread: "t5", at: 100))
    let next = first.string("next_cursor") ?? ""
    let second = box.ask("GET", "/v1/threads?inbox_id=inbox-1&limit=100&cursor=\(next)")
    let seen = first.strings("thread_id") + second.strings("thread_id")
    #expect(Set(seen).count == 29 && seen.count == 29 && !seen.contains("t5"))
    let again = box.ask("GET", "/v1/threads?inbox_id=inbox-1&limit=1")
    #expect(again.strings("thread_id") == ["t5"])
    #expect(again.number("message_count") == 2)
  }

  @Test(
    "an unreadable cursor is page 1, a misshapen one an empty page",
    arguments: [("!!!", 3), ("bm90IGpzb24", 3), ("eyJhIjoxfQ", 0), ("", 3)])
  func cursors(_ cursor: String, _ count: Int) {
    let messages = (0..<3).map { SandboxFixture.message("m\($0)", thread: "t\($0)", at: Int64($0)) }
    let box = SandboxFixture(messages: messages)
    let answer = box.ask("GET", "/v1/threads?inbox_id=inbox-1&cursor=\(cursor)")
    #expect(answer.strings("thread_id").count == count)
  }

  @Test(
    "limits are clamped",
    arguments: [("0", 20), ("-5", 1), ("abc", 20), ("1000", 100), ("7", 7), ("", 20)])
  func limits(_ limit: String, _ count: Int) {
    let messages = (0..<150).map {
      SandboxFixture.message("m\($0)", thread: "t\($0)", at: Int64($0))
    }
    let answer = SandboxFixture(messages: messages).ask(
      "GET", "/v1/threads?domain_id=domain-1&limit=\(limit)")
    #expect(answer.strings("thread_id").count == count)
  }

  @Test("the snippet is the oldest message's, cut through a surrogate pair; the rest the newest's")
  func summary() {
    let text = String(repeating: "a", count: 199) + "😀 tail"
    let box = SandboxFixture(messages: [
      SandboxFixture.message("m1", thread: "t", at: 1, subject: "Old", text: text),
      SandboxFixture.message(
        "m2", thread: "t", at: 2, direction: .outbound, subject: "New", attachments: ["f"]),
    ])
    let answer = box.ask("GET", "/v1/threads?inbox_id=inbox-1")
    #expect(answer.text.contains("a\\ud83d\",\"last_direction\":\"outbound\""))
    #expect(answer.string("subject") == "New")
    #expect(answer.text.contains("\"has_attachments\":true"))
    #expect(answer.string("first_message_at") == SandboxFixture.time(1).iso)
  }

  @Test("a listing counts only what its filter covers; the thread shows all")
  func filters() {
    let box = SandboxFixture(messages: [
      SandboxFixture.message("m1", thread: "t", at: 1),
      SandboxFixture.message("m2", thread: "t", at: 2, inbox: SandboxFixture.other),
    ])
    #expect(box.ask("GET", "/v1/threads?inbox_id=inbox-2").number("message_count") == 1)
    #expect(box.ask("GET", "/v1/threads?domain_id=domain-1").number("message_count") == 2)
    let both = box.ask("GET", "/v1/threads?domain_id=domain-1&inbox_id=inbox-1")
    #expect(both.number("message_count") == 1)
    #expect(box.ask("GET", "/v1/threads/t/messages").strings("thread_id").count == 2)
  }

  @Test(
    "a hostile thread id is found through its percent-encoding",
    arguments: ["<CAF+x/y=z@mail.gmail.com>", "../../v1/domains", "a?b#c d%20", "é/е\u{301}"])
  func ids(_ thread: String) {
    let box = SandboxFixture(messages: [SandboxFixture.message("m1", thread: thread, at: 1)])
    let digits = Array("0123456789ABCDEF".utf8)
    let encoded = thread.utf8.flatMap {
      [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]]
    }
    let path = "/v1/threads/\(String(decoding: encoded, as: UTF8.self))/messages"
    #expect(box.ask("GET", path).string("message_id") == "m1")
  }

  @Test("messages of a thread come oldest first, newest first on demand, as many as asked for")
  func threadMessages() {
    let messages = (0..<60).map { SandboxFixture.message("m\($0)", thread: "t", at: Int64($0)) }
    let box = SandboxFixture(messages: messages)
    let oldest = box.ask("GET", "/v1/threads/t/messages").strings("content").count
    #expect(oldest == 50)
    let newest = box.ask("GET", "/v1/threads/t/messages?order=desc&limit=2")
    #expect(newest.text.contains("{\"data\":[{\"_id\""))
    #expect(newest.strings("created_at").first == SandboxFixture.time(59).iso)
  }

  @Test("messages are listed between two moments, both exclusive; filters do not combine")
  func messages() {
    let messages = (0..<9).map { SandboxFixture.message("m\($0)", thread: "t", at: Int64($0)) }
    let other = SandboxFixture.message("x", thread: "u", at: 4, inbox: SandboxFixture.other)
    for dialect in SandboxOptions.Dialect.allCases {
      let box = SandboxFixture(dialect, messages: messages + [other])
      let range = "after=\(SandboxFixture.time(2).iso)&before=\(SandboxFixture.time(5).iso)"
      let answer = box.ask("GET", "/v1/messages?inbox_id=inbox-1&sender=nobody&\(range)&order=asc")
      #expect(answer.strings("content_html").isEmpty)
      #expect(answer.strings("content").count == 2)
    }
    let box = SandboxFixture(messages: messages)
    let offset = box.ask("GET", "/v1/messages?inbox_id=inbox-1&after=2099")
    #expect(offset.status == 200 && offset.strings("content").isEmpty)
  }

  @Test("the same message id again replaces the message")
  func overwrite() {
    let box = SandboxFixture(messages: [SandboxFixture.message("m", thread: "t", at: 1)])
    box.server.receive(SandboxFixture.message("m", thread: "t", at: 2, text: "Changed"))
    let answer = box.ask("GET", "/v1/threads/t/messages")
    #expect(answer.strings("content") == ["Changed"])
    box.server.remove(thread: ID("t"))
    #expect(box.ask("GET", "/v1/threads?inbox_id=inbox-1").strings("thread_id").isEmpty)
  }
}
