public import MailModel

/// Where the files of one profile lie. Both paths are absolute and already scoped to one server
/// and key by the caller (CD-22).
public struct StoreLocation: Hashable, Sendable {
  /// Holds the journal: what only this machine knows.
  public var dataDirectory: String
  /// Holds the cache: what the server can give again.
  public var cacheDirectory: String

  public init(dataDirectory: String, cacheDirectory: String) {
    self.dataDirectory = dataDirectory
    self.cacheDirectory = cacheDirectory
  }
}

/// Whether the store takes the user's changes. Mail from the server is stored in either mode, in
/// memory where nothing else is left, but not beside another instance.
public enum StoreMode: Hashable, Sendable {
  case readWrite
  case readOnly(ReadOnlyReason)

  /// Why the store takes no changes.
  public enum ReadOnlyReason: Hashable, Sendable {
    /// Another instance of the program has this profile open.
    case otherInstance
    /// The directory cannot be used or written; the code is an `errno`.
    case directory(path: String, code: Int32)
    /// The journal was written by a newer version of the program.
    case newerSchema(version: Int)
    /// Another program holds the journal.
    case busy
    /// The journal could not be opened.
    case journal(StoreError)
  }
}

/// What a user should be told about the store's opening, or about damage found later.
public enum StoreNotice: Hashable, Sendable {
  /// The cache was damaged: it was moved to `path` and starts empty.
  case cacheRebuilt(path: String)
  /// The journal was damaged: it is kept at `path`; `rows` rows could be read and were taken over.
  case journalDamaged(path: String, rows: Int)
  case readOnly(StoreMode.ReadOnlyReason)
  /// Mail is held in memory only, for this reason.
  case cacheInMemory(StoreError)
  /// Nothing that is written now survives the program's end.
  case draftsCannotBeSaved
}

/// What changed in the store; announced after the commit.
public enum StoreChange: Hashable, Sendable {
  case domains
  case inboxes
  case threads
  case messages(ID<MailThread>)
  case drafts
  case outbox
}
