import MailModel
import MailText
import Terminal

/// An address on one line of the screen; marked where a part of it had to be made harmless.
struct AddressLine {
  private let text: AddressText

  init(_ address: Address) {
    text = AddressText(address)
  }

  /// The address alone, for a list.
  var brief: SafeText { marked(SafeText(text.brief, limit: 400)) }

  /// With the display name, for a message's head and its recipients.
  var full: SafeText { marked(SafeText(text.full, limit: 500)) }

  /// With the display name where that leaves room for the whole address.
  func fitting(columns: Int) -> SafeText {
    let full = full
    return full.width <= columns ? full : brief
  }

  private func marked(_ line: SafeText) -> SafeText {
    line.isAltered && !text.isSuspicious ? SafeText(AddressText.mark) + line : line
  }
}

extension Composer {
  /// The first recipient that may be taken for somebody else, in words.
  var doubtfulRecipient: (text: String, field: Focus)? {
    let fields: [(String, Focus)] = [(to.text, .to), (cc.text, .cc), (bcc.text, .bcc)]
    for (field, focus) in fields {
      let found = Address.list(parsing: field).lazy.map { AddressText($0) }
        .first { $0.isSuspicious }
      guard let found else { continue }
      let domain = found.otherDomain.map { " is at \($0)" } ?? " has a broken domain"
      return ("“\(found.spec.prefix(60))”\(domain): is that who you mean?", focus)
    }
    return nil
  }
}
