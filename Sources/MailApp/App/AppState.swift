public import MailModel
public import Terminal

/// All that the screen shows and all that a key can change. Equal states draw equal screens.
public struct AppState: Equatable, Sendable {
  /// The time of the newest event; entered by the runtime, never asked for.
  public var now: Timestamp
  public var zone: Zone
  public var size: Size
  public var options: Options
  public var keymap: Keymap
  /// The places that lead to the one on screen; the last is on screen. Never empty.
  public var places: [Place]
  public var mailbox: Mailbox
  public var list: ThreadList
  public var reader: Reader?
  public var composer: Composer?
  public var drafts = DraftList()
  public var outbox = OutboxList()
  public var start = StartPage()
  public var help = HelpPage()
  public var palette: Palette?
  public var question: Question?
  public var connection: Connection = .starting
  public var status: StatusMessage?
  public var problems: [ProblemRecord] = []
  /// Keys of a sequence that is not complete yet.
  public var pendingKeys: [Key] = []
  /// The popup with the continuations of `pendingKeys` is due.
  public var showsContinuations = false
  public var timers = Timers()
  public var isQuitting = false
  /// An answer is to be begun as soon as the open thread is loaded.
  var wantedReply: WantedReply?
  /// Mails handed over in this run that were not seen in their threads yet.
  var awaited: Set<ID<Draft>> = []
  /// The last change that was counted in a composer that is closed.
  var lastChange = 0
  /// Makes ids of drafts; seeded by the runtime.
  public var generator = SeededGenerator(seed: 0)

  public init(
    now: Timestamp, zone: Zone, size: Size, options: Options, keymap: Keymap = .standard,
    place: Place = .list
  ) {
    self.now = now
    self.zone = zone
    self.size = size
    self.options = options
    self.keymap = keymap
    places = [place]
    mailbox = Mailbox()
    list = ThreadList(query: ThreadQuery())
  }

  /// The place on screen.
  public var place: Place { places.last ?? .list }
}

/// A screen that a user can be at.
public enum Place: Equatable, Sendable {
  case start
  case list
  case reader
  case composer
  case drafts
  case outbox
  case help
  case problems

  /// The keymap context of the place.
  public var context: Context {
    switch self {
    case .start: .start
    case .list: .list
    case .reader: .reader
    case .composer: .composer
    case .drafts: .drafts
    case .outbox: .outbox
    case .help, .problems: .help
    }
  }
}

/// An answer to a thread that is not loaded yet: to all, or to the sender.
struct WantedReply: Equatable, Sendable {
  var thread: ID<MailThread>
  var all: Bool
}

/// What the configuration says about the screen.
public struct Options: Equatable, Sendable {
  /// Shown at the top left: the profile's name.
  public var profile: String
  /// Sample mail: said in the status line all the time.
  public var isDemo: Bool
  /// Nothing is sent or stored: another instance runs, or the profile says so.
  public var isReadOnly: Bool
  /// The server is not asked.
  public var isOffline: Bool
  public var showsPreview: Bool
  /// How long a thread must be open before it counts as read, in milliseconds.
  public var dwell: Int
  /// Columns at which mail that is written here is wrapped.
  public var wrapColumn: Int

  public init(
    profile: String = "default", isDemo: Bool = false, isReadOnly: Bool = false,
    isOffline: Bool = false, showsPreview: Bool = true, dwell: Int = 1500, wrapColumn: Int = 72
  ) {
    self.profile = profile
    self.isDemo = isDemo
    self.isReadOnly = isReadOnly
    self.isOffline = isOffline
    self.showsPreview = showsPreview
    self.dwell = dwell
    self.wrapColumn = wrapColumn
  }
}

/// What the sidebar shows: the inboxes and how much is in them.
public struct Mailbox: Equatable, Sendable {
  public var inboxes: [Inbox]
  public var tallies: [ID<Inbox>: ThreadTally]
  /// Of all inboxes together.
  public var total: ThreadTally
  public var domains: Int
  public var drafts: Int
  /// Items on their way out: neither confirmed nor back in the drafts.
  public var outgoing: Int
  /// Those among them that nobody knows the fate of.
  public var unsure: Int
  /// The list of inboxes was read from the store at least once.
  public var isLoaded: Bool

  public init(
    inboxes: [Inbox] = [], tallies: [ID<Inbox>: ThreadTally] = [:], total: ThreadTally = .init(),
    domains: Int = 0, drafts: Int = 0, outgoing: Int = 0, unsure: Int = 0, isLoaded: Bool = false
  ) {
    self.inboxes = inboxes
    self.tallies = tallies
    self.total = total
    self.domains = domains
    self.drafts = drafts
    self.outgoing = outgoing
    self.unsure = unsure
    self.isLoaded = isLoaded
  }

  /// The numbers of `inbox`, or of all together.
  public func tally(of inbox: ID<Inbox>?) -> ThreadTally {
    guard let inbox else { return total }
    return tallies[inbox] ?? ThreadTally()
  }

  /// The inbox with that id.
  public func inbox(_ id: ID<Inbox>?) -> Inbox? {
    inboxes.first { $0.id == id }
  }
}

/// A line at the bottom that says what just happened.
public struct StatusMessage: Equatable, Sendable {
  public var text: String
  public var isProblem: Bool
}

/// A question that must be answered before anything else: `y` does it, every other key does not.
public struct Question: Equatable, Sendable {
  /// What an answer of `y` does.
  public enum Deed: Equatable, Sendable {
    case quit
    case discardDraft(ID<Draft>)
    case treatAsNotSent(ID<Draft>)
  }

  /// Names the object and says how to accept.
  public var text: String
  public var deed: Deed
}

/// A problem with the time it was seen.
public struct ProblemRecord: Equatable, Sendable {
  public var at: Timestamp
  public var text: String
  /// How often it came in a row.
  public var count: Int
}
