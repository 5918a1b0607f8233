public import MailModel

/// A new deletion request with the token that confirms it. The token stays in memory.
public struct DeletionTicket: Sendable, Equatable, CustomStringConvertible,
  CustomReflectable
{
  public var request: DeletionRequest
  /// Shown by the server once; never stored, logged or displayed.
  public var confirmationToken: String

  public var description: String { "DeletionTicket(\(request.id.text))" }
  public var customMirror: Mirror { Mirror(self, children: ["request": request]) }
}

extension Endpoint where Response == DeletionTicket {
  /// `POST /v1/data/deletion-request`: deletes nothing, but blocks every other request of the
  /// organisation for up to an hour. `before` goes out with milliseconds and `Z` only (F9).
  public static func requestDeletion(_ scope: DeletionRequest.Scope) -> Endpoint {
    var members: [JSONValue.Member]
    switch scope {
    case .organization: members = [.init("scope", .string("organization"))]
    case .inbox(let id):
      members = [.init("scope", .string("inbox")), .init("inbox_id", .string(id.text))]
    case .messages(let before):
      members = [.init("scope", .string("messages"))]
      if let before { members.append(.init("before", .string(before.iso))) }
    }
    return Endpoint(.post, "/v1/data/deletion-request", body: JSONWriter.write(.object(members))) {
      json, _ throws(APIError) in
      let data = try json.payload()
      return DeletionTicket(
        request: WireDeletion.request(data),
        confirmationToken: data["confirmation_token"]?.string ?? "")
    }
  }
}

extension Endpoint where Response == DeletionRequest {
  /// `POST /v1/data/deletion-request/:id/confirm`: at most once in a request's life (DW-06).
  public static func confirmDeletion(_ id: ID<DeletionRequest>, token: String) -> Endpoint {
    let body = JSONWriter.write(.object([.init("confirmation_token", .string(token))]))
    return Endpoint(
      .post, "/v1/data/deletion-request/\(id.bytes)/confirm", body: body, timeout: 900_000,
      read: request)
  }

  /// `GET /v1/data/deletion-request/:id`.
  public static func deletionStatus(_ id: ID<DeletionRequest>) -> Endpoint {
    Endpoint(.get, "/v1/data/deletion-request/\(id.bytes)", read: request)
  }

  private static func request(
    _ json: JSONValue, _ response: HTTPResponse
  ) throws(APIError) -> DeletionRequest {
    WireDeletion.request(try json.payload())
  }
}

/// Reads deletion requests, which come without an envelope.
enum WireDeletion {
  static func request(_ json: JSONValue) -> DeletionRequest {
    DeletionRequest(
      id: ID(json["id"]?.text ?? ""), scope: scope(json), status: json["status"]?.text ?? "",
      preview: counts(json["preview"]), deletedCounts: counts(json["deleted_counts"]),
      confirmBy: WireMail.timestamp(json["confirm_by"]),
      requestedAt: WireMail.timestamp(json["requested_at"]),
      confirmedAt: WireMail.timestamp(json["confirmed_at"]),
      completedAt: WireMail.timestamp(json["completed_at"]), warning: json["warning"]?.string,
      problem: json["error"]?.string ?? json["error"]?["message"]?.string)
  }

  private static func scope(_ json: JSONValue) -> DeletionRequest.Scope? {
    switch json["scope"]?.string {
    case "organization": .organization
    case "inbox": json["inbox_id"]?.text.map { .inbox(ID($0)) }
    case "messages": messages(before: json["before"])
    default: nil
    }
  }

  /// A limit that cannot be read must not look like none: that would be all messages.
  private static func messages(before: JSONValue?) -> DeletionRequest.Scope? {
    guard let before else { return .messages(before: nil) }
    return WireMail.timestamp(before).map { .messages(before: $0) }
  }

  /// Kinds that nobody knows count too; a value that is no number is left out.
  private static func counts(_ json: JSONValue?) -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for member in (json?.members ?? []).prefix(1000) {
      if counts[member.name] == nil { counts[member.name] = member.value.integer }
    }
    return counts
  }
}
