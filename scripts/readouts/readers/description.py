"""What a corpus is taken for, as lines for the user who is to see whether the guess is right."""

import re
import unicodedata
from collections import Counter
from itertools import groupby, pairwise

from ..text.languages import language_of
from . import dates
from .column_names import ROLES
from .faults import named, shown
from .mapping import Roles, Sample
from .options import MISSING, Options
from .rows import DIVIDED, Tabular

# Ends of lines that show how lines end.
_TELLING = 5
# Columns that are looked at to find a second row of names.
_LOOKED_AT = 100


def describe(
    table: Tabular, found: Roles, options: Options, sample: Sample, further: list[str] | None
) -> list[str]:
    """Return what the corpus is taken for, as lines."""
    text = (
        f"column {found.text[0]!r}"
        if len(found.text) == 1
        else (
            f"columns {found.text[0]!r} to {found.text[-1]!r} ({len(found.text)}), joined "
            + (
                f"without a break, since they are cut at {found.split_at:,} characters"
                if found.split_at
                else "as paragraphs"
            )
        )
    )
    lines = [
        f"form: {table.form}",
        *([f"encoding: {table.encoding}"] if table.encoding else []),
        f"text: {text}",
    ]
    for role in ROLES[1:]:
        given = getattr(options, f"{role}_is", None)
        if given:
            lines.append(f"{role}: {given}, in every row")
        elif role in found.columns:
            lines.append(
                f"{role}: column {found.columns[role]!r}{_examples(role, found, options, sample)}"
            )
        elif role == "side":
            lines.append("side: not known (--side COLUMN, or --side-is VALUE for all)")
        elif role == "language":
            texts = [
                " ".join(str(cell) for column in found.text if (cell := row.get(column)))
                for row in sample.rows
            ]
            lines.append(
                f"language: no column; by the script of each text: {_values([language_of(text) or 'not known' for text in texts if text])}"
            )
        elif role == "date":
            lines.append("date: not known (--date COLUMN)")
        elif role == "completeness":
            lines.append(
                "completeness: no column; every text is taken as full (--completeness-is excerpts if they are quotations)"
            )
    lines += [*found.remarks, *table.remarks, *_unused(table, found, options)]
    lines += [*_of_one_name(table.columns, found), *_second_names(table, sample)]
    texts = [str(cell) for row in sample.rows for column in found.text if (cell := row.get(column))]
    if not options.markup and _have_links(texts):
        lines.append(
            "the texts have links of Markdown, whose addresses would count as words: --markup markdown takes marks and addresses out"
        )
    if not options.join_lines and _are_wrapped(texts):
        lines.append(
            "the lines seem to end where a page had no more room; a phrase is looked for within a line, and a word that is divided at a line's end is two: --join-lines makes them paragraphs"
        )
    used = {*found.wanted, *getattr(table, "parts", ())}
    unread = (
        [column for column in table.columns if column not in used] if further is None else further
    )
    if unread:
        lines.append(
            f"{'not read' if further is None else 'kept as they are'}: {named(_runs(unread))}"
        )
    return lines


def _unused(table: Tabular, found: Roles, options: Options) -> list[str]:
    """Return the options that say nothing of this corpus."""
    said = [
        name for name in ("encoding", "separator", "sheet", "skip_rows") if getattr(options, name)
    ]
    lines = [
        f"--{name.replace('_', '-')} is not used: {table.form} has none"
        for name in said
        if name not in getattr(table, "uses", ())
    ]
    if options.date_format and "date" not in found.columns:
        lines.append("--date-format is not used: there is no column of dates")
    return lines


def _of_one_name(columns: list[str], found: Roles) -> list[str]:
    """Return of columns that have one name which of them is read."""
    return [
        f"more columns are called {column!r}: the first is read, and {again!r} names the second"
        for column in found.wanted
        if (again := f"{column} (2)") in columns and again not in found.wanted
    ]


def _second_names(table: Tabular, sample: Sample) -> list[str]:
    """Say that the first row seems to be one of names too: where all others have a number or a day, it has a word."""
    if "skip_rows" not in getattr(table, "uses", ()):
        return []
    below = [str(cell).strip() for cell in (sample.rows[:1] or [{}])[0].values() if cell]
    if any(map(_is_value, below)):
        return []
    for column in table.columns[:_LOOKED_AT]:
        cells = [str(row.get(column) or "").strip() for row in sample.rows]
        first, others = "".join(cells[:1]), list(filter(None, cells[1:]))
        if len(others) > 1 and first not in MISSING and all(map(_is_value, others)):
            return [
                f"the row below the names seems to be one of names too, since {column!r} has {shown(first)} there and {shown(others[0])} below: delete it, or --skip-rows {getattr(table, 'skipped', 0) + 1} takes its names"
            ]
    return []


def _is_value(cell: str) -> bool:
    if not re.search(r"\d", cell):
        return False
    if re.fullmatch(r"[-+\d.,% ]+", cell):
        return True
    try:
        dates.parse(cell)
    except dates.AmbiguousDate:
        return True
    except ValueError:
        return False
    return True


def _runs(columns: list[str]) -> list[str]:
    """Return the names of columns, those of one name and many numbers as a run.

    Examples
    --------
    >>> _runs(["note", "w1", "w2", "w3", "w4"])
    ["'note'", "'w1' to 'w4' (4)"]
    """
    runs: list[str] = []
    for _, run in groupby(columns, lambda name: name.rstrip("0123456789")):
        names = list(run)
        few = len(names) < 4
        runs += map(repr, names) if few else [f"{names[0]!r} to {names[-1]!r} ({len(names):,})"]
    return runs


def _examples(role: str, found: Roles, options: Options, sample: Sample) -> str:
    missing = (
        ["", *(mark for mark in options.missing if not (found.codes and mark == "NA"))]
        if role == "side"
        else options.missing
    )
    cells = sample.cells(found.columns[role], missing)
    if role in ("side", "language", "event", "completeness"):
        return (
            f", in the first {len(sample.rows)} rows: {_values([str(cell) for cell in cells])}"
            if cells
            else ", empty in the first rows"
        )
    return (
        f", such as {shown(cells[0] if isinstance(cells[0], str) else str(cells[0]))}"
        if cells
        else ", empty in the first rows"
    )


def _values(values: list[str]) -> str:
    """Return distinct values with their numbers, the commonest first."""
    composed = (unicodedata.normalize("NFC", " ".join(value.split())) for value in values)
    counts = Counter(composed).most_common()
    most = ", ".join(f"{_printable(value)} ({count})" for value, count in counts[:6])
    return most + (f" and {len(counts) - 6} others" if len(counts) > 6 else "")


def _printable(value: str) -> str:
    """Return a value as a terminal may show it: short, and with no control character that would do something there."""
    value = value if len(value) <= 40 else value[:37] + "..."
    return value if value.isprintable() else repr(value)


def _have_links(texts: list[str]) -> bool:
    """Say whether one text in twenty has a link of Markdown."""
    return 20 * sum("](http" in text for text in texts) > len(texts)


def _are_wrapped(texts: list[str]) -> bool:
    """Say whether the lines of texts end where there was no more room, and not where a sentence ends; or within words."""
    ends = [
        (line.rstrip(), after.lstrip())
        for text in texts
        for line, after in pairwise(text.split("\n"))
        if line.strip() and after.strip()
    ]
    divided = sum(DIVIDED.search(f"{line}\n{after}") is not None for line, after in ends)
    short = sum(40 < len(line) < 110 and line[-1] not in ".!?:;。！？：；" for line, _ in ends)
    return divided > 1 or (len(ends) >= _TELLING and 2 * short > len(ends))
