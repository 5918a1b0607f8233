"""Mail to measure with: the same threads for every program, made from nothing but a size.

`messages.jsonl` is what `commune-tui sandbox --data` serves, `floor.db` what the floor program
reads. The newest and the oldest thread are known by their subjects; each body begins with `Ref #`.
"""

import json
import random
import sqlite3
from pathlib import Path

VERSION = 2                              # a change here makes everything anew
NEWEST, OLDEST = "Newest thread in the box", "Oldest thread in the box"
LAST = 1_748_779_200                     # 2025-06-01 12:00 UTC
GAP = 631                                # seconds between two threads
INBOX = {"name": "Support", "email": "support@bench.example"}
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}

NAMES = ("Ada Lovelace", "Grace Hopper", "Bożena Kowalska", "Jürgen Groß", "王小明", "田中 美咲",
         "Ольга Иванова", "Noor Haddad", "Chloé Dubois", "Émile Zola", "Tariq Aziz", "Zoë Quinn")
HOSTS = ("lovelace.example", "navy.example", "kiel.example", "rad.example", "film.example")
SUBJECTS = ("Order {0} not received", "Invoice {0} wrong amount", "Re: API limits for key {0}",
            "Größe der Anhänge in {0}", "配送について {0}", "[ci] build {0} failed", "Contract draft v{0}",
            "Question about billing, case {0}", "Возврат по заказу {0}", "Réunion du {0}")
WORDS = ("the a of to and in that it is was for on with as at by we you they this from or had but not "
         "what all were when there can an which their if will each about how up out them then she many "
         "order ticket refund carrier label tracking invoice account webhook domain record answer").split()


def paragraph(rng: random.Random, lines: int) -> str:
    return "\n".join(" ".join(rng.choices(WORDS, k=11)) for _ in range(lines))


def message(rng: random.Random, number: int, thread: int, date: int, subject: str, sender: dict) -> dict:
    text = f"Ref #{number:07}\n\n" + "\n\n".join(paragraph(rng, rng.randint(2, 6)) for _ in range(3))
    html = ""
    if number % 10 == 3:
        html = "<html><body>" + "".join(f"<p>{part}</p>" for part in text.split("\n\n")) + "</body></html>"
    return {"id": f"m{number:08}", "threadId": f"t{thread:08}", "messageId": f"<{number}@bench.example>",
            "references": [], "date": date, "from": sender, "to": [INBOX], "cc": [], "subject": subject,
            "text": text, "html": html, "seen": number % 7 != 0, "attachments": []}


def threads(size: str):
    """Threads from the oldest to the newest, each a list of its messages; one in eight has three."""
    rng, count, number = random.Random(f"{VERSION} {size}"), SIZES[size], 0
    for thread in range(count):
        date = LAST - (count - 1 - thread) * GAP
        subject = rng.choice(SUBJECTS).format(rng.randint(1000, 9999))
        subject = {0: OLDEST, count - 1: NEWEST}.get(thread, subject)
        name = rng.choice(NAMES)
        sender = {"name": name, "email": f"{name.split()[0].lower()}.{thread}@{rng.choice(HOSTS)}"
                  if name.isascii() else f"p{thread}@{rng.choice(HOSTS)}"}
        messages = []
        for part in range(3 if thread % 8 == 5 else 1):
            title = subject if part == 0 else f"Re: {subject}"
            messages.append(message(rng, number, thread, date - (60 if part == 0 else 40 - part), title, sender))
            number += 1
        yield messages


def write_floor(path: Path, size: str) -> None:
    with sqlite3.connect(path) as db:
        db.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE threads (position INTEGER PRIMARY KEY, sender TEXT, subject TEXT, count INTEGER,
                                  day TEXT, unread INTEGER) STRICT;
            CREATE TABLE bodies (position INTEGER PRIMARY KEY, text TEXT) STRICT;""")
        for thread, messages in enumerate(threads(size)):
            first, last, position = messages[0], messages[-1], SIZES[size] - 1 - thread
            db.execute("INSERT INTO threads VALUES (?, ?, ?, ?, date(?, 'unixepoch'), ?)",
                       (position, first["from"]["name"], first["subject"], len(messages), last["date"],
                        not last["seen"]))
            db.execute("INSERT INTO bodies VALUES (?, ?)", (position, last["text"]))
    db.close()


def write_jsonl(path: Path, size: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for messages in threads(size):
            for one in messages:
                json.dump(one, file, ensure_ascii=False, separators=(",", ":"))
                file.write("\n")


def ensure(size: str, folder: Path) -> Path:
    """The folder with both files, made if they are not there."""
    home = folder / f"data-{VERSION}" / size
    home.mkdir(parents=True, exist_ok=True)
    for name, write in (("messages.jsonl", write_jsonl), ("floor.db", write_floor)):
        if not (home / name).exists():
            (home / f"{name}.new").unlink(missing_ok=True)
            write(home / f"{name}.new", size)
            (home / f"{name}.new").rename(home / name)
    return home
