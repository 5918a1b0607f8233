/// Why a terminal cannot be used.
public enum TerminalError: Error, Hashable, Sendable {
  case inputIsNotATerminal
  case outputIsNotATerminal
  /// TERM is unset or empty.
  case noTerminalType
  /// There is no description of the terminal that TERM names.
  case unknownTerminalType(SafeText)
  /// The terminal that TERM names cannot place its cursor.
  case cannotMoveCursor(SafeText)
  /// A descriptor could not be made; the error number of the system.
  case noDescriptor(Int32)
}
