"""Approval that an issuer's accounts of calls put into the partner's mouth: how many calls have it, when, and how far two readers agree.

Run as ``python -m readouts.report.approval``; ``--starts`` gives the days on which a period begins. Where the data have
a second coding (``approval_second``, ``actions_second``), it is held against the first.
"""

import argparse
import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .. import paths
from ..corpus import datapackage
from ..corpus.datapackage import Fault
from ..measures.agreement import bootstrap, cross_table, kappa_of, weighted_statistic

NEEDS = ("approval", "actions")
NONE = "none"
EFFORTS = "efforts"  # what is done for peace: to approve of it is not to approve of the conduct


def attributed(calls: pd.DataFrame) -> pd.Series:
    """Say of each call whether approval of the issuer's conduct is put into the partner's mouth.

    Examples
    --------
    >>> calls = pd.DataFrame({"approval": ["none", "respect", "support"], "object": [None, "actions", "efforts"]})
    >>> attributed(calls).tolist()
    [False, True, False]
    """
    return (calls["approval"] != NONE) & (calls["object"] != EFFORTS)


def by_period(calls: pd.DataFrame, starts: Iterable[datetime.date]) -> pd.DataFrame:
    """Count the calls of each period, those that name the war, and those with approval.

    Parameters
    ----------
    calls : DataFrame
        ``date, approval, object, war_named``.
    starts : iterable of date
        The first day of each period; a period ends where the next begins. Calls before the first day are a period of their own.

    Returns
    -------
    DataFrame
        ``first, last`` (the days of the first and last call), ``calls, war_named, approving``; periods without a call are left out.
    """
    days = pd.to_datetime(calls["date"])
    edges = pd.to_datetime(sorted(starts)).to_numpy()
    table = pd.DataFrame(
        {
            "period": np.searchsorted(edges, days.to_numpy(), side="right"),
            "date": days.dt.date,
            "war_named": calls["war_named"].notna(),
            "approving": attributed(calls),
        }
    )
    return (
        table.groupby("period")
        .agg(
            first=("date", "min"),
            last=("date", "max"),
            calls=("date", "size"),
            war_named=("war_named", "sum"),
            approving=("approving", "sum"),
        )
        .reset_index(drop=True)
    )


def months(calls: pd.DataFrame) -> list[datetime.date]:
    """Return the first day of each month that has a call.

    Examples
    --------
    >>> months(pd.DataFrame({"date": [datetime.date(2022, 3, 31), datetime.date(2022, 3, 2)]}))
    [datetime.date(2022, 3, 1)]
    """
    return sorted({day.replace(day=1) for day in calls["date"]})


def in_mouths(places: pd.DataFrame, of: str) -> pd.DataFrame:
    """Count in whose mouth each word stands where it names the conduct of one party: a row a word, a column a voice.

    Singular and plural are one word.

    Parameters
    ----------
    places : DataFrame
        ``word, of, voice``.
    of : str
        Whose conduct.
    """
    own = places[places["of"] == of]
    return pd.crosstab(own["word"].str.removesuffix("s"), own["voice"])


def agreement_of_codings(
    first: pd.DataFrame, second: pd.DataFrame, columns: Sequence[str], key: Sequence[str]
) -> pd.DataFrame:
    """Return how far two codings of the same units agree, column by column.

    Parameters
    ----------
    first, second : DataFrame
        A row a unit; both have the same.
    columns : sequence of str
        An empty cell is a value like any other.
    key : sequence of str
        The columns that name a unit.

    Returns
    -------
    DataFrame
        Indexed by column: ``n`` units, ``same``, ``kappa`` (Cohen's, nominal: values of a scale that are near each other count as
        different), and its interval ``low`` to ``high`` from drawing units with replacement; NaN where a measure is undefined.
    """
    both = (
        first[[*key, *columns]]
        .fillna("")
        .merge(
            second[[*key, *columns]].fillna(""),
            on=list(key),
            suffixes=("", "_second"),
            validate="one_to_one",
        )
    )
    if not len(both) == len(first) == len(second):
        raise ValueError(
            f"found {len(first)} and {len(second)} units, {len(both)} of them in both; expected the same units in both"
        )
    rows = []
    for column in columns:
        one, other = both[column].astype(str), both[column + "_second"].astype(str)
        tables = cross_table(one, other, groups=range(len(both)))
        kappa, same = float(kappa_of(tables.sum(axis=0))), int((one == other).sum())
        low, high = (
            bootstrap(weighted_statistic(tables, kappa_of), len(both))[:2]
            if same < len(both)
            else (np.nan, np.nan)
        )
        rows.append((len(both), same, kappa, low, high))
    return pd.DataFrame(rows, columns=["n", "same", "kappa", "low", "high"], index=list(columns))


