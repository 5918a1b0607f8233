"""One life of a program on the terminal, and what was seen in it."""

import re
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from programs import Program
from terminal import Gone, Terminal, activity, clock, memory


@dataclass
class Plan:
    """How much is pressed. Seconds of rest that end a frame, and of idleness watched."""
    starts: int
    lives: int
    downs: int
    pages: int
    opens: int
    quiet: float
    idle: float


QUICK = Plan(starts=7, lives=1, downs=100, pages=25, opens=40, quiet=0.03, idle=5)
NORMAL = Plan(starts=11, lives=3, downs=100, pages=30, opens=40, quiet=0.04, idle=20)


class Life:
    """Starts a program; `samples` collects milliseconds, bytes and the rest by metric."""

    def __init__(self, program: Program, geometry: tuple[int, int], samples: dict[str, list[float]],
                 wrapper: list[str] | None = None):
        program.renew()
        self.program, self.samples = program, samples
        columns, rows = geometry
        self.terminal = Terminal((wrapper or []) + program.argv, program.environment, rows, columns)

    def note(self, metric: str, value: float | None) -> None:
        if value is not None:
            self.samples.setdefault(metric, []).append(value)

    def start(self) -> None:
        self.note("start", self.terminal.first_frame(self.program.ready) * 1000)
        self.terminal.settle(clock(), 0.3)
        self.note("rss", memory(self.terminal.pid)["rss"])

    def press(self, metric: str | None, key: str, quiet: float, pattern: str | None = None) -> None:
        frame = self.terminal.press(self.program.keys[key], quiet, pattern)
        if not frame.found:
            raise Gone(f"{self.program.name}: {key} did not show `{pattern}`:\n{self.terminal.screen.text()}")
        if metric and frame.seconds is not None:
            self.note(metric, frame.seconds * 1000)
            self.note("keys", frame.seconds * 1000)
            self.note(f"{metric}_bytes", frame.bytes)
        elif metric:
            self.note(f"{metric}_silent", 1)

    def keys(self, plan: Plan) -> None:
        for _ in range(plan.downs):
            self.press("down", "down", plan.quiet)
        self.press(None, "home", plan.quiet)
        for _ in range(plan.pages):
            self.press("page", "page_down", plan.quiet)
        self.press(None, "home", plan.quiet)
        for _ in range(plan.opens):
            self.press("open", "open", plan.quiet, self.program.message)
            self.press("back", "back", plan.quiet)
            self.press(None, "down", plan.quiet)
        for _ in range(5):
            self.press("end", "end", plan.quiet)
            self.press("home", "home", plan.quiet, self.program.ready)

    def burst(self) -> None:
        for _ in range(3):
            frame = self.terminal.press(self.program.keys["down"] * 200, 0.2)
            self.note("burst", frame.seconds and frame.seconds * 1000)
            self.press(None, "home", 0.1)

    def idle(self, seconds: float) -> None:
        self.terminal.settle(clock(), 2.5)          # a thread counts as read after 1.5 s
        used, slept = activity(self.terminal.pid)
        total, until = self.terminal.total, clock() + seconds
        while (left := until - clock()) > 0:
            self.terminal.read(left)
        after_used, after_slept = activity(self.terminal.pid)
        self.note("idle_cpu", (after_used - used) / 1e7 / seconds)            # per cent of one processor
        self.note("idle_wakeups", (after_slept - slept) * 60 / seconds)       # a minute
        self.note("idle_bytes", self.terminal.total - total)

    def quit(self, measured: bool = True) -> None:
        if measured:
            self.note("peak", memory(self.terminal.pid)["peak"])
        took = self.terminal.quit(self.program.keys["quit"])
        if took is None:
            raise Gone(f"{self.program.name} did not quit")
        if measured:
            self.note("quit", took * 1000)


def start_only(program: Program, geometry: tuple[int, int], samples: dict) -> None:
    life = Life(program, geometry, samples)
    try:
        life.note("start", life.terminal.first_frame(program.ready) * 1000)
        life.terminal.settle(clock(), 0.1)
        life.quit(measured=False)
    finally:
        life.terminal.close()


def whole(program: Program, geometry: tuple[int, int], samples: dict, plan: Plan, idle: bool) -> None:
    life = Life(program, geometry, samples)
    try:
        life.start()
        life.keys(plan)
        life.burst()
        if idle:
            life.idle(plan.idle)
        life.quit()
    finally:
        life.terminal.close()


def instructions(program: Program, geometry: tuple[int, int]) -> dict[str, float]:
    """Millions of instructions from exec to quit, and those that each kind of key adds."""
    base = counted(program, geometry, [])
    parts = {"down": (["down"], 20), "page": (["page_down"], 10), "open": (["open", "back"], 5)}
    answer = {"start": base / 1e6}
    for name, (keys, times) in parts.items():
        answer[name] = (counted(program, geometry, keys * times) - base) / times / 1e6
    return answer


def stripped(program: Program, work: Path) -> Program:
    """The same program without debug information: older valgrinds give up on Swift's DWARF 5."""
    copy = work / "bin" / f"{program.name}-stripped"
    copy.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["strip", "--strip-debug", "-o", str(copy), program.argv[0]], check=True)
    return replace(program, argv=[str(copy), *program.argv[1:]])


def counted(program: Program, geometry: tuple[int, int], keys: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        wrapper = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}", "--log-file=/dev/null"]
        life = Life(program, geometry, {}, wrapper)
        try:
            life.terminal.first_frame(program.ready, limit=300)
            life.terminal.settle(clock(), 1)
            for key in keys:             # everything takes some fifty times as long
                life.press(None, key, 0.4)
            life.quit(measured=False)
        finally:
            life.terminal.close()
        for _ in range(50):
            if out.exists() and (total := re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.M)):
                return int(total[1])
            time.sleep(0.1)
    raise Gone(f"{program.name}: callgrind left no count")


def has_valgrind() -> bool:
    try:
        return subprocess.run(["valgrind", "--version"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
