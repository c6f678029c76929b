"""Findings on the course of each string of a series."""

from collections.abc import Iterator

from ...corpus.names import numbered
from .. import results
from ..context import Context
from ..findings import Finding, Row, slug
from ..reference.evidence import shown_p
from .course import DEPENDS, course, ends
from .rules import FILE


def _from_to(row) -> str:
    """Return from when to when a string occurs, in words; nothing where it never does."""
    if not row.contacts:
        return ""
    first, last = (results.day(day) for day in (row.first, row.last))
    return f", {first}" if first == last else f", {first} to {last}"


# The tables without which they are in no report; those of the series are named in its rules.
NEEDS: tuple[str, ...] = ("events", "naming_stretches", FILE)


def findings(context: Context) -> Iterator[Finding]:
    """Give what stays, comes and goes in a series; none where the report follows no series.

    ``reference-course-strings``, ``reference-course-<course>``: how many strings there are, and stay, come, go; of each string
    ``reference-first-<n>-``, ``reference-last-<n>-``, ``reference-course-p-``, ``reference-course-holm-<string>``.
    """
    rules = context.settings.series
    if rules is None:
        return
    series = context.table(rules.table("series"))
    table = course(series)
    yield Finding(
        "reference-course-strings",
        len(table),
        f"strings of {rules.called}",
        rows=tuple(Row(rules.file("strings"), term) for term in table["term"]),
    )
    for name in ("stays", "comes", "goes", "passes", "once", "never", DEPENDS):
        own = table[table["course"] == name]
        yield Finding(
            f"reference-course-{name}",
            len(own),
            f"strings of {rules.called} whose course is “{name}”",
            (len(table), "strings"),
            rows=tuple(
                Row(
                    rules.file("series"),
                    row.term,
                    numbered(row.contacts, "contacts") + _from_to(row),
                )
                for row in own.itertuples()
            ),
        )
    contacts = (
        series[["event_date", "contact"]].drop_duplicates().itertuples(index=False, name=None)
    )
    named = [f"{results.day(day)}, {contact}" for day, contact in contacts]
    having = {
        term: {
            f"{results.day(row.event_date)}, {row.contact}": row.frequency
            for row in own.itertuples()
            if row.frequency
        }
        for term, own in series.groupby("term")
    }
    sizes = ends(len(named))
    for row in table.itertuples():
        parts = []
        for n in sizes:
            for end, some in (("first", named[:n]), ("last", named[-n:])):
                parts.append(slug("reference", end, str(n), row.term))
                rows = tuple(
                    Row(rules.file("series"), contact, f"{row.term} × {having[row.term][contact]}")
                    for contact in some
                    if contact in having[row.term]
                )
                yield Finding(
                    parts[-1],
                    len(rows),
                    f"of the {end} {n} contacts, those with {row.term}",
                    (n, "contacts"),
                    rows=rows,
                )
        how = f"share of all orders of the {len(named)} contacts with as large a difference between the last n and the first n, summed over n from {sizes[0]} to {sizes[-1]}; exact"
        for kind, value, more in (
            ("p", row.p, ""),
            ("holm", row.holm, f"; corrected by Holm over the {len(table)} strings"),
        ):
            yield Finding(
                slug("reference-course", kind, row.term),
                value,
                f"two-sided p of the order of the contacts with {row.term}",
                parts=tuple(parts),
                formula=how + more,
                shown=shown_p(value),
            )
