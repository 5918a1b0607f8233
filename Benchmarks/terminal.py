"""Runs a program on a pseudo-terminal that answers like xterm, and stamps every byte it writes.

Bytes are stamped when they are read and put on the screen model only when the output rests, so
that the model costs no time that is measured.
"""

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from screen import Screen

clock = time.perf_counter
FRAME_GAP = 0.005                        # seconds of rest that end the first frame

# What programs ask, and what xterm 379 says: a pattern and its answer.
ANSWERS = [
    (rb"\x1b\[0?c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
    (rb"\x1b\[>0?c", b"\x1b[>41;379;0c"),
    (rb"\x1b\[5n", b"\x1b[0n"),
    (rb"\x1b\[\??6n", b"\x1b[1;1R"),
    (rb"\x1b\[>0?q", b"\x1bP>|XTerm(379)\x1b\\"),
    (rb"\x1b\]10;\?(?:\x07|\x1b\\)", b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (rb"\x1b\]11;\?(?:\x07|\x1b\\)", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    (rb"\x1b\[\?(\d+)\$p", b"\x1b[?%s;0$y"),          # mode unknown
    (rb"\x1bP[$+]q[^\x1b]*\x1b\\", b"\x1bP0+r\x1b\\"),
]
QUESTION = re.compile(b"|".join(b"(?:%s)" % pattern for pattern, _ in ANSWERS))


@dataclass
class Frame:
    """What followed a key: seconds to its last byte (None: nothing came) and its bytes."""
    seconds: float | None
    bytes: int
    found: bool = True                   # the awaited text was on the screen


class Gone(Exception):
    """The program has ended too early, or has not shown what was awaited."""


class Terminal:
    def __init__(self, argv: list[str], environment: dict[str, str], rows: int, columns: int):
        self.screen = Screen(rows, columns)
        self.unparsed: list[bytes] = []
        self.tail, self.total, self.open = b"", 0, True
        self.exit_code: int | None = None
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        name = os.ttyname(slave)
        actions = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),   # becomes the controlling terminal
                   (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.started = clock()
        self.pid = os.posix_spawnp(argv[0], argv, environment, file_actions=actions, setsid=True,
                                   setsigdef=[signal.SIGPIPE])
        os.close(slave)
        os.set_blocking(self.master, False)
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)

    def read(self, seconds: float) -> float | None:
        """Waits for one chunk and answers what it asks; the time it was read at, or None."""
        if not self.open or not self.poll.poll(max(0, seconds) * 1000):
            return None
        try:
            data = os.read(self.master, 1 << 16)
        except BlockingIOError:
            return None
        except OSError:                  # the program has closed its side
            data = b""
        stamp = clock()
        if not data:
            self.open = False
            return None
        self.total += len(data)
        self.unparsed.append(data)
        self.answer(self.tail + data)
        return stamp

    def answer(self, data: bytes) -> None:
        end = 0
        for question in QUESTION.finditer(data):
            end = question.end()
            for pattern, answer in ANSWERS:
                if match := re.fullmatch(pattern, question[0]):
                    self.write(answer % match.groups() if match.groups() else answer)
                    break
        rest = data[end:]
        escape = rest.rfind(b"\x1b", -64)
        self.tail = rest[escape:] if escape >= 0 else b""

    def write(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self.master, data):]
            except BlockingIOError:
                self.read(0.005)

    def shows(self, pattern: str | None) -> bool:
        for data in self.unparsed:
            self.screen.feed(data)
        self.unparsed.clear()
        return pattern is None or re.search(pattern, self.screen.text()) is not None

    def first_frame(self, pattern: str, limit: float = 60) -> float:
        """Seconds from exec to the last byte of the first frame that shows the pattern."""
        last = None
        while self.open and clock() - self.started < limit:
            stamp = self.read(FRAME_GAP if last else 0.5)
            if stamp is not None:
                last = stamp
            elif last is not None and self.unparsed and self.shows(pattern):
                return last - self.started
        raise Gone(f"`{pattern}` was not shown; the screen was:\n{self.screen.text()}")

    def settle(self, since: float, quiet: float, pattern: str | None = None, limit: float = 10) -> Frame:
        """Watches until the output has rested for `quiet` seconds and the pattern is shown."""
        before, last, wait_until = self.total, None, since + quiet
        while self.open:
            now = clock()
            if now >= wait_until:
                found = self.shows(pattern)
                if found or now - since > limit:
                    return Frame(None if last is None else last - since, self.total - before, found)
                wait_until = now + quiet
            if (stamp := self.read(wait_until - now)) is not None:
                last, wait_until = stamp, stamp + quiet
        raise Gone(f"the program has ended; the screen was:\n{self.screen.text()}")

    def press(self, keys: bytes, quiet: float, pattern: str | None = None) -> Frame:
        while self.read(0) is not None:  # what came by itself is not this key's frame
            pass
        since = clock()
        self.write(keys)
        return self.settle(since, quiet, pattern)

    def quit(self, keys: bytes, limit: float = 10) -> float | None:
        """Seconds from the key to the end of the process; None if it had to be killed."""
        watch = os.pidfd_open(self.pid)
        poll = select.poll()
        poll.register(watch, select.POLLIN)
        since, took = clock(), None
        self.write(keys)
        while clock() - since < limit and took is None:
            took = clock() - since if poll.poll(1) else None
            self.read(0)
        os.close(watch)
        self.close()
        return took

    def close(self) -> None:
        """Leaves nothing running."""
        if self.exit_code is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if not ended:
                os.kill(self.pid, signal.SIGKILL)
                _, status = os.waitpid(self.pid, 0)
            self.exit_code = os.waitstatus_to_exitcode(status)
            os.close(self.master)
            self.open = False


def memory(pid: int) -> dict[str, float]:
    """Resident memory now and at its peak, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = dict(re.findall(r"^(VmRSS|VmHWM):\s*(\d+)", status, re.M))
    return {"rss": int(kilobytes["VmRSS"]) / 1024, "peak": int(kilobytes["VmHWM"]) / 1024}


def activity(pid: int) -> tuple[int, int]:
    """Nanoseconds on a processor and times gone to sleep, of all threads since they began."""
    used = slept = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        used += int((task / "schedstat").read_text().split()[0])
        slept += int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", (task / "status").read_text(), re.M)[1])
    return used, slept
