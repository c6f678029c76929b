"""Workbooks of Excel, read row by row."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from . import opening
from .column_names import plain, text_columns
from .faults import Faults, data_error, named, one_line
from .options import Options
from .rows import distinct

# Shared texts are held in memory while a sheet is read.
_LARGEST = 2 * 2**30


class Workbook:
    """A sheet of a workbook, or all of the same columns; the first row that has cells is the header, and a row is its number in the sheet."""

    encoding = ""
    uses = ("sheet", "skip_rows")

    def __init__(self, path: Path, options: Options):
        self.path, self.file, self._skipped = path, path.name, options.skip_rows
        self.remarks: list[str] = []
        self.notices: list[str] = []
        _bounded(path)
        with self._opened() as book:
            headers = self._headers(book, options)
            first = self._chosen(headers, options)
            # Sheets of the same columns are one corpus, a side each it may be; a sheet that is named is read alone.
            alike = [one for one in headers if _plain(one[2]) == _plain(first[2])]
            self.sheets = [first] if options.sheet else alike
            self.columns = distinct([*first[2], *(["sheet"] if len(self.sheets) > 1 else [])])
            # Said where no column of text is found.
            sheets = _by_name(book)
            self.hint = "" if text_columns(first[2]) else self._header_further_down(sheets[first[0]])  # fmt: skip
            read = {name: None for name, _, _ in self.sheets}
            others = [name for name in sheets if name not in read]
            hidden = [name for name in read if sheets[name].sheet_state != "visible"]
            if getattr(book, "epoch", None) and book.epoch.year == 1904:
                self.serials = "excel1904"
        self.remarks += _beside(path, hidden)
        self.form = (
            f"XLSX, {'sheet' if len(read) == 1 else 'sheets'} {named(list(map(repr, read)))}"
            + (
                f" (not read: {named(list(map(repr, others)))}; --sheet says another)"
                if others
                else ""
            )
        )

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        opening.library("openpyxl", "XLSX")
        from openpyxl.reader import excel

        with self.path.open("rb") as file:
            try:
                reader = excel.ExcelReader(file, read_only=True, data_only=True)
                # What load_workbook does, with names that are found without going through all for each sheet.
                reader.valid_files = dict.fromkeys(reader.valid_files)
                reader.read()
                book = reader.wb
            except Exception as fault:  # a damaged workbook ends in errors of all kinds: of XML, of zip, of missing parts
                raise data_error(
                    self.file, f"a damaged workbook ({_line(fault)})", "a workbook of Excel"
                ) from fault
            with closing(book):
                yield book

    def _headers(self, book: Any, options: Options) -> list[tuple[str, int, list[str]]]:
        """Return the sheets that have cells, or the one that was named: name, row of the header, columns."""
        sheets = _by_name(book)
        if options.sheet and options.sheet not in sheets:
            raise data_error(
                self.file,
                f"no sheet {options.sheet!r}",
                f"one of {named(list(map(repr, sheets)))}",
            )
        headers = [
            (name, *header)
            for name in ([options.sheet] if options.sheet else sheets)
            if (header := self._header(sheets[name]))
        ]
        if not headers:
            raise data_error(self.file, "no cells", "a first row with the names of the columns")
        return headers

    def _header_further_down(self, sheet: Any) -> str:
        for row, cells in islice(self._cells(sheet), 20):
            names = [str(cell) for cell in cells if cell is not None]
            if len(names) > 1 and text_columns(names):
                return f"; --skip-rows {row - 1} if the names of the columns stand in row {row}"
        return ""

    def _chosen(
        self, headers: list[tuple[str, int, list[str]]], options: Options
    ) -> tuple[str, int, list[str]]:
        """Return the first sheet that has a column of text, else the first with cells."""
        return next(
            (header for header in headers if options.text or text_columns(header[2])),
            headers[0],
        )

    def _header(self, sheet: Any) -> tuple[int, list[str]] | None:
        for row, cells in self._cells(sheet):
            if row <= self._skipped:
                continue
            names = ["" if cell is None else str(cell) for cell in cells]
            while names and not names[-1]:
                names.pop()
            if names:
                return row, names
        return None

    def _cells(self, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if not hasattr(sheet, "reset_dimensions"):  # a sheet of charts
            return
        sheet.reset_dimensions()  # what a sheet says of its size need not be so
        try:
            yield from enumerate(sheet.iter_rows(values_only=True), 1)
        except Exception as fault:  # see `_opened`
            raise data_error(
                self.file, f"a damaged sheet ({_line(fault)})", "a workbook of Excel"
            ) from fault

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        beyond: list[str] = []
        again: list[str] = []
        with self._opened() as book:
            sheets = _by_name(book)
            for name, header, columns in self.sheets:
                several = len(self.sheets) > 1
                place_of = dict(zip(distinct(columns), range(len(columns))))
                written = {plain(column): place for column, place in place_of.items()}
                places = [
                    place_of.get(
                        column, written.get(plain(column), -1) if column != "sheet" else -1
                    )
                    for column in wanted
                ]
                file = f"{self.file} {name}" if several else self.file
                for row, cells in self._cells(sheets[name]):
                    if row <= header:
                        continue
                    if len(cells) > len(columns) and any(cell is not None for cell in cells[len(columns) :]):  # fmt: skip
                        beyond.append(f"{name} {row}" if several else str(row))
                    if columns == ["" if cell is None else str(cell) for cell in cells[: len(columns)]]:  # fmt: skip
                        again.append(f"{name} {row}" if several else str(row))
                        continue
                    if any(cell is not None for cell in cells):
                        yield (
                            file,
                            row,
                            [
                                name if place < 0 else cells[place] if place < len(cells) else None
                                for place in places
                            ],
                        )
        told = {
            f"cells to the right of the named columns are not read (give each column a name), in {named(beyond)}": beyond,
            f"the names of the columns stand again, and are no row, in {named(again)}": again,
        }
        self.notices = [line for line, rows in told.items() if rows]


def _by_name(book: Any) -> dict[str, Any]:
    """Return the sheets by their names: openpyxl goes through all of them for each that it is asked for."""
    return {sheet.title: sheet for sheet in [*book.worksheets, *book.chartsheets]}


# What a person sees otherwise than it is read: cells that are merged, rows and columns that are hidden, formulas that nobody has worked out.
_HIDDEN = re.compile(rb'<(row|col)\b[^<>]*\bhidden="(?:1|true)"')
_MERGED = re.compile(rb'<mergeCell\b[^<>]*\bref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_NO_VALUE = re.compile(rb"<f\b[^<>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
_PIECE = 2**20
_LONGEST_TAG = 2**14


def _beside(path: Path, hidden: list[str]) -> list[str]:
    """Return what is read though it is hidden, what has no value, and that comments are not read."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        for name in names:
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name):
                with archive.open(name) as sheet:
                    found.update(_counted(sheet))
    kinds = [f"{found[kind]} {kind}{'s' * (found[kind] > 1)}" for kind in ("row", "column") if found[kind]]  # fmt: skip
    kinds += [f"sheet {name!r}" for name in hidden]
    remarks = [f"hidden in the workbook, and read: {named(kinds)}"] if kinds else []
    if found["formula"]:
        remarks.append(
            f"{found['formula']} formula{'s' * (found['formula'] > 1)} without a value, taken as empty: open the file in a spreadsheet program and save it"
        )
    if found["merged"]:
        remarks.append(f"cells that are merged over rows, {found['merged']} of them: the first row has their value, the others nothing; unmerge and fill them")  # fmt: skip
    if any(re.match(r"xl/(comments|threadedComments)", name) for name in names):
        remarks.append("not read: comments on cells")
    return remarks


