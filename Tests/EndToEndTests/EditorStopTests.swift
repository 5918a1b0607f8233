import Glibc
import Testing

extension EndToEnd {
  @Suite(.timeLimit(.minutes(1)))
  struct EditorStopTests {
    @Test("EX-01 C-z in the editor stops both, fg brings the editor back, its text arrives")
    func suspendedEditor() async throws {
      let home = try TemporaryHome()
      try home.write("kill -TSTP 0; echo 'Back again.' > \"$1\"\n", to: "editor.sh")
      let app = try PTYApp(
        [
          "/bin/bash", "-c",
          """
          set -m; \(DemoRun.path) --demo; echo '[stopped]'
          read answer; fg >/dev/null; echo "[end $?]"
          """,
        ], environment: ["EDITOR": "sh \(home.path)/editor.sh"], home: home)
      await app.waitFor("Invoice 2025-031", seconds: 20)
      await app.waitForRest()
      app.send("ggr")
      await app.waitFor("Subject", seconds: 5)
      app.send("\u{1B}")
      await app.waitForRest()
      app.send("e")
      await app.waitFor("[stopped]")
      #expect(!app.altScreen)
      app.send("\r")
      await app.waitFor("Back again.")
      await app.waitForRest(milliseconds: 200)
      #expect(app.altScreen, "the stop was meant once")
      app.send("p")
      await app.waitForRest()
      app.send("Q")
      await app.waitFor("[end 0]")
    }
  }
}
