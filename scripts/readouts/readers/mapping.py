"""Map columns: which is what, by its name, by its cells, and by what the user says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..corpus.datapackage import DataError, Fault
from . import dates
from .column_names import NAMES, NUMBERED, ROLES, plain, text_columns
from .options import MISSING, Options

# Cells of a spreadsheet end at 32,767 characters, so that scrapers cut long texts before that, within a word if need be.
_SHORTEST_PIECE, _FULL = 1000, 32_000


@dataclass
class Roles:
    """The columns of a table by what they are.

    Attributes
    ----------
    text : list of str
    split_at : int
        The length at which a text was split over the columns, so that they are joined without a break; 0 if they are paragraphs.
    columns : dict of str to str
        The other roles that a column was found for.
    codes : bool
        Whether the sides are codes of two capitals, NA among them.
    remarks : list of str
        What else there is to say of the choice.
    """

    text: list[str]
    columns: dict[str, str]
    split_at: int = 0
    codes: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[str]:
        """Every column that is read."""
        return [*self.text, *self.columns.values()]


class Sample(NamedTuple):
    """The first rows of a table: what a guess goes by."""

    columns: list[str]
    rows: list[dict[str, Any]]
    hint: str = ""

    def cells(self, column: str, missing: Sequence[str] = MISSING) -> list[Any]:
        """Return the cells of a column that hold something."""
        return [
            cell
            for row in self.rows
            if (cell := row.get(column)) is not None and str(cell).strip() not in missing
        ]


def map_columns(sample: Sample, options: Options, file: str) -> Roles:
    """Say what each column is.

    Raises
    ------
    DataError
        If there is no column of text, or a column that the user names is not there: all at once.

    Examples
    --------
    >>> found = map_columns(Sample(["Body", "publishTime", "n"], [{"Body": "A call.", "publishTime": "2022-06-15", "n": "1"}]), Options(), "a.csv")
    >>> found.text, found.columns
    (['Body'], {'date': 'publishTime'})
    """
    faults = _unknown(sample, options, file)
    text = (
        _given(sample.columns, options.text)
        if options.text
        else (
            text_columns(
                [column for column in sample.columns if not _are_numbers(sample.cells(column))]
            )
            or text_columns(sample.columns)
            or _nested(sample.columns).get("text", [])[:1]
        )
    )
    if not text:
        faults.append(
            Fault(
                file,
                1,
                "",
                "no column of text among " + _some(sample.columns),
                f"one of {', '.join(NAMES['text'][2:7])}, or --text COLUMN{sample.hint or _longest(sample)}",
            )
        )
    if faults:
        raise DataError(faults)
    found = Roles(text, {})
    for role in ROLES[1:]:
        said = getattr(options, role)
        column = (
            said
            if said is not None
            else _guess(role, sample, options, [*text, *found.columns.values()], found.remarks)
        )
        if column and not getattr(options, f"{role}_is", None):
            found.columns[role] = column
    if "side" in found.columns:
        cells = list(map(str, sample.cells(found.columns["side"], ())))
        found.codes = len(set(cells)) > 1 and all(re.fullmatch("[A-Z]{2}", cell) for cell in cells)
    if all(NUMBERED.fullmatch(plain(column)) for column in text):
        found.split_at = _split_at(sample, text, options.missing)
    return found


def _unknown(sample: Sample, options: Options, file: str) -> list[Fault]:
    named = [(role, getattr(options, role)) for role in ROLES[1:]] + [
        ("text", name) for name in options.text or () if not _given(sample.columns, [name])
    ]
    return [
        Fault(file, 1, name, f"no such column, for --{role}", "one of " + _some(sample.columns))
        for role, name in named
        if name and name not in (sample.columns if role != "text" else ())
    ]


def _some(columns: list[str]) -> str:
    shown = ", ".join(map(repr, columns[:30]))
    return shown + (f" and {len(columns) - 30} more" if len(columns) > 30 else "")


def _longest(sample: Sample) -> str:
    if any(_are_dates([column], None) for column in sample.columns):
        return " (the first row seems to be a text and no header: write the names of the columns above it)"
    lengths = {
        column: sum(len(str(cell)) for cell in sample.cells(column)) for column in sample.columns
    }
    longest = max(lengths, key=lengths.__getitem__, default="")
    return f" (the longest cells are those of {longest!r})" if lengths.get(longest) else ""


def _given(columns: list[str], names: Sequence[str]) -> list[str]:
    """Return the columns that were named, runs of them spread out; none if one of them is not there."""
    spread = []
    for name in names:
        run = re.fullmatch(r"(?P<base>.*?)(?P<first>\d{1,3})\.\.(?P<last>\d{1,3})", name)
        if run and name not in columns:
            spread += [
                f"{run['base']}{number}"
                for number in range(int(run["first"]), int(run["last"]) + 1)
            ]
        else:
            spread.append(name)
    return spread if all(name in columns for name in spread) else []


def _guess(
    role: str, sample: Sample, options: Options, taken: list[str], remarks: list[str]
) -> str | None:
    by_name = {plain(column): column for column in reversed(sample.columns) if column not in taken}
    candidates = [by_name[name] for name in NAMES[role] if name in by_name]
    candidates += [
        column for column in _nested(sample.columns).get(role, []) if column not in taken
    ]
    candidates = [
        column
        for column in candidates
        if not any(isinstance(row.get(column), (dict, list)) for row in sample.rows)
    ]
    if role == "date":
        days = [
            column
            for column in candidates
            if _are_dates(sample.cells(column, options.missing), options.date_format)
        ]
        # A column called a date is one, whatever is wrong with it; "time" or "created" may be something else.
        return next(
            iter(
                [
                    *days,
                    *(
                        column
                        for column in candidates
                        if re.search(
                            "date|datum|fecha|tarih|дата|日期|日付|날짜|تاريخ|تاریخ|תאריך|ngày",
                            plain(column),
                        )
                    ),
                ]
            ),
            None,
        )
    if role == "side":
        for column in list(candidates):
            cells = [str(cell) for cell in sample.cells(column, options.missing)]
            if any("://" in cell for cell in cells) or (
                len(cells) > 9 and len(set(cells)) == len(cells)
            ):
                candidates.remove(column)
                remarks.append(
                    f"column {column!r} is not taken for the side: it is different in every row (--side {column} takes it)"
                )
    return next(iter(candidates), None)


def _nested(columns: list[str]) -> dict[str, list[str]]:
    """Return for each role the columns of nested objects whose own name is one of its: ``meta.date``."""
    by_name = {
        plain(column.rpartition(".")[2]): column for column in reversed(columns) if "." in column
    }
    return {
        role: [by_name[name] for name in names if name in by_name] for role, names in NAMES.items()
    }


def _are_numbers(cells: list[Any]) -> bool:
    """Say whether a column is of numbers: "words" may be how many there are."""
    return bool(cells) and all(
        isinstance(cell, (int, float)) or str(cell).strip().isdecimal() for cell in cells
    )


def _are_dates(cells: list[Any], date_format: str | None) -> bool:
    """Say whether half of the cells or more are days, or numbers that might be."""
    good = 0
    for cell in cells:
        try:
            dates.parse(cell, date_format)
        except dates.AmbiguousDate:
            good += 1
        except ValueError:
            pass
        else:
            good += 1
    return bool(cells) and good * 2 >= len(cells)


def _split_at(sample: Sample, text: list[str], missing: Sequence[str]) -> int:
    """Return the one length of all pieces that another follows, if they have one, and not only by chance."""
    lengths = []
    for row in sample.rows if len(text) > 1 else ():
        pieces = [
            str(piece)
            for column in text
            if (piece := row.get(column)) and str(piece).strip() not in missing
        ]
        lengths += [len(piece) for piece in pieces[:-1]]
    alike = (
        len(set(lengths)) == 1
        and lengths[0] >= _SHORTEST_PIECE
        and (len(lengths) > 1 or lengths[0] % 100 == 0 or lengths[0] > _FULL)
    )
    return lengths[0] if alike else 0
