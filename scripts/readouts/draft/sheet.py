"""The sheet: a row a sentence, written as CSV or XLSX, and read again when a person has filled it in."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..atomic import atomic_write
from ..corpus.datapackage import DataError, Fault, csv_reader
from ..readers import dates, decoding
from .columns import (
    AGENCIES,
    CODED_ON,
    CODER,
    COLUMNS,
    CONFIRMED,
    COUNTERPART,
    DRAFTED,
    NEAREST,
    NONE,
    OK,
    SPEAKERS,
    STANCES,
    Draft,
    Speaker,
)

FORMS = (".csv", ".xlsx")
# A spreadsheet takes a cell that begins so for a formula: an apostrophe goes before it, and is taken away again.
_FORMULA = "=+-@\t\r"
_SEPARATORS = (",", ";", "\t", "|")
_NEEDED = ("sentence_id", *CONFIRMED, CODER)
_ALLOWED = {"stance": STANCES, "agency": AGENCIES}


def write(
    path: Path, drafts: Iterable[Draft], about: Sequence[str], speakers: Sequence[Speaker] = (), blind: bool = False
) -> None:  # fmt: skip
    """Write a sheet, as its name says as CSV or XLSX.

    Parameters
    ----------
    path : Path
    drafts : iterable of Draft
    about : sequence of str
        The lines of the head: what made the drafts, and how to fill in.
    speakers : sequence of Speaker
        A further sheet of a workbook; beside a CSV, see `write_speakers`.
    blind : bool
        Leave out what is drafted: for a second coder.

    Raises
    ------
    ValueError
        If the name ends otherwise.
    """
    rows = [draft.row(blind) for draft in drafts]
    if form(path) == ".xlsx":
        from . import workbook

        return workbook.write(path, rows, about, speakers)
    head = "".join(f"# {line}\r\n" for line in about)
    _write_csv(path, COLUMNS, rows, head)


def write_speakers(path: Path, speakers: Iterable[Speaker]) -> None:
    """Write the names that speak in a corpus as CSV: to be corrected, and given to ``--speakers``."""
    rows = [
        dict(zip(SPEAKERS, (name, side, "; ".join(forms), str(number))))
        for name, side, forms, number in speakers
    ]
    _write_csv(path, SPEAKERS, rows)


def form(path: Path) -> str:
    """Return the ending of a sheet's name, `.csv` or `.xlsx`."""
    ending = path.suffix.lower()
    if ending not in FORMS:
        raise ValueError(f"{path}: a sheet is called .csv or .xlsx")
    return ending


def _write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]], head: str = ""
) -> None:
    text = io.StringIO(newline="")
    text.write(head)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_guarded(row[name]) for name in columns] for row in rows)
    with atomic_write(path) as file:
        file.write(text.getvalue().encode("utf-8-sig"))


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'")[:1] in set(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    is_guarded = cell[:1] == "'" and cell.lstrip("'")[:1] in set(_FORMULA)
    return cell[1:] if is_guarded else cell


def read(path: Path | str, codes: Iterable[str] | None = None) -> list[dict[str, str]]:
    """Read a sheet, filled in or not: each row a dict of its columns, every cell a text, the columns of `COLUMNS` first.

    It may have been saved by a spreadsheet: with another separator, another order of columns, further columns. A decimal
    comma is a point again, a date is written as 2022-06-15, and `OK` is `ok`.

    Parameters
    ----------
    path : Path or str
    codes : iterable of str, optional
        The codes that may be confirmed as topics; any, if they are not given.

    Raises
    ------
    DataError
        All that is wrong with it: file, row, column, found, expected.
    """
    path = Path(path)
    columns, records = _table(path, "sentence_id")
    missing = [name for name in _NEEDED if name not in columns]
    faults = [Fault(path.name, 0, name, "no such column", "the columns of a sheet from `readouts draft`") for name in missing]  # fmt: skip
    faults += [
        Fault(path.name, 0, name, "the column twice", "it once")
        for name in dict.fromkeys(columns)
        if name and columns.count(name) > 1
    ]
    if faults:
        raise DataError(faults)
    rows = [(line, _tidied(dict(zip(columns, cells)))) for line, cells in records if any(cells)]
    checking = _Checking(path.name, [row for _, row in rows], codes)
    faults = [fault for line, row in rows for fault in checking.faults(line, row)]
    if faults:
        raise DataError(faults)
    return [row for _, row in rows]


def read_about(path: Path | str) -> list[str]:
    """Return the lines of a sheet's head."""
    path = Path(path)
    if form(path) == ".xlsx":
        from . import workbook

        return workbook.read_about(path)
    lines = (_joined(cells) for _, cells in _records(path) if cells)
    return [line[1:].strip() for line in lines if line.startswith("#")]


def read_speakers(path: Path | str) -> list[Speaker]:
    """Read a list of speakers, from a CSV or from a workbook's sheet of them; all faults at once."""
    path = Path(path)
    columns, records = _table(path, "name")
    missing = [name for name in SPEAKERS[:3] if name not in columns]
    if missing:
        raise DataError(Fault(path.name, 0, name, "no such column", "a list of speakers from `readouts draft`") for name in missing)  # fmt: skip
    found, faults = [], []
    for line, cells in records:
        row = dict.fromkeys(SPEAKERS, "") | dict(zip(columns, cells))
        if not any(cells):
            continue
        forms = tuple(filter(None, map(str.strip, row["forms"].split(";"))))
        if not row["name"].strip():
            faults.append(Fault(path.name, line, "name", "nothing", "the name of a speaker"))
        number = row["sentences"].partition(".")[0]
        found.append(Speaker(row["name"].strip(), row["side"].strip(), forms, int(number) if number.isdecimal() else 0))  # fmt: skip
    if faults:
        raise DataError(faults)
    return found


