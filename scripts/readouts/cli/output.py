"""How a command gives its rows: a table in a terminal, CSV, JSON, JSON lines or Parquet; a file whole or not at all.

Here alone is decided what `--out` may write to: see `check` and `_is_earlier`.
"""

import argparse
import csv
import errno
import io
import json
import math
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ..atomic import atomic_write, refuse_unless_plain, same_file
from ..corpus.datapackage import TO_QUOTE, quoted
from . import reading

FORMATS = ("table", "csv", "json", "jsonl", "parquet")
_SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".txt": "table",
    ".qdpx": "qdpx",
}
_HELD = 1 << 20  # bytes kept in memory until all rows are known to be good
_ROWS = 10_000  # rows written at a time
_NARROWEST = 12  # columns of the terminal that a text keeps
# What a spreadsheet would take for the beginning of a formula: an apostrophe goes before it, except before numbers.
_FORMULA = frozenset("=+-@\t\r")
# Paths that stand for a file that this process has open already.
_OPEN = re.compile(r"/dev/fd/(\d+)|/proc/self/fd/(\d+)")
_OPEN_BY_NAME = {"-": 1, "/dev/stdout": 1, "/dev/stderr": 2}
_HEAD, _LINES_OF_NAMES = (
    1 << 20,
    20,
)  # characters, and lines of a table, by which a file is known for an output


def add_output(parser: argparse.ArgumentParser, further: tuple[str, ...] = ()) -> None:
    """Add the options for what is given, and where; `further` formats are those that `write_file` is used for."""
    group = parser.add_argument_group("what is given")
    group.add_argument(
        "--format",
        choices=(*FORMATS, *further),
        help="default: by the ending of --out; else a table in a terminal and CSV elsewhere",
    )
    group.add_argument(
        "--raw",
        action="store_true",
        help="in CSV, leave cells that begin with = + - or @ as they are; else an apostrophe goes before them, so that no spreadsheet takes them for formulas, and that is told",
    )
    group.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="write a file, whole or not at all; standard output otherwise (also for -). A file that is there is replaced if it is empty, or an earlier output with the "
        "same columns; never one that the command reads; a pipe or a device is written to",
    )
    group.add_argument(
        "--force",
        action="store_true",
        help="with --out: replace whatever file is there, unless the command reads it",
    )


def form(arguments: argparse.Namespace) -> str:
    """Return the format asked for, or the one that suits."""
    if arguments.format:
        return arguments.format
    if arguments.out and _descriptor(arguments.out) != 1:
        return _SUFFIXES.get(arguments.out.suffix.lower(), "csv")
    return "table" if sys.stdout.isatty() else "csv"


def write(
    rows: Iterable[Sequence],
    columns: Sequence[str],
    arguments: argparse.Namespace,
    against: Sequence[str] = (),
) -> None:
    """Write rows as the options say. Nothing is written before the last row is there, so that a fault leaves nothing.

    Parameters
    ----------
    rows : iterable of sequences
        Text, numbers, dates, booleans or None.
    columns : sequence of str
    arguments : argparse.Namespace
        With the options of `add_output`.
    against : sequence of str
        Columns of text that a table sets flush right, since they are read from their end.
    """
    rows = iter(rows)
    write_columns(iter(lambda: tuple(zip(*islice(rows, _ROWS))), ()), columns, arguments, against)


def write_columns(
    batches: Iterable[Iterable[Sequence[Any]]],
    columns: Sequence[str],
    arguments: argparse.Namespace,
    against: Sequence[str] = (),
) -> None:
    """Write rows that come some at a time, as columns: lists or arrays, which for very many is faster. See `write`."""
    chosen = form(arguments)
    if chosen not in FORMATS:
        raise ValueError(
            f"--out {arguments.out}: no rows are written as {chosen}; choose another ending, or a --format"
        )
    guard = _Guard(getattr(arguments, "raw", False))
    writer: Callable = {
        "table": _table,
        "csv": partial(_csv, guard=guard),
        "json": _json,
        "jsonl": _json_lines,
        "parquet": _parquet,
    }[chosen]
    if chosen == "table":
        writer = lambda rows, columns, file: _table(rows, columns, file, against)  # noqa: E731
    given = (
        batches
        if chosen == "csv"
        else chain.from_iterable(zip(*map(_listed, batch)) for batch in batches)
    )
    check(arguments, columns)
    with _destination(arguments.out) as file:
        writer(given, list(columns), file)
    if guard.first:
        print(
            f"cells that begin with = + - or @ have an apostrophe before them, so that no spreadsheet takes them for formulas, the first of them {guard.first[:40]!r} (--raw leaves them as they are)",
            file=sys.stderr,
        )


