import MailModel

/// A message and what the server keeps beside it.
struct StoredMessage {
  var message: Message
  var domain: ID<Domain>?
  /// The server's own row id.
  var rowID: String

  /// The time that lists are sorted by; mail without one comes first.
  var time: Int64 { message.createdAt?.milliseconds ?? .min }
}

/// Which messages a list is made of: those of an inbox, of a domain, or of both at once.
struct ListingKey: Hashable {
  var inbox: ID<Inbox>?
  var domain: ID<Domain>?

  func matches(_ row: StoredMessage) -> Bool {
    (inbox == nil || row.message.inbox == inbox) && (domain == nil || row.domain == domain)
  }
}

/// All messages, their threads, and sorted lists that are made when they are first asked for.
struct MessageTable {
  /// Nil: taken away.
  private(set) var rows: [StoredMessage?] = []
  private(set) var threads: [Conversation] = []
  private var slots: [ID<MailThread>: Int] = [:]
  private var places: [ID<Message>: Int] = [:]
  private var listings: [ListingKey: Listing] = [:]

  /// The messages of one thread, oldest first.
  struct Conversation {
    let id: ID<MailThread>
    var rows: [Int] = []
  }

  /// Threads and messages of one key, oldest first.
  struct Listing {
    var threads: [Entry] = []
    var messages: [Entry] = []
  }

  /// A place in a sorted list: `index` is a thread's slot or a message's row.
  struct Entry {
    var time: Int64
    var index: Int
  }

  var all: some Sequence<StoredMessage> { rows.lazy.compactMap { $0 } }

  func row(of id: ID<Message>) -> StoredMessage? {
    places[id].flatMap { rows[$0] }
  }

  func slot(of thread: ID<MailThread>) -> Int? { slots[thread] }

  /// The thread's messages, oldest first.
  func messages(in slot: Int) -> [StoredMessage] {
    threads[slot].rows.compactMap { rows[$0] }
  }

  /// Adds a message, or replaces the one with the same id and channel.
  mutating func insert(_ row: StoredMessage) {
    if let place = places[row.message.id], rows[place]?.message.channel == row.message.channel {
      remove(at: place)
    }
    let slot = slot(making: row.message.thread)
    let before = listings.keys.filter { $0.matches(row) }.map { key in
      (key: key, lastTime: lastTime(of: slot, key: key))
    }
    let place = rows.count
    rows.append(row)
    places[row.message.id] = place
    insert(place, into: slot, at: row.time)
    guard !before.isEmpty else { return }
    let isThread = isThread
    let isMessage = isMessage
    for (key, lastTime) in before {
      listings[key]?.messages.insert(
        Entry(time: row.time, index: place), inOrder: isMessage)
      guard lastTime ?? .min <= row.time else { continue }
      if let lastTime {
        listings[key]?.threads.remove(Entry(time: lastTime, index: slot), inOrder: isThread)
      }
      listings[key]?.threads.insert(Entry(time: row.time, index: slot), inOrder: isThread)
    }
  }

  /// Takes all messages away that fit.
  mutating func remove(where fits: (StoredMessage) -> Bool) {
    for place in rows.indices {
      if let row = rows[place], fits(row) { remove(at: place) }
    }
  }

  private mutating func remove(at place: Int) {
    guard let row = rows[place] else { return }
    rows[place] = nil
    if places[row.message.id] == place { places[row.message.id] = nil }
    if let slot = slots[row.message.thread] { threads[slot].rows.removeAll { $0 == place } }
    listings = [:]
  }

  private mutating func slot(making thread: ID<MailThread>) -> Int {
    if let slot = slots[thread] { return slot }
    slots[thread] = threads.count
    threads.append(Conversation(id: thread))
    return threads.count - 1
  }

  private mutating func insert(_ place: Int, into slot: Int, at time: Int64) {
    var position = threads[slot].rows.count
    while position > 0, (rows[threads[slot].rows[position - 1]]?.time ?? .min) > time {
      position -= 1
    }
    threads[slot].rows.insert(place, at: position)
  }

  private func lastTime(of slot: Int, key: ListingKey) -> Int64? {
    let last = threads[slot].rows.last { rows[$0].map(key.matches) ?? false }
    return last.flatMap { rows[$0]?.time }
  }
}

extension MessageTable {
  /// The sorted lists of `key`; made now if this is the first time that they are asked for.
  mutating func listing(of key: ListingKey) -> Listing {
    if let listing = listings[key] { return listing }
    var listing = Listing()
    for (place, row) in rows.enumerated() {
      if let row, key.matches(row) {
        listing.messages.append(Entry(time: row.time, index: place))
      }
    }
    for slot in threads.indices {
      if let time = lastTime(of: slot, key: key) {
        listing.threads.append(Entry(time: time, index: slot))
      }
    }
    listing.messages.sort(by: isMessage)
    listing.threads.sort(by: isThread)
    // Keys that nothing matches are not kept: a client may ask for any id.
    if !listing.messages.isEmpty { listings[key] = listing }
    return listing
  }

  /// By time, then by thread id: the order of the cursor.
  private var isThread: (Entry, Entry) -> Bool {
    let threads = threads
    return { left, right in
      left.time != right.time
        ? left.time < right.time : threads[left.index].id < threads[right.index].id
    }
  }

  private var isMessage: (Entry, Entry) -> Bool {
    { $0.time != $1.time ? $0.time < $1.time : $0.index < $1.index }
  }
}

extension [MessageTable.Entry] {
  /// The first position whose entry is not before; entries are in order.
  func position(where isBefore: (MessageTable.Entry) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  fileprivate mutating func insert(
    _ entry: MessageTable.Entry,
    inOrder isOrdered: (MessageTable.Entry, MessageTable.Entry) -> Bool
  ) {
    insert(entry, at: position { isOrdered($0, entry) })
  }

  fileprivate mutating func remove(
    _ entry: MessageTable.Entry,
    inOrder isOrdered: (MessageTable.Entry, MessageTable.Entry) -> Bool
  ) {
    let position = position { isOrdered($0, entry) }
    if position < count, self[position].index == entry.index { remove(at: position) }
  }
}
