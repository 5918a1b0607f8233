"""The programs that are measured: how each is started, prepared and spoken to."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from dataset import NEWEST

ROOT = Path(__file__).resolve().parent.parent
COMMON_KEYS = {"down": b"j", "up": b"k", "page_down": b"\x1b[6~", "open": b"\r", "back": b"q",
               "end": b"G", "home": b"g", "quit": b"q"}


@dataclass
class Program:
    """A program over one data set, ready to start."""
    name: str
    argv: list[str]
    environment: dict[str, str]
    keys: dict[bytes, bytes] = field(default_factory=lambda: dict(COMMON_KEYS))
    ready: str = NEWEST
    message: str = r"Ref #\d{7}"
    fresh: tuple[Path, Path] | None = None       # a folder, and what it is made from before each start

    def renew(self) -> None:
        if self.fresh:
            shutil.rmtree(self.fresh[0], ignore_errors=True)
            shutil.copytree(self.fresh[1], self.fresh[0])


def base_environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "SHELL": "/bin/sh"}


def floor(data: Path, work: Path) -> Program:
    folder = work / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["make", "-s", "-C", str(ROOT / "Benchmarks/floor"), f"OUT={folder}/"], check=True)
    return Program("floor", [str(folder / "floor"), str(data / "floor.db")], base_environment(work))


def commune_tui(binary: Path, data: Path, work: Path, size: str, fresh: bool, preview: bool) -> Program:
    """The store is filled from the program's own sandbox, once for each form of the store."""
    home = work / "commune-tui" / size
    stamp = home / "prepared.json"
    form = store_form(data)
    prepared = json.loads(stamp.read_text()) if stamp.exists() and not fresh else {}
    if prepared.get("form") != form:
        shutil.rmtree(home, ignore_errors=True)
        (home / "config").mkdir(parents=True)
        (home / "config/config.toml").write_text("# everything at its default\n")
        prepared = fill(binary, data, home) | {"form": form}
        shutil.copytree(home / "data", home / "data-filled")
        stamp.write_text(json.dumps(prepared))
        print(f"  {size}: the store was filled in {prepared['seconds']:.1f} s", flush=True)
    program = Program("commune-tui", [str(binary), "--offline", "--config", str(home / "config/config.toml")],
                      environment(home, prepared["url"], prepared["key"]),
                      fresh=(home / "data", home / "data-filled"))
    program.keys["home"] = b"gg"
    program.environment["COMMUNE_TUI_UI__PREVIEW"] = "true" if preview else "false"
    return program


def store_form(data: Path) -> str:
    """Changes with the data and with the code that lays out the store."""
    digest = hashlib.sha256(str(data).encode())
    for folder in ("MailStore", "MailModel"):
        for path in sorted((ROOT / "Sources" / folder).rglob("*.swift")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def environment(home: Path, url: str, key: str) -> dict[str, str]:
    folders = {f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in ("config", "data", "state", "cache")}
    return base_environment(home) | folders | {"COMMUNE_API_KEY": key, "COMMUNE_BASE_URL": url}


def fill(binary: Path, data: Path, home: Path) -> dict:
    """Runs `fetch --all` against `sandbox --data`; says where, with which key, and how long it took."""
    (home / "data").mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [str(binary), "sandbox", "--port", str(port), "--data", str(data / "messages.jsonl")],
        env=base_environment(home), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    try:
        said = json.loads(server.stdout.readline() or "null")
        texts = list(strings(said))
        url = next(t for t in texts if t.startswith("http"))
        key = next(t for t in sorted(texts, key=lambda t: "full" not in t) if t.startswith("comm_"))
        begin = time.perf_counter()
        subprocess.run([str(binary), "fetch", "--all", "--config", str(home / "config/config.toml")],
                       env=environment(home, url, key), check=True, stdout=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL)
        return {"url": url, "key": key, "seconds": time.perf_counter() - begin}
    except (StopIteration, ValueError):
        raise SystemExit("bench: the sandbox's first line held no base URL and key") from None
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"bench: {' '.join(error.cmd)}: exit {error.returncode}") from None
    finally:
        server.kill()
        server.wait()


def strings(value):
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)
