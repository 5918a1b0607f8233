internal import GRDB
public import MailModel

/// What a store is made of.
struct StoreParts {
  var mode: StoreMode
  var cache: GuardedDatabase
  var journal: GuardedDatabase
  var bulletin: Bulletin
  var lock: InstanceLock?
}

extension MailStore {
  /// Opens a profile. Damage, a second instance and unusable directories are no errors: see `mode`
  /// and `notices`. Throws `notOurs` where a link, a FIFO or another user's file lies in the way.
  public static func open(
    _ location: StoreLocation, clock: @escaping @Sendable () -> Timestamp
  ) throws(StoreError) -> MailStore {
    let bulletin = Bulletin()
    do throws(StoreError) {
      try StoreFiles.prepareDirectory(location.dataDirectory)
      guard let lock = try InstanceLock(directory: location.dataDirectory) else {
        return MailStore(try readOnly(location, .otherInstance, bulletin), clock: clock)
      }
      return MailStore(try opened(location, lock, bulletin), clock: clock)
    } catch {
      guard case .io(let code) = error else { throw error }
      let reason = StoreMode.ReadOnlyReason.directory(path: location.dataDirectory, code: code)
      return MailStore(try readOnly(location, reason, bulletin), clock: clock)
    }
  }

  /// A store that ends with the program: sample mail and tests.
  public static func inMemory(
    clock: @escaping @Sendable () -> Timestamp
  ) throws(StoreError) -> MailStore {
    let parts = StoreParts(
      mode: .readWrite, cache: try .inMemory(.cache), journal: try .inMemory(.journal),
      bulletin: Bulletin())
    return MailStore(parts, clock: clock)
  }

  private static func opened(
    _ location: StoreLocation, _ lock: InstanceLock, _ bulletin: Bulletin
  ) throws(StoreError) -> StoreParts {
    let journal: GuardedDatabase
    do throws(StoreError) {
      journal = try Journal(directory: location.dataDirectory, note: bulletin.note).open()
      try journal.write { db in
        // Nobody knows what became of a POST that a dead process had begun.
        try db.run("UPDATE outbox SET state = 7 WHERE state = 4")
      }
    } catch {
      return try readOnly(location, reason(error), bulletin, lock)
    }
    let cache = try openCache(location, bulletin)
    return StoreParts(
      mode: .readWrite, cache: cache, journal: journal, bulletin: bulletin, lock: lock)
  }

  private static func reason(_ error: StoreError) throws(StoreError) -> StoreMode.ReadOnlyReason {
    switch error {
    case .notOurs: throw error
    case .busy: .busy
    case .newerSchema(let version): .newerSchema(version: version)
    default: .journal(error)
    }
  }

  private static func openCache(
    _ location: StoreLocation, _ bulletin: Bulletin
  ) throws(StoreError) -> GuardedDatabase {
    do throws(StoreError) {
      return try Cache(directory: location.cacheDirectory, note: bulletin.note).open()
    } catch {
      if case .notOurs = error { throw error }
      bulletin.note(.cacheInMemory(error))
      return try .inMemory(.cache)
    }
  }

  /// Shows what is there. Whatever cannot be read is replaced by an empty database in memory.
  private static func readOnly(
    _ location: StoreLocation, _ reason: StoreMode.ReadOnlyReason, _ bulletin: Bulletin,
    _ lock: InstanceLock? = nil
  ) throws(StoreError) -> StoreParts {
    bulletin.note(.readOnly(reason))
    bulletin.note(.draftsCannotBeSaved)
    let cache = try readOnlyCache(location, reason, bulletin, holdsLock: lock != nil)
    let journal: GuardedDatabase
    do throws(StoreError) {
      // Who waits for a lock again and again makes the screen stand still.
      if reason == .busy { throw .busy }
      journal = try Journal(directory: location.dataDirectory, note: bulletin.note).openReadOnly()
    } catch {
      journal = try .inMemory(.journal)
    }
    return StoreParts(
      mode: .readOnly(reason), cache: cache, journal: journal, bulletin: bulletin, lock: lock)
  }

  /// The cache is written by whoever holds the profile; without the lock, one in memory must do.
  private static func readOnlyCache(
    _ location: StoreLocation, _ reason: StoreMode.ReadOnlyReason, _ bulletin: Bulletin,
    holdsLock: Bool
  ) throws(StoreError) -> GuardedDatabase {
    if holdsLock { return try openCache(location, bulletin) }
    do throws(StoreError) {
      if case .directory(_, let code) = reason { throw .io(code: code) }
      return try Cache(directory: location.cacheDirectory, note: bulletin.note).openReadOnly()
    } catch {
      bulletin.note(.cacheInMemory(error))
      return try .inMemory(.cache)
    }
  }
}
