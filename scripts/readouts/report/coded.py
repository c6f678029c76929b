"""Codes and frames in each part and in each account: how often, and where they were not looked for at all.

A code without patterns in the language of a text can be neither found nor missed in it: there it has no count.
"""

from collections.abc import Iterator

import pandas as pd

from ..corpus.codebook import Codebook
from ..text import coding
from . import results
from .findings import Finding, spans_of
from .subcorpora import Subcorpus

LEVELS = ("code", "frame")


class CodeCounts:
    """The coded stretches of the parts: counts, and the findings that open them.

    Parameters
    ----------
    parts : iterable of Subcorpus
    codebook : Codebook
    coded : DataFrame
        As from `coding.code`.
    """

    def __init__(self, parts: list[Subcorpus], codebook: Codebook, coded: pd.DataFrame):
        self.parts, self.codebook = {part.id: part for part in parts}, codebook
        part_of = {segment: part.id for part in parts for segment in part.searched}
        coded = coded.assign(part=coded["segment_id"].map(part_of)).dropna(subset=["part"])
        self._stretches = {level: coding.distinct(coded, level) for level in LEVELS}
        self._places = {
            level: table.groupby(["part", level]).indices
            for level, table in self._stretches.items()
        }
        languages = {part.language for part in parts}
        self._looked_for = {
            (language, level): set(results.looked_for(codebook, language, level))
            for language in languages
            for level in LEVELS
        }

    def looked_for(self, part_id: str, name: str, level: str = "code") -> bool:
        """Whether a code (or frame) has patterns in the language of a part."""
        return name in self._looked_for[self.parts[part_id].language, level]

    def count(self, part_id: str, name: str, level: str = "code") -> int | None:
        """How many distinct stretches a part has of a code (or frame); None where it was not looked for."""
        return (
            len(self._places[level].get((part_id, name), ()))
            if self.looked_for(part_id, name, level)
            else None
        )

    def counts(self, level: str = "code") -> pd.DataFrame:
        """Every count of a level: a row a code, a column a part; missing where a code was not looked for."""
        names = self.codebook.codes["code"] if level == "code" else self.codebook.frames["frame"]
        return pd.DataFrame(
            {
                part_id: [self.count(part_id, name, level) for name in names]
                for part_id in self.parts
            },
            index=list(names),
            dtype="Int64",
        )

    def findings(self) -> Iterator[Finding]:
        """Every code and frame that is looked for in each part: ``code-<part>-<code>``, ``frame-<part>-<frame>``."""
        for part in self.parts.values():
            for level in LEVELS:
                for name in results.looked_for(self.codebook, part.language, level):
                    yield self.finding(part.id, name, level)

    def finding(self, part_id: str, name: str, level: str = "code") -> Finding:
        """The finding of a count: ``code-<part>-<code>`` or ``frame-<part>-<frame>``."""
        part = self.parts[part_id]
        places = self._places[level].get((part_id, name), [])
        return results.code(
            part,
            self.codebook,
            level,
            name,
            spans_of(self._stretches[level].iloc[places]),
            part.n_tokens,
        )
