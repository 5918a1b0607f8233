public import MailModel

/// Where a file can be fetched for a while.
public struct AttachmentURL: Sendable, Equatable {
  /// `https:` or `data:`; a host of its own, which never gets the key.
  public var url: String
  /// Seconds; 0: no end.
  public var expiresIn: Int64
  public var filename: String
  public var mimeType: String
  /// Bytes.
  public var size: Int64?
}

extension Endpoint where Response == Attachment {
  /// `POST /v1/attachments/upload`; `base64` is the file's content. Not idempotent and never
  /// undone. A transfer may take 15 minutes.
  public static func uploadAttachment(
    base64: String, filename: String, mimeType: String
  ) -> Endpoint {
    let body = JSONWriter.write(
      .object([
        .init("content", .string(base64)), .init("filename", .string(filename)),
        .init("mime_type", .string(mimeType)),
      ]))
    return Endpoint(.post, "/v1/attachments/upload", body: body, timeout: 900_000, read: attachment)
  }

  /// `GET /v1/attachments/:id`: what it is, not what it holds.
  public static func attachment(_ id: ID<Attachment>) -> Endpoint {
    Endpoint(.get, "/v1/attachments/\(id.bytes)", read: attachment)
  }

  private static func attachment(
    _ json: JSONValue, _ response: HTTPResponse
  ) throws(APIError) -> Attachment {
    let data = try json.payload()
    var problem: String?
    if data["quarantined"]?.flag == true {
      problem = "quarantined: \((data["scan_threats"]?.strings ?? []).joined(separator: ", "))"
    } else if data["download_error"]?.flag == true {
      problem = "the server could not fetch it"
    }
    return Attachment(
      id: ID(data["attachment_id", "attachmentId", "id"]?.text ?? ""),
      filename: data["filename"]?.text ?? "",
      mimeType: data["mime_type", "mimeType"]?.text ?? "application/octet-stream",
      size: data["size"]?.integer, problem: problem)
  }
}

extension Endpoint where Response == AttachmentURL {
  /// `GET /v1/attachments/:id/url`; `seconds` is how long the address shall hold. The answer may
  /// be the whole file as a `data:` address (F10): large, and slow like any transfer.
  public static func attachmentURL(_ id: ID<Attachment>, seconds: Int = 3600) -> Endpoint {
    Endpoint(
      .get, "/v1/attachments/\(id.bytes)/url", query: [("expires_in", String(seconds))],
      maximumBodySize: 64 << 20, timeout: 900_000
    ) { json, _ throws(APIError) in
      let data = try json.payload()
      guard let url = data["url"]?.string, !url.isEmpty else {
        throw APIError(.unreadable, status: 200)
      }
      return AttachmentURL(
        url: url, expiresIn: data["expires_in"]?.integer ?? 0,
        filename: data["filename"]?.text ?? "",
        mimeType: data["mime_type", "mimeType"]?.text ?? "application/octet-stream",
        size: data["size"]?.integer)
    }
  }
}
