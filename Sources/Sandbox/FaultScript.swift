/// Rules that say which request goes wrong and how.
///
/// One rule a line: `METHOD PATH-PREFIX CALLS ACTION…`, where `*` stands for any method or path,
/// CALLS is `always`, `2`, `2-4` or `3+` (counted a rule), and an action is a word or `name=value`;
/// a value with blanks stands in `'…'`. `#` begins a comment line. Actions: `refuse`,
/// `process=yes|no`, `status=N`, `body=TEXT`, `header='Name: value'`, `redirect=URL`, `delay=MS`,
/// `cut=BYTES`, `cut-body=BYTES`, `end=answer|close|reset|hang`, `drip=BYTES-PER-SECOND`,
/// `key=honour|ignore|forget`, `visible=MS|never|dropped`,
/// `encoding=identity|chunked|chunked-cut|gzip|false-gzip`, `length=N`, `garble=N`. The method
/// `CONNECT` matches the n-th connection instead; of its actions only `end` counts.
public struct FaultScript: Sendable, Equatable {
  /// Which of the requests that fit a rule, from 1 on.
  public struct Rule: Sendable, Equatable {
    /// Nil: any.
    public var method: String?
    /// Compared with the target as it was sent.
    public var pathPrefix: String
    public var calls: ClosedRange<Int>
    public var fault: Fault

    public init(
      method: String? = nil, pathPrefix: String = "", calls: ClosedRange<Int> = 1...Int.max,
      fault: Fault
    ) {
      self.method = method
      self.pathPrefix = pathPrefix
      self.calls = calls
      self.fault = fault
    }

    func fits(method: String, target: String) -> Bool {
      if self.method != method && (self.method != nil || method == Self.connect) { return false }
      return target.utf8.starts(with: pathPrefix.utf8)
    }

    static let connect = "CONNECT"
  }

  /// The first rule that fits by method, path and count decides.
  public var rules: [Rule]

  public init(rules: [Rule] = []) {
    self.rules = rules
  }
}

/// A line of a script that cannot be read.
public struct FaultScriptError: Error, Sendable, Equatable {
  /// From 1 on.
  public var line: Int
  /// The word that is not understood.
  public var word: String

  public init(line: Int, word: String) {
    self.line = line
    self.word = word
  }
}

/// A script and how often each of its rules has fitted.
struct FaultProgress {
  var script = FaultScript() {
    didSet { counts = Array(repeating: 0, count: script.rules.count) }
  }
  private var counts: [Int] = []

  /// Counts the request with every rule that fits it, and returns the first whose turn it is.
  mutating func fault(method: String, target: String) -> Fault {
    var fault: Fault?
    for (index, rule) in script.rules.enumerated()
    where rule.fits(method: method, target: target) {
      counts[index] += 1
      if fault == nil, rule.calls.contains(counts[index]) { fault = rule.fault }
    }
    return fault ?? Fault()
  }
}
