"""Damage files of every form by chance, and read them: no crash, no hang, nothing lost in silence.

Run by ``make fuzz`` (``ARGS="--mutants 10000 --seconds 600 csv docx"``). Each form has a small whole file; a mutant has one to
eight random changes of it, by a seed that is the number of the mutant, so that each can be made again. Every other mutant of a packed
form is damaged within, and packed again. What counts:

- crash: another error than a ``ValueError`` with a message, or the end of the process;
- hang: more than ten seconds;
- silent: a marked word whose bytes are whole in the mutant is in no document, and nothing is told that is not told of the
  whole file too. This is not asked of binary forms, in which a word's bytes tell nothing, nor of HTML and PDF, whose readers
  mend what is broken, nor of columns of tags that are never read (VRT).
"""

import argparse
import gzip
import io
import multiprocessing
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.connection import Connection
from pathlib import Path

from fuzz_forms import CODED, forms

LONGEST = 10
# A disk takes longer to write a mutant than a reader to read it.
IN_MEMORY = next((folder for folder in ["/dev/shm"] if os.access(folder, os.W_OK)), None)
# Threads of libraries do not bear that a process is forked.
SPAWNED = multiprocessing.get_context("spawn")
# Lines of what is told that say how a corpus is taken, and not what is left of it.
_TAKEN = re.compile(r"(form|encoding|text|side|date|event|language|id|title|url|completeness): ")
_MARKED = re.compile(r"mark\d\d", re.IGNORECASE)
# Of forms that say in a text what is not of it: words of the column of words; words that follow no backslash.
_MARKED_IN = {
    ".vrt": re.compile(r"^mark\d\d", re.MULTILINE),
    ".conllu": re.compile(r"(?<=^\d\t)mark\d\d(?=\t)|(?<=^# text = )mark\d\d$", re.MULTILINE),
    ".rtf": re.compile(r"(?<!\\)(?<![a-zA-Z])mark\d\d"),
}


def read(reader: str, path: Path) -> tuple[str, list[str]]:
    """Return all that is found in a file, and all that is told of it."""
    from readouts import readers
    from readouts.corpus.datapackage import DataError
    from readouts.corpus.document import Document
    from readouts.readers import annotations
    from readouts.readers.annotations.placing import Placing
    from readouts.readers.codebook_file import read_codebook
    from readouts.readers.faults import Faults

    found, lines = [], []
    if reader == "codebook":
        codebook = read_codebook(path)
        return f"{codebook}", list(codebook.remarks)
    if reader == "annotations":
        faults = Faults()
        annotated, remarks = annotations.read(path, faults)
        placing = Placing([Document("a", CODED)], faults, path.name)
        return f"{placing.placed(annotated)}", [*map(str, faults), *remarks, *placing.remarks]
    reading = readers.read(path)
    lines = list(reading.guess)
    try:
        found = [str(document) for document in reading]
    except DataError as error:
        lines += str(error).splitlines()
    return "\n".join(found), lines + reading.notices


