/// How a sandbox behaves; all of it may be left at its default.
public struct SandboxOptions: Sendable {
  /// Which of the two server generations it plays (observed-behaviour.md).
  public enum Dialect: String, Sendable, CaseIterable {
    /// The written contract: synchronous send with 200, errors as strings, no idempotency key.
    case doc
    /// The public source: queued send with 202, odd error shapes, idempotency for 24 hours.
    case src
  }

  public var dialect: Dialect
  public var keys: [SandboxKey]
  /// Nil: nothing is limited.
  public var limits: SandboxLimits?
  /// Milliseconds until a queued send is carried out and listed; `src` only.
  public var visibilityDelay: ClosedRange<Int>
  /// How many verify calls it takes until all records of a domain are verified.
  public var verifiesNeeded: Int
  /// Recipients answer by themselves after so many milliseconds; nil: never.
  public var autoresponse: Int?
  /// Each sent mail comes back as an inbound copy from our own address; `src` only.
  public var copiesToSelf: Bool
  /// Addresses that the server refuses to write to again.
  public var suppressed: Set<String>
  /// The seed of every id and every random delay.
  public var seed: UInt64

  public init(
    dialect: Dialect = .src, keys: [SandboxKey] = SandboxKey.demo, limits: SandboxLimits? = nil,
    visibilityDelay: ClosedRange<Int> = 0...2000, verifiesNeeded: Int = 2,
    autoresponse: Int? = nil, copiesToSelf: Bool = false,
    suppressed: Set<String> = ["bounced@example.com"], seed: UInt64 = 1
  ) {
    self.dialect = dialect
    self.keys = keys
    self.limits = limits
    self.visibilityDelay = visibilityDelay
    self.verifiesNeeded = verifiesNeeded
    self.autoresponse = autoresponse
    self.copiesToSelf = copiesToSelf
    self.suppressed = suppressed
    self.seed = seed
  }
}

/// An API key and what it permits.
public struct SandboxKey: Sendable, Equatable {
  public var text: String
  /// `read`, `write`, `admin`, `data:delete` or single scopes such as `threads:read`.
  public var permissions: Set<String>

  public init(text: String, permissions: Set<String>) {
    self.text = text
    self.permissions = permissions
  }

  /// Reads and writes, as a key that the server makes by default.
  public static let full = demo("comm_demo_full_", ["read", "write"])
  public static let readOnly = demo("comm_demo_read_", ["read"])
  /// Also deletes data.
  public static let admin = demo("comm_demo_admin_", ["read", "write", "admin", "data:delete"])
  /// The three keys that every sandbox accepts unless told otherwise.
  public static let demo = [full, readOnly, admin]

  /// As long as a real key: 69 characters.
  private static func demo(_ prefix: String, _ permissions: Set<String>) -> SandboxKey {
    let padding = String(repeating: "0123456789abcdef", count: 4).prefix(69 - prefix.utf8.count)
    return SandboxKey(text: prefix + padding, permissions: permissions)
  }

  func grants(_ scope: String) -> Bool {
    if permissions.contains(scope) { return true }
    guard let colon = scope.lastIndex(of: ":") else { return false }
    let verb = String(scope[scope.index(after: colon)...])
    return (verb == "read" || verb == "write") && permissions.contains(verb)
  }
}

/// The numbers of the rate limits; windows slide, and refused tries count as well.
public struct SandboxLimits: Sendable {
  /// Requests a minute and key, of any kind; `doc` only.
  public var requestsPerMinute: Int?
  public var sendsPerHour: Int
  public var sendsPerDay: Int
  public var sendsPerInboxAndDay: Int
  public var sendsPer10Seconds: Int
  public var sendsPerMinute: Int
  public var inboxesPerDay: Int
  public var domainsPerDay: Int
  public var maximumInboxes: Int?
  public var maximumDomains: Int?
  /// Without it, hourly and daily refusals name no time to wait.
  public var tellsWhenToRetry: Bool

  public init(
    requestsPerMinute: Int? = nil, sendsPerHour: Int = 200, sendsPerDay: Int = 1000,
    sendsPerInboxAndDay: Int = 100, sendsPer10Seconds: Int = 15, sendsPerMinute: Int = 50,
    inboxesPerDay: Int = 10, domainsPerDay: Int = 3, maximumInboxes: Int? = 25,
    maximumDomains: Int? = 3, tellsWhenToRetry: Bool = true
  ) {
    self.requestsPerMinute = requestsPerMinute
    self.sendsPerHour = sendsPerHour
    self.sendsPerDay = sendsPerDay
    self.sendsPerInboxAndDay = sendsPerInboxAndDay
    self.sendsPer10Seconds = sendsPer10Seconds
    self.sendsPerMinute = sendsPerMinute
    self.inboxesPerDay = inboxesPerDay
    self.domainsPerDay = domainsPerDay
    self.maximumInboxes = maximumInboxes
    self.maximumDomains = maximumDomains
    self.tellsWhenToRetry = tellsWhenToRetry
  }

  /// The smallest plan: 10 mails an hour, 2 inboxes, no domain of one's own.
  public static let free = SandboxLimits(
    sendsPerHour: 10, sendsPerDay: 50, sendsPerInboxAndDay: 20, inboxesPerDay: 2,
    domainsPerDay: 0, maximumInboxes: 2, maximumDomains: 0)
}
