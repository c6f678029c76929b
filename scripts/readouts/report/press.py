"""Press reports and the texts: each claim of a report held against what the full readouts state."""

import datetime
from collections.abc import Iterator

import pandas as pd

from ..corpus.datapackage import Fault
from . import coverage, results
from .context import Context
from .findings import Finding, Row, slug
from .settings import Settings

NEEDS = ("press_claims", "press_kinds", "coverage", "topics")
VERDICTS = {
    "supported": "the text has it, as claimed",
    "partly": "the text has the matter, and a part of the claim is not in it",
    "not supported": "the text does not have the matter, or has it where the claim says that it is missing",
    "interpretation": "the claim says what an expression of the text means; the words of the text leave it open",
}
# What a claim says of a topic.
ASSERTED = ("stated", "omitted")
HOLDS = "as the texts have it"
JOINT = "; "  # between the kinds of a claim that differs in several ways
# One verdict for every kind of difference, so that like claims are judged alike. A claim that differs in several ways has the
# verdict that stands first among theirs: what the text does not have goes before what its words leave open.
RANK = ("not supported", "partly", "interpretation", "supported")
KINDS = {
    HOLDS: "supported",
    "one side’s words given to both": "partly",
    "another speaker": "partly",
    "a speaker added": "partly",
    "another subject": "partly",
    "another word": "partly",
    "half of a mutual promise": "partly",
    "words of the other call": "partly",
    "denies what the text has": "not supported",
    "two sentences joined": "interpretation",
    "goes beyond the words": "interpretation",
}


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return the kinds and verdicts that are none, a check for `datapackage.read`."""
    return [
        Fault(f"{name}.csv", row[""], column, repr(row[column]), f"one of {', '.join(known)}")
        for name, column, known in (
            ("press_claims", "verdict", VERDICTS),
            ("press_kinds", "kind", KINDS),
            ("press_kinds", "asserts", ASSERTED),
        )
        for row in tables[name]
        for value in (row[column].split(JOINT) if row[column] is not None else ())
        if value not in known
    ] + _not_by_the_rule(tables)


def _not_by_the_rule(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return the verdicts that do not follow from the kinds of their claims."""
    ruled = {
        row["claim"]: verdict(row["kind"])
        for row in tables["press_kinds"]
        if row["kind"] and KINDS.keys() >= {*row["kind"].split(JOINT)}
    }
    return [
        Fault(
            "press_claims.csv",
            row[""],
            "verdict",
            repr(row["verdict"]),
            f"{ruled[row['claim']]}, by its kind in press_kinds.csv",
        )
        for row in tables["press_claims"]
        if row["verdict"] in VERDICTS and ruled.get(row["claim"], row["verdict"]) != row["verdict"]
    ]


def verdict(kind: str) -> str:
    """Return the verdict of a claim by how it differs from the texts, in one way or in several.

    Examples
    --------
    >>> verdict("goes beyond the words"), verdict("another word; goes beyond the words")
    ('interpretation', 'partly')
    """
    return min((KINDS[one] for one in kind.split(JOINT)), key=RANK.index)


def settings_faults(context: Context) -> list[Fault]:
    """Return the claims that are about no side which is compared, or test a topic that its texts were not read for."""
    sides = [side.id for side in context.settings.two] if len(context.settings.sides) > 1 else []
    covered = context.table("coverage")
    topics = set(covered.loc[covered["event_date"] == context.settings.event, "topic"])
    claims, kinds = context.table("press_claims"), context.table("press_kinds")
    return [
        Fault("press_claims.csv", 0, "about", repr(about), f"one of {', '.join([*sides, 'both'])}")
        for about in dict.fromkeys(claims["about"])
        if about not in (*sides, "both")
    ] + [
        Fault("press_kinds.csv", 0, "topic_tested", repr(topic), "a topic of the call in focus")
        for topic in dict.fromkeys(
            topic for cell in kinds["topic_tested"].dropna() for topic in cell.split("; ")
        )
        if topic not in topics
    ]


def verdicts(settings: Settings) -> dict[str, str]:
    """Return what each verdict means, in this report's own words where it has some."""
    return VERDICTS | settings.verdicts


