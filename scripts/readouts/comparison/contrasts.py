"""Keyness: each side against the others that write in its language; with two sides, the one against the other.

Words of different languages are never set against each other: nothing here takes two languages.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..measures import guard
from ..report import keywords
from ..report.findings import Finding
from ..report.results import Part
from . import parts as compared
from .words import FUNCTION_WORDS, Vocabulary

# How many words a table of keyness shows: of two sides, and of each of several; its CSV has all.
ROWS, ROWS_EACH = 60, 15
# The sides for which there are contrasts, those with the most words.
MOST = 8


class Contrast(NamedTuple):
    """A side against others.

    Attributes
    ----------
    target : Part
    others : tuple of Part
    words : DataFrame
        ``word``, every measure that the texts can bear, as from `keywords.measured`, and ``shown``.
    """

    target: Part
    others: tuple[Part, ...]
    words: pd.DataFrame

    @property
    def others_id(self) -> str:
        """The others in the ids of findings."""
        return self.others[0].id if len(self.others) == 1 else f"{self.target.id}__others"

    @property
    def others_name(self) -> str:
        """The others in print."""
        return (
            self.others[0].name if len(self.others) == 1 else f"the others than {self.target.name}"
        )


def contrasts(vocabulary: Vocabulary) -> list[Contrast]:
    """The contrasts within one language: none where one side alone writes in it."""
    parts = vocabulary.parts
    if len(parts) < 2:
        return []
    targets = parts[:1] if len(parts) == 2 else compared.most_words(parts, MOST)
    return [
        _contrast(vocabulary, target, tuple(part for part in parts if part.id != target.id))
        for target in targets
    ]


def _contrast(vocabulary: Vocabulary, target: Part, others: tuple[Part, ...]) -> Contrast:
    counts = vocabulary.words
    own, rest = counts[target.id], counts[[part.id for part in others]].sum(axis=1)
    words = pd.DataFrame(
        {
            "ngram": counts.index,
            "frequency": own,
            "n_target": own.sum(),
            "frequency_reference": rest,
            "n_reference": rest.sum(),
        }
    )[["ngram", *guard.COUNTS]].reset_index(drop=True)
    words = words[words[["frequency", "frequency_reference"]].sum(axis=1) > 0].reset_index(
        drop=True
    )
    table = keywords.measured(words, compared.n_texts(target), sum(map(compared.n_texts, others)))
    return Contrast(target, others, _shown_first(table, several=len(others) > 1))


def _shown_first(table: pd.DataFrame, several: bool) -> pd.DataFrame:
    """The words that are shown first, and marked as ``shown``.

    Where the texts are long enough for LRC, it orders the words; where they are not, their frequency does, since
    no measure of so few words can. Of several sides each is shown with the words of which it has more.
    """
    kept = table[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    if several:
        kept &= (
            (table["direction"] == "target")
            & (table["frequency"] >= keywords.LEAST)
            & ~table["word"].isin(FUNCTION_WORDS)
        )
    bound = 0.0 if table["lrc"].isna().any() else -table["lrc"].abs()
    often = -(table["frequency"] if several else table["frequency"] + table["frequency_reference"])
    order = (
        pd.DataFrame({"kept": ~kept, "bound": bound, "often": often, "word": table["word"]})
        .sort_values(["kept", "bound", "often", "word"])
        .index
    )
    ordered = table.loc[order].reset_index(drop=True)
    return ordered.assign(
        shown=kept.loc[order].to_numpy()
        & (np.arange(len(table)) < (ROWS_EACH if several else ROWS))
    )


def findings(contrast: Contrast, vocabulary: Vocabulary, found) -> Iterator[Finding]:
    """What the table shows: of several others their sum (``word-<target>__others-<word>``), rates, Log Ratio and ratio of rates.

    Parameters
    ----------
    contrast : Contrast
    vocabulary : Vocabulary
    found : Findings
        With ``words-<part>`` and ``word-<part>-<word>``.
    """
    shown = contrast.words[contrast.words["shown"]]
    several = len(contrast.others) > 1
    sizes = [
        found[f"words-{contrast.target.id}"],
        _summed(contrast, found, "words", f"{contrast.target.unit}: "),
    ]
    if several:
        yield sizes[1]
    for word, values in zip(shown["word"], keywords.ratios(shown).itertuples(index=False)):
        name = vocabulary.ids[word]
        counts = [
            found[f"word-{contrast.target.id}-{name}"],
            _summed(contrast, found, "word", f"“{word}”: ", f"-{name}"),
        ]
        if several:
            yield counts[1]
        yield from keywords.of_word(word, f"{contrast.target.id}-{name}", values, counts, sizes)


def _summed(contrast: Contrast, found, kind: str, label: str, name: str = "") -> Finding:
    """A count of the others together: the one finding of a single other, or else the sum."""
    parts = tuple(f"{kind}-{part.id}{name}" for part in contrast.others)
    if len(parts) == 1:
        return found[parts[0]]
    return Finding(
        f"{kind}-{contrast.others_id}{name}",
        sum(found[part].value for part in parts),
        label + contrast.others_name,
        parts=parts,
        formula="the sum of the others",
    )


def needs(contrast: Contrast) -> pd.DataFrame:
    """What each measure needs, and whether these texts bear it; see `keywords.needs_in_print`."""
    words = contrast.words.rename(columns={"word": "ngram"})
    return keywords.needs_in_print(
        words, compared.n_texts(contrast.target), sum(map(compared.n_texts, contrast.others))
    )
