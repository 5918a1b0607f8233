import Terminal

extension Keymap {
  /// The keys that the program has before a keymap file changes them (product.md §4.1).
  public static let standard = Keymap(
    table.flatMap { row in
      row.keys.split(separator: " ").compactMap { text in
        KeyNotation.parse(String(text)).map { Binding(row.context, $0, row.action) }
      }
    })

  private typealias Row = (context: Context, action: Action, keys: String)

  private static let table: [Row] = global + list + reader + composer + lists

  private static let global: [Row] = [
    (.global, .help, "? <F1>"),
    (.global, .commandLine, ": <C-k>"),
    (.global, .refresh, "<C-l> <F5> $"),
    (.global, .cancel, "<C-c>"),
    (.global, .suspend, "<C-z>"),
    (.global, .showMail, "gi"),
    (.global, .showDrafts, "gD"),
    (.global, .showOutbox, "go"),
    (.global, .showErrors, "ge"),
    (.global, .allInboxes, "ga"),
  ]

  private static let motions: [(action: Action, keys: String)] = [
    (.moveDown, "j <Down> <C-n>"), (.moveUp, "k <Up> <C-p>"),
    (.halfPageDown, "<C-d>"), (.halfPageUp, "<C-u>"),
    (.pageDown, "<PgDn> <C-f>"), (.pageUp, "<PgUp> <C-b>"),
    (.top, "gg <Home>"), (.bottom, "G <End>"),
  ]

  private static func motions(in context: Context) -> [Row] {
    motions.map { (context, $0.action, $0.keys) }
  }

  private static let list: [Row] =
    motions(in: .list) + [
      (.list, .open, "<Enter> l <Right>"),
      (.list, .back, "<Esc> h <Left>"),
      (.list, .quit, "q Q"),
      (.list, .reply, "r"),
      (.list, .replyAll, "R"),
      (.list, .compose, "c m"),
      (.list, .viewInbox, "1"),
      (.list, .viewNeedsReply, "2"),
      (.list, .viewWaiting, "3"),
      (.list, .nextView, "<Tab>"),
      (.list, .previousView, "<S-Tab>"),
      (.list, .nextInbox, "J"),
      (.list, .previousInbox, "K"),
      (.list, .nextUnread, "]u"),
      (.list, .previousUnread, "[u"),
      (.list, .toggleRead, "U"),
      (.list, .togglePreview, "p"),
      (.list, .loadMore, "L"),
      (.list, .toggleQuoted, "T"),
    ]

  private static let reader: [Row] =
    motions(in: .reader) + [
      (.reader, .pageDown, "<Space>"),
      (.reader, .back, "q h <Left> <Esc>"),
      (.reader, .quit, "Q"),
      (.reader, .reply, "r"),
      (.reader, .replyAll, "R"),
      (.reader, .compose, "c m"),
      (.reader, .nextThread, "J"),
      (.reader, .previousThread, "K"),
      (.reader, .nextMessage, "<Tab>"),
      (.reader, .previousMessage, "<S-Tab>"),
      (.reader, .toggleFold, "za zo zc <Enter>"),
      (.reader, .foldAll, "zM"),
      (.reader, .unfoldAll, "zR"),
      (.reader, .toggleQuoted, "T"),
      (.reader, .toggleRead, "U"),
    ]

  private static let composer: [Row] = [
    (.composer, .send, "y"),
    (.composer, .editBody, "i <Enter>"),
    (.composer, .editExternally, "e"),
    (.composer, .editTo, "t"),
    (.composer, .editCc, "c"),
    (.composer, .editBcc, "b"),
    (.composer, .editSubject, "s"),
    (.composer, .cycleInbox, "<Tab>"),
    (.composer, .postpone, "p q <Esc>"),
    (.composer, .discard, "D"),
    (.composer, .moveDown, "j <Down>"),
    (.composer, .moveUp, "k <Up>"),
    (.composer, .pageDown, "<PgDn> <C-d> <C-f>"),
    (.composer, .pageUp, "<PgUp> <C-u> <C-b>"),
  ]

  private static let lists: [Row] =
    motions(in: .drafts) + [
      (.drafts, .open, "<Enter> l <Right>"),
      (.drafts, .back, "q h <Left> <Esc>"),
      (.drafts, .discard, "D"),
      (.drafts, .compose, "c m"),
      (.drafts, .quit, "Q"),
    ] + motions(in: .outbox) + [
      (.outbox, .open, "<Enter> e l <Right>"),
      (.outbox, .checkAgain, "c"),
      (.outbox, .treatAsNotSent, "d"),
      (.outbox, .markAsSent, "s"),
      (.outbox, .back, "q h <Left> <Esc>"),
      (.outbox, .quit, "Q"),
    ] + motions(in: .help) + [
      (.help, .open, "<Enter>"),
      (.help, .back, "q h <Left> <Esc> ?"),
      (.help, .quit, "Q"),
    ] + motions(in: .start) + [
      (.start, .open, "<Enter> l"),
      (.start, .quit, "q Q"),
    ]
}
