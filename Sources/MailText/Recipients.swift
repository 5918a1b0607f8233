import MailModel

/// The addresses that are ours, by their keys.
struct OwnAddresses {
  private let keys: Set<String>

  init(_ addresses: Set<String>) {
    keys = Set(addresses.map { Address(parsing: $0).key })
  }

  /// Whether mail to `address` comes to us. The server's reply routing, `local+t<12 hex>@domain`,
  /// is ours as well (observed-behaviour.md §6).
  func contains(_ address: Address) -> Bool {
    keys.contains(address.key) || keys.contains(OwnAddresses.withoutRouting(address.key))
  }

  private static func withoutRouting(_ key: String) -> String {
    guard let at = key.utf8.lastIndex(of: UInt8(ascii: "@")),
      let plus = key.utf8[..<at].lastIndex(of: UInt8(ascii: "+"))
    else { return key }
    let token = key.utf8[key.utf8.index(after: plus)..<at]
    guard token.count == 13, token.first == UInt8(ascii: "t"),
      token.dropFirst().allSatisfy({ Ascii.hexValue($0) != nil })
    else { return key }
    return String(key[..<plus] + key[at...])
  }
}

/// Who an answer goes to.
struct Recipients {
  var to: [Address] = []
  var cc: [Address] = []

  init(answering message: Message, all: Bool, own: OwnAddresses) {
    let others = message.addresses(.to)
    let sender = message.sender
    let isOurs = message.direction == .outbound || sender.map(own.contains) ?? false
    var seen: Set<String> = []
    func unseen(_ addresses: [Address]) -> [Address] {
      addresses.filter { !$0.spec.isEmpty && seen.insert($0.key).inserted }
    }
    guard all else {
      to = unseen(isOurs ? others : sender.map { [$0] } ?? [])
      return
    }
    let foreign = others.filter { !own.contains($0) }
    if isOurs {
      // Mail to ourselves only is still answered to ourselves.
      to = unseen(foreign.isEmpty ? others : foreign)
    } else {
      to = unseen((sender.map { [$0] } ?? []) + foreign)
    }
    cc = unseen(message.addresses(.cc).filter { !own.contains($0) })
  }
}
