"""The lexical diversity of each side: over its texts, each of which is measured by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..engine.diversity import measured
from .findings import Finding, Row
from .words import LanguageWords

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")
# Each measure in print, and its decimals.
MEASURES = {"mtld": ("MTLD", 0), "hd_d": ("HD-D", 2)}


def of_texts(vocabularies: list[LanguageWords]) -> pd.DataFrame:
    """Return ``part, readout_id, mtld, hd_d, withheld_because`` of each text; of texts of a side with the same words one."""
    rows = []
    for vocabulary in vocabularies:
        for part in vocabulary.parts:
            found = vocabulary.occurrences()[part.id]
            readout_of = part.segments.set_index("segment_id")["readout_id"]
            texts: dict[tuple[str, ...], str] = {}
            for readout, own in found.groupby(found["segment_id"].map(readout_of)):
                texts.setdefault(tuple(own["ngram"]), str(readout))
            rows += [
                (part.id, readout, *measured(list(words), vocabulary.language))
                for words, readout in texts.items()
            ]
    table = pd.DataFrame(rows, columns=["part", "readout_id", *MEASURES, "withheld_because"])
    return table.astype(dict.fromkeys(MEASURES, float))


def findings(context: "Analysis") -> Iterator[Finding]:
    """How many texts of each side are long enough, ``diversity-texts-<part>``, and the median of each measure, ``mtld-`` and ``hd-d-<part>``."""
    if context.paired:
        return
    names = {part.id: part.name for part in context.subcorpora}
    for part, own in context.diversity.groupby("part"):
        given = own[own["withheld_because"] == ""]
        if given.empty:
            continue
        yield Finding(
            f"diversity-texts-{part}",
            len(given),
            f"distinct texts long enough for lexical diversity: {names[part]}",
            (len(own), "distinct texts"),
            rows=tuple(Row("readouts.csv", readout) for readout in given["readout_id"]),
        )
        for column, (measure, decimals) in MEASURES.items():
            yield Finding(
                f"{column.replace('_', '-')}-{part}",
                float(given[column].median()),
                f"{measure}: {names[part]}",
                parts=(f"diversity-texts-{part}",),
                formula=f"the median of the {measure} of each text",
                shown=f"{given[column].median():.{decimals}f}",
            )
