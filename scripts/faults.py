"""Inject faults into the commands that write, and say what each leaves behind: `make faults` writes ``docs/faults.md``.

A run is killed before each of its changes to the file system, or before some of them, spread evenly, where there are
many. What stands there then is held against what stood before and against what a run makes that nothing stops; and the
next run has to make that very thing, with nothing left over.
"""

import contextlib
import gzip
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "faults.md"
sys.path.insert(0, str(ROOT / "tests"))
# Ends the process before the change of the file system that has the number, as a kill at that moment does.
KILLED = """
import os, signal, sys
left = int(sys.argv[1])
def counted(function):
    def call(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return call
for name in ("replace", "fsync", "mkdir", "unlink", "rmdir", "chmod"):
    setattr(os, name, counted(getattr(os, name)))
from readouts.__main__ import main
code = main(sys.argv[2:])
print("changes:", int(sys.argv[1]) - left, file=sys.stderr)
sys.exit(code)
"""
NEVER, MOST = 1_000_000, int(os.environ.get("MOST", "12"))  # kills of one command
TEXTS = (
    "side,event,date,language,text\n"
    "north,call,2022-06-15,en,They spoke of trade and of the harvest.\n"
    "south,call,2022-06-15,en,They spoke of the railway and of peace.\n"
)


class Row(NamedTuple):
    """A fault, how often it was tried, what it left, and whether that is as it should be."""

    command: str
    fault: str
    trials: int
    left: str
    good: bool


def run(*arguments: object, kill_before: int = NEVER) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(kill_before), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
    )


def state(folder: Path) -> dict[str, str]:
    """The files of a folder with their hashes; the times in a manifest are left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            b"".join(cell for cell in path.read_bytes().split(b",") if b"+00:00" not in cell)
        ).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def seen(folder: Path) -> dict[str, str]:
    """Its `state` without what a run hides while it works."""
    return {
        name: digest for name, digest in state(folder).items() if "/.readouts-" not in f"/{name}"
    }


def kills(name: str, begin: Path, *arguments: str) -> Row:
    """Kill a command before its changes, each time in a copy of a folder; ``{}`` in an argument is that copy."""

    def copied() -> tuple[Path, list[str]]:
        folder = Path(tempfile.mkdtemp(dir=begin.parent), "work")
        shutil.copytree(begin, folder)
        return folder, [argument.format(folder) for argument in arguments]

    folder, given = copied()
    done = run(*given)
    changes, before, whole = int(done.stderr.rsplit(None, 1)[1]), seen(begin), state(folder)
    steps = sorted({step * changes // min(changes, MOST) for step in range(min(changes, MOST))})
    found = {"as before": 0, "whole": 0, "to be finished by the next run": 0}
    wrong = []
    for step in steps:
        folder, given = copied()
        stopped = run(*given, kill_before=step)
        after = seen(folder)
        kind = "as before" if after == before else "whole" if after == whole else None
        found[kind or "to be finished by the next run"] += 1
        again = run(*given)
        if stopped.returncode != -signal.SIGKILL or again.returncode or state(folder) != whole:
            wrong.append(step)
    said = ", ".join(f"{number} {kind}" for kind, number in found.items() if number)
    said += "; the next run makes it whole, and nothing is left over"
    if wrong:
        said = f"NOT MADE GOOD by the next run after the changes {wrong}; {said}"
    return Row(
        name,
        f"killed before a change to the file system (of {changes})",
        len(steps),
        said,
        not wrong,
    )


@contextlib.contextmanager
def small_disk(folder: Path, options: str):
    """A file system of its own, in memory; the privilege to mount one is needed."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def refused(command: str, fault: str, done, names: str, before: dict, after: dict) -> Row:
    """A run that is to end in a message that names something, and to change nothing."""
    line = next((line.strip() for line in done.stderr.splitlines() if names in line), "")
    good = done.returncode == 1 and names in done.stderr and before == after
    good &= "Traceback" not in done.stderr
    said = f"as before, exit code {done.returncode}: “{line}”" if good else f"WRONG: {done.stderr}"
    return Row(command, fault, 1, said.replace(names, Path(names).name), good)


def on_disks(folder: Path, corpus: Path) -> list[Row]:
    """A disk that is full, and one that may not be written to."""
    rows = []
    for fault, options in (("a full disk", "size=64k"), ("a read-only disk", "size=64k")):
        disk = folder / fault.replace(" ", "-")
        with small_disk(disk, options):
            out = disk / "counts.csv"
            run("count", corpus, "--out", out)
            if "read-only" in fault:
                subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            else:
                with contextlib.suppress(OSError), (disk / "filler").open("wb", 0) as file:
                    while True:
                        file.write(bytes(512))
            before = state(disk)
            done = run("count", corpus, "--out", out, "--force")
            rows.append(refused("count --out", fault, done, str(out), before, state(disk)))
    return rows


