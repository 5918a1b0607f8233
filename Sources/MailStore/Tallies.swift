internal import GRDB
public import MailModel

extension MailStore {
  /// The numbers of `inbox`, or of all together; kept by triggers, never counted.
  public func tally(inbox: ID<Inbox>?) throws(StoreError) -> ThreadTally {
    let all = try tallies()
    if let inbox { return all[inbox] ?? ThreadTally() }
    // A damaged file can hold any number.
    return all.values.reduce(into: ThreadTally()) { total, tally in
      total.threads &+= tally.threads
      total.unread &+= tally.unread
      total.needsReply &+= tally.needsReply
      total.waitingOnThem &+= tally.waitingOnThem
      total.hasMore = total.hasMore || tally.hasMore
    }
  }

  /// The numbers of each inbox. Threads without an inbox stand under the empty id.
  public func tallies() throws(StoreError) -> [ID<Inbox>: ThreadTally] {
    try cache.read { db in
      var result: [ID<Inbox>: ThreadTally] = [:]
      try db.each("SELECT inbox, threads, unread, needsReply, waiting FROM tallies") { row in
        result[row.id(0)] = ThreadTally(
          threads: row.number(1), unread: row.number(2), needsReply: row.number(3),
          waitingOnThem: row.number(4))
      }
      try db.each("SELECT inbox FROM listStates WHERE hasMore = 1") { row in
        result[row.id(0), default: ThreadTally()].hasMore = true
      }
      return result
    }
  }
}
