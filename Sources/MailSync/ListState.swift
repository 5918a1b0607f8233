import MailModel
import MailStore

extension ThreadListState {
  /// After a page that led to `step`: down to the next cursor, the list is whole in the store.
  init(_ step: PageWalk.Step, at now: Timestamp) {
    switch step {
    case .next(let next): self.init(nextCursor: next, hasMore: true, lastRefreshAt: now)
    case .end: self.init(nextCursor: nil, hasMore: false, lastRefreshAt: now)
    case .doubt:
      self.init(nextCursor: nil, hasMore: true, lastRefreshAt: now, mayBeIncomplete: true)
    }
  }

  func refreshed(at now: Timestamp) -> ThreadListState {
    var state = self
    state.lastRefreshAt = now
    return state
  }
}
