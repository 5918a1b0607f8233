public import MailModel

extension Endpoint where Response == WirePage<MailThread> {
  /// `GET /v1/threads`, of an inbox, a domain or both; `limit` is kept between 1 and 100. `cursor`
  /// is the last page's `nextCursor`; one that the server does not know yields page 1 again (F8).
  public static func threads(
    inbox: ID<Inbox>? = nil, domain: ID<Domain>? = nil, after cursor: String? = nil,
    limit: Int = 50, order: ListOrder = .newestFirst
  ) -> Endpoint {
    Endpoint(
      .get, "/v1/threads",
      query: [
        ("inbox_id", inbox?.text), ("domain_id", domain?.text),
        ("limit", String(min(max(1, limit), 100))), ("cursor", cursor), ("order", order.rawValue),
      ]
    ) { json, _ throws(APIError) in
      try WirePage(json, row: WireMail.thread)
    }
  }
}

extension Endpoint where Response == WirePage<Message> {
  /// `GET /v1/threads/:id/messages`; `limit` is kept between 1 and 1,000 and there is no cursor.
  public static func messages(
    in thread: ID<MailThread>, limit: Int = 1000, order: ListOrder = .newestFirst
  ) -> Endpoint {
    Endpoint(
      .get, "/v1/threads/\(thread.bytes)/messages",
      query: [("limit", String(min(max(1, limit), 1000))), ("order", order.rawValue)]
    ) { json, _ throws(APIError) in
      try WirePage(json) { row in
        var message = WireMail.message(row)
        if message.thread.isEmpty { message.thread = thread }
        return message
      }
    }
  }

  /// `GET /v1/messages`; one of the first three filters must be given, and public servers heed the
  /// first of them only. Moments go out as `YYYY-MM-DDTHH:MM:SS.sssZ`, compared as text there.
  public static func messages(
    inbox: ID<Inbox>? = nil, domain: ID<Domain>? = nil, sender: String? = nil,
    before: Timestamp? = nil, after: Timestamp? = nil, limit: Int = 50,
    order: ListOrder = .newestFirst
  ) -> Endpoint {
    Endpoint(
      .get, "/v1/messages",
      query: [
        ("inbox_id", inbox?.text), ("domain_id", domain?.text), ("sender", sender),
        ("limit", String(min(max(1, limit), 1000))), ("order", order.rawValue),
        ("before", before?.iso), ("after", after?.iso),
      ]
    ) { json, _ throws(APIError) in
      try WirePage(json, row: WireMail.message)
    }
  }
}
