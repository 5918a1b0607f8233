/// A request to delete data for good (API: Data Deletion). Its token is never part of the model.
public struct DeletionRequest: Hashable, Sendable, Identifiable {
  /// What a request covers.
  public enum Scope: Hashable, Sendable {
    case organization
    case inbox(ID<Inbox>)
    /// All messages of **all** inboxes, created before a moment where one is given.
    case messages(before: Timestamp?)
  }

  public var id: ID<DeletionRequest>
  /// The scope that the server echoed; nil where it is none of the three.
  public var scope: Scope?
  /// `pending`, `executing`, `completed`, `failed`, `expired` or a word not known yet.
  public var status: String
  /// Documents a kind, unknown kinds too.
  public var preview: [String: Int64]
  public var deletedCounts: [String: Int64]
  public var confirmBy: Timestamp?
  public var requestedAt: Timestamp?
  public var confirmedAt: Timestamp?
  public var completedAt: Timestamp?
  public var warning: String?
  public var problem: String?

  public init(
    id: ID<DeletionRequest>, scope: Scope? = nil, status: String, preview: [String: Int64] = [:],
    deletedCounts: [String: Int64] = [:], confirmBy: Timestamp? = nil,
    requestedAt: Timestamp? = nil, confirmedAt: Timestamp? = nil, completedAt: Timestamp? = nil,
    warning: String? = nil, problem: String? = nil
  ) {
    self.id = id
    self.scope = scope
    self.status = status
    self.preview = preview
    self.deletedCounts = deletedCounts
    self.confirmBy = confirmBy
    self.requestedAt = requestedAt
    self.confirmedAt = confirmedAt
    self.completedAt = completedAt
    self.warning = warning
    self.problem = problem
  }
}
