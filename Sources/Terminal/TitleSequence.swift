/// The one operating system command the program sends: the name of its window.
enum TitleSequence {
  /// Keeps the title the window has.
  static let save = "\u{1B}[22;2t"
  static let restore = "\u{1B}[23;2t"

  /// Sets the title to at most 80 cells of `text`, ended by ST.
  static func set(_ text: SafeText) -> String {
    "\u{1B}]2;\(text.truncated(to: 80).string)\u{1B}\\"
  }

  /// Whether a terminal of this type has a window with a title; others might print it.
  static func isUnderstood(by type: String) -> Bool {
    ["xterm", "tmux", "screen", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "st-"]
      .contains { type.hasPrefix($0) }
  }
}
