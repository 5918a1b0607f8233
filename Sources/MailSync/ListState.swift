import MailModel
import MailStore

extension SyncState {
  /// After a page that led to `step`: down to the next cursor, the list is whole in the store.
  init(_ step: PageWalk.Step, at now: Timestamp) {
    switch step {
    case .next(let next): self.init(nextCursor: next, hasMore: true, lastRefreshAt: now)
    case .end: self.init(nextCursor: nil, hasMore: false, lastRefreshAt: now)
    case .doubt(let doubt):
      self.init(nextCursor: nil, hasMore: true, lastRefreshAt: now, listProblem: doubt.rawValue)
    }
  }

  func refreshed(at now: Timestamp) -> SyncState {
    var state = self
    state.lastRefreshAt = now
    return state
  }
}
