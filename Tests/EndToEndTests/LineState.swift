import Glibc

/// What `stty -a` prints: a terminal's line discipline.
struct LineState: Hashable, Sendable {
  var input: UInt32
  var output: UInt32
  var control: UInt32
  var local: UInt32
  var characters: [UInt8]

  /// The state of the terminal behind `descriptor`; nil where it is none.
  init?(of descriptor: Int32) {
    var state = termios()
    guard tcgetattr(descriptor, &state) == 0 else { return nil }
    input = state.c_iflag
    output = state.c_oflag
    control = state.c_cflag
    local = state.c_lflag
    characters = withUnsafeBytes(of: state.c_cc) { Array($0) }
  }

  var isCanonical: Bool { local & UInt32(ICANON) != 0 }
  var echoes: Bool { local & UInt32(ECHO) != 0 }
}
