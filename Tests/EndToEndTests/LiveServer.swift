import Testing

/// `commune-tui sandbox` as a server of its own, and the program connected to it.
struct LiveServer {
  let server: PTYApp
  let base: String
  let home: TemporaryHome

  /// Starts a server; `script` is a fault script, `port` 0 takes any free port.
  init(dialect: String = "src", port: Int = 0, script: String? = nil, home: TemporaryHome? = nil)
    async throws
  {
    self.home = try home ?? TemporaryHome()
    var command = [DemoRun.path, "sandbox", "--dialect", dialect, "--port", String(port)]
    if let script {
      try self.home.write(script, to: "faults.txt")
      command += ["--script", "\(self.home.path)/faults.txt"]
    }
    server = try PTYApp(command, size: WindowSize(rows: 24, columns: 500))
    try #require(await server.waitFor("base_url", seconds: 20))
    base = String(
      try #require(server.text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\/v1/)).output)
  }

  var port: Int { Int(base.split(separator: ":")[2].prefix { $0.isNumber }) ?? 0 }

  /// The key of that name in the server's first line: `full`, `read`, `admin`.
  func key(_ name: String) throws -> String {
    let keys = server.text.matches(of: /comm_demo_[a-z]+_[0-9a-f]+/).map { String($0.output) }
    return try #require(keys.first { $0.hasPrefix("comm_demo_\(name)_") })
  }

  /// Starts the program on this server.
  func program(
    key: String? = nil, arguments: [String] = [], environment: [String: String?] = [:],
    size: WindowSize = .small
  ) throws -> PTYApp {
    var variables: [String: String?] = [
      "COMMUNE_BASE_URL": base, "COMMUNE_API_KEY": try key ?? self.key("full"),
    ]
    variables.merge(environment) { $1 }
    return try PTYApp(
      [DemoRun.path] + arguments, size: size, environment: variables, home: home)
  }

  func stop() async {
    server.kill()
    _ = await server.waitForExit()
  }
}
