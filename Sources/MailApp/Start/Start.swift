import MailModel
import Terminal

/// The first page where nothing is configured: sample mail, or how to give a key.
public struct StartPage: Equatable, Sendable {
  /// The configuration file, as the user would type it.
  public var configPath = "~/.config/commune-tui/config.toml"
  /// The official client's configuration file, where it holds a key.
  public var officialConfigPath: String?
  /// The demo was asked for and is being started.
  var isStarting = false

  public init() {}
}

extension AppState {
  mutating func updateStart(_ action: Action) -> [Effect]? {
    switch action {
    case .open:
      guard !start.isStarting else { return [] }
      start.isStarting = true
      return [.startDemo]
    case .moveDown, .moveUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom:
      return []
    case .quit: return leave()
    default: return nil
    }
  }

  private var startLines: [(text: String, style: Style)] {
    var lines: [(String, Style)] = [
      ("Welcome. This program reads and answers your Commune inboxes.", .title),
      ("", .plain),
      ("▸ Enter  try it now with sample mail: no key, no network, nothing is sent", .selected),
      ("", .plain),
      ("To use your own mail, give the program an API key and start it again:", .plain),
      ("", .plain),
      ("  export COMMUNE_API_KEY=…            a key in the environment is enough", .plain),
      ("  export COMMUNE_BASE_URL=https://…   your server, with or without /v1", .plain),
      ("", .plain),
      ("or in \(start.configPath):", .plain),
      ("", .plain),
      ("  base_url = \"https://your-server.example.com/v1\"", .plain),
      ("  api_key_command = \"pass show commune\"", .plain),
    ]
    if let path = start.officialConfigPath {
      lines += [
        ("", .plain),
        ("The official client keeps a key in \(path).", .plain),
        ("To use it here: use_official_config = true", .plain),
      ]
    }
    return lines
  }

  func drawStart(on canvas: inout Canvas) {
    let lines = startLines
    let page = Layout.page(size)
    let column = max(2, (size.columns - 78) / 2)
    let top = max(0, (page.rows - lines.count) / 2)
    for (offset, line) in lines.prefix(page.rows).enumerated() {
      canvas.write(
        SafeText(line.text), row: top + offset, column: column, width: size.columns - column,
        style: line.style)
    }
    canvas.cursor = Position(row: min(page.rows - 1, top + 2), column: column)
    if start.isStarting {
      canvas.write("Starting…", row: page.rows - 1, column: column, style: .dim)
    }
  }
}
