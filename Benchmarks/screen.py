"""The text that a terminal would show: cells without colours, enough to wait for words."""

import re
import unicodedata

TOKEN = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<middle>[ !-/]*)(?P<final>[@-~])"
    r"|\x1b[\]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)"
    r"|\x1b(?P<charset>[()*+#][0-9A-Za-z])"
    r"|\x1b(?P<simple>[78DEMc=>])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)", re.S)


class Screen:
    def __init__(self, rows: int, columns: int):
        self.rows, self.columns = rows, columns
        self.decoder_rest, self.rest = b"", ""
        self.reset()

    def reset(self) -> None:
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.y = self.x = self.first = 0
        self.saved, self.last = (0, 0), self.rows - 1
        self.written = " "

    def text(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def feed(self, data: bytes) -> None:
        data = self.decoder_rest + data
        whole = len(data)
        for back in range(1, min(4, whole) + 1):          # a character cut in two waits for its end
            if data[-back] >= 0xC0:
                need = 2 if data[-back] < 0xE0 else 3 if data[-back] < 0xF0 else 4
                whole -= back if need > back else 0
                break
        self.decoder_rest = data[whole:]
        text, position = self.rest + data[:whole].decode("utf-8", "replace"), 0
        while position < len(text):
            match = TOKEN.match(text, position)
            if match is None:
                if len(text) - position < 4096:           # a sequence cut in two
                    break
                position += 1
                continue
            self.apply(match)
            position = match.end()
        self.rest = text[position:]

    def apply(self, match: re.Match[str]) -> None:
        if match["text"]:
            self.write(match["text"])
        elif match["control"]:
            self.control(match["control"])
        elif match["simple"]:
            self.simple(match["simple"])
        elif match["final"] and not match["middle"]:
            if match["private"]:
                if match["private"] == "?" and match["final"] in "hl" and "1049" in match["numbers"]:
                    self.reset()
                return
            numbers = [int(n) if n.isdigit() else 0 for n in match["numbers"].split(";")]
            self.sequence(match["final"], numbers)

    def write(self, text: str) -> None:
        for character in text:
            if unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f":
                continue
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if self.x + width > self.columns:
                self.x = 0
                self.line_feed()
            self.cells[self.y][self.x] = self.written = character
            if width == 2:
                self.cells[self.y][self.x + 1] = ""
            self.x += width

    def control(self, character: str) -> None:
        if character == "\r":
            self.x = 0
        elif character == "\n":
            self.line_feed()
        elif character == "\b":
            self.x = max(0, min(self.x, self.columns) - 1)
        elif character == "\t":
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)

    def simple(self, letter: str) -> None:
        if letter == "7":
            self.saved = self.y, self.x
        elif letter == "8":
            self.y, self.x = self.saved
        elif letter in "DE":
            self.x = 0 if letter == "E" else self.x
            self.line_feed()
        elif letter == "M":
            if self.y == self.first:
                self.scroll(self.first, -1)
            else:
                self.y = max(0, self.y - 1)
        elif letter == "c":
            self.reset()

    def line_feed(self) -> None:
        if self.y == self.last:
            self.scroll(self.first, 1)
        else:
            self.y = min(self.rows - 1, self.y + 1)

    def scroll(self, first: int, lines: int) -> None:
        """Moves the rows from `first` to the region's end up (or down, when negative)."""
        region, size = self.cells[first:self.last + 1], self.last + 1 - first
        lines = max(-size, min(size, lines))
        empty = [[" "] * self.columns for _ in range(abs(lines))]
        self.cells[first:self.last + 1] = region[lines:] + empty if lines > 0 else empty + region[:size + lines]

    def sequence(self, final: str, numbers: list[int]) -> None:
        n = max(1, numbers[0])
        self.x = min(self.x, self.columns - 1)
        if final in "ABCDEFGd`aHf":
            self.place(final, n, numbers)
        elif final in "JK":
            self.erase(final, numbers[0])
        elif final in "LM" and self.first <= self.y <= self.last:
            self.scroll(self.y, n if final == "M" else -n)
        elif final in "ST":
            self.scroll(self.first, n if final == "S" else -n)
        elif final in "P@X":
            self.edit(final, n)
        elif final == "b":
            self.write(self.written * n)
        elif final == "r":
            last = numbers[1] if len(numbers) > 1 and numbers[1] else self.rows
            self.first, self.last = n - 1, min(self.rows, last) - 1
            self.y = self.x = 0

    def place(self, final: str, n: int, numbers: list[int]) -> None:
        if final in "Hf":
            self.y, self.x = n - 1, (numbers[1] if len(numbers) > 1 and numbers[1] else 1) - 1
        elif final in "G`":
            self.x = n - 1
        elif final == "d":
            self.y = n - 1
        elif final in "ABEF":
            self.y += n if final in "BE" else -n
            self.x = 0 if final in "EF" else self.x
        else:
            self.x += -n if final == "D" else n
        self.y, self.x = max(0, min(self.rows - 1, self.y)), max(0, min(self.columns - 1, self.x))

    def erase(self, final: str, how: int) -> None:
        start, end = (0 if how else self.x), (self.x + 1 if how == 1 else self.columns)
        self.cells[self.y][start:end] = [" "] * (end - start)
        if final == "J":
            gone = range(self.y + 1, self.rows) if how == 0 else range(self.y) if how == 1 else range(self.rows)
            for row in gone:
                self.cells[row] = [" "] * self.columns

    def edit(self, final: str, n: int) -> None:
        row, n = self.cells[self.y], min(n, self.columns - self.x)
        if final == "P":
            row[self.x:] = row[self.x + n:] + [" "] * n
        elif final == "@":
            row[self.x:] = ([" "] * n + row[self.x:])[:self.columns - self.x]
        else:
            row[self.x:self.x + n] = [" "] * n
