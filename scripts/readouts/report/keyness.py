"""Keyness: each side against the others that write in its language; with two sides, the one against the other.

Words of different languages are never set against each other: nothing here takes two languages.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from ..engine.text_level import TextLevel
from ..measures import guard
from ..measures.intervals import detectable_frequency
from . import keywords, over_texts, subcorpora
from .findings import Finding, Findings, spans_of
from .subcorpora import Subcorpus
from .words import LanguageWords, is_content

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")

# How many words a table of keyness shows: of two sides, and of each of several; its CSV has all.
ROWS, ROWS_EACH = 60, 15
# The sides that are a target, those with the most words.
MOST = 8


class Pair(NamedTuple):
    """A target and its reference.

    Attributes
    ----------
    target : Subcorpus
    reference : tuple of Subcorpus
    words : DataFrame
        ``word``, every measure that the texts can bear, as from `keywords.measured` and `over_texts.added`, and ``shown``.
    level : TextLevel
        Their distinct texts.
    """

    target: Subcorpus
    reference: tuple[Subcorpus, ...]
    words: pd.DataFrame
    level: TextLevel

    @property
    def reference_id(self) -> str:
        """The others in the ids of findings."""
        return self.reference[0].id if len(self.reference) == 1 else f"{self.target.id}__others"

    @property
    def reference_name(self) -> str:
        """The others in print."""
        return (
            self.reference[0].name
            if len(self.reference) == 1
            else f"the others than {self.target.name}"
        )


def pairs(vocabulary: LanguageWords) -> list[Pair]:
    """Each target with its reference within one language: none where one side alone writes in it."""
    parts = vocabulary.parts
    if len(parts) < 2:
        return []
    targets = parts[:1] if len(parts) == 2 else subcorpora.most_words(parts, MOST)
    return [
        _pair(vocabulary, target, tuple(part for part in parts if part.id != target.id))
        for target in targets
    ]


def _pair(vocabulary: LanguageWords, target: Subcorpus, reference: tuple[Subcorpus, ...]) -> Pair:
    counts = vocabulary.words
    own, rest = counts[target.id], counts[[part.id for part in reference]].sum(axis=1)
    words = pd.DataFrame(
        {
            "ngram": counts.index,
            "frequency": own,
            "n_target": target.n_tokens,
            "frequency_reference": rest,
            "n_reference": sum(part.n_tokens for part in reference),
        }
    )[["ngram", *guard.COUNTS]].reset_index(drop=True)
    level = over_texts.level_of(vocabulary, target, reference)
    table = keywords.measured(words, level.n_target, level.n_reference, level.effective)
    table = over_texts.added(table, vocabulary, level)
    place = vocabulary.words.index.get_indexer(table["word"])
    return Pair(target, reference, _shown_first(table, place, several=len(reference) > 1), level)


def _shown_first(table: pd.DataFrame, place: np.ndarray, several: bool) -> pd.DataFrame:
    """The words of content that are shown first, and marked as ``shown``.

    Where the texts are enough for an interval over them, its end that is nearer to no difference orders the words; where they
    are too few, and among those that are alike, their place in the vocabulary does, which has those first that lead over general
    language. Of several sides each is shown with the words of which it has more.
    """
    kept = table[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    kept &= table["word"].map(is_content)
    if several:
        kept &= (table["direction"] == "target") & (table["frequency"] >= keywords.LEAST)
    bound = -over_texts.bound(table)
    order = (
        pd.DataFrame({"kept": ~kept, "bound": bound, "place": place})
        .sort_values(["kept", "bound", "place"])
        .index
    )
    ordered = table.loc[order].reset_index(drop=True)
    return ordered.assign(
        shown=kept.loc[order].to_numpy()
        & (np.arange(len(table)) < (ROWS_EACH if several else ROWS))
    )


def findings(context: "Analysis") -> Iterator[Finding]:
    """What the table of keyness shows of every target and its reference, see `of_pair`; of a pair in focus also what its texts could show at all.

    Of a pair in focus a word has its ratios under its own name; where there are many targets, under the target's too.
    """
    for vocabulary, pair in context.pairs:
        if context.paired:
            yield from _of_focus(pair, vocabulary, context.found)
        else:
            prefix = f"{pair.target.id}-"
            yield from of_pair(pair, vocabulary, context.found, pair.words["shown"], prefix)


def of_pair(
    pair: Pair, vocabulary: LanguageWords, found: Findings, chosen: pd.Series, prefix: str = ""
) -> Iterator[Finding]:
    """Of the words chosen rates, Log Ratio and ratio of rates; of several references also their sum (``word-<target>__others-<word>``).

    Parameters
    ----------
    pair : Pair
    vocabulary : LanguageWords
    found : Findings
        With ``words-<id>`` and ``word-<id>-<word>``.
    chosen : Series of bool
        A value a row of the pair's words.
    prefix : str
        Stands before the word in the ids of its ratios.
    """
    shown = pair.words[chosen]
    several = len(pair.reference) > 1
    sizes = _sizes(pair, found)
    if several:
        yield sizes[1]
    for word, values in zip(shown["word"], keywords.ratios(shown).itertuples(index=False)):
        name = vocabulary.ids[word]
        counts = [
            found[f"word-{pair.target.id}-{name}"],
            _summed(pair, found, "word", f"“{word}”: ", f"-{name}"),
        ]
        if several:
            yield counts[1]
        yield from keywords.of_word(word, f"{prefix}{name}", values, counts, sizes)


def _of_focus(pair: Pair, vocabulary: LanguageWords, found: Findings) -> Iterator[Finding]:
    """Of all words that one of the two has `keywords.LEAST` times; whose interval excludes 1; and from which frequency it would."""
    words, sizes = pair.words, _sizes(pair, found)
    often = words[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    yield from of_pair(pair, vocabulary, found, often)
    yield from _vocabulary(vocabulary)
    measures = keywords.ratios(words[often])
    beyond = words.loc[often, "word"][(measures["low"] > 1) | (measures["high"] < 1)]
    apart = [f"rate-ratio-{vocabulary.ids[word]}" for word in beyond]
    yield Finding(
        "rate-ratios-apart",
        len(apart),
        "words of both sides’ passages whose exact interval of the ratio of rates excludes 1",
        (len(words), "words of either side"),
        parts=(*apart, *(size.id for size in sizes)),
        formula="the words whose interval lies above or below 1, if words were independent",
    )
    for own, other in (sizes, sizes[::-1]):
        least = int(detectable_frequency(own.value, 0, other.value))
        yield Finding(
            own.id.replace("words-", "detectable-", 1),
            least,
            f"the smallest frequency in so many words whose interval excludes 1 where the other side has none: {own.label}",
            parts=(own.id, other.id),
            formula="the smallest frequency whose exact 95 % interval of the ratio of rates lies above 1, if words were independent",
        )


def _vocabulary(vocabulary: LanguageWords) -> Iterator[Finding]:
    """How many different words one of two alone has, and how many both; each is shown where it first stands."""
    target, reference = vocabulary.parts
    ours, theirs = (vocabulary.words[part.id] > 0 for part in vocabulary.parts)
    for name, chosen, part, label in (
        (f"vocabulary-{target.id}-alone", ours & ~theirs, target, target.name),
        (f"vocabulary-{reference.id}-alone", theirs & ~ours, reference, reference.name),
        ("vocabulary-both", ours & theirs, target, ""),
    ):
        first = vocabulary.first(part.id)
        spans = spans_of(first[first["ngram"].isin(chosen.index[chosen])])
        yield Finding(
            name,
            len(spans),
            f"different words of one side alone: {label}"
            if label
            else "different words that both sides’ passages have",
            (len(vocabulary.words), "different words of either side"),
            spans=spans,
            searched=part.searched,
            note="Each word is marked where it first stands.",
        )


def _sizes(pair: Pair, found: Findings) -> list[Finding]:
    return [
        found[f"words-{pair.target.id}"],
        _summed(pair, found, "words", f"{pair.target.unit}: "),
    ]


def _summed(pair: Pair, found: Findings, kind: str, label: str, name: str = "") -> Finding:
    """A count of the others together: the one finding of a single other, or else the sum."""
    parts = tuple(f"{kind}-{part.id}{name}" for part in pair.reference)
    if len(parts) == 1:
        return found[parts[0]]
    return Finding(
        f"{kind}-{pair.reference_id}{name}",
        sum(found[part].value for part in parts),
        label + pair.reference_name,
        parts=parts,
        formula="the sum of the others",
    )


def needs(pair: Pair) -> pd.DataFrame:
    """What each measure needs, and whether these texts bear it; see `keywords.needs_in_print`."""
    words = pair.words.rename(columns={"word": "ngram"})
    level = pair.level
    return keywords.needs_in_print(words, level.n_target, level.n_reference, level.effective)
