/// A key as it was pressed, whatever sequence the terminal sent for it.
public struct Key: Hashable, Sendable {
  /// The key without its modifiers.
  public enum Code: Hashable, Sendable {
    /// A key that types a scalar; Shift is part of the scalar.
    case character(Unicode.Scalar)
    case enter
    case tab
    case escape
    case backspace
    case delete
    case insert
    case home
    case end
    case pageUp
    case pageDown
    case up
    case down
    case left
    case right
    /// F1 to F20.
    case function(Int)
  }

  /// Keys held down with another; Shift only where it is not part of the character.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// The key that types `scalar`.
  public static func character(_ scalar: Unicode.Scalar) -> Key {
    Key(.character(scalar))
  }

  /// Control and a lower-case letter.
  public static func control(_ scalar: Unicode.Scalar) -> Key {
    Key(.character(scalar), .control)
  }
}

/// What comes from a terminal.
public enum Input: Hashable, Sendable {
  case key(Key)
  /// Text between the marks of a bracketed paste, line ends as `\n`; never run as commands.
  case paste(String)
  case mouse(Mouse)
}

/// A mouse event; clicks and the wheel only.
public struct Mouse: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    case press
    case release
    case wheelUp
    case wheelDown
  }

  public var action: Action
  public var position: Position

  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
