/// A setting of the configuration file, with what it may hold.
struct Setting: Sendable {
  /// What a value must be.
  enum Kind: Sendable {
    case text
    case flag
    case number(ClosedRange<Int>)
    case choice([String])
  }

  /// Section and name: `ui.preview`; no section for the settings of an account.
  let path: String
  let kind: Kind
  /// What it does, with unit and default.
  let summary: String
  /// It belongs to an account, so that a profile may hold it.
  var isOfAccount = false

  /// The environment variable that overrides it: `COMMUNE_TUI_UI__PREVIEW`.
  var variable: String {
    "COMMUNE_TUI_" + path.uppercased().replacing(".", with: "__")
  }

  static let all: [Setting] = account + others

  /// The settings that say where the key is.
  static let keySources = ["api_key", "api_key_command", "use_official_config"]

  static let account: [Setting] = [
    Setting(
      path: "base_url", kind: .text, summary: "the server, with or without /v1", isOfAccount: true),
    Setting(
      path: "api_key", kind: .text, summary: "the key; the file must be readable by you only",
      isOfAccount: true),
    Setting(
      path: "api_key_command", kind: .text, summary: "prints the key on its first line",
      isOfAccount: true),
    Setting(
      path: "use_official_config", kind: .flag,
      summary: "take key and server from the official client's file (default false)",
      isOfAccount: true),
    Setting(
      path: "read_only", kind: .flag, summary: "never send or write (default false)",
      isOfAccount: true),
  ]

  private static let others: [Setting] = [
    Setting(path: "ui.preview", kind: .flag, summary: "show the preview pane (default true)"),
    Setting(path: "ui.mouse", kind: .flag, summary: "clicks and the wheel (default false)"),
    Setting(path: "ui.color", kind: .flag, summary: "colours; NO_COLOR wins (default true)"),
    Setting(
      path: "ui.dwell", kind: .number(0...600_000),
      summary: "milliseconds until an open thread counts as read (default 1500)"),
    Setting(
      path: "compose.wrap", kind: .number(20...998),
      summary: "columns at which the editor wraps (default 72)"),
    Setting(path: "compose.editor", kind: .text, summary: "instead of $VISUAL and $EDITOR"),
    Setting(
      path: "sync.interval", kind: .number(10...86_400),
      summary: "seconds between two looks for new mail (default 60)"),
    Setting(
      path: "network.proxy", kind: .choice(["off", "env"]),
      summary: "“env” uses http_proxy and its like (default “off”)"),
  ]
}

/// The value of a setting and where it stands, for messages.
struct SettingValue: Equatable, Sendable {
  enum Content: Equatable, Sendable {
    case text(String)
    case flag(Bool)
    case number(Int)
  }

  var content: Content
  /// `config.toml:12` or the name of an environment variable.
  var origin: String
}

/// A configuration that cannot be used: one sentence with the place (exit code 78).
struct ConfigurationError: Error, Equatable {
  var sentence: String
}

extension Setting {
  /// Checks a value of the file or of the environment.
  func value(_ content: SettingValue.Content, at origin: String) throws(ConfigurationError)
    -> SettingValue
  {
    switch (kind, content) {
    case (.text, .text), (.flag, .flag):
      return SettingValue(content: content, origin: origin)
    case (.number(let range), .number(let number)):
      guard range.contains(number) else {
        throw wrong("must be between \(range.lowerBound) and \(range.upperBound)", origin)
      }
      return SettingValue(content: content, origin: origin)
    case (.choice(let words), .text(let text)):
      guard words.contains(text) else {
        throw wrong("must be one of \(words.joined(separator: ", "))", origin)
      }
      return SettingValue(content: content, origin: origin)
    case (.text, _), (.choice, _), (.flag, _), (.number, _): throw wrong(origin)
    }
  }

  /// The error of a value of another type.
  func wrong(_ origin: String) -> ConfigurationError {
    switch kind {
    case .text, .choice: wrong("must be text in quotes", origin)
    case .flag: wrong("must be true or false", origin)
    case .number(let range):
      wrong(
        "must be a whole number between \(range.lowerBound) and \(range.upperBound)", origin)
    }
  }

  /// Reads a value from an environment variable's text.
  func value(ofVariable text: String) throws(ConfigurationError) -> SettingValue {
    switch kind {
    case .text, .choice: return try value(.text(text), at: variable)
    case .flag:
      let flags = ["true": true, "1": true, "yes": true, "false": false, "0": false, "no": false]
      guard let flag = flags[text.lowercased()] else { throw wrong(variable) }
      return try value(.flag(flag), at: variable)
    case .number:
      guard let number = Int(text) else { throw wrong(variable) }
      return try value(.number(number), at: variable)
    }
  }

  private func wrong(_ rule: String, _ origin: String) -> ConfigurationError {
    ConfigurationError(sentence: "\(origin): \(path) \(rule).")
  }
}
