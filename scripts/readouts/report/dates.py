"""What happened when: contacts, votes and documents, in one order."""

from collections.abc import Iterator

import pandas as pd

from . import results
from .context import Context
from .findings import Finding, Row, slug

NEEDS = ("dates", "events")
CONTACT = "contact"


def course(context: Context) -> pd.DataFrame:
    """Return contacts and other dates in their order.

    Returns
    -------
    DataFrame
        ``date, kind, what, label, source, in_focus``: a contact’s kind is its form; ``in_focus`` of the calls that the report compares.
    """
    events = context.table("events")
    addresses = [f"{side}_url" for side in context.settings.names if f"{side}_url" in events]
    contacts = pd.DataFrame(
        {
            "date": events["date"],
            "kind": events["form"],
            "what": [_contact(row) for row in events.itertuples()],
            "label": [_contact(row) for row in events.itertuples()],
            "source": events[addresses].bfill(axis=1).iloc[:, 0],
        }
    )
    found = pd.concat([context.table("dates").assign(contact=False), contacts.assign(contact=True)])
    return (
        found.assign(in_focus=found["contact"] & found["date"].isin(context.settings.calls))
        .sort_values(["date", "contact"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def _contact(row) -> str:
    form = {"telephone": "Call", "video": "Talks by video"}.get(row.form, row.form.capitalize())
    return f"{form}, {row.place}" if isinstance(row.place, str) else form


def findings(context: Context) -> Iterator[Finding]:
    """How many dates there are, in all and of each kind: ``dates``, ``dates-<kind>``."""
    found = course(context)
    yield _counted("dates", found, "dates")
    for kind, own in found.groupby("kind"):
        yield _counted(slug("dates", kind), own, f"dates: {kind}")


def _counted(name: str, own: pd.DataFrame, label: str) -> Finding:
    rows = tuple(
        Row(
            "events.csv" if row.contact else "dates.csv",
            results.day(row.date),
            f"{row.what}; {row.source}",
        )
        for row in own.itertuples()
    )
    return Finding(name, len(rows), label, rows=rows)
