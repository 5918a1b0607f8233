"""What the checks share: finding source files, and telling code from comments and strings."""

import os
import re
import sys
from pathlib import Path

PLACES = ("Package.swift", "Sources", "Tests", "Benchmarks")
C_MARKS = re.compile(r'//|/\*|"|\'')
SWIFT_MARKS = re.compile(r'//|/\*|#*"""|#*"|#+/|/(?=[^\s/*=)])')
BEFORE_REGEX = re.compile(r"(?:[(,=:\[{?]|\breturn|\bin|^)\s*$")


def root_from(arguments: list[str]) -> Path:
    """The folder to check: `--root DIR`, or the repository that this script stands in."""
    if "--root" in arguments:
        return Path(arguments[arguments.index("--root") + 1]).resolve()
    return Path(__file__).resolve().parent.parent


def files(root: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """Source files in a fixed order; build folders are not looked into."""
    found = []
    for place in PLACES:
        path = root / place
        if path.is_file() and path.suffix in suffixes:
            found.append(path)
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(f for f in folders if not f.startswith((".build", "__")))
            found += [Path(folder) / n for n in sorted(names) if n.endswith(suffixes)]
    return found


def report(offences: list[str], passed: str) -> None:
    """Prints the offences and ends the program: 1 if there are any, else 0."""
    for offence in offences:
        print(offence)
    if not offences:
        print(passed)
    sys.exit(1 if offences else 0)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def code_only(text: str, language: str = "swift") -> str:
    """The text with comments and the content of literals blanked; lines and offsets stay."""
    return Blanker(text, language).run()


class Blanker:
    """One pass over a file that jumps from mark to mark."""

    def __init__(self, text: str, language: str):
        self.text, self.swift = text, language == "swift"
        self.marks = SWIFT_MARKS if self.swift else C_MARKS
        self.out: list[str] = []
        self.kept = 0

    def run(self) -> str:
        if not self.swift:
            self.text = re.sub(r"^[ \t]*#(?:.*\\\n)*.*$", blanks, self.text, flags=re.M)
        position = 0
        while match := self.marks.search(self.text, position):
            position = self.literal_end(match)
            if position > match.end() or match[0] != "/":
                self.blank(match.start(), position)
        return "".join(self.out) + self.text[self.kept:]

    def blank(self, start: int, end: int) -> None:
        self.out += [self.text[self.kept:start], blanks(self.text[start:end])]
        self.kept = end

    def literal_end(self, match: re.Match[str]) -> int:
        mark, start = match[0], match.end()
        if mark == "//":
            return self.find("\n", start)
        if mark == "/*":
            return self.comment_end(start)
        if mark == "'":
            return self.quoted_end(start, "'", "\\")
        if mark == "/":
            return self.bare_regex_end(match.start())
        hashes = mark.count("#")
        if mark.endswith("/"):
            return self.find("/" + "#" * hashes, start) + 1 + hashes
        return self.string_end(start, mark.strip("#"), hashes)

    def find(self, what: str, start: int) -> int:
        position = self.text.find(what, start)
        return len(self.text) if position < 0 else position

    def comment_end(self, position: int) -> int:
        depth = 1                        # Swift's block comments nest
        for match in re.compile(r"/\*|\*/").finditer(self.text, position):
            depth += 1 if match[0] == "/*" and self.swift else -1 if match[0] == "*/" else 0
            if depth == 0:
                return match.end()
        return len(self.text)

    def quoted_end(self, position: int, quote: str, escape: str) -> int:
        while position < len(self.text) and self.text[position] not in (quote, "\n"):
            position += 2 if self.text[position] == escape else 1
        return min(position + 1, len(self.text))

    def bare_regex_end(self, slash: int) -> int:
        line_start = self.text.rfind("\n", 0, slash) + 1
        if not BEFORE_REGEX.search(self.text[line_start:slash]):
            return slash + 1             # a division
        end = self.quoted_end(slash + 1, "/", "\\")
        return end if self.text[end - 1] == "/" else slash + 1

    def string_end(self, position: int, quote: str, hashes: int) -> int:
        """The end of a string that began before `position`; interpolations may hold strings."""
        close, escape = quote + "#" * hashes, "\\" + "#" * hashes
        stops = re.compile("|".join(map(re.escape, (escape, close))) + ("" if quote == '"""' else "|\n"))
        while match := stops.search(self.text, position):
            if match[0] != escape:
                return match.end() if match[0] == close else match.start()
            if self.swift and self.text.startswith("(", match.end()):
                position = self.interpolation_end(match.end() + 1)
            else:
                position = match.end() + 1
        return len(self.text)

    def interpolation_end(self, position: int) -> int:
        depth = 1
        for_code = re.compile(r'[()]|/\*|#*"""|#*"')
        while match := for_code.search(self.text, position):
            if match[0] in "()":
                depth += 1 if match[0] == "(" else -1
                position = match.end()
            else:
                position = self.literal_end(match)
            if depth == 0:
                return position
        return len(self.text)


def blanks(piece: "str | re.Match[str]") -> str:
    text = piece if isinstance(piece, str) else piece[0]
    return re.sub(r"[^\n]", " ", text)
