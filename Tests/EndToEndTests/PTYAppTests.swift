import Glibc
import Testing

/// The harness itself, tried on small shell programs.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PTYAppTests {
  private func shell(
    _ script: String, size: WindowSize = .small, environment: [String: String?] = [:]
  ) throws -> PTYApp {
    try PTYApp(["/bin/sh", "-c", script], size: size, environment: environment)
  }

  @Test func theScreenShowsWhatAProgramDraws() async throws {
    let app = try shell("printf '\\033[?1049h\\033[2J\\033[3;5Hgrüße 日本\\033[1m!\\033[m'; read x")
    await app.waitFor("日本!")
    #expect(app.screen[2] == "    grüße 日本!")
    #expect(app.screen.count == 24)
    #expect(app.cursor == ScreenPosition(row: 2, column: 15))
    #expect(app.cell(row: 2, column: 10).width == 2)
    #expect(app.cell(row: 2, column: 14).isBold)
    #expect(app.altScreen && app.isCursorVisible)
    #expect(app.exitStatus == nil)
    app.send("\r")
    #expect(await app.waitForExit() == 0)
    #expect(Oracle().violations(in: app.log).isEmpty)
  }

  @Test func keysArriveAndTheExitStatusComesBack() async throws {
    let app = try shell("stty raw -echo; printf ready; x=$(dd bs=1 count=1 2>/dev/null); exit 4$x")
    await app.waitFor("ready")
    app.send("2")
    #expect(await app.waitForExit() == 42)
  }

  @Test func aSignalCountsFrom128() async throws {
    let app = try shell("printf ready; kill -TERM $$; sleep 5")
    #expect(await app.waitForExit() == 128 + Int(SIGTERM))
  }

  @Test func killingReachesChildrenToo() async throws {
    let app = try shell("sleep 60 & printf ready; wait")
    await app.waitFor("ready")
    app.kill()
    #expect(await app.waitForExit(seconds: 2) == 128 + Int(SIGKILL))
  }

  @Test func aNewSizeIsAnnounced() async throws {
    let app = try shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done")
    await app.waitFor("24 80")
    app.resize(to: .large)
    await app.waitFor("32 120")
    #expect(app.screen.count == 32)
  }

  @Test func theLineStateIsComparedWithThatOfBefore() async throws {
    let tidy = try shell("old=$(stty -g); stty raw -echo; printf raw; sleep 0.2; stty $old")
    await tidy.waitFor("raw")
    #expect(tidy.lineState?.isCanonical == false && tidy.lineState?.echoes == false)
    #expect(await tidy.waitForExit() == 0)
    #expect(tidy.lineState != nil && tidy.lineState == tidy.lineStateBefore)
    let sloppy = try shell("stty raw -echo")
    #expect(await sloppy.waitForExit() == 0)
    #expect(sloppy.lineState != sloppy.lineStateBefore)
  }

  @Test func theAlternateScreenIsSeenToEnd() async throws {
    let app = try shell("printf 'main\\033[?1049hother'; read x; printf '\\033[?1049l'; read x")
    await app.waitFor("other")
    #expect(app.altScreen)
    app.send("\r")
    await app.waitForAbsence(of: "other")
    await app.waitFor("main")
    #expect(!app.altScreen)
    #expect(Oracle.departures(in: app.log) == 1)
  }

  @Test func theEnvironmentIsFreshAndAsAsked() async throws {
    let app = try shell(
      "env | cut -d= -f1 | LC_ALL=C sort; echo $TERM; ls -A $HOME | wc -l", size: .large,
      environment: ["TERM": "vt100", "LC_ALL": nil, "COMMUNE_BASE_URL": "http://127.0.0.1:1"])
    #expect(await app.waitForExit() == 0)
    // The shell itself adds PWD, and some shells the three others.
    let ownNames: Set = ["PWD", "OLDPWD", "SHLVL", "_"]
    #expect(
      app.screen.filter { !$0.isEmpty && !ownNames.contains($0) } == [
        "COMMUNE_BASE_URL", "HOME", "PATH", "SWIFT_BACKTRACE", "TERM", "TMPDIR",
        "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
        "XDG_STATE_HOME", "vt100", "0",
      ])
  }

  @Test func aTerminalAnswersItsQueries() async throws {
    let app = try shell(
      "stty raw -echo; printf '\\033[c'; dd bs=1 count=3 2>/dev/null | od -c | head -1; stty sane")
    await app.waitFor("033   [   ?")
    #expect(await app.waitForExit() == 0)
  }

  @Test func aHangUpEndsAProgram() async throws {
    let app = try shell("printf ready; sleep 30")
    await app.waitFor("ready")
    app.hangUp()
    #expect(await app.waitForExit(seconds: 3) == 128 + Int(SIGHUP))
  }

  @Test func aMissingProgramIsAnError() {
    #expect(throws: PTYError.self) { try PTYApp(["/nonexistent/program"]) }
  }

  @Test func muchOutputIsReadToItsEnd() async throws {
    let app = try shell("i=0; while [ $i -lt 4000 ]; do echo line $i; i=$((i+1)); done")
    #expect(await app.waitForExit(seconds: 10) == 0)
    #expect(app.screen[22] == "line 3999")
    #expect(app.log.count > 40_000)
  }

  @Test func theHomeDirectoryLeavesNothingBehind() async throws {
    var app: PTYApp? = try shell("mkdir -p $XDG_CONFIG_HOME/a; touch $XDG_CONFIG_HOME/a/b")
    let path = try #require(app?.home.path)
    _ = await app?.waitForExit()
    #expect(access("\(path)/.config/a/b", F_OK) == 0)
    app = nil
    #expect(access(path, F_OK) != 0)
  }
}
