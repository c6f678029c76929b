"""What the publishers changed on their pages after these had been fetched first; see `exhibits.afterwards.changes`."""

from collections.abc import Iterator

import pandas as pd

from .context import Context
from .findings import Finding, Row

NEEDS: tuple[str, ...] = ("changes",)
PAGE, NOT_COMPARED = "page", "not compared"


def findings(context: Context) -> Iterator[Finding]:
    """How many changes there are, on how many pages, and how many pages were taken away: ``changes``, ``changes-pages``, ``changes-gone``."""
    table = context.table("changes").copy()
    worded = ["before", "after", "note"]
    table[worded] = table[worded].fillna("")
    made = table[table["kind"] != NOT_COMPARED]
    gone = made[(made["part"] == PAGE) & (made["kind"] == "taken away")]
    yield Finding("changes", len(made), "changes of pages afterwards", rows=_rows(made))
    for name, own, label in (
        ("changes-pages", made, "pages on which something was changed afterwards"),
        ("changes-gone", gone, "pages that were taken away, for good or for a time"),
    ):
        first = own.drop_duplicates("url")
        yield Finding(name, len(first), label, rows=_rows(first))


def _rows(own: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        Row("changes.csv", row.url, f"{row.part}, {row.kind}: {shown(row)}")
        for row in own.itertuples()
    )


def shown(row) -> str:
    """Return a change as words: what went, and what came."""
    parts = [f"“{words}”" for words in (row.before, row.after) if words]
    return " → ".join(parts if row.kind == "altered" else parts[:1]) or row.note
