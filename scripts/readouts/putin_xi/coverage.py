"""What full readouts state, in part or not at all; and the guard of what may be called absent.

Absence is a fact about a whole text. Of excerpts one can only say what the excerpts hold.
"""

from itertools import product

import pandas as pd

from ..corpora.corpus import FULL
from ..corpora.datapackage import Fault

SAID = ("stated", "partial")


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


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """The guard at the door, a check for `datapackage.read`: what is called absent, and what has no voice.

    A topic may be called absent from a side's account of a call only if ``readouts.csv`` has that account in full. A
    topic that is stated needs a basis of its voice, and a voice unless it is agentless. No cell may lack.
    """
    full = {(row["event_date"], row["side"]) for row in tables["readouts"] if row["completeness"] == FULL}
    rows, found = tables["coverage"], []
    for row in rows:
        if row["status"] == "absent" and tables["readouts"] and (row["event_date"], row["side"]) not in full:
            found.append(Fault("coverage.csv", row[""], "status", "'absent'", "a full readout of that call and side in readouts.csv; of excerpts nothing is absent"))
        if row["status"] in SAID and not row["voice_basis"]:
            found.append(Fault("coverage.csv", row[""], "voice_basis", "an empty cell", "how the voice of what is stated is known"))
        if row["status"] in SAID and row["voice_basis"] and row["voice_basis"] != "agentless" and not row["voice"]:
            found.append(Fault("coverage.csv", row[""], "voice", "an empty cell", "a voice, unless the basis is agentless"))
    keys = [(row["topic"], row["event_date"], row["side"]) for row in rows]
    whole = set(product(*({key[place] for key in keys} - {None} for place in range(3))))
    return found + [Fault("coverage.csv", 0, ", ".join(map(str, cell)), "no row", "a row for every topic, call and side") for cell in sorted(whole - set(keys))]
