import ArgumentParser
import MailApp

/// `commune-tui keys`: prints the effective keymap, or checks a keymap file.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the effective keymap, or check a keymap file.")

  @Option(help: "Check this file instead, and say what is wrong in it.")
  var check: String?

  @Flag(help: "Print the standard keymap, without your keymap file.")
  var standard = false

  @OptionGroup var account: AccountOptions

  func run() throws {
    if let check {
      let errors = try KeymapSource.read(check).1
      for error in errors { Output.error("\(check):\(error.line): \(error.problem)") }
      guard errors.isEmpty else { throw ExitCode(78) }
      print("\(check): ok")
      return
    }
    if standard {
      print(KeymapFile.print(.standard), terminator: "")
      return
    }
    let (keymap, errors) = try KeymapSource.effective(account)
    for error in errors { Output.error("keymap:\(error.line): \(error.problem)") }
    print(KeymapFile.print(keymap), terminator: "")
  }
}

/// Where keymap files are found.
enum KeymapSource {
  /// The standard table changed by the file `--keymap` names or by the one in the configuration
  /// directory.
  static func effective(_ account: AccountOptions) throws -> (Keymap, [KeymapError]) {
    let environment = Environment.variables
    if let path = account.keymap { return try read(path) }
    let path = Directories(environment: environment).configuration + "/keymap"
    guard
      let file = try failing({ () throws(ConfigurationError) in
        try TextFile.read(path, limit: KeymapFile.maximumSize)
      })
    else { return (.standard, []) }
    return KeymapFile.read(file.text, over: .standard)
  }

  static func read(_ path: String) throws -> (Keymap, [KeymapError]) {
    let file = try failing { () throws(ConfigurationError) in
      try TextFile.read(path, limit: KeymapFile.maximumSize)
    }
    guard let file else { throw Output.failure("There is no file \(path).", code: 78) }
    return KeymapFile.read(file.text, over: .standard)
  }

  /// Runs `body`; a configuration that cannot be used ends the program with code 78.
  private static func failing<Result>(
    _ body: () throws(ConfigurationError) -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch {
      throw Output.failure(error.sentence, code: 78)
    }
  }
}
