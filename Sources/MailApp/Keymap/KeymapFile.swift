import MailModel
import Terminal

/// A line of a keymap file that cannot be used, with the words that say why.
public struct KeymapError: Error, Equatable, Sendable {
  /// Counted from 1.
  public var line: Int
  public var problem: String
}

/// Reads and prints keymap files: `context action keys…` a line, `#` begins a comment; the action
/// `none` unbinds.
public enum KeymapFile {
  /// The longest file read, in bytes.
  public static let maximumSize = 1 << 20

  /// `base` changed by the lines of `text`, and every line that had to be left out.
  public static func read(_ text: String, over base: Keymap) -> (Keymap, [KeymapError]) {
    var keymap = base
    var errors: [KeymapError] = []
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, line) in lines.enumerated() {
      let words = Substring(line).split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      do {
        keymap = try apply(words, to: keymap)
      } catch {
        errors.append(KeymapError(line: index + 1, problem: error.text))
      }
    }
    return (keymap, errors)
  }

  private struct Problem: Error {
    var text: String
  }

  private static func apply(_ words: [String], to keymap: Keymap) throws(Problem) -> Keymap {
    guard words.count >= 3 else {
      throw Problem(text: "a line is “context action keys…”")
    }
    guard let context = Context(rawValue: words[0]) else {
      throw Problem(text: unknown("context", words[0], Context.allCases.map(\.rawValue)))
    }
    let action = Action(rawValue: words[1])
    if action == nil && words[1] != "none" {
      throw Problem(text: unknown("action", words[1], Action.allCases.map(\.rawValue) + ["none"]))
    }
    var changed = keymap
    for text in words[2...] {
      if text.hasPrefix("#") { break }
      guard let keys = KeyNotation.parse(text) else {
        throw Problem(text: "“\(text)” is no key; keys are written j, gg, <C-d>, <Enter>")
      }
      try refuseReserved(keys, action)
      try refuseClash(keys, in: context, of: changed)
      changed = changed.binding(keys, to: action, in: context)
    }
    return changed
  }

  /// `C-c` always cancels, so that no file can lock a user in.
  private static func refuseReserved(_ keys: [Key], _ action: Action?) throws(Problem) {
    if keys.first == .control("c") && action != .cancel {
      throw Problem(text: "C-c always cancels and cannot be bound to something else")
    }
  }

  /// A sequence that begins another, or begins with another, could never be typed.
  private static func refuseClash(
    _ keys: [Key], in context: Context, of keymap: Keymap
  ) throws(Problem) {
    let clash = keymap.bindings.first { binding in
      binding.context == context && binding.keys != keys
        && (binding.keys.starts(with: keys) || keys.starts(with: binding.keys))
    }
    guard let clash else { return }
    throw Problem(
      text: "\(KeyNotation.text(keys)) clashes with \(KeyNotation.text(clash.keys)) "
        + "(\(clash.action.rawValue)): one begins the other")
  }

  private static func unknown(_ kind: String, _ word: String, _ known: [String]) -> String {
    let text = "unknown \(kind) “\(word)”"
    guard let near = Spelling.nearest(to: word, among: known) else { return text }
    return "\(text), did you mean “\(near)”?"
  }

  /// The keymap as a file that `read` gives back unchanged.
  public static func print(_ keymap: Keymap) -> String {
    var text = """
      # The keys of commune-tui: context, action, keys. Copy lines that you change to the file
      # `keymap` in the configuration directory; they come on top of this table. The action `none`
      # takes a key away. `commune-tui keys --check FILE` checks a file.

      """
    for context in Context.allCases {
      let own = keymap.bindings.filter { $0.context == context }
      guard !own.isEmpty else { continue }
      text += "\n# \(context.rawValue)\n"
      for action in Action.allCases {
        let keys = own.filter { $0.action == action }.map { KeyNotation.text($0.keys) }
        guard !keys.isEmpty else { continue }
        text += pad(context.rawValue, 9) + pad(action.rawValue, 19) + pad(keys, 22)
        text += "# \(action.title)\n"
      }
    }
    return text
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func pad(_ keys: [String], _ width: Int) -> String {
    pad(keys.joined(separator: " "), width)
  }
}
