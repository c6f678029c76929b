"""Tables of plain text: CSV, TSV, and those with semicolons or bars."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from ..corpus import datapackage
from . import decoding, opening
from .column_names import NAMES, SEPARATORS, plain, separator_of_table, text_columns
from .faults import Faults, data_error, named
from .options import Options
from .rows import distinct

# Characters of the beginning by which the separator is chosen.
_SAMPLE = 2**16
# Rows among which a header is looked for that is not the first.
_TITLES = 20


class Delimited:
    """A CSV or TSV file.

    Parameters
    ----------
    path : Path
    options : Options
        Its `encoding` and `separator` are taken; both are guessed where it has none.
    """

    uses = ("encoding", "separator", "skip_rows")

    def __init__(self, path: Path, options: Options):
        self.path, self.file = path, path.name
        found = decoding.of_file(path, options.encoding)
        self.codec, self.encoding = found.codec, str(found)
        start = self._start()
        said = re.match(r"sep=(.)\r?\n", start)
        self.skipped = options.skip_rows + (1 if said else 0)
        start = "".join(start.splitlines(keepends=True)[self.skipped :])
        self.separator = options.separator or (
            said[1] if said else "\t" if options.form == "tsv" else _separator(start)
        )
        self.quoting = _quoting(start, self.separator)
        self.dialect, self.remarks = _dialect(start, self.separator)
        name = {"\t": "TSV", ",": "CSV"}.get(
            self.separator,
            f"CSV separated by {SEPARATORS.get(self.separator, repr(self.separator))}s",
        )
        packed = opening.packing(path)
        self.form = (
            name
            + (" without quotation marks" if self.quoting == csv.QUOTE_NONE else "")
            + (f", packed by {packed}" if packed else "")
        )
        self.columns = [name.strip("\ufeff ") for name in next(self._records(Faults()), (1, []))[1]]
        if not any(map(str.strip, self.columns)):
            raise data_error(self.file, "no header", "a first row with the names of the columns", 1)
        self._names, self.columns = self.columns, distinct(self.columns)
        self.notices: list[str] = []
        # Said where no column of text is found.
        self.hint = "" if text_columns(self.columns) else self._header_further_down()

    def _header_further_down(self) -> str:
        for row, cells in islice(self._records(Faults()), _TITLES):
            if separator_of_table(self.separator.join(cells)):
                return f"; --skip-rows {row - 1} if the names of the columns stand in row {row}"
        return ""

    def _start(self) -> str:
        with opening.unpacked(self.path) as stream:
            try:
                with io.TextIOWrapper(stream, self.codec, "surrogateescape", newline="") as text:
                    return text.read(_SAMPLE)
            except UnicodeError as error:
                raise self._undecoded(error, 0) from error

    def _undecoded(self, error: UnicodeError, row: int) -> datapackage.DataError:
        return data_error(
            self.file,
            f"bytes that are not in {self.codec} ({error.reason if isinstance(error, UnicodeDecodeError) else error})",
            "text in one encoding; --encoding says another",
            row,
        )

    def _records(self, faults: Faults) -> Iterator[tuple[int, list[str]]]:
        """Yield the records with the lines on which they begin, the header first."""
        row = 1
        with opening.unpacked(self.path) as stream:
            text = io.TextIOWrapper(stream, self.codec, "surrogateescape", newline="")
            text_lines = opening.lines(text, self.file)
            try:
                for _ in range(self.skipped):
                    next(text_lines)
                reader = datapackage.csv_reader(
                    text_lines, delimiter=self.separator, quoting=self.quoting, **self.dialect
                )
                for cells in reader:
                    yield row + self.skipped, cells
                    row = reader.line_num + 1
            except csv.Error as error:
                faults.add(
                    self.file, row + self.skipped, "", str(error), "CSV with closed quotation marks"
                )
            except UnicodeError as error:
                raise self._undecoded(error, row) from error

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        place_of = {column: place for place, column in enumerate(self.columns)}
        places = [place_of[column] for column in wanted]
        pick = itemgetter(*places) if len(places) > 1 else lambda cells: (cells[places[0]],)
        width, again = len(self.columns), list[str]()
        for row, cells in self._records(faults):
            if row == 1 + self.skipped:
                continue
            if cells and cells[-1] == self._names[-1] and self._is_header(cells):
                again.append(str(row))
                continue
            if len(cells) != width and not (cells := self._fitted(cells, row, faults)):
                continue
            picked = pick(cells)
            for column, cell in zip(wanted, picked):
                try:
                    cell.encode()
                except UnicodeEncodeError as error:
                    faults.add(
                        self.file,
                        row,
                        column,
                        f"byte 0x{ord(cell[error.start]) - 0xDC00:02x}",
                        f"text in {self.codec.upper()}, as the rest is; --encoding says another",
                    )
                    break
            else:
                yield self.file, row, picked
        self.notices = [f"the names of the columns stand again, and are no row, in {named(again)}"] if again else []  # fmt: skip

    def _is_header(self, cells: list[str]) -> bool:
        return [cell.strip("\ufeff ") for cell in cells] == self._names

    def _fitted(self, cells: list[str], row: int, faults: Faults) -> list[str]:
        """Return a row of another width: nothing in an empty line, the cells if the surplus is empty, else a fault."""
        width = len(self.columns)
        if not cells:
            return []
        if len(cells) > width and not any(cells[width:]):
            return cells[:width]
        faults.add(self.file, row, "", f"{len(cells)} cells", f"{width} cells, as the header has")
        return []


def _separator(start: str) -> str:
    """Return the separator that makes the most of the header, and rows as wide as it."""

    def worth(separator: str) -> tuple[bool, int, float, int]:
        records = _parsed(start, separator, csv.QUOTE_MINIMAL) or _parsed(
            start, separator, csv.QUOTE_NONE
        )
        header = records[0] if records else []
        known = {plain(name) for name in header} & {
            name for names in NAMES.values() for name in names
        }
        even = sum(len(record) == len(header) for record in records) / max(len(records), 1)
        return len(header) > 1 and even > 0.5, len(known), even, len(header)

    return max(SEPARATORS, key=worth)


def _parsed(start: str, separator: str, quoting: int, **dialect: Any) -> list[list[str]]:
    """Return the records of a beginning, the last, which may be torn, left out; none if they cannot be parsed."""
    records = []
    try:
        for record in datapackage.csv_reader(
            io.StringIO(start, newline=""), delimiter=separator, quoting=quoting, **dialect
        ):
            records.append(record)
    except csv.Error:
        if len(start) < _SAMPLE:
            return []
    return records[:-1] if len(start) == _SAMPLE and len(records) > 1 else records


def _dialect(start: str, separator: str) -> tuple[dict[str, Any], list[str]]:
    """Return how else than by the rules of CSV quotation marks are written, and the remarks that say so."""
    dialect: dict[str, Any] = {}
    remarks = []
    if re.search(rf'(?:^|{re.escape(separator)}) +"[^"]', start, re.MULTILINE):
        dialect["skipinitialspace"] = True
        remarks.append("spaces before a quotation mark that opens a cell are left out")
    if '\\"' in start and not _parsed(start, separator, csv.QUOTE_MINIMAL):
        dialect |= {"escapechar": "\\", "doublequote": False}
        remarks.append('a backslash before a quotation mark (\\") is taken for its escape')
    return dialect, remarks


def _quoting(start: str, separator: str) -> int:
    """Say whether quotation marks hold cells together: in tab-separated files often they are only words' own."""
    if separator != "\t" or '"' not in start:
        return csv.QUOTE_MINIMAL
    quoted, plain = (
        _parsed(start, separator, quoting) for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
    )
    even = [
        sum(len(record) == len(records[0]) for record in records) / len(records) if records else 0
        for records in (quoted, plain)
    ]
    return csv.QUOTE_NONE if even[1] > even[0] else csv.QUOTE_MINIMAL
