"""What a corpus is taken for, as lines for the user who is to see whether the guess is right."""

from collections import Counter
from itertools import pairwise

from ..text.languages import language_of
from .column_names import ROLES
from .faults import shown
from .mapping import Roles, Sample
from .options import Options
from .rows import Tabular

# Ends of lines that show how lines end.
_TELLING = 5


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
    lines += [*found.remarks, *getattr(table, "remarks", ())]
    texts = [str(cell) for row in sample.rows for column in found.text if (cell := row.get(column))]
    if not options.markup and _have_links(texts):
        lines.append(
            "the texts have links of Markdown, whose addresses would count as words: --markup markdown takes marks and addresses out"
        )
    if not options.join_lines and _are_wrapped(texts):
        lines.append(
            "the lines seem to end where a page had no more room; a phrase is looked for within a line: --join-lines makes them paragraphs"
        )
    used = {*found.wanted, *getattr(table, "parts", ())}
    unread = (
        [column for column in table.columns if column not in used] if further is None else further
    )
    if unread:
        lines.append(
            f"{'not read' if further is None else 'kept as they are'}: {', '.join(map(repr, unread[:12]))}"
            + (f" and {len(unread) - 12} more" if len(unread) > 12 else "")
        )
    return lines


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
    counts = Counter(values).most_common()
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
    """Say whether the lines of texts end where there was no more room, and not where a sentence ends."""
    ends = [
        line
        for text in texts
        for line, after in pairwise(text.split("\n"))
        if line.strip() and after.strip()
    ]
    return len(ends) >= _TELLING and 2 * sum(
        40 < len(line) < 110 and line.rstrip()[-1] not in ".!?:;。！？：；" for line in ends
    ) > len(ends)