def _table(path: Path, column: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the columns and the records after them of the table that has a column of that name."""
    if not path.is_file():
        raise DataError([Fault(path.name, 0, "", "no such file", "a sheet from `readouts draft`")])
    if form(path) == ".xlsx":
        from . import workbook

        records = workbook.records(path, column)
    else:
        records = _records(path)
    for _, cells in records:
        names = [name.strip() for name in cells]
        if column in names:
            return names, records
        if not _joined(cells).startswith("#") and any(names):
            break
    raise DataError([Fault(path.name, 0, column, "no such column", "a header after the lines that begin with #; `readouts draft CORPUS --out SHEET` makes such a sheet")])  # fmt: skip


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a CSV, with the lines on which they begin."""
    text = path.read_bytes().decode(decoding.of_file(path).codec, "replace").removeprefix("\ufeff")
    head = next((line for line in text.splitlines() if line and not line.lstrip('"').startswith("#")), "")  # fmt: skip
    separator = max(_SEPARATORS, key=head.count)
    reader, line = csv_reader(io.StringIO(text, newline=""), delimiter=separator), 1
    try:
        for cells in reader:
            yield line, [_unguarded(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError([Fault(path.name, line, "", str(error), "CSV with closed quotation marks")]) from error  # fmt: skip


def _joined(cells: Sequence[str]) -> str:
    """Return a line of the head, which a spreadsheet may have cut at its commas."""
    return ",".join(cells).rstrip(",")


def _tidied(row: dict[str, str]) -> dict[str, str]:
    """Return a row as it was meant: all columns, no space around what a person wrote, the words of the sheet in small letters."""
    row = dict.fromkeys(COLUMNS, "") | row
    for column in (*CONFIRMED, CODER, CODED_ON):
        row[column] = row[column].strip()
        if row[column].casefold() in (OK, NONE):
            row[column] = row[column].casefold()
    for variable in _ALLOWED:
        row[f"{variable}_confirmed"] = row[f"{variable}_confirmed"].casefold()
    for column in NEAREST:
        if column.endswith("_similarity"):
            row[column] = row[column].replace(",", ".")
    return row


class _Checking:
    """What may stand in the cells that a person fills."""

    def __init__(self, file: str, rows: Sequence[dict[str, str]], codes: Iterable[str] | None):
        self._file, self._codes = file, None if codes is None else set(codes)
        self._document_of = {row["sentence_id"]: row["document_id"] for row in rows}
        self._seen: set[str] = set()

    def faults(self, line: int, row: dict[str, str]) -> Iterator[Fault]:
        """Yield what is wrong with a row, whose date is put into one form."""
        for column, found, expected in self._wrong(row):
            yield Fault(self._file, line, column, found, expected)

    def _wrong(self, row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        name = row["sentence_id"]
        if not name:
            yield "sentence_id", "nothing", "the id of a sentence"
        elif name in self._seen:
            yield "sentence_id", f"{name} again", "each sentence once"
        self._seen.add(name)
        for variable in DRAFTED:
            column = f"{variable}_confirmed"
            if row[column] == OK and not row[variable]:
                yield column, "ok", f"a value: no {variable} is drafted that could be right"
            elif row[column] not in ("", OK, NONE):
                yield from self._wrong_value(variable, column, row[column])
        yield from self._wrong_counterparts(row)
        if any(row[column] for column in CONFIRMED) and not row[CODER]:
            yield CODER, "nothing", "the initials of who confirmed it"
        if row[CODED_ON]:
            try:
                row[CODED_ON] = dates.parse(row[CODED_ON]).isoformat()
            except ValueError:
                yield CODED_ON, repr(row[CODED_ON]), "a day such as 2022-06-15"

    def _wrong_value(self, variable: str, column: str, value: str) -> Iterator[tuple[str, str, str]]:  # fmt: skip
        allowed = _ALLOWED.get(variable)
        if allowed and value not in allowed:
            yield column, repr(value), f"ok, or one of {', '.join(allowed)}"
        if variable == "topics" and self._codes is not None:
            for code in split(value):
                if code not in self._codes:
                    yield column, repr(code), "codes of the codebook, `; ` between"

    def _wrong_counterparts(self, row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        if row[COUNTERPART] == NONE:
            return
        for name in split(row[COUNTERPART]):
            if name not in self._document_of:
                yield (
                    COUNTERPART,
                    repr(name),
                    "ids of sentences of this sheet, `; ` between, or none",
                )
            elif self._document_of[name] == row["document_id"]:
                yield COUNTERPART, f"{name}, of the same text", "a sentence of another account"


def split(cell: str) -> list[str]:
    """Return what stands in a cell with `; ` between, each without space around it."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def coders(cell: str) -> dict[str, str]:
    """Return what made each draft of a row, from its cell `drafted_by`.

    Examples
    --------
    >>> coders("speaker=subject; stance=verb")
    {'speaker': 'subject', 'stance': 'verb'}
    """
    return dict(part.split("=", 1) for part in split(cell) if "=" in part)
