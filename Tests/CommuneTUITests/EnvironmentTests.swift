import Glibc
import Testing

@testable import commune_tui

@Suite(.serialized) struct EnvironmentTests {
  @Test("SE-03 the keys leave the process's environment, and nothing else does")
  func hiding() {
    setenv("COMMUNE_API_KEY", "comm_canary_1", 1)
    setenv("COMMUNE_TUI_API_KEY", "comm_canary_2=x", 1)
    setenv("COMMUNE_TUI_OTHER", "stays", 1)
    defer { unsetenv("COMMUNE_TUI_OTHER") }
    let before = Environment.variables
    #expect(before["COMMUNE_API_KEY"] == "comm_canary_1")
    #expect(before["COMMUNE_TUI_API_KEY"] == "comm_canary_2=x")
    Environment.hideKeys()
    let after = Environment.variables
    #expect(after["COMMUNE_TUI_OTHER"] == "stays")
    #expect(!after.values.contains { $0.contains("canary") })
    #expect(getenv("COMMUNE_API_KEY") == nil)
  }
}