def damaged(folder: Path, corpus: Path) -> list[Row]:
    """Containers that are torn."""
    packed = folder / "torn.csv.gz"
    packed.write_bytes(gzip.compress(TEXTS.encode() * 50)[:-20])
    archive = Path(shutil.make_archive(str(folder / "torn"), "zip", corpus.parent, corpus.name))
    archive.write_bytes(archive.read_bytes()[:-30])
    rows = []
    for path in (packed, archive):
        done = run("count", path, "--out", folder / "none.csv")
        rows.append(refused("count", f"a torn {path.suffix[1:]} file", done, path.name, {}, {}))
    return rows


def fetching(folder: Path) -> list[Row]:
    """Kills, two runs at once, and a server that means ill."""
    import fetch_site

    def drips(handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not handler.server.site.stopped.wait(0.2):
            handler.wfile.write(b"<p>")

    with fetch_site.serving() as site:
        pages = [f"/web/http://en.kremlin.ru/{number}" for number in range(3)]
        for page in pages:
            site.page(page, fetch_site.kremlin(fetch_site.EN, title=page))
        begin = folder / "fetch"
        begin.mkdir()
        (begin / "list.txt").write_text("\n".join(map(site.url, pages)) + "\n")
        polite = ("--allow-private", "--delay", "0", "--retries", "0", "--timeout", "3")
        rows = [kills("fetch", begin, "fetch", "{}/list.txt", "--out", "{}/out", *polite)]
        site.page("/links", fetch_site.slow())
        site.status("/circle", 302, Location="/circle")
        site.does("/drips", drips)
        site.page("/cut", "<html>", {"Content-Length": "99999"})
        tag = " ".join(f"a{number}" for number in range(500_000))
        site.page("/tag", fetch_site.kremlin(fetch_site.EN).replace("<body>", f"<body {tag}>"))
        hostile = ["/links", "/circle", "/drips", "/cut", "/tag"]
        listed = folder / "hostile.txt"
        listed.write_text("\n".join(map(site.url, [*hostile, pages[0]])))
        done = run("fetch", listed, "--out", folder / "hostile", *polite)
        told = all(f"{site.url(path)}: " in done.stdout for path in hostile)
        good = done.returncode == 1 and told and "1 texts in" in done.stdout
        fault = "pages that take long to read, redirect in a circle, come a byte at a time, are cut short, have a tag of 500,000 attributes"
        left = (
            "each named with its reason; the page after them is in the corpus"
            if good
            else f"WRONG: {done.stdout}{done.stderr}"
        )
        return [*rows, Row("fetch", fault, len(hostile), left, good)]


def two_at_once(folder: Path, book: Path) -> Row:
    """Two updates of one book: one does its work, and the other one says who does."""
    from readouts import locks

    with locks.held(book):
        before = seen(book)
        done = run("create", book, "--update")
        good = done.returncode == 1 and "another run is at work there" in done.stderr
        good &= {**seen(book)} == before
    return Row(
        "create --update",
        "another run at work in the folder",
        1,
        "as before; the message says which process" if good else f"WRONG: {done.stderr}",
        good,
    )


def trials() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        counted = folder / "count"
        counted.mkdir()
        corpus = counted / "calls.csv"
        corpus.write_text(TEXTS)
        run("count", corpus, "--out", counted / "counts.csv")
        corpus.write_text(TEXTS + "north,talk,2022-07-01,en,They spoke again.\n")
        rows = [kills("count --out", counted, "count", "{}/calls.csv", "--out", "{}/counts.csv")]
        book = folder / "update"
        book.mkdir()
        (book / "calls.csv").write_text(TEXTS)
        run("create", book / "book", "--corpus", book / "calls.csv")
        (book / "calls.csv").write_text(TEXTS.replace("harvest", "orchards"))
        update = ("create", "{}/book", "--corpus", "{}/calls.csv", "--update")
        rows += [kills("create --update", book, *update), two_at_once(folder, book / "book")]
        if os.geteuid() == 0 and shutil.which("mount"):
            try:
                rows += on_disks(folder, corpus)
            except subprocess.CalledProcessError:
                print("no file system can be mounted here: disks that are full were not tried")
        return [*rows, *damaged(folder, corpus), *fetching(folder)]


def table(rows: list[Row]) -> str:
    lines = [
        "# Faults that were injected, and what each left behind",
        "",
        "Written by `make faults` from the trials that it makes (`scripts/faults.py`).",
        "",
        "| command | fault | trials | what it left |",
        "|---|---|---|---|",
        *(f"| `{row.command}` | {row.fault} | {row.trials} | {row.left} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    rows = trials()
    TABLE.write_text(table(rows), encoding="utf-8")
    print(table(rows))
    return 0 if all(row.good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
