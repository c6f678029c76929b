"""What the partners' own accounts of the calls have: how many could be seen, and how many have approval of their own."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..corpus.datapackage import Fault
from . import approval, results
from .context import Context
from .findings import Finding, Row

NEEDS: tuple[str, ...] = ("partner_accounts", *approval.NEEDS)
NOT_FOUND = "none found"
CELLS = ("account", "approval", "own", "words", "outlet", "url")


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return the rows on calls that are not coded, and those whose cells do not fit what was found, a check for `datapackage.read`."""
    calls = {row["id"] for row in tables.get("approval", [])}
    file = "partner_accounts.csv"
    found = []
    for row in tables.get("partner_accounts", []):
        if row["id"] not in calls:
            found.append(Fault(file, row[""], "id", repr(row["id"]), "a call of approval.csv"))
        wanted = row["form"] != NOT_FOUND
        found += [
            Fault(file, row[""], name, repr(row[name]), "a value" if wanted else "an empty cell")
            for name in CELLS
            if (row[name] is not None) != wanted
        ]
    return found


def beside(context: Context) -> pd.DataFrame:
    """Return the accounts with the calls that they are of, by date.

    Returns
    -------
    DataFrame
        The columns of ``partner_accounts``, and ``date, partner``; ``attributed``: whether the issuer's account has approval;
        ``seen``: whether the partner's account was.
    """
    calls = context.table("approval")
    own = calls[["id", "date", "partner"]].assign(attributed=approval.attributed(calls))
    accounts = context.table("partner_accounts").drop(columns="seen")
    table = accounts.merge(own, on="id", validate="one_to_one")
    return table.assign(seen=table["form"] != NOT_FOUND).sort_values("date", kind="stable")


def findings(context: Context) -> Iterator[Finding]:
    """Of the calls with approval, the partners' accounts that could be seen, and those with approval of their own: ``partner-accounts-<what>``."""
    table = beside(context)
    approving, others = table[table["attributed"]], table[~table["attributed"]]
    seen = approving[approving["seen"]]
    for what, own, label, of in (
        ("seen", seen, "calls with approval of which the partner’s account was seen", approving),
        ("whole", seen[seen["form"] == "whole"], "those of them seen as a whole", seen),
        *(
            (what, seen[seen["approval"] == value], f"those {said}", seen)
            for what, value, said in (
                ("approving", "yes", "with approval in the partner’s account too"),
                ("doubtful", "doubtful", "of which it is doubtful"),
                ("without", "no", "without it, in the words that were seen"),
            )
        ),
        ("answered", seen[seen["later"].notna()], "those answered by a later statement", seen),
        ("others", others, "calls without approval whose partner’s account was looked at", ()),
    ):
        rows = tuple(Row("partner_accounts.csv", row.id, _says(row)) for row in own.itertuples())
        of_all = (len(of), "calls") if len(of) else None
        yield Finding(f"partner-accounts-{what}", len(rows), label, of_all, rows=rows)


def _says(row) -> str:
    return f"{results.day(row.date)}, {row.partner}: {row.account}, “{row.words}”; {row.url}"
