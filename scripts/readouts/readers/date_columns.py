"""How the days of one column are written, as all of its cells tell; and days that stand in columns for year, month and day."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from . import dates
from .column_names import NAMES, plain
from .faults import Faults, shown
from .mapping import Roles, Sample
from .options import Options
from .rows import Tabular

YEARS = (
    "year",
    "год",
    "рік",
    "année",
    "annee",
    "jahr",
    "año",
    "ano",
    "anno",
    "yıl",
    "rok",
    "年",
    "السنة",
)
_MONTHS = (
    "month",
    "месяц",
    "місяць",
    "mois",
    "monat",
    "mes",
    "mês",
    "mese",
    "ay",
    "miesiąc",
    "měsíc",
    "月",
    "الشهر",
)
_DAYS = ("day", "день", "jour", "tag", "día", "dia", "giorno", "gün", "dzień", "den", "日", "اليوم")
# The zone of a time of day, at its end.
_ZONE = re.compile(r"(?<=:\d\d)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)$")
# A date of a spreadsheet whose day might have been its month.
_OF_PROGRAM = "program"
COMPOSED = "date (of year, month, day)"


class DateOfParts:
    """A table with one more column: the date that its columns for year, month and day are of; in everything else it is the table."""

    def __init__(self, table: Tabular, parts: Sequence[str]):
        self._table, self.parts = table, list(parts)
        self.columns = [*table.columns, COMPOSED]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        asked = [column for column in wanted if column != COMPOSED]
        for file, row, cells in self._table.rows([*asked, *self.parts], faults):
            parts = ["" if cell is None else str(cell).strip() for cell in cells[len(asked) :]]
            found = dict(zip(asked, cells))
            found[COMPOSED] = (
                "-".join(part.removesuffix(".0") for part in parts) if any(parts) else ""
            )
            yield file, row, [found[column] for column in wanted]


def with_date(table: Tabular, options: Options) -> Tabular:
    """Return the table, with a date if it stands in three columns and in no other."""
    by_name = {plain(column): column for column in reversed(table.columns)}
    parts = [
        next((by_name[name] for name in names if name in by_name), None)
        for names in (YEARS, _MONTHS, _DAYS)
    ]
    found = [part for part in parts if part]
    return DateOfParts(table, found) if len(found) == 3 and options.date is None else table


def settled(
    table: Tabular, found: Roles, options: Options, sample: Sample
) -> tuple[Options, list[str]]:
    """Return the options with the form of the dates that the cells tell, and what shows it, as remarks."""
    column = found.columns.get("date", "")
    if not column:
        return options, _only_years(sample) or _seconds(sample)
    cells = sample.cells(column, options.missing)
    if options.date_format or not cells:
        return options, []
    zones = dict.fromkeys(zone["zone"] for cell in cells if (zone := _ZONE.search(str(cell))))
    if len(zones) > 1:
        return options, [
            f"dates: the day is the one that is written, in the zone of each ({', '.join(zones)}), and not by one clock"
        ]
    if all(map(dates.is_serial, cells)):
        form = getattr(table, "serials", "excel")
        day = dates.parse(cells[0], form)
        return replace(options, date_format=form), [
            f"dates: the numbers of days that a spreadsheet has: {cells[0]} is {day} (--date-format excel or excel1904 says which)"
        ]
    if not any(map(dates.order, cells)):
        return options, []
    orders = _orders(table, column)
    written = orders.pop(_OF_PROGRAM, None)
    told = [f"dates: some are dates of the spreadsheet, such as {written}, and some are words: the program may have exchanged day and month of the former"] if written else []  # fmt: skip
    shown_by = [orders.get(order) for order in (dates.DAY_FIRST, dates.MONTH_FIRST)]
    if all(shown_by):
        return replace(options, date_format=dates.MIXED), [
            f"dates: the day is first in {shown_by[0]}, the month in {shown_by[1]}: they are not of one order, and cannot be told apart",
            *told,
        ]
    order = next((order for order in orders if order != dates.MIXED), None)
    if not order or dates.MIXED not in orders:
        return options, told
    return replace(options, date_format=order), [
        *told,
        f"dates: {order.replace('-', ' is ')}, since {orders[order]} can be read in no other order; so {orders[dates.MIXED]} is read so too (--date-format says another)",
    ]


def _orders(table: Tabular, column: str) -> dict[str, str]:
    """Return the orders that the cells of a column show, each with the first cell that shows it."""
    orders: dict[str, str] = {}
    for _, row, (cell,) in table.rows([column], Faults()):
        if order := dates.order(cell):
            orders.setdefault(order, f"{shown(str(cell))} (row {row})" if row else shown(str(cell)))
        elif isinstance(cell, datetime.date) and cell.day <= 12 and cell.day != cell.month:
            orders.setdefault(_OF_PROGRAM, f"{cell:%Y-%m-%d} (row {row})")
    return orders


def _seconds(sample: Sample) -> list[str]:
    """Say of a column that is called a date and has seconds since 1970 how it is read."""
    return [
        f"column {column!r} seems to have seconds since 1970, such as {cells[0]}: --date {column} --date-format epoch reads them"
        for column in sample.columns
        if plain(column) in NAMES["date"]
        and (cells := sample.cells(column))
        and all(re.fullmatch(r"1\d{9}(?:\d{3})?(?:\.\d+)?", str(cell).strip()) for cell in cells)
    ][:1]


def _only_years(sample: Sample) -> list[str]:
    years = [column for column in sample.columns if plain(column) in YEARS and sample.cells(column)]
    return [
        f"column {column!r} has years, and no day: it is not taken for the date (--event {column} takes the texts of a year together)"
        for column in years[:1]
    ]
