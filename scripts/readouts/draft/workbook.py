"""The sheet as a workbook of Excel: what a person can fill in without leaving the keyboard."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ..atomic import atomic_write
from ..corpus.datapackage import DataError, Fault
from ..readers import opening
from .columns import (
    AGENCIES,
    BOTH,
    COLUMNS,
    CONFIRMED,
    DRAFTED_BY,
    ISSUER,
    NEAREST,
    NOBODY,
    NONE,
    OK,
    SPEAKERS,
    STANCES,
    Speaker,
)

SENTENCES, ABOUT, NAMES = "sentences", "About", "speakers"
# Widths in characters; what is long is wrapped.
_WIDTHS = {
    "sentence_id": 22,
    "document_id": 16,
    "text": 60,
    "topics": 22,
    "topics_confirmed": 22,
    "note": 24,
}
_NARROW, _USUAL, _WIDE = 9, 14, 44
_BY_HAND, _HEADER = "FFF8E1", "E3E9F0"
_SIMILARITY = tuple(name for name in NEAREST if name.endswith("_similarity"))


def write(path: Path, rows: Sequence[dict[str, str]], about: Sequence[str], speakers: Sequence[Speaker]) -> None:  # fmt: skip
    """Write a workbook: the sentences, what the sheet is, the speakers."""
    openpyxl = opening.library("openpyxl", "XLSX")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SENTENCES
    _fill(sheet, COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
    _shape(sheet, len(rows))
    _fill(book.create_sheet(ABOUT), (), [[line] for line in about])
    book[ABOUT].column_dimensions["A"].width = 120
    names = [[one.name, one.side, "; ".join(one.forms), one.sentences] for one in speakers]
    _fill(book.create_sheet(NAMES), SPEAKERS, names)
    for letter, width in zip("ABCD", (24, 16, 60, 10)):
        book[NAMES].column_dimensions[letter].width = width
    _choices(book, len(rows), len(names))
    with atomic_write(path) as file:
        book.save(file)


def _fill(sheet: Any, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write cells as they are: a text that begins as a formula does is a text."""
    styles = opening.library("openpyxl.styles", "XLSX")
    illegal = opening.library("openpyxl.cell.cell", "XLSX").ILLEGAL_CHARACTERS_RE
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    for number, cells in enumerate([*([header] if header else []), *rows], start=1):
        for place, value in enumerate(cells, start=1):
            if value == "":
                continue
            cell = sheet.cell(number, place)
            cell.value = illegal.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = wrapped
            if header and number == 1:
                cell.font = styles.Font(bold=True)
                cell.fill = styles.PatternFill("solid", start_color=_HEADER)
    if header:
        sheet.freeze_panes = "A2"


def _shape(sheet: Any, rows: int) -> None:
    """Give columns the width that they need, and those that a person fills a colour."""
    styles = opening.library("openpyxl.styles", "XLSX")
    filled = styles.PatternFill("solid", start_color=_BY_HAND)
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(2, COLUMNS.index("text") + 2)
    for place, name in enumerate(COLUMNS, start=1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = _width(name)
        if name in ("document_id", "event", "date", DRAFTED_BY):
            sheet.column_dimensions[letter].hidden = name != "date"
        for row in range(2, rows + 2):
            cell = sheet.cell(row, place)
            if name in (*CONFIRMED, "coder", "coded_on", "note"):
                cell.fill, cell.alignment = filled, wrapped
            elif name in _SIMILARITY and cell.value:
                cell.value, cell.number_format = float(cell.value), "0.00"
    sheet.auto_filter.ref = sheet.dimensions


def _width(name: str) -> int:
    if name in _WIDTHS:
        return _WIDTHS[name]
    if name.endswith("_text"):
        return _WIDE
    return _NARROW if name in ("side", "language", "coder", *_SIMILARITY) else _USUAL


def _choices(book: Any, rows: int, names: int) -> None:
    """Let the cells that have few values be chosen from a list; another speaker may be written all the same."""
    validation = opening.library("openpyxl.worksheet.datavalidation", "XLSX")
    choices = book.create_sheet("choices")
    choices.sheet_state = "hidden"
    lists = {
        "speaker": [OK, BOTH, NOBODY, ISSUER, *(row[0].value for row in book[NAMES].iter_rows(2, names + 1) if names)],
        "stance": [OK, *STANCES],
        "agency": [OK, *AGENCIES],
        "verb": [OK, NONE],
        "topics": [OK, NONE],
    }  # fmt: skip
    for place, (variable, values) in enumerate(lists.items(), start=1):
        for number, value in enumerate(values, start=1):
            choices.cell(number, place, value)
        letter = choices.cell(1, place).column_letter
        rule = validation.DataValidation(
            type="list", formula1=f"choices!${letter}$1:${letter}${len(values)}", allow_blank=True,
            showErrorMessage=variable in ("stance", "agency"),
        )  # fmt: skip
        column = book[SENTENCES].cell(1, COLUMNS.index(f"{variable}_confirmed") + 1).column_letter
        rule.add(f"{column}2:{column}{max(rows, 1) + 1}")
        book[SENTENCES].add_data_validation(rule)


def records(path: Path, column: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet whose header has a column of that name, with their numbers, every cell a text."""
    with closing(_opened(path)) as book:
        for sheet in book.worksheets:
            if hasattr(sheet, "reset_dimensions"):
                sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(values_only=True), start=1)
            read = ((number, [_as_text(cell) for cell in cells]) for number, cells in rows)
            header = next((row for row in read if any(row[1])), (0, []))
            if column in header[1]:
                yield header
                yield from read
                return


def read_about(path: Path) -> list[str]:
    """Return the lines of the sheet About; none where there is none."""
    with closing(_opened(path)) as book:
        if ABOUT not in book.sheetnames:
            return []
        return [str(cells[0]) for cells in book[ABOUT].iter_rows(values_only=True) if cells and cells[0] is not None]  # fmt: skip


def _opened(path: Path) -> Any:
    openpyxl = opening.library("openpyxl", "XLSX")
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as fault:  # a damaged workbook ends in errors of all kinds
        raise DataError([Fault(path.name, 0, "", f"a damaged workbook ({type(fault).__name__})", "a workbook of Excel")]) from fault  # fmt: skip


def _as_text(cell: Any) -> str:
    """Return a cell of a workbook as a text: nothing, a day, a number without an empty fraction."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return f"{cell:.2f}" if isinstance(cell, float) and not cell.is_integer() else str(cell)
