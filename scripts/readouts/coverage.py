"""What full readouts state, in part or not at all; and the guard of what may be called absent.

Absence is a fact about a whole text. Of excerpts one can only say what the excerpts hold.
"""

import pandas as pd

from .corpus import EXCERPTS, FULL

STATES = {FULL: "absent", EXCERPTS: "not in the quoted passages"}
SAID = ("stated", "partial")


class OmissionError(ValueError):
    """Something was called absent that was looked for in excerpts only."""


def absence(completeness: str) -> str:
    """What may be said of something that was looked for and not found.

    Parameters
    ----------
    completeness : {'full', 'excerpts'}

    Examples
    --------
    >>> absence("full"), absence("excerpts")
    ('absent', 'not in the quoted passages')
    """
    return STATES[completeness]


def require_full(readouts: pd.DataFrame) -> None:
    """Refuse to speak of absence unless every readout is full.

    Raises
    ------
    OmissionError
        Naming the readouts of which only excerpts are at hand.

    Examples
    --------
    >>> require_full(pd.DataFrame({"readout_id": ["a"], "completeness": ["excerpts"]}))
    Traceback (most recent call last):
    readouts.coverage.OmissionError: nothing can be called absent from excerpts: a
    """
    excerpts = readouts.loc[readouts["completeness"] != FULL, "readout_id"]
    if len(excerpts):
        raise OmissionError(f"nothing can be called absent from excerpts: {', '.join(excerpts)}")


def by_side(coverage: pd.DataFrame, event_date) -> pd.DataFrame:
    """One call's coverage, a topic a row: ``topic, <side>, <side>_voice, <side>_basis`` for each side, and ``told_by``.

    ``told_by`` is the side that alone states the topic, wholly or in part; ``both``; or ``neither``.
    """
    call = coverage[coverage["event_date"] == event_date]
    wide = call.pivot(index="topic", columns="side", values=["status", "voice", "voice_basis"])
    sides = sorted(call["side"].unique(), reverse=True)
    table = pd.DataFrame({"topic": wide.index})
    for side in sides:
        for name, column in (("", "status"), ("_voice", "voice"), ("_basis", "voice_basis")):
            table[side + name] = wide[column][side].to_numpy()
    said = table[sides].isin(SAID)
    table["told_by"] = ["both" if row.all() else "neither" if not row.any() else sides[int(row.to_numpy().argmax())] for _, row in said.iterrows()]
    order = {topic: place for place, topic in enumerate(coverage["topic"].unique())}
    return table.sort_values("topic", key=lambda topics: topics.map(order), ignore_index=True)


def missing_cells(coverage: pd.DataFrame) -> list[tuple]:
    """The (topic, call, side) that the table lacks, and the stated ones without a basis: none, or it cannot be used."""
    cells = {(topic, date, side) for topic in coverage["topic"].unique() for date in coverage["event_date"].unique() for side in coverage["side"].unique()}
    lacking = cells - set(zip(coverage["topic"], coverage["event_date"], coverage["side"]))
    said = coverage["status"].isin(SAID)
    voiceless = coverage[said & (coverage["voice_basis"].isna() | (coverage["voice"].isna() & (coverage["voice_basis"] != "agentless")))]
    return sorted({*lacking, *zip(voiceless["topic"], voiceless["event_date"], voiceless["side"])})
