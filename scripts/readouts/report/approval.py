"""Approval that an issuer's accounts of calls put into the partner's mouth: how many calls have it, when, and how far two readers agree.

Where the data have a second coding (``approval_second``, ``actions_second``), it is held against the first.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..corpus.datapackage import Fault
from ..measures.agreement import bootstrap, cross_table, kappa_of, weighted_statistic
from . import results
from .context import Context
from .findings import Finding, Row

CODED = ("approval", "actions")
NEEDS = (*CODED, "approval.yml")
SCALE = ("none", "understanding", "respect", "legitimacy", "support", "strong support")
NONE = "none"
CONDUCT = ("actions", "operation")  # what is done, of the objects
OF = {
    "conduct": "of actions or of the operation",
    "actions": "of actions",
    "operation": "of the operation",
    "support": "support or strong support",
}
EARLY = 9  # days
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


def doubtful(calls: pd.DataFrame) -> pd.Series:
    """Say of each call whether its approval is marked as one that may be coded otherwise.

    Examples
    --------
    >>> doubtful(pd.DataFrame({"note": ["Doubtful approval: a right.", "Doubtful: an objection.", None]})).tolist()
    [True, False, False]
    """
    return calls["note"].fillna("").str.startswith("Doubtful approval")


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
    names = [f"{name}{end}.csv" for name in CODED for end in ("", "_second")]
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


def settings_faults(context: Context) -> list[Fault]:
    """Return what ``approval.yml`` asks of calls that are not coded."""
    rules, calls, places = (
        context.settings.approval,
        context.table("approval"),
        context.table("actions"),
    )
    known = (
        ("focus", rules.focus, set(calls["id"])),
        ("conduct", rules.conduct, set(places["of"])),
    )
    return [
        Fault("approval.yml", 0, key, repr(value), f"one of {', '.join(sorted(among)[:9])}")
        for key, value, among in known
        if value not in among
    ]


def periods(context: Context) -> pd.DataFrame:
    """Return `by_period` by the report's settings, with the calls of each as ``own`` and its days in print as ``days``."""
    calls, starts = context.table("approval"), context.settings.approval.starts
    table = by_period(calls, starts)
    days = pd.to_datetime(calls["date"])
    return table.assign(
        own=[
            calls[(days >= pd.Timestamp(row.first)) & (days <= pd.Timestamp(row.last))]
            for row in table.itertuples()
        ],
        days=[f"{results.day(row.first)} to {results.day(row.last)}" for row in table.itertuples()],
    )


def approving(context: Context) -> pd.DataFrame:
    """Return the calls in which approval is put into the partner's mouth, by date."""
    calls = context.table("approval")
    return calls[attributed(calls)]


def since_the_last(context: Context) -> pd.DataFrame:
    """Return the calls on the days between that of the call in focus and that of the last approving one before it."""
    calls = context.table("approval")
    focus = calls.set_index("id").at[context.settings.approval.focus, "date"]
    days = approving(context)["date"]
    last = days[days < focus].max()
    return calls[(calls["date"] > last) & (calls["date"] < focus)]


