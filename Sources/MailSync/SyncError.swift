public import CommuneAPI
public import MailModel
public import MailStore

/// Why a piece of work ended without its result.
public enum SyncError: Error, Hashable, Sendable {
  case api(APIError)
  case store(StoreError)
  /// The key was refused before; nothing is asked until the user does (AF-01).
  case keyRefused
  /// The server asked for quiet until then (429, I16).
  case quiet(until: Timestamp)
  /// Another instance holds the store: nothing is sent or written from here.
  case readOnly
  case cancelled

  /// Every other request would fail the same way now, so that a refresh ends here.
  var endsRefresh: Bool {
    switch self {
    case .keyRefused, .quiet, .store, .readOnly, .cancelled: return true
    case .api(let error):
      switch error.kind {
      case .transport(.tooLarge): return false
      case .transport, .unauthorized, .rateLimited, .notCommune, .redirected: return true
      default: return false
      }
    }
  }
}
