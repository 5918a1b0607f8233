internal import GRDB
public import MailModel

/// Why the store could not do what was asked: facts, no words.
public enum StoreError: Error, Hashable, Sendable {
  /// The disk or a quota is full. What was stored before is intact.
  case diskFull
  /// Nothing can be written: see `MailStore.mode`.
  case readOnly
  /// Another program holds the file for longer than two seconds.
  case busy
  /// The file is damaged and could not be repaired by itself.
  case corrupt
  /// The file system failed; the code is SQLite's extended result code, or an `errno`.
  case io(code: Int32)
  /// The file was written by a newer version of this program.
  case newerSchema(version: Int)
  /// A symbolic link, a FIFO or somebody else's file stands where ours should be.
  case notOurs(path: String)
  /// An outbox item is in another state than the change started from.
  case stateChanged(actual: OutboxItem.State)
  /// There is no such draft or outbox item.
  case notFound
  /// SQLite refused for another reason: its extended result code.
  case sqlite(code: Int32)

  init(_ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self = StoreError(sqlite: error)
    default: self = .sqlite(code: 1)
    }
  }

  private init(sqlite error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
    case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .io(code: error.extendedResultCode.rawValue)
    default: self = .sqlite(code: error.extendedResultCode.rawValue)
    }
  }

  /// Whether the file itself, not the moment, is to blame.
  var isDamage: Bool {
    switch self {
    // A quota that is used up shows as a failed write (SQLITE_IOERR_WRITE).
    case .io(let code): code != 778
    case .corrupt, .sqlite: true
    case .diskFull, .readOnly, .busy, .newerSchema, .notOurs, .stateChanged, .notFound: false
    }
  }
}