def findings(context: Context) -> Iterator[Finding]:
    """Calls, those that name the war, and those with approval: ``approval-calls``, ``-named``, ``-approving``, of all and of each period; and what is said of them."""
    rules, calls, found = context.settings.approval, context.table("approval"), approving(context)
    for end, own, when in (
        ("", calls, ""),
        *(
            (f"-{number}", row.own, f", {row.days}")
            for number, row in enumerate(periods(context).itertuples(), start=1)
        ),
    ):
        whose = f"calls of which {rules.issuer} published an account{when}"
        yield _counted(f"approval-calls{end}", own, whose, ())
        named = own[own["war_named"].notna()]
        yield _counted(f"approval-named{end}", named, f"{whose}, with a name of the war", own)
        approved = own[attributed(own)]
        yield _counted(
            f"approval-approving{end}",
            approved,
            f"{whose}, with approval in the partner’s mouth",
            own,
        )
    for value in SCALE[1:]:
        own = found[found["approval"] == value]
        yield _counted(
            f"approval-value-{value.replace(' ', '-')}", own, f"calls with approval: {value}", found
        )
    led = found[found["leads"] == "partner"]
    yield _counted(
        "approval-led", led, "calls with approval in which the partner leads the sentence", found
    )
    yield _counted(
        "approval-doubtful",
        found[doubtful(found)],
        "calls with approval that may be coded otherwise",
        found,
    )
    for of, own in (
        ("conduct", found[found["object"].isin(CONDUCT)]),
        ("actions", found[found["object"] == "actions"]),
        ("operation", found[found["object"] == "operation"]),
        ("support", found[found["approval"].isin(SCALE[-2:])]),
    ):
        yield _counted(f"approval-of-{of}", own, f"calls with approval: {OF[of]}", found)
    yield from _course(context)
    objecting = calls[calls["objection"].notna()]
    yield _counted("approval-objections", objecting, "calls in which the partner objects", calls)
    late = objecting[objecting["date"] >= rules.starts[0]]
    yield _counted(
        "approval-objections-late",
        late,
        f"those from {results.day(rules.starts[0])} on",
        objecting,
    )
    lapse = since_the_last(context)
    yield _counted(
        "approval-lapse",
        lapse,
        "calls between the one in focus and the last with approval before it",
        (),
    )
    earlier = {one for cell in found["partner"] for one in cell.split("; ")}
    again = lapse[[bool(earlier & set(cell.split("; "))) for cell in lapse["partner"]]]
    yield _counted(
        "approval-again", again, "those of them with a partner who had approved before", lapse
    )
    yield _counted(
        "approval-again-named",
        again[again["war_named"].notna()],
        "those of these that name the war",
        again,
    )
    yield from _ways(context)
    yield from _mouths(context)
    yield from _second(context)


def ways(context: Context) -> Iterator[tuple[str, str, set[str]]]:
    """Yield the ways to count approval: in words, the table of the coding, and the calls that then have approval.

    Both codings, each with every value of the scale; without its lowest one, understanding; and with approval of what is
    done alone.
    """
    for table, coding in (("approval", "the first coding"), ("approval_second", "the second")):
        if table not in context.data.tables:
            continue
        calls = context.table(table)
        found = attributed(calls)
        for how, counts in (
            ("every kind of approval", found),
            (f"{SCALE[1]} not counted", found & (calls["approval"] != SCALE[1])),
            (
                "approval of actions or of the operation alone",
                found & calls["object"].isin(CONDUCT),
            ),
        ):
            yield f"{coding}, {how}", table, set(calls.loc[counts, "id"])


def _ways(context: Context) -> Iterator[Finding]:
    """Under which ways the call in focus has approval, earlier ones of the second period do, and none between: ``approval-ways``, ``approval-ways-holding``."""
    rules, calls = context.settings.approval, context.table("approval")
    between = set(since_the_last(context)["id"])
    early = set(calls.loc[calls["date"] >= rules.starts[0], "id"]) - between - {rules.focus}
    rows, held = [], []
    for label, table, found in ways(context):
        said = f"calls with approval before: {len(found & early)}, between: {len(found & between)}"
        rows.append(Row(f"{table}.csv", label, said))
        held.append(rules.focus in found and bool(found & early) and not found & between)
    yield Finding("approval-ways", len(rows), "ways to count approval", rows=tuple(rows))
    kept = tuple(row for row, holds in zip(rows, held) if holds)
    label = "ways under which there is approval in earlier calls and in the one in focus, and none between"
    yield Finding("approval-ways-holding", len(kept), label, (len(rows), "ways"), rows=kept)


def _course(context: Context) -> Iterator[Finding]:
    """Where the approvals of the second period lie in it: ``approval-early``, ``approval-late``."""
    first, found = context.settings.approval.starts[0], approving(context)
    own = found[
        found["date"]
        < context.table("approval").set_index("id").at[context.settings.approval.focus, "date"]
    ]
    early = own["date"] < first + datetime.timedelta(days=EARLY)
    yield _counted(
        "approval-early",
        own[early],
        f"calls with approval in the first {EARLY} days from {results.day(first)} on",
        own,
    )
    yield _counted("approval-late", own[~early], "those later, before the call in focus", own)


