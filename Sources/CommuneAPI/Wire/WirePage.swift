/// A page of a listing.
public struct WirePage<Row: Sendable>: Sendable {
  public var rows: [Row]
  /// The cursor of the next page; nil on the last and wherever the server gave none.
  public var nextCursor: String?
  /// As the server said it; where it said nothing, whether there is a cursor.
  public var hasMore: Bool

  public init(rows: [Row], nextCursor: String? = nil, hasMore: Bool = false) {
    self.rows = rows
    self.nextCursor = nextCursor
    self.hasMore = hasMore
  }
}

extension WirePage {
  /// The rows of `data`, each read for itself; `data` that is no list is not from this API.
  init(_ json: JSONValue, row: (JSONValue) -> Row) throws(APIError) {
    guard let elements = json["data"]?.array else {
      guard json["data"] == nil, json.members?.contains(where: { $0.name == "data" }) == true else {
        throw APIError(.unreadable, status: 200)
      }
      self.init(rows: [])
      return
    }
    let cursor = json["next_cursor", "nextCursor"]?.string
    self.init(
      rows: elements.map(row), nextCursor: cursor?.isEmpty == true ? nil : cursor,
      hasMore: json["has_more", "hasMore"]?.flag ?? (cursor?.isEmpty == false))
  }
}

extension JSONValue {
  /// The object under `data`, or this object where an answer has no envelope.
  func payload() throws(APIError) -> JSONValue {
    guard let data = members?.first(where: { $0.name == "data" })?.value else { return self }
    guard data.members != nil else { throw APIError(.unreadable, status: 200) }
    return data
  }
}
