/// What a key asks of an editor of text; the keys are those of readline.
enum EditCommand: Hashable, Sendable {
  case insert(Unicode.Scalar)
  case newline
  case backward, forward
  case wordBackward, wordForward
  /// Of the line of the text, which may be wrapped into many rows.
  case lineStart, lineEnd
  /// Of the row on the screen; the second press goes on to the line's.
  case rowStart, rowEnd
  case up, down, pageUp, pageDown
  case textStart, textEnd
  case deleteBackward, deleteForward
  /// Back to a blank (C-w), or back to what is no letter or digit (M-Backspace).
  case killBlankWord, killWordBackward
  case killWordForward, killToEnd, killToStart
  case yank, transpose
  case undo, redo

  /// The command of `key`; nil for keys that are no editor's business.
  init?(_ key: Key) {
    switch (key.code, key.modifiers) {
    case (.character(let scalar), []): self = .insert(scalar)
    case (.character(let scalar), .control): self.init(control: scalar)
    case (.character(let scalar), .alt): self.init(alt: scalar)
    case (.character, _): return nil
    default: self.init(special: key)
    }
  }

  private init?(control scalar: Unicode.Scalar) {
    switch scalar {
    case "a": self = .lineStart
    case "e": self = .lineEnd
    case "b": self = .backward
    case "f": self = .forward
    case "d": self = .deleteForward
    case "h": self = .deleteBackward
    case "w": self = .killBlankWord
    case "u": self = .killToStart
    case "k": self = .killToEnd
    case "y": self = .yank
    case "t": self = .transpose
    case "n": self = .down
    case "p": self = .up
    case "_", "/": self = .undo
    default: return nil
    }
  }

  private init?(alt scalar: Unicode.Scalar) {
    switch scalar {
    case "b": self = .wordBackward
    case "f": self = .wordForward
    case "d": self = .killWordForward
    case "<": self = .textStart
    case ">": self = .textEnd
    case "_": self = .redo
    default: return nil
    }
  }

  private init?(special key: Key) {
    let isWord = !key.modifiers.isDisjoint(with: [.alt, .control])
    switch key.code {
    case .left: self = isWord ? .wordBackward : .backward
    case .right: self = isWord ? .wordForward : .forward
    case .home: self = isWord ? .textStart : .rowStart
    case .end: self = isWord ? .textEnd : .rowEnd
    case .backspace: self = isWord ? .killWordBackward : .deleteBackward
    case .delete: self = isWord ? .killWordForward : .deleteForward
    case .enter where !isWord: self = .newline
    case .tab where key.modifiers.isEmpty: self = .insert("\t")
    case .up where !isWord: self = .up
    case .down where !isWord: self = .down
    case .pageUp where !isWord: self = .pageUp
    case .pageDown where !isWord: self = .pageDown
    default: return nil
    }
  }
}
