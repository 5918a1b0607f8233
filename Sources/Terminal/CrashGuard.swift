internal import CTerminal

/// What happens to the terminal and to the memory of a program that crashes.
public enum CrashGuard {
  /// On a fault, gives the terminal back, writes `notice` to stderr and dies of the signal.
  ///
  /// Memory is never dumped: it holds mail and keys. The notice is cut at 250 bytes.
  public static func install(notice: SafeText) {
    ct_crash_guard(notice.string)
  }
}
