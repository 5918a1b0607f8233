import MailModel

/// The body of a send, checked.
struct OutgoingMail {
  var to: [String]
  var cc: [String]
  var bcc: [String]
  var subject: String
  var text: String?
  var html: String?
  var from: String?
  var inbox: String?
  var domain: String?
  var thread: String?
  var attachments: [String]

  /// A field that breaks a rule: its path, dotted, and the rule.
  struct Problem {
    var path: String
    var message: String
  }

  /// Collects the problems of all fields, as the source does; nil where there are any.
  init?(_ body: JSONNode, problems: inout [Problem]) {
    var reader = FieldReader(body: body)
    to = reader.recipients("to", isRequired: true)
    cc = reader.recipients("cc", isRequired: false)
    bcc = reader.recipients("bcc", isRequired: false)
    subject = reader.subject()
    text = reader.string("text")
    html = reader.string("html")
    from = reader.string("from")
    if let from, !from.isEmpty, !FieldReader.isMailbox(from) {
      reader.problems.append(Problem(path: "from", message: "Invalid email address"))
    }
    _ = reader.string(body["replyTo"] == nil ? "reply_to" : "replyTo")
    inbox = reader.string(body["inboxId"] == nil ? "inbox_id" : "inboxId")
    domain = reader.string(body["domainId"] == nil ? "domain_id" : "domainId")
    thread = reader.string("thread_id")
    attachments = reader.attachments()
    reader.checkHeaders()
    problems = reader.problems
    if !problems.isEmpty { return nil }
  }

  /// CR, LF and NUL become blanks; the ends are trimmed.
  fileprivate static func cleaned(_ subject: String) -> String {
    let scalars = subject.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar == "\r" || scalar == "\n" || scalar == "\0" ? " " : scalar
    }
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
    let trimmed = scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return String(String.UnicodeScalarView(trimmed))
  }
}

/// Reads the members of a send's body and notes what is wrong with them.
private struct FieldReader {
  let body: JSONNode
  var problems: [OutgoingMail.Problem] = []

  static func isMailbox(_ text: String) -> Bool {
    let address = Address(parsing: text).spec
    let sides = address.split(separator: "@", omittingEmptySubsequences: false)
    return sides.count == 2 && !sides[0].isEmpty && sides[1].contains(".")
      && !address.contains(" ")
  }

  private mutating func note(_ path: String, _ message: String) {
    problems.append(OutgoingMail.Problem(path: path, message: message))
  }

  mutating func string(_ name: String) -> String? {
    guard let node = body[name] else { return nil }
    guard let text = node.string else {
      note(name, "Expected string, received \(node.typeName)")
      return nil
    }
    if text.utf16.count > 10_000_000 { note(name, "Too long") }
    return text
  }

  mutating func subject() -> String {
    guard body["subject"] != nil else {
      note("subject", "Required")
      return ""
    }
    guard let text = string("subject") else { return "" }
    let subject = OutgoingMail.cleaned(text)
    if subject.isEmpty { note("subject", "Subject is required") }
    if subject.utf16.count > 500 { note("subject", "Subject too long") }
    return subject
  }

  mutating func recipients(_ name: String, isRequired: Bool) -> [String] {
    guard let node = body[name] else {
      if isRequired { note(name, "Invalid input") }
      return []
    }
    guard let list = node.array ?? node.string.map({ [.string($0)] }) else {
      note(name, "Invalid input")
      return []
    }
    if isRequired, list.isEmpty { note(name, "At least one recipient required") }
    var recipients: [String] = []
    for (index, element) in list.enumerated() {
      let path = node.array == nil ? name : "\(name).\(index)"
      guard let text = element.string else {
        note(path, "Expected string, received \(element.typeName)")
        continue
      }
      if isRequired {
        if text.isEmpty { note(path, "Recipient email is required") }
        if text.utf8.count > 320 { note(path, "Recipient email too long") }
      } else if !Self.isMailbox(text) {
        note(path, "Invalid email address")
      }
      recipients.append(text)
    }
    return recipients
  }

  mutating func attachments() -> [String] {
    guard let node = body["attachments"] else { return [] }
    guard let list = node.array else {
      note("attachments", "Expected array, received \(node.typeName)")
      return []
    }
    // Objects with inline content are passed over, as the server does without a word.
    return list.compactMap(\.string)
  }

  mutating func checkHeaders() {
    guard let node = body["headers"] else { return }
    guard case .object(let members) = node else {
      return note("headers", "Expected object, received \(node.typeName)")
    }
    for member in members where member.value.string == nil {
      note("headers.\(member.name)", "Expected string, received \(member.value.typeName)")
    }
  }
}