def held_against(context: Context) -> pd.DataFrame:
    """Every claim with its verdict and with what the coverage table alone says of it.

    Parameters
    ----------
    context : Context
        The claims are about its call in focus.

    Returns
    -------
    DataFrame
        The claims' columns and those of ``press_kinds``, and ``coverage_says``: ``contradicts``, where a topic that the
        claim asserts is absent, one that it denies is stated, or another voice says it; else ``agrees``, which
        leaves the wording to a reader.
    """
    table = context.table("press_claims").merge(
        context.table("press_kinds"), on="claim", validate="one_to_one"
    )
    covered = context.table("coverage")
    call = covered[covered["event_date"] == context.settings.event].set_index(["topic", "side"])
    both = [side.id for side in context.settings.two]
    table["coverage_says"] = [
        "contradicts"
        if _contradicted(row, call, both if row.about == "both" else [row.about])
        else "agrees"
        for row in table.itertuples()
    ]
    return table


def _contradicted(row, call: pd.DataFrame, sides: list[str]) -> bool:
    cells = [call.loc[(topic, side)] for topic in row.topic_tested.split("; ") for side in sides]
    stated = [cell["status"] in coverage.SAID for cell in cells]
    if row.asserts == "omitted":
        return any(stated)
    others = [
        isinstance(row.voice, str) and row.voice not in str(cell["voice"]).split("; ")
        for cell in cells
    ]
    return not all(stated) or any(others)


def findings(context: Context) -> Iterator[Finding]:
    """How many claims there are, and how they stand: ``press-claims``, ``press-<verdict>``, ``press-kind-<kind>``, ``press-coverage-<says>``."""
    table, names = held_against(context), context.settings.names
    total = (len(table), "claims")
    yield Finding("press-claims", len(table), "claims of press reports", rows=_rows(table, names))
    reports = table.fillna("").drop_duplicates("address")
    yield Finding(
        "press-reports",
        len(reports),
        "press reports",
        rows=tuple(
            Row(
                "press_claims.csv",
                row.outlet,
                "; ".join(filter(None, (_published(row.published), row.address))),
            )
            for row in reports.itertuples()
        ),
    )
    chosen = {
        f"press-{slug(verdict)}": (
            f"claims with the verdict “{verdict}”",
            table["verdict"] == verdict,
        )
        for verdict in VERDICTS
    }
    chosen |= {
        f"press-kind-{slug(kind)}": (
            f"claims: {kind}",
            table["kind"].map(lambda kinds, one=kind: one in kinds.split(JOINT)),
        )
        for kind in kinds(table)
    }
    chosen |= {
        f"press-coverage-{says}": (
            f"claims with which the coverage table alone {says}",
            table["coverage_says"] == says,
        )
        for says in ("agrees", "contradicts")
    }
    chosen["press-wording"] = (
        "claims that the coverage table does not contradict and that rest on the wording",
        (table["coverage_says"] == "agrees") & (table["kind"] != HOLDS),
    )
    for finding_id, (label, mask) in chosen.items():
        rows = _rows(table[mask], names)
        yield Finding(
            finding_id,
            len(rows),
            f"{label}: call of {results.day(context.settings.event)}",
            total,
            rows=rows,
        )


def _published(on: str) -> str:
    """Return in words when a report was published: a day, or as much of it as is known."""
    if len(on) == len("2022-06-15"):
        return results.day(datetime.date.fromisoformat(on))
    if len(on) == len("2022-06"):
        return f"{datetime.date.fromisoformat(on + '-01'):%B %Y}"
    return on


def kinds(table: pd.DataFrame) -> list[str]:
    """Return the kinds of difference that claims have, each once."""
    return list(dict.fromkeys(one for cell in table["kind"] for one in cell.split(JOINT)))


def _rows(table: pd.DataFrame, names: dict[str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(
            "press_claims.csv",
            row.claim,
            "; ".join(
                filter(
                    None,
                    (
                        f"{row.outlet}, on {_about(row.about, names)}",
                        row.verdict,
                        row.reason,
                        row.address,
                    ),
                )
            ),
        )
        for row in table.fillna({"reason": "", "address": ""}).itertuples()
    )


def _about(about: str, names: dict[str, str]) -> str:
    return "both readouts" if about == "both" else f"the {names[about]} readout"
