import CommuneAPI
import MailModel

extension SandboxState {
  mutating func routeAttachments(
    _ call: Call, _ words: [String]
  ) throws(Refusal) -> SandboxAnswer? {
    let method = call.request.method
    if method == "POST", words.count == 2, words[1] == "upload" { return try upload(call) }
    guard method == "GET", words.count == 2 || (words.count == 3 && words[2] == "url") else {
      return nil
    }
    try require("attachments:read", call)
    guard let file = files[ID(bytes: call.request.segments[2])] else {
      throw Refusal(404, "Attachment not found")
    }
    return words.count == 2 ? metadata(of: file) : try link(to: file, call)
  }

  private mutating func upload(_ call: Call) throws(Refusal) -> SandboxAnswer {
    try require("attachments:write", call)
    if let content = call.body["content"], content.string == nil, isSource, !content.isNull {
      throw Refusal(500, "Failed to upload attachment")
    }
    guard let content = call.body["content"]?.string, !content.isEmpty,
      let name = call.body["filename"]?.string, !name.isEmpty,
      let type = call.member("mime_type", "mimeType")?.string, !type.isEmpty
    else { throw Refusal(400, "Missing required fields: content, filename, mime_type") }
    let bytes = Base64.lenientlyDecoded(content.utf8)
    let file = SandboxFile(
      attachment: Attachment(
        id: ID(ids.hex(32)), filename: name, mimeType: type, size: Int64(bytes.count)),
      content: bytes)
    files[file.attachment.id] = file
    return .data(201) { writer in
      writer.object { writeFields(of: file, &$0) }
    }
  }

  private func writeFields(of file: SandboxFile, _ writer: inout JSONWriter) {
    writer.field("attachment_id", file.attachment.id.text)
    writer.field("filename", file.attachment.filename)
    writer.field("mime_type", file.attachment.mimeType)
    writer.field("size", Int(file.attachment.size ?? Int64(file.content.count)))
  }

  private func metadata(of file: SandboxFile) -> SandboxAnswer {
    .data { writer in
      writer.object { writer in
        writeFields(of: file, &writer)
        writer.field("storage_type", isSource ? "database" : "cloudinary")
        writer.field("source", "email")
        writer.field("message_id", "")
        guard isSource else { return }
        writer.field(orNull: "cloudinary_url", nil)
        writer.field(orNull: "cloudinary_public_id", nil)
        if file.attachment.problem != nil { writer.field("quarantined", true) }
      }
    }
  }

  /// `doc` links to the sandbox itself, for a while; `src` puts the content into the link.
  private func link(to file: SandboxFile, _ call: Call) throws(Refusal) -> SandboxAnswer {
    guard file.attachment.problem == nil, file.size > 0 else {
      throw Refusal(400, "Attachment has no accessible content")
    }
    let asked = call.value("expires_in").flatMap { Double($0) }.flatMap { Int(exactly: $0) } ?? 0
    let seconds = isSource ? 0 : (asked > 0 ? asked : 3600)
    let url: String
    if isSource {
      url = "data:\(file.attachment.mimeType);base64,\(Base64.encoded(file.bytes))"
    } else {
      let host = call.request.header("Host") ?? "127.0.0.1"
      let until = now.milliseconds / 1000 + Int64(clamping: min(seconds, 1 << 40))
      let id = PercentEncoding.encoded(file.attachment.id.bytes)
      let signature = signature(of: file.attachment.id.bytes, until: until)
      url = "http://\(host)/files/\(id)?expires=\(until)&signature=\(signature)"
    }
    return .data { writer in
      writer.object { writer in
        writer.field("url", url)
        writer.field("expires_in", seconds)
        writer.field("filename", file.attachment.filename)
        writer.field("mime_type", file.attachment.mimeType)
        writer.field("size", file.size)
      }
    }
  }

  /// `GET /files/:id`, what `doc` links to; it takes no key.
  func file(_ request: SandboxRequest, id: [UInt8]) throws(Refusal) -> SandboxAnswer {
    guard let until = request.value("expires").flatMap({ Int64($0) }),
      request.value("signature") == signature(of: id, until: until),
      let file = files[ID(bytes: id)]
    else { throw Refusal(404, "File not found") }
    guard until > now.milliseconds / 1000 else { throw Refusal(403, "Link has expired") }
    let type = file.attachment.mimeType.utf8.filter { (0x21...0x7e).contains($0) }
    return SandboxAnswer(
      status: 200, headers: [Header("Content-Type", String(decoding: type, as: UTF8.self))],
      body: file.bytes)
  }

  private func signature(of id: [UInt8], until: Int64) -> String {
    let start = fingerprint(String(options.seed).utf8)
    return String(fingerprint("\(until)".utf8, from: fingerprint(id, from: start)), radix: 16)
  }
}

extension SandboxFile {
  /// Where only a size is known, content of that size is made up, 10 MiB at most.
  var bytes: [UInt8] {
    guard content.isEmpty else { return content }
    return (0..<size).map { UInt8(truncatingIfNeeded: $0 % 251) }
  }

  var size: Int {
    content.isEmpty
      ? Int(clamping: min(max(0, attachment.size ?? 0), 10 << 20)) : content.count
  }
}

/// Percent-encodes everything but the unreserved characters (RFC 3986 §2.3).
enum PercentEncoding {
  static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        text.append(byte)
      default:
        text += [UInt8(ascii: "%"), ASCII.hexDigit(byte >> 4), ASCII.hexDigit(byte & 15)]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
