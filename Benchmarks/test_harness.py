"""The harness's own checks: python3 -m unittest discover -s Benchmarks"""

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import table  # noqa: E402
from screen import Screen  # noqa: E402
from terminal import Terminal  # noqa: E402


def shown(data: str, rows: int = 4, columns: int = 8) -> list[str]:
    """The screen's lines, and the same when every byte comes by itself."""
    whole, single = Screen(rows, columns), Screen(rows, columns)
    whole.feed(data.encode())
    for byte in data.encode():
        single.feed(bytes([byte]))
    assert whole.text() == single.text(), (whole.text(), single.text())
    return whole.text().split("\n")


class ScreenTests(unittest.TestCase):
    def test_sequences_do_what_xterm_does(self):
        for data, lines in [
            ("abc\r\ndef", ["abc", "def", "", ""]),
            ("配送x", ["配送x", "", "", ""]),
            ("12345678ab", ["12345678", "ab", "", ""]),
            ("abcdef\x1b[3G\x1b[K", ["ab", "", "", ""]),
            ("abcdef\x1b[3G\x1b[2P", ["abef", "", "", ""]),
            ("abcdef\x1b[3G\x1b[2@", ["ab  cdef", "", "", ""]),
            ("abcdef\x1b[3G\x1b[2X", ["ab  ef", "", "", ""]),
            ("a\x1b[5b", ["aaaaaa", "", "", ""]),
            ("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[2;1H\x1b[1M", ["1", "3", "", "4"]),
            ("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\n", ["1", "3", "", "4"]),
            ("1\r\n2\r\n3\r\n4\x1b[2;1H\x1b[1L", ["1", "", "2", "3"]),
            ("1\r\n2\x1b[H\x1bM", ["", "1", "2", ""]),
            ("x\x1b]0;title\x07\x1bP+q544e\x1b\\\x1b(By\x1b[1;38;5;3mz", ["xyz", "", "", ""]),
            ("old\x1b[?1049hnew", ["new", "", "", ""]),
            ("abc\r\ndef\x1b[1;2H\x1b[J", ["a", "", "", ""]),
        ]:
            with self.subTest(data=data):
                self.assertEqual(shown(data), lines)


class TerminalTests(unittest.TestCase):
    def test_questions_are_answered_also_when_cut_in_two(self):
        script = ("stty raw -echo; printf '\\033[?2026'; sleep 0.05; printf '$p\\033[c';"
                  " dd bs=1 count=46 2>/dev/null | tr '\\033' E; echo; sleep 5")
        terminal = Terminal(["sh", "-c", script], dict(os.environ), 4, 120)
        try:
            terminal.first_frame(r"E\[\?2026;0\$yE\[\?64;1;2;6;9;15;16;17;18;21;22;28c", limit=5)
        finally:
            terminal.close()


class TableTests(unittest.TestCase):
    def test_percentiles(self):
        samples = [float(n) for n in range(1, 101)]
        self.assertEqual([table.reduce(samples, how) for how in ("p50", "p95", "p99", "max")],
                         [50.5, 96, 100, 100])

    def test_a_missed_budget_is_marked(self):
        self.assertTrue(table.misses(4.0, 1.0, (3, None)))
        self.assertTrue(table.misses(6.0, 5.0, (2, 5)))
        self.assertFalse(table.misses(2.9, 1.0, (3, None)))
        self.assertFalse(table.misses(None, 1.0, (3, None)))


if __name__ == "__main__":
    unittest.main()
