import MailModel
import MailStore

// Messages and files.
extension SyncStore {
  /// All that the server gives of a thread, oldest first; so many are `missing`.
  func save(
    _ messages: [Message], of thread: ID<MailThread>, missing: Int
  ) async throws(SyncError) {
    try await write { (store) throws(StoreError) in
      _ = try await store.mergeMessages(
        thread: thread, messages, isComplete: missing == 0, missing: missing)
    }
  }

  /// The newest messages of a thread, newest first as they came; all of them, if they are fewer
  /// than the `limit` asked for.
  func add(
    _ newest: [Message], of thread: ID<MailThread>, limit: Int
  ) async throws(SyncError) {
    let known = try await read { (store) throws(StoreError) in try store.threadState(thread) }
    let isAll = newest.count < limit
    try await write { (store) throws(StoreError) in
      _ = try await store.mergeMessages(
        thread: thread, newest.reversed(), isComplete: isAll || known?.isComplete == true,
        missing: isAll ? 0 : known?.missing ?? 0)
    }
  }

  /// Messages of any threads, newest first. A thread is whole once it has as many as its row says.
  func add(_ messages: [Message]) async throws(SyncError) {
    let groups = Dictionary(grouping: messages.reversed(), by: \.thread)
    let ids = Array(groups.keys)
    let wanted = try await read { (store) throws(StoreError) in
      var wanted: [(thread: ID<MailThread>, count: Int)] = []
      for id in ids {
        let state = try store.threadState(id)
        if state?.isComplete == true { continue }
        wanted.append((id, try store.threadRow(id)?.thread.messageCount ?? .max))
      }
      return wanted
    }
    for (thread, count) in wanted {
      let rows = groups[thread] ?? []
      try await write { (store) throws(StoreError) in
        _ = try await store.mergeMessages(
          thread: thread, rows, isComplete: rows.count >= count)
      }
    }
  }

  func isKnown(_ file: ID<Attachment>) async throws(SyncError) -> Bool {
    try await read { (store) throws(StoreError) in try !store.attachments([file]).isEmpty }
  }

  func save(_ file: Attachment) async throws(SyncError) {
    try await write { (store) throws(StoreError) in try await store.storeAttachment(file) }
  }
}
