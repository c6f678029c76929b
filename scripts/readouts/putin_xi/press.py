"""Press reports and the texts: each claim of a report held against what the full readouts state."""

from collections.abc import Iterator

import pandas as pd

from ..report import coverage, results
from ..report.findings import Finding, Row, slug

VERDICTS = {
    "supported": "the text has it, as claimed",
    "partly": "the text has the matter, and a part of the claim is not in it",
    "not supported": "the text does not have the matter, or has it where the claim says that it is missing",
    "interpretation": "the claim says which actions are meant by “Russia’s actions”; the words of the text leave it open",
}
HOLDS = "as the texts have it"
# One verdict for every kind of difference, so that like claims are judged alike.
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


def held_against(tables: dict[str, pd.DataFrame], event_date) -> pd.DataFrame:
    """Every claim with its verdict and with what the coverage table alone says of it.

    Parameters
    ----------
    tables : dict of str to DataFrame
        With ``press_claims``, ``press_kinds`` and ``coverage``.
    event_date : date
        The call that the claims are about.

    Returns
    -------
    DataFrame
        The claims' columns and those of ``press_kinds``, and ``coverage_says``: ``contradicts``, where a topic that the
        claim asserts is absent, one that it denies is stated, or another voice says it; else ``agrees``, which
        leaves the wording to a reader.

    Examples
    --------
    >>> from readouts.corpus import corpus
    >>> from readouts.putin_xi import report
    >>> table = held_against(corpus.load().tables, report.JUNE).set_index("claim")
    >>> table.loc["Beijing does not mention growing trade links", ["verdict", "coverage_says"]].to_list()
    ['not supported', 'contradicts']
    """
    table = tables["press_claims"].merge(tables["press_kinds"], on="claim", validate="one_to_one")
    call = tables["coverage"][tables["coverage"]["event_date"] == event_date].set_index(
        ["topic", "side"]
    )
    table["coverage_says"] = [
        "contradicts" if _contradicted(row, call) else "agrees" for row in table.itertuples()
    ]
    return table


def _contradicted(row, call: pd.DataFrame) -> bool:
    sides = ("kremlin", "beijing") if row.about == "both" else (row.about,)
    cells = [call.loc[(topic, side)] for topic in row.topic_tested.split("; ") for side in sides]
    stated = [cell["status"] in coverage.SAID for cell in cells]
    if row.asserts == "omitted":
        return any(stated)
    others = [
        isinstance(row.voice, str) and row.voice not in str(cell["voice"]).split("; ")
        for cell in cells
    ]
    return not all(stated) or any(others)


def findings(tables: dict[str, pd.DataFrame], event_date) -> Iterator[Finding]:
    """How many claims there are, and how they stand: ``press-claims``, ``press-<verdict>``, ``press-kind-<kind>``, ``press-coverage-<says>``."""
    table = held_against(tables, event_date)
    total = (len(table), "claims")
    yield Finding("press-claims", len(table), "claims of press reports", rows=_rows(table))
    reports = table.fillna("").drop_duplicates("address")
    yield Finding(
        "press-reports",
        len(reports),
        "press reports",
        rows=tuple(
            Row(
                "press_claims.csv",
                row.outlet,
                "; ".join(filter(None, (row.published, row.address))),
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
        f"press-kind-{slug(kind)}": (f"claims: {kind}", table["kind"] == kind)
        for kind in table["kind"].unique()
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
        rows = _rows(table[mask])
        yield Finding(
            finding_id, len(rows), f"{label}: call of {results.day(event_date)}", total, rows=rows
        )


def _rows(table: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        Row(
            "press_claims.csv",
            row.claim,
            "; ".join(
                filter(
                    None,
                    (f"{row.outlet}, on {_about(row.about)}", row.verdict, row.reason, row.address),
                )
            ),
        )
        for row in table.fillna({"reason": "", "address": ""}).itertuples()
    )


def _about(about: str) -> str:
    return "both readouts" if about == "both" else f"the {results.side_name(about)} readout"