def mutant(data: bytes, seed: int) -> bytes:
    """Return a file with one to eight changes, by a seed."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        kind, place = chance.randrange(5), chance.randrange(len(changed) + 1)
        if kind == 0 and changed:
            changed[place % len(changed)] = chance.randrange(256)
        elif kind == 1:
            del changed[place : place + chance.randrange(1, 20)]
        elif kind == 2:
            changed[place:place] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 6)))  # fmt: skip
        elif kind == 3:
            other = chance.randrange(len(changed) + 1)
            changed[place:place] = changed[other : other + 40]
        elif changed:
            changed = changed[: max(1, place)]
    return bytes(changed)


def damaged(data: bytes, seed: int) -> tuple[bytes, bytes]:
    """Return a mutant, and the bytes in which its words stand: of every other packed file it is a part of it that is damaged."""
    if data.startswith(b"\x1f\x8b") and seed % 2:
        changed = mutant(gzip.decompress(data), seed)
        return gzip.compress(changed, 1), changed
    if not data.startswith(b"PK") or not seed % 2:
        return (changed := mutant(data, seed)), changed
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w") as packed:
        parts = {part: whole.read(part) for part in whole.namelist()}
        part = random.Random(-seed).choice(list(parts))
        parts[part] = mutant(parts[part], seed)
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue(), b"\n".join(parts.values())


def marked(name: str, data: bytes) -> list[str]:
    """Return the marked words of a file, in small letters, that are of its text."""
    if name.endswith((".html", ".parquet", ".pdf", ".sav")):
        return []
    marks = _MARKED_IN.get(Path(name).suffix, _MARKED).findall(data.decode("latin-1"))
    return [mark.lower() for mark in marks]


def told(lines: list[str]) -> set[str]:
    """Return what is told of rows, columns and files, without its numbers."""
    said = [one for one in lines if "guessed by" in one or not _TAKEN.match(one.strip())]
    return {re.sub(r"\d+", "0", line) for line in said}


def outcome(reader: str, path: Path, data: bytes, marks: list[str], usual: set[str]) -> str:
    """Return what reading a mutant comes to: '', or what is wrong with it."""
    path.write_bytes(data)
    signal.alarm(LONGEST)
    try:
        found, lines = read(reader, path)
    except TimeoutError:
        return f"hang: more than {LONGEST} s"
    except ValueError as error:
        is_told = bool(str(error)) and not isinstance(error, UnicodeError)
        return "" if is_told else f"crash: {error!r}"
    except BaseException as error:
        return f"crash: {error!r:.120} {traceback.format_exc().splitlines()[-3]:.120}"
    finally:
        signal.alarm(0)
    lost = [mark for mark in marks if mark not in found.lower()]
    return f"silent: {lost[0]}" if lost and told(lines) <= usual else ""


def run(
    reader: str, name: str, data: bytes, seeds: range, seconds: float, said: Connection
) -> None:
    """Read mutants one after another, and say of each what is wrong; run in a process of its own, as a library may end it."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _hang)
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found, lines = read(reader, path)
        usual = told(lines)
        # Of a packed form no word's bytes stand in the file, or all of them: then nothing can be asked.
        if missing := [mark for mark in marked(name, data) if mark not in found.lower()]:
            said.send((-1, f"the whole file loses {missing}"))
        start = time.monotonic()
        for seed in seeds:
            said.send((seed, ""))
            changed, within = damaged(data, seed)
            if wrong := outcome(reader, path, changed, marked(name, within), usual):
                said.send((seed, wrong))
            if time.monotonic() - start > seconds:
                break


def _hang(number: int, frame: object) -> None:
    raise TimeoutError


def fuzz(reader: str, name: str, data: bytes, mutants: int, seconds: float) -> tuple[str, int]:
    """Return what the mutants of a form come to, and how many of them went wrong; where one ends the process, another goes on."""
    start, last, faults = time.monotonic(), -1, {}
    while last + 1 < mutants and (left := seconds - time.monotonic() + start) > 0:
        first, (hears, says) = last + 1, SPAWNED.Pipe(duplex=False)
        work = SPAWNED.Process(target=run, args=(reader, name, data, range(first, mutants), left, says))  # fmt: skip
        work.start()
        says.close()
        try:
            while hears.poll(3 * LONGEST):
                seed, wrong = hears.recv()
                last = max(last, seed)
                if wrong:
                    faults[seed] = wrong
            faults[last] = "hang: does not answer"
            work.kill()
        except EOFError:
            work.join()
            if not work.exitcode:
                break
            faults[last] = f"crash: the process ended with {work.exitcode}"
    kinds = Counter(wrong.partition(":")[0] for wrong in faults.values())
    lines = [f"{reader}/{name}: {last + 1:,} mutants, {time.monotonic() - start:.0f} s, {dict(kinds) or 'nothing wrong'}"]  # fmt: skip
    firsts = {wrong: seed for seed, wrong in reversed(faults.items())}
    return "\n".join([*lines, *(f"  mutant {seed}: {wrong}" for wrong, seed in firsts.items())]), len(faults)  # fmt: skip


def main() -> int:
    """Fuzz the forms that are named, or all; print a line for each, and fail if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("forms", nargs="*", help="parts of names, such as csv, codebook/ or docx")
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=600, help="at most so long for a form")
    arguments = parser.parse_args()
    every = 0
    asked = [
        (reader, name, data, arguments.mutants, arguments.seconds)
        for (reader, name), data in forms().items()
        if not arguments.forms or any(one in f"{reader}/{name}" for one in arguments.forms)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for work in as_completed([pool.submit(fuzz, *one) for one in asked]):
            line, wrong = work.result()
            print(line, flush=True)
            every += wrong
    return 1 if every else 0


if __name__ == "__main__":
    sys.exit(main())
