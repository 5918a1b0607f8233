import CommuneAPI
import MailModel

/// One refresh: domains, inboxes, then the newest threads of each inbox.
struct Refresh: Sendable {
  let access: ServerAccess
  let store: SyncStore
  let lists: ThreadListSync

  /// So many inboxes are walked at once.
  static let width = 3

  /// True where nothing failed but what the key may not do.
  func run(thorough: Bool) async -> Bool {
    guard store.takesMail else { return false }
    await access.begin()
    let isWhole = await accountsAndThreads(thorough: thorough)
    await access.end()
    return isWhole
  }

  private func accountsAndThreads(thorough: Bool) async -> Bool {
    do throws(SyncError) {
      let didAccounts = try await accounts()
      let inboxes = try await store.inboxes()
      return await threads(of: inboxes, thorough: thorough) && didAccounts
    } catch {
      return false
    }
  }

  /// Domains and inboxes; each is replaced as a whole. False where one failed by itself.
  func accounts() async throws(SyncError) -> Bool {
    let didDomains = try await tolerating { () throws(SyncError) in
      let page = try await access.ask(.domains, of: .domains, .refresh)
      try await store.replace(domains: page.rows.filter { !$0.id.isEmpty })
    }
    let didInboxes = try await tolerating { () throws(SyncError) in
      let page = try await access.ask(.inboxes, of: .inboxes, .refresh)
      try await store.replace(inboxes: page.rows.filter { !$0.id.isEmpty })
    }
    return didDomains && didInboxes
  }

  /// The threads of all inboxes, until one fails as all others would.
  private func threads(of inboxes: [ID<Inbox>], thorough: Bool) async -> Bool {
    await withTaskGroup(of: Fate.self) { group in
      var waiting = inboxes[...]
      var isWhole = true
      // The first goes alone: if the key may not read threads, one refusal is enough (AF-02).
      var width = 1
      var running = 0
      while !waiting.isEmpty || running > 0 {
        while running < width, let inbox = waiting.popFirst() {
          running += 1
          group.addTask { await fate(of: inbox, thorough: thorough) }
        }
        guard let fate = await group.next() else { break }
        running -= 1
        if fate == .failed || fate == .hopeless { isWhole = false }
        if fate == .refused || fate == .hopeless { waiting = [] }
        width = Refresh.width
      }
      return isWhole
    }
  }

  private enum Fate: Sendable { case done, failed, refused, hopeless }

  private func fate(of inbox: ID<Inbox>, thorough: Bool) async -> Fate {
    do throws(SyncError) {
      try await lists.refresh(inbox, thorough: thorough)
      return .done
    } catch {
      if error.isRefusal { return .refused }
      return error.endsRefresh ? .hopeless : .failed
    }
  }

  /// Runs a part whose failure leaves the others working; false where it failed in another way
  /// than by a missing permission.
  private func tolerating(
    _ part: () async throws(SyncError) -> Void
  ) async throws(SyncError) -> Bool {
    do throws(SyncError) {
      try await part()
      return true
    } catch {
      if error.endsRefresh { throw error }
      return error.isRefusal
    }
  }
}

extension SyncError {
  /// The key may not do this; asking again changes nothing.
  var isRefusal: Bool {
    guard case .api(let error) = self else { return false }
    switch error.kind {
    case .missingScope, .planLimit, .forbidden: return true
    default: return false
    }
  }
}
