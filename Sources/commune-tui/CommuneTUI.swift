import ArgumentParser
import Glibc

/// The program: a terminal mail client for Commune servers.
@main
struct CommuneTUI: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "commune-tui",
    abstract: "Read and answer the mail of your Commune inboxes in a terminal.",
    discussion: """
      The API key comes from COMMUNE_API_KEY, from the command in the setting api_key_command, \
      from the configuration file or from the official client's file; never from the command \
      line. COMMUNE_BASE_URL names the server.
      """,
    version: version,
    subcommands: [FetchCommand.self, KeysCommand.self, SandboxCommand.self])

  @Flag(help: "Open on sample mail: no key, no network, nothing is kept.")
  var demo = false

  @OptionGroup var account: AccountOptions

  func run() throws {
    try Program(account: account, isDemo: demo).run()
  }

  /// Runs the command that the arguments name; a wrong use of them is a configuration error too.
  static func main() {
    ProcessStart.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      let text = fullMessage(for: error)
      let isHelp = exitCode(for: error).isSuccess
      if !text.isEmpty { Output.usage(text, to: isHelp ? STDOUT_FILENO : STDERR_FILENO) }
      Glibc.exit(isHelp ? 0 : 78)
    }
  }
}

/// The options that every command has.
struct AccountOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The profile of the configuration to use.", valueName: "NAME"))
  var profile: String?

  @Option(
    help: ArgumentHelp("The configuration file, instead of the usual one.", valueName: "FILE"))
  var config: String?

  @Option(help: ArgumentHelp("The keymap file, instead of the usual one.", valueName: "FILE"))
  var keymap: String?

  @Flag(help: "Do not ask the server: stored mail only.")
  var offline = false
}
