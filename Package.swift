// swift-tools-version:6.2
import PackageDescription

// Settings stand above `package`: declared below it, they would be silently empty.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the program, with exactly the imports that ARCHITECTURE.md permits it.
func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of one module, in the folder `Tests/<module>Tests`.
func tests(
  of name: String, imports: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: imports, exclude: exclude, swiftSettings: settings)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "commune-tui",
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // A C library made callable: shims, no logic.
    .target(
      name: "CTerminal",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    // What mail is: values and rules, no I/O.
    module("MailModel"),
    // Text in, text out; linear time on any input.
    module("MailText", imports: ["MailModel"]),
    // Endpoints, wire types, errors; no sockets.
    module("CommuneAPI", imports: ["MailModel"]),
    // Sends one request with libcurl: the only user of libcurl.
    module("CurlTransport", imports: ["CommuneAPI", "CCurl"]),
    // What we know locally: the disposable cache and the journal.
    module("MailStore", imports: ["MailModel", grdb]),
    // Keeps store and server in agreement; the only caller of send.
    module("MailSync", imports: ["MailModel", "CommuneAPI", "MailStore"]),
    // Cells, keys, the ncurses screen; knows nothing of mail.
    module("Terminal", imports: ["CTerminal"]),
    // State, update, views, keymap; knows neither HTTP nor SQLite.
    module("MailApp", imports: ["MailModel", "MailText", "Terminal"]),
    // A Commune server in memory, pure and deterministic; the fault-injecting socket is one file.
    module("Sandbox", imports: ["MailModel", "CommuneAPI"]),
    // Reads the command line, connects the modules.
    .executableTarget(
      name: "commune-tui",
      dependencies: [
        "MailModel", "CommuneAPI", "CurlTransport", "MailStore", "MailSync",
        "Terminal", "MailApp", "Sandbox", argumentParser,
      ],
      swiftSettings: settings),
    // The terminal that end-to-end tests look at.
    .target(
      name: "CVTerm", path: "Tests/CVTerm", linkerSettings: [.linkedLibrary("vterm")]),
    tests(of: "MailModel", imports: ["MailModel"]),
    tests(
      of: "MailSync",
      imports: ["MailModel", "CommuneAPI", "MailStore", "MailSync", "Sandbox", grdb]),
    tests(of: "MailText", imports: ["MailText", "MailModel"]),
    tests(of: "CommuneAPI", imports: ["MailModel", "CommuneAPI", "Sandbox"]),
    tests(of: "CurlTransport", imports: ["CommuneAPI", "CurlTransport"]),
    tests(of: "MailStore", imports: ["MailModel", "MailStore", grdb]),
    tests(of: "Sandbox", imports: ["MailModel", "CommuneAPI", "Sandbox"]),
    tests(of: "Terminal", imports: ["Terminal"]),
    tests(
      of: "MailApp", imports: ["MailModel", "Terminal", "MailApp"], exclude: ["Screens"]),
    tests(
      of: "CommuneTUI", imports: ["CommuneAPI", "MailApp", "commune-tui"]),
    tests(
      of: "EndToEnd",
      imports: ["CVTerm", "commune-tui", "MailModel", "CommuneAPI", "Sandbox", grdb]),
  ],
  swiftLanguageModes: [.v6]
)