def comparable(calls: pd.DataFrame) -> pd.DataFrame:
    """Return what two readers of the calls are held against each other by.

    Returns
    -------
    DataFrame
        ``id, approval, object, leads, attributed, objects, thanks, war_named``; the wordings of `war_named` in alphabetical order.
    """
    named = ["; ".join(sorted(cell.split("; "))) for cell in calls["war_named"].fillna("")]
    return calls[["id", "approval", "object", "leads", "thanks"]].assign(
        attributed=attributed(calls), objects=calls["objection"].notna(), war_named=named
    )


def agreement_of_tables(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return `agreement_of_codings` of the calls and of the places of words; empty without a second coding.

    Parameters
    ----------
    tables : dict of str to DataFrame
        ``approval, approval_second, actions, actions_second``.
    """
    if not {"approval_second", "actions_second"} <= set(tables):
        return pd.DataFrame(columns=["n", "same", "kappa", "low", "high"])
    calls = [comparable(tables[name]) for name in ("approval", "approval_second")]
    places = [tables[name] for name in ("actions", "actions_second")]
    return pd.concat(
        [
            agreement_of_codings(*calls, [name for name in calls[0] if name != "id"], ["id"]),
            agreement_of_codings(*places, ["of", "voice"], ["id", "start"]),
        ]
    )


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return where a coding contradicts itself, a check for `datapackage.read`.

    An approval has verb, object, leader and place, and a call without one has none of them; an objection and thanks have
    a place; a place ends after it begins; a word is as long as its place.
    """
    names = [f"{name}{end}.csv" for name in NEEDS for end in ("", "_second")]
    rows = {name: tables.get(name.removesuffix(".csv"), []) for name in names}
    return [
        fault
        for name in names
        for row in rows[name]
        for fault in (_call_faults if name.startswith("approval") else _place_faults)(name, row)
    ]


def _call_faults(file: str, row: dict[str, Any]) -> list[Fault]:
    coded = {
        "": row["approval"] not in (None, NONE),
        "objection_": row["objection"] is not None,
        "thanks_": row["thanks"] is not None,
    }
    cells = {f"{span}{end}": coded[span] for span in coded for end in ("start", "end")}
    cells |= dict.fromkeys(("verb", "object", "leads"), coded[""])
    found = [
        Fault(file, row[""], name, repr(row[name]), "a value" if wanted else "an empty cell")
        for name, wanted in cells.items()
        if (row[name] is not None) != wanted
    ]
    places = [(span, row[f"{span}start"], row[f"{span}end"]) for span in coded]
    return found + [
        Fault(file, row[""], f"{span}end", str(end), f"more than {start}")
        for span, start, end in places
        if None not in (start, end) and end <= start
    ]


def _place_faults(file: str, row: dict[str, Any]) -> list[Fault]:
    if None in (row["start"], row["end"], row["word"]):
        return []
    end = row["start"] + len(row["word"])
    return [] if row["end"] == end else [Fault(file, row[""], "end", str(row["end"]), str(end))]


def shown(tables: dict[str, pd.DataFrame], starts: Iterable[datetime.date]) -> str:
    """Return the counts and the agreement, for a terminal."""
    calls, places = tables["approval"], tables["actions"]
    parts = {
        "Calls by month": by_period(calls, months(calls)),
        "Calls by period": by_period(calls, starts),
        **{f"In whose mouth: {of}": in_mouths(places, of) for of in sorted(places["of"].unique())},
        "Agreement of the two codings": agreement_of_tables(tables).round(2),
    }
    return "\n\n".join(f"{title}\n{table.to_string()}" for title, table in parts.items())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts and the agreement."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.report.approval", description="Approval in the partners’ mouths."
    )
    parser.add_argument("--data", type=Path, default=paths.DATA, help="the data folder")
    parser.add_argument(
        "--starts",
        nargs="*",
        default=[],
        type=datetime.date.fromisoformat,
        help="the first day of each period",
    )
    options = parser.parse_args(arguments)
    rows = datapackage.read(options.data, [faults])
    tables = {
        name: pd.DataFrame(rows[name]) for name in rows if name.removesuffix("_second") in NEEDS
    }
    print(shown(tables, options.starts))


if __name__ == "__main__":
    main()