def write_file(write: Callable[[io.BufferedIOBase], None], arguments: argparse.Namespace) -> None:
    """Write a file of another form than rows have: whole or not at all, and over no other file unless that is forced."""
    check(arguments)
    out = arguments.out
    if (
        out
        and _descriptor(out) is None
        and out.is_file()
        and out.stat().st_size
        and not arguments.force
    ):
        raise ValueError(
            f"--out {out}: a file is there; choose another name, or let --force replace it"
        )
    with _destination(out) as file:
        write(file)


def check(arguments: argparse.Namespace, columns: Sequence[str] = ()) -> None:
    """Refuse an ``--out``, before anything is read, that can be seen to be none: a file that the command reads, a folder, one that is write-protected.

    Parameters
    ----------
    arguments : argparse.Namespace
    columns : sequence of str
        What will be written, where it is known so early: then a file of other columns is refused too.

    Raises
    ------
    ValueError, OSError
        With the path, and what it is.
    """
    out = arguments.out
    if out is None or _descriptor(out) is not None:
        return
    if not out.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder to write to", str(out))
    if not out.exists():
        return
    if read := same_file(out, reading.files(arguments)):
        raise ValueError(
            f"--out {out}: this file is read by the command{'' if read == out else f', as {read}'}; nothing is written to it"
        )
    if out.is_dir() or out.is_file():
        refuse_unless_plain(out)
    if (
        columns
        and out.is_file()
        and not arguments.force
        and not _is_earlier(out, form(arguments), columns)
    ):
        raise ValueError(
            f"--out {out}: a file is there that is no earlier output with the columns {', '.join(columns)}; choose another name, or let --force replace it"
        )


@contextmanager
def _destination(out: Path | None) -> Iterator[io.BufferedIOBase]:
    """Open what the rows go to when they are all there: a plain file is replaced; into anything else they flow."""
    if opened := _stream(out):
        with _Spool(max_size=_HELD) as held:
            yield held
            held.seek(0)
            try:
                sys.stdout.flush()
                with opened() as file:
                    shutil.copyfileobj(held, file)
                    file.flush()
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(out or "standard output")) from error
        return
    with atomic_write(out) as file:
        yield file


def _stream(out: Path | None) -> Callable[[], AbstractContextManager] | None:
    """Return what opens a destination that is no plain file; None for one that is, or is to be."""
    descriptor = 1 if out is None else _descriptor(out)
    if descriptor == 1:
        return lambda: nullcontext(sys.stdout.buffer)
    if descriptor is not None:
        return lambda: os.fdopen(os.dup(descriptor), "wb")
    return (lambda: out.open("wb")) if out.exists() and not out.is_file() else None


def _descriptor(out: Path) -> int | None:
    """Return the number of the open file that a path stands for, if it stands for one."""
    found = _OPEN.fullmatch(str(out))
    return int(found[1] or found[2]) if found else _OPEN_BY_NAME.get(str(out))


class _Spool(tempfile.SpooledTemporaryFile):
    """What is kept until all of it is there; an error of the system says where it was kept."""

    def write(self, data) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OSError(
                error.errno,
                error.strerror,
                f"{tempfile.gettempdir()}, where what is written is kept till all of it is there",
            ) from error


def _is_earlier(out: Path, chosen: str, columns: Sequence[str]) -> bool:
    """Say whether a file begins as what is to be written does: it is empty, or has the same columns in the same form."""
    if not out.stat().st_size:
        return True
    heads = {
        "table": _head_of_table,
        "csv": _head_of_csv,
        "json": _head_of_json,
        "jsonl": _head_of_json_lines,
        "parquet": _head_of_parquet,
    }
    try:
        head = heads[chosen](out)
    except (ValueError, csv.Error):
        return False
    if chosen == "table":  # in which a name loses an underscore at the end of a line
        head, columns = ([name.replace("_", "") for name in names] for names in (head, columns))
    return head is None or list(head) == list(columns)


def _head_of_csv(out: Path) -> list[str]:
    with out.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(io.StringIO(file.read(_HEAD), newline=""), strict=True), [])