def _counted(sheet: IO[bytes]) -> Iterator[str]:
    """Give the kind of each thing in a sheet that is hidden or has no value; the sheet is read in pieces."""
    rest = b""
    while piece := sheet.read(_PIECE):
        rest += piece
        # What may go on in the next piece waits for it.
        cut = max(rest.rfind(b"<row"), rest.rfind(b"<c "), len(rest) - _LONGEST_TAG, 0)
        yield from _kinds(rest[:cut])
        rest = rest[cut:]
    yield from _kinds(rest)


def _kinds(part: bytes) -> Iterator[str]:
    for tag in _HIDDEN.finditer(part):
        yield "row" if tag[1] == b"row" else "column"
    for area in _MERGED.finditer(part):
        yield "merged" if area[1] != area[2] else "within a row"
    yield from ("formula" for _ in _NO_VALUE.finditer(part))


def _plain(columns: list[str]) -> list[str]:
    """Return the names of columns in one spelling and order: those of sheets may differ in both."""
    return sorted(map(plain, columns))


def _line(fault: Exception) -> str:
    return f"{type(fault).__name__}: {one_line(fault)}"


def _bounded(path: Path) -> None:
    """Refuse a file that is none of Excel, or unpacks to far more than it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            names, size = (
                set(archive.namelist()),
                sum(part.file_size for part in archive.infolist()),
            )
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise data_error(
            path.name, f"a damaged ZIP file ({fault})", "a workbook of Excel (.xlsx)"
        ) from fault
    if "xl/workbook.xml" not in names:
        raise data_error(
            path.name,
            "a ZIP file that is no workbook of Excel",
            opening.READABLE + "; unpack an archive first",
        )
    if size > min(_LARGEST, max(opening.UNPACKED_FREELY, opening.EXPANSION * path.stat().st_size)):
        raise data_error(
            path.name,
            f"a workbook that unpacks to {size:,} bytes, from {path.stat().st_size:,}",
            f"at most {opening.EXPANSION} times its size, and {_LARGEST:,} bytes",
        )