def _counted(name: str, own: pd.DataFrame, label: str, of: pd.DataFrame | tuple) -> Finding:
    rows = tuple(Row("approval.csv", row.id, _says(row)) for row in own.itertuples())
    return Finding(name, len(rows), label, (len(of), "calls") if len(of) else None, rows=rows)


def _says(row) -> str:
    said = [f"{results.day(row.date)}, {row.partner}"]
    if row.approval != NONE:
        said.append(f"{row.approval}: “{row.verb}”, of {row.object}")
    return "; ".join([*said, row.url])


def _mouths(context: Context) -> Iterator[Finding]:
    """Where the two words name the conduct in question, in whose mouth: ``approval-mouth-<word>``, ``approval-mouth-<word>-<voice>``."""
    places = context.table("actions")
    yield _places("approval-places", places, "places of the two words", ())
    places = conduct(places, context.settings.approval.conduct)
    for word, own in places.groupby("word"):
        label = f"places of “{word}” that name the conduct"
        yield _places(f"approval-mouth-{word}", own, label, ())
        for voice in voices(places):
            voiced = own[own["voice"] == voice]
            label = f"“{word}” in the mouth of: {voice}"
            yield _places(f"approval-mouth-{word}-{voice}", voiced, label, own)


def voices(places: pd.DataFrame) -> list[str]:
    """Return in whose mouths words stand, the most frequent first.

    Examples
    --------
    >>> voices(pd.DataFrame({"voice": ["partner", "nobody", "partner"]}))
    ['partner', 'nobody']
    """
    return list(places["voice"].value_counts().index)


def conduct(places: pd.DataFrame, of: str) -> pd.DataFrame:
    """Return the places of words that name the conduct of one party, each word in the singular."""
    own = places[places["of"] == of]
    return own.assign(word=own["word"].str.removesuffix("s"))


def _places(name: str, own: pd.DataFrame, label: str, of: pd.DataFrame | tuple) -> Finding:
    rows = tuple(
        Row(
            "actions.csv",
            f"{row.id} {row.start}",
            f"“{row.word}”, characters {row.start} to {row.end}",
        )
        for row in own.itertuples()
    )
    return Finding(name, len(rows), label, (len(of), "places") if len(of) else None, rows=rows)


def _second(context: Context) -> Iterator[Finding]:
    """How far the two codings agree: ``approval-same-<column>``, ``approval-kappa-<column>``."""
    tables = context.data.tables
    called = {
        row.id: f"{results.day(row.date)}, {row.partner}" for row in tables["approval"].itertuples()
    }
    for column, row in agreement_of_tables(tables).iterrows():
        units = "calls" if column in comparable(tables["approval"]) else "places"
        table = "approval_second.csv" if units == "calls" else "actions_second.csv"
        same = Finding(
            f"approval-same-{column.replace('_', '-')}",
            int(row["same"]),
            f"{units} that both codings have alike: {column}",
            (int(row["n"]), units),
            rows=tuple(
                Row(table, key, called[key.partition(" ")[0]]) for key in _alike(tables, column)
            ),
        )
        yield same
        yield Finding(
            f"approval-kappa-{column.replace('_', '-')}",
            row["kappa"],
            f"Cohen’s kappa of the two codings: {column}",
            parts=(same.id,),
            formula="Cohen’s kappa, nominal",
            shown=f"{row['kappa']:.2f}",
        )


def _alike(tables: dict[str, pd.DataFrame], column: str) -> list[str]:
    """The units that both codings have alike in a column."""
    calls = [comparable(tables[name]).set_index("id") for name in ("approval", "approval_second")]
    places = [
        tables[name]
        .assign(unit=tables[name]["id"] + " " + tables[name]["start"].astype(str))
        .set_index("unit")
        for name in ("actions", "actions_second")
    ]
    first, second = calls if column in calls[0] else places
    one, other = first[column].fillna("").astype(str), second[column].fillna("").astype(str)
    return list(one.index[one == other.reindex(one.index)])