def _head_of_json_lines(out: Path) -> list[str]:
    with out.open(encoding="utf-8") as file:
        return _names(file.readline())


def _head_of_json(out: Path) -> list[str] | None:
    """Return the names of a file of JSON; None where it has no rows."""
    with out.open(encoding="utf-8") as file:
        first = file.readline()
        return (
            None
            if first == "[]\n"
            else _names(file.readline().removesuffix("\n").removesuffix(","))
            if first == "[\n"
            else []
        )


def _names(line: str) -> list[str]:
    record = json.loads(line)
    return list(record) if isinstance(record, dict) else []


def _head_of_parquet(out: Path) -> list[str]:
    from pyarrow import ArrowException, parquet

    try:
        return parquet.read_schema(out).names
    except (ArrowException, OSError):
        return []


def _head_of_table(out: Path) -> list[str]:
    """Return the names over the line below them, put together again from the lines over which they are spread."""
    with out.open(encoding="utf-8") as file:
        lines = list(islice(file, _LINES_OF_NAMES))
    number = next(
        (number for number, line in enumerate(lines) if re.fullmatch("─[─ ]*\n", line)), 0
    )
    return [
        "".join(line[match.start() : match.end()].strip() for line in lines[:number])
        for match in re.finditer("─+", lines[number])
    ]


def _plain(value):
    """Return a value as Python has it: numpy's numbers know how to become one."""
    return value.item() if hasattr(value, "item") else value


class _Guard:
    """Cells of text in CSV: what a spreadsheet would take for a formula has an apostrophe before it, unless they are `raw`."""

    def __init__(self, raw: bool = False):
        self.raw, self.first = raw, ""

    def __call__(self, text: str) -> str:
        if self.raw or text[:1] not in _FORMULA or not text:
            return quoted(text)
        self.first = self.first or text
        return quoted(f"'{text}")


def _csv(batches, columns, file, guard=None) -> None:
    """Write CSV as the csv module does, in a third of the time: column by column, each distinct text looked at once."""
    guard = guard or _Guard()
    file.write((",".join(map(quoted, columns)) + "\n").encode())
    for batch in batches:
        if hasattr(batch, "csv"):
            file.write(batch.csv(guard))
        else:
            lines = map(",".join, zip(*(_cells(column, guard) for column in batch)))
            file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass"))


def _listed(column: Sequence) -> list:
    return column.tolist() if hasattr(column, "tolist") else column


def _cells(column: Sequence, guard: _Guard) -> Iterable[str]:
    if hasattr(column, "dtype") and column.dtype == float:
        return _float_cells(column)
    column = _listed(column)
    kinds = set(map(type, column))
    if kinds == {int}:
        return map(str, column)
    if kinds == {str}:
        distinct = set(column)
        if not TO_QUOTE.search("".join(distinct)) and _FORMULA.isdisjoint(
            text[:1] for text in distinct
        ):
            return column
        known = {text: guard(text) for text in distinct}
        return map(known.__getitem__, column)
    if kinds == {bool}:
        return map({True: "true", False: "false"}.__getitem__, column)
    if kinds <= {float, type(None)}:
        return ["" if value is None or value != value else repr(value) for value in column]
    return (
        next(iter(_cells([value], guard))) if isinstance(value, str) else _number(value)
        for value in map(_plain, column)
    )


def _float_cells(column) -> list[str]:
    """Write an array of floats as cells: as most words are as rare as many others, there are few distinct numbers, and each is written once."""
    import numpy as np

    bits, places = np.unique(
        np.ascontiguousarray(column).view(np.int64), return_inverse=True
    )  # by their bits, as 0.0 and -0.0 are equal
    written = ["" if value != value else repr(value) for value in bits.view(float).tolist()]
    return np.array(written, dtype=object)[places].tolist()


def _number(value) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return str(value).lower() if isinstance(value, bool) else quoted(str(value))


