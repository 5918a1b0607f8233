public import Terminal

/// Where a key means something; `global` holds in every other context that does not bind it.
public enum Context: String, CaseIterable, Hashable, Sendable {
  case global
  case list
  case reader
  case composer
  case drafts
  case outbox
  case help
  case start
}

/// A sequence of keys that asks for an action in a context.
public struct Binding: Hashable, Sendable {
  public var context: Context
  public var keys: [Key]
  public var action: Action

  public init(_ context: Context, _ keys: [Key], _ action: Action) {
    self.context = context
    self.keys = keys
    self.action = action
  }
}

/// Keys as text: `j`, `gg`, `<C-d>`, `<Enter>`, `<S-Tab>` (the notation of vim).
public enum KeyNotation {
  private static let names: [(name: String, code: Key.Code)] = [
    ("Enter", .enter), ("Tab", .tab), ("Esc", .escape), ("BS", .backspace), ("Del", .delete),
    ("Ins", .insert), ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right),
    ("Space", .character(" ")), ("lt", .character("<")),
  ]

  /// Reads a sequence such as `gg` or `<C-x>g`; nil where it is none.
  public static func parse(_ text: String) -> [Key]? {
    var keys: [Key] = []
    var rest = Substring(text)
    while let first = rest.unicodeScalars.first {
      if first == "<", let close = rest.firstIndex(of: ">"), rest.count > 1 {
        let name = rest[rest.index(after: rest.startIndex)..<close]
        guard let key = named(name) else { return nil }
        keys.append(key)
        rest = rest[rest.index(after: close)...]
      } else {
        guard first.value > 32, first.value != 127 else { return nil }
        keys.append(.character(first))
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
    return keys.isEmpty ? nil : keys
  }

  /// The sequence in the form that `parse` reads.
  public static func text(_ keys: [Key]) -> String {
    keys.map { key in
      if case .character(let scalar) = key.code, key.modifiers.isEmpty, scalar != " ",
        scalar != "<"
      {
        return String(scalar)
      }
      return "<\(modified(key))>"
    }.joined()
  }

  /// The sequence for a footer or a help line: `C-d`, `Enter`, `g i`.
  public static func display(_ keys: [Key]) -> String {
    // A letter, as nearly all keys of a footer are: it is drawn with every frame.
    if keys.count == 1, let key = keys.first, key.modifiers.isEmpty,
      case .character(let scalar) = key.code, scalar != " ", scalar != "<"
    {
      return String(scalar)
    }
    let parts = keys.map(modified)
    let isPlain = parts.allSatisfy { $0.unicodeScalars.count == 1 }
    return parts.joined(separator: isPlain ? "" : " ")
  }

  private static func modified(_ key: Key) -> String {
    var text = ""
    if key.modifiers.contains(.control) { text += "C-" }
    if key.modifiers.contains(.alt) { text += "M-" }
    if key.modifiers.contains(.shift) { text += "S-" }
    return text + name(key.code)
  }

  private static func name(_ code: Key.Code) -> String {
    if case .function(let number) = code { return "F\(number)" }
    if let known = names.first(where: { $0.code == code }) { return known.name }
    if case .character(let scalar) = code { return String(scalar) }
    return "?"
  }

  private static func named(_ text: Substring) -> Key? {
    var modifiers = Key.Modifiers()
    var rest = text
    let marks: [(String, Key.Modifiers)] = [("C-", .control), ("M-", .alt), ("S-", .shift)]
    while let mark = marks.first(where: { rest.hasPrefix($0.0) && rest.count > 2 }) {
      modifiers.insert(mark.1)
      rest = rest.dropFirst(2)
    }
    if let known = names.first(where: { $0.name.lowercased() == rest.lowercased() }) {
      return Key(known.code, modifiers)
    }
    if rest.first == "F", let number = Int(rest.dropFirst()), (1...20).contains(number) {
      return Key(.function(number), modifiers)
    }
    guard rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first,
      scalar.value > 32, !modifiers.isEmpty
    else { return nil }
    return Key(.character(scalar), modifiers)
  }
}
