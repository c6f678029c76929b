"""No loader takes longer than in proportion to what it reads: files of a folder, columns, rows, sheets."""

import json
import math
import time
from collections import deque

import pytest
from readouts import readers
from readouts.cli.preview import Preview
from readouts.readers import annotations
from readouts.readers.annotations.placing import Placing
from readouts.readers.codebook_file import read_codebook
from readouts.readers.faults import Faults

# What is read of each size takes a second or two at most, and long enough that the clock does not matter.
MOST = 1.1


def files(folder, count):
    for number in range(count):
        name = f"{'north' if number % 2 else 'south'}_{number:06}.txt"
        (folder / name).write_text(f"They spoke {number} times.", encoding="utf-8")
    return folder


def mixed_files(folder, count):
    for number in range(count // 2):
        (folder / f"text {number:06} 2022-06-15.md").write_text(
            f"---\nside: a\n---\nThey {number}.", encoding="utf-8"
        )
        (folder / f"picture {number:06}.png").write_bytes(b"\x89PNG")
    return folder


def manifest(folder, count):
    files(folder, count)
    rows = [f"{'north' if n % 2 else 'south'}_{n:06}.txt,a,2022-06-15" for n in range(count)]
    (folder / "manifest.csv").write_text("\n".join(["file,side,date", *rows]), encoding="utf-8")
    return folder


def tables(folder, count):
    for number in range(count):
        (folder / f"{number:06}.csv").write_text(
            f"side,text\na,They spoke {number} times.\n", encoding="utf-8"
        )
    return folder


def columns(folder, count):
    path = folder / "a.csv"
    names = ["text", "side", *(f"c{number}" for number in range(count))]
    path.write_text(f"{','.join(names)}\nThey spoke.,a{',1' * count}\n", encoding="utf-8")
    return path


def keys(folder, count):
    path = folder / "a.jsonl"
    record = {"text": "They spoke."} | {f"c{number}": {"a": 1} for number in range(count)}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def rows(folder, count):
    path = folder / "a.csv"
    lines = (
        f"{number % 28 + 1}/06/2022,s{number % 7},They spoke {number} times."
        for number in range(count)
    )
    path.write_text("\n".join(["date,side,text", *lines]), encoding="utf-8")
    return path


def lines(folder, count):
    path = folder / "a.jsonl"
    records = (
        json.dumps({"text": f"They spoke {number} times.", "id": number}) for number in range(count)
    )
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def elements(folder, count):
    path = folder / "a.json"
    path.write_text(
        json.dumps([{"text": f"They spoke {n} times."} for n in range(count)], indent=1),
        encoding="utf-8",
    )
    return path


def sheets(folder, count):
    book = pytest.importorskip("openpyxl").Workbook(write_only=True)
    for number in range(count):
        sheet = book.create_sheet(f"s{number}")
        sheet.append(["text"])
        sheet.append([f"They spoke {number} times."])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def turns(folder, count):
    path = folder / "a.txt"
    text = (
        f"{'SMITH' if number % 3 else 'JONES'}: They spoke {number} times.\n"
        for number in range(count)
    )
    path.write_text("".join(text), encoding="utf-8")
    return path


def patterns(folder, count):
    path = folder / "codes.csv"
    rows = (f"c{number % 300},word{number} of number" for number in range(count))
    path.write_text("\n".join(["code,pattern", *rows]), encoding="utf-8")
    return path


def dictionary(folder, count):
    path = folder / "codes.yml"
    rows = (f"f{number % 20}:\n  c{number}: [word{number}, other*]" for number in range(count))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def annotated(folder, count):
    path = folder / "a.jsonl"
    records = (
        json.dumps({"text": f"They spoke {number} times.", "label": [[0, 4, "WHO"]]})
        for number in range(count)
    )
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def alike(folder, count):
    path = folder / "a.jsonl"
    formula = " ".join(f"word{number}" for number in range(40))
    records = (json.dumps({"text": f"{formula} {number} times."}) for number in range(count))
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def placed(path):
    """Read annotations and find them in the texts of the same file."""
    faults = Faults()
    found, _ = annotations.read(path, faults)
    assert Placing(list(readers.read(path)), faults, path.name).placed(found) and not faults


LOADERS = {
    patterns: read_codebook,
    dictionary: read_codebook,
    annotated: placed,
    alike: lambda path: list(Preview(readers.read(path))),
}
SIZES = {
    files: (1000, 4000, 16_000),
    mixed_files: (1000, 4000, 16_000),
    manifest: (1000, 4000, 16_000),
    tables: (250, 1000, 4000),
    columns: (6000, 25_000, 100_000),
    keys: (6000, 25_000, 100_000),
    rows: (6000, 25_000, 100_000),
    lines: (6000, 25_000, 100_000),
    elements: (6000, 25_000, 100_000),
    turns: (6000, 25_000, 100_000),
    sheets: (60, 250, 1000),
    patterns: (1000, 4000, 16_000),
    dictionary: (1000, 4000, 16_000),
    annotated: (1000, 4000, 16_000),
    alike: (1000, 4000, 16_000),
}


def seconds(path, load):
    """The least processor time of three readings."""
    found = []
    for _ in range(3):
        start = time.process_time()
        load(path)
        found.append(time.process_time() - start)
    return min(found)


def exponent(made, folder, sizes):
    """The power of the size with which the time grows, over the largest two sizes."""
    times = {}
    for count in sizes:
        (folder / str(count)).mkdir()
        path = made(folder / str(count), count)
        times[count] = seconds(path, LOADERS.get(made, lambda path: deque(readers.read(path), 0)))
    *_, small, large = sizes
    return math.log(times[large] / times[small]) / math.log(large / small), times


@pytest.mark.slow
@pytest.mark.parametrize("made", SIZES, ids=lambda made: made.__name__)
def test_time_grows_in_proportion(tmp_path, made):
    found, times = exponent(made, tmp_path, SIZES[made])
    print(f"{made.__name__}: {found:.2f}", {size: round(took, 3) for size, took in times.items()})
    assert found <= MOST, times
