import ArgumentParser
import CommuneAPI
import Glibc
import MailApp
import MailModel
import MailStore
import Terminal

/// The interactive program: configuration, terminal, store, then the main loop.
struct Program {
  let account: AccountOptions
  let isDemo: Bool
  private let environment = Environment.variables

  init(account: AccountOptions, isDemo: Bool) {
    self.account = account
    self.isDemo = isDemo
  }

  func run() throws {
    guard getuid() == geteuid(), getgid() == getegid() else {
      throw Output.failure("This program must not run with another user's rights.", code: 78)
    }
    let (keymap, keymapErrors) = try KeymapSource.effective(account)
    let configuration = try Startup.configuration(account, environment)
    let problems = configuration.warnings + keymapErrors.map { "keymap:\($0.line): \($0.problem)" }
    for problem in problems { Output.error(problem) }
    let key = isDemo ? nil : try Startup.key(configuration)
    let signals = try Startup.terminal { () throws(TerminalError) in try SignalInbox() }
    let queue = try Startup.terminal { () throws(TerminalError) in try EventQueue() }
    let services = ProgramServices(
      queue: queue, configuration: configuration, environment: environment)
    try open(services, configuration, key)
    CrashGuard.install(
      notice: "commune-tui crashed. What was typed is in the drafts as of a second before.")
    let theme = configuration.usesColor ? Theme.standard : Theme.monochrome
    var screenOptions = ScreenOptions.ofProcess
    screenOptions.mouse = configuration.usesMouse
    let screen = try Startup.terminal { () throws(TerminalError) in
      try CursesScreen(palette: theme.palette, options: screenOptions)
    }
    let state = state(configuration, keymap, services, hasAccount: isDemo || key != nil)
    tell(problems, services, queue)
    var runtime = Runtime(
      state: state, screen: screen, signals: signals, queue: queue, services: services,
      clock: SystemClock.now)
    let log = ErrorLog(directory: configuration.directories.state)
    let code = runtime.run()
    log.end()
    for sentence in services.rescueAll() { Output.error(sentence) }
    services.removeTemporaryFiles()
    if code != 0 { throw ExitCode(code) }
  }

  /// What the user shall hear first; the last one stays on the screen.
  private func tell(_ problems: [String], _ services: ProgramServices, _ queue: EventQueue) {
    for problem in problems { queue.post(.notice(problem)) }
    for notice in services.notices where notice != .draftsCannotBeSaved {
      queue.post(.problem(Problem(notice)))
    }
    // Nobody shall compose and lose the text (CD-10). Beside another instance that one is the
    // reason, and nothing is wrong with the disk.
    if services.notices.contains(.draftsCannotBeSaved), !services.isSecondInstance {
      queue.post(.problem(.draftsCannotBeSaved))
    }
  }

  private func open(
    _ services: ProgramServices, _ configuration: Configuration, _ key: APIKey?
  ) throws {
    if key != nil && configuration.baseURL == nil {
      throw Output.failure(
        "There is an API key but no server: set COMMUNE_BASE_URL or base_url.", code: 78)
    }
    do throws(StoreError) {
      if isDemo {
        try services.openDemo()
      } else if let key, let base = configuration.baseURL {
        try services.open(base: base, key: key, isOffline: account.offline)
      }
    } catch {
      throw Output.failure(Startup.words(error), code: 1)
    }
  }

  private func state(
    _ configuration: Configuration, _ keymap: Keymap, _ services: ProgramServices,
    hasAccount: Bool
  ) -> AppState {
    var state = AppState(
      now: SystemClock.now(), zone: .system, size: Size(rows: 24, columns: 80),
      options: Options(
        profile: isDemo ? "demo" : configuration.profile, isDemo: isDemo,
        isReadOnly: configuration.isReadOnly || services.isReadOnly, isOffline: account.offline,
        showsPreview: configuration.showsPreview, dwell: configuration.dwell,
        wrapColumn: configuration.wrapColumn),
      keymap: keymap, place: hasAccount ? .list : .start)
    state.generator = SeededGenerator(seed: .random(in: 0 ... .max))
    if account.offline || services.isSecondInstance { state.connection = .off }
    state.start.configPath = Directories.short(
      configuration.directories.configuration + "/config.toml", environment: environment)
    if access(configuration.directories.officialConfiguration, R_OK) == 0 {
      state.start.officialConfigPath = Directories.short(
        configuration.directories.officialConfiguration, environment: environment)
    }
    return state
  }
}

/// Steps of the start that end the program with a sentence where they fail.
enum Startup {
  static func configuration(
    _ account: AccountOptions, _ environment: [String: String]
  ) throws -> Configuration {
    Environment.hideKeys()
    do throws(ConfigurationError) {
      return try Configuration(
        path: account.config, profile: account.profile, environment: environment)
    } catch {
      throw Output.failure(error.sentence, code: 78)
    }
  }

  static func key(_ configuration: Configuration) throws -> APIKey? {
    do throws(ConfigurationError) {
      return try configuration.apiKey()
    } catch {
      throw Output.failure(error.sentence, code: 78)
    }
  }

  /// Runs a step that needs the terminal; without a usable one the exit code is 78.
  static func terminal<Value>(_ body: () throws(TerminalError) -> Value) throws -> Value {
    do throws(TerminalError) {
      return try body()
    } catch {
      throw Output.failure(words(error), code: 78)
    }
  }

  private static func words(_ error: TerminalError) -> String {
    switch error {
    case .inputIsNotATerminal: "Standard input is no terminal; run it in one, or see --help."
    case .outputIsNotATerminal: "Standard output is no terminal; run it in one, or see --help."
    case .noTerminalType:
      "TERM is not set; set it to what your terminal is, such as xterm-256color."
    case .unknownTerminalType(let type):
      "The terminal type “\(type.string)” is not known here; try TERM=xterm-256color."
    case .cannotMoveCursor(let type):
      "The terminal type “\(type.string)” cannot move its cursor; a screen needs that."
    case .noDescriptor(let code): "The system refused a descriptor: \(systemText(code))."
    }
  }

  static func words(_ error: StoreError) -> String {
    "The store cannot be opened: \(error)."
  }
}
