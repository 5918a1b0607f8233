/// A mailbox that receives and sends mail (API: Inboxes).
public struct Inbox: Hashable, Sendable, Identifiable {
  public var id: ID<Inbox>
  /// The domain it belongs to; nil where no answer named one.
  public var domain: ID<Domain>?
  /// The domain's name, as the inbox list gives it.
  public var domainName: String?
  public var localPart: String
  /// `local@domain`; made from the local part and the domain's name where the server left it out.
  public var address: String
  public var displayName: String?
  /// Free text that the server never interprets.
  public var status: String?
  public var webhook: Webhook?
  public var createdAt: Timestamp?

  public init(
    id: ID<Inbox>, domain: ID<Domain>? = nil, domainName: String? = nil, localPart: String,
    address: String, displayName: String? = nil, status: String? = nil, webhook: Webhook? = nil,
    createdAt: Timestamp? = nil
  ) {
    self.id = id
    self.domain = domain
    self.domainName = domainName
    self.localPart = localPart
    self.address = address
    self.displayName = displayName
    self.status = status
    self.webhook = webhook
    self.createdAt = createdAt
  }
}

/// Where the server posts an inbox's events. Its secret is never part of the model.
public struct Webhook: Hashable, Sendable {
  public var endpoint: String?
  public var events: [String]

  public init(endpoint: String? = nil, events: [String] = []) {
    self.endpoint = endpoint
    self.events = events
  }
}