def _jsonable(value):
    """Return a value as JSON has it, which has no word for what is not a number (null) nor for infinity ("inf")."""
    value = _plain(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _lines(rows, columns) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    return (encode(dict(zip(columns, map(_jsonable, row)))) for row in rows)


def _json_lines(rows, columns, file) -> None:
    for line in _lines(rows, columns):
        file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _json(rows, columns, file) -> None:
    before = b"["
    for line in _lines(rows, columns):
        file.write(before + b"\n" + line.encode("utf-8", "backslashreplace"))
        before = b","
    file.write(b"[]\n" if before == b"[" else b"\n]\n")


def _parquet(rows, columns, file) -> None:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ValueError(
            "Parquet needs pyarrow, which is not installed: pip install 'readouts[formats]', or choose another --format"
        ) from None
    rows = ([_plain(cell) for cell in row] for row in rows)
    writer, schema = None, None
    while batch := list(islice(rows, _ROWS)):
        table = pyarrow.table(
            {name: list(column) for name, column in zip(columns, zip(*batch))}, schema=schema
        )
        if writer is None:
            # A column that begins with nothing would be one of nulls for ever.
            schema = pyarrow.schema(
                [
                    field.with_type(pyarrow.string())
                    if pyarrow.types.is_null(field.type)
                    else field
                    for field in table.schema
                ]
            )
            writer, table = pyarrow.parquet.ParquetWriter(file, schema), table.cast(schema)
        writer.write_table(table)
    if writer is None:
        writer = pyarrow.parquet.ParquetWriter(
            file, pyarrow.schema([(name, pyarrow.string()) for name in columns])
        )
    writer.close()


def _table(rows, columns, file, against: Sequence[str] = ()) -> None:
    rows = [[_plain(cell) for cell in row] for row in rows]
    cells = [[_shown(cell) for cell in row] for row in rows]
    numbers = [
        bool(rows) and all(not isinstance(row[place], str) for row in rows)
        for place in range(len(columns))
    ]
    widths = [
        max([*map(width, name.split("_")), *(width(row[place]) for row in cells)])
        for place, name in enumerate(columns)
    ]
    widths = _fitted(widths, numbers, shutil.get_terminal_size((160, 24)).columns)
    right = [number or name in against for name, number in zip(columns, numbers)]
    for row in [*_header(columns, widths), ["─" * size for size in widths], *cells]:
        line = "  ".join(
            _fit(cell, size, flush, flush and not number)
            for cell, size, flush, number in zip(row, widths, right, numbers)
        )
        file.write(line.rstrip().encode("utf-8", "backslashreplace") + b"\n")


def _header(columns: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Return the names of the columns, each over as many lines as it needs to be no wider than its column; they end together."""
    names = []
    for name, size in zip(columns, widths):
        lines = [""]
        for piece in name.replace("_", "_ ").split():
            if lines[-1] and len(lines[-1] + piece.rstrip("_")) > size:
                lines.append("")
            lines[-1] += piece
        names.append([line if len(line) <= size else line.rstrip("_") for line in lines])
    height = max(map(len, names), default=0)
    return zip(*([""] * (height - len(lines)) + lines for lines in names))


def _fitted(widths: list[int], numbers: list[bool], room: int) -> list[int]:
    """Return widths that fit the terminal if they can: the widest columns of text give way first; numbers stay whole."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room:
        texts = [
            place
            for place, number in enumerate(numbers)
            if not number and widths[place] > _NARROWEST
        ]
        if not texts:
            break
        widest = max(texts, key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _fit(text: str, size: int, flush: bool, from_end: bool) -> str:
    """Set text in so many columns: cut with an ellipsis, at its beginning if it is read from its end."""
    if width(text) > size:
        text = "…" + _cut(text[::-1], size - 1)[::-1] if from_end else _cut(text, size - 1) + "…"
    space = " " * (size - width(text))
    return space + text if flush else text + space


def _cut(text: str, size: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += width(character)
        if taken > size:
            return text[:place]
    return text


def width(text: str) -> int:
    """Return the columns that a text takes in a terminal: two for a Chinese character, none for a combining mark.

    Examples
    --------
    >>> width("crisis"), width("危机"), width("e\\u0301")
    (6, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def _shown(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return (
            ""
            if math.isnan(value)
            else f"{value:,.2f}"
            if 0.1 <= abs(value) < 1e15 or value == 0
            else f"{value:.2g}"
        )
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else visible(str(value))


def visible(text: str) -> str:
    """Return text for a terminal: controls, those of direction included, are shown and not obeyed; a line stays a line.

    Examples
    --------
    >>> visible("a\\x1b[31m\\nb\\u202e")
    'a\\\\x1b[31m b\\\\u202e'
    """
    return "".join(
        character
        if character.isprintable() or character in "\u200c\u200d"
        else " "
        if character.isspace()
        else character.encode("unicode_escape").decode()
        for character in text
    )
