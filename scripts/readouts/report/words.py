"""Words and phrases of each side, language by language: words of different languages never share a row."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..text import frequency, rarity
from ..text.languages import primary, segment
from ..text.tokens import is_han, tokenize
from . import results, subcorpora
from .findings import Finding, slugs
from .subcorpora import Subcorpus

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")
# How many numbers a table of words shows; its CSV has all. Each number has its evidence, and a page must stay light.
CELLS = 300
# Words of closed classes, of English, Russian and Chinese: left out of what is drawn and named, and of no count and no table.
FUNCTION_WORDS = frequency.FUNCTION_WORDS | frozenset(
    [
        "а",
        "без",
        "более",
        "бы",
        "был",
        "была",
        "были",
        "было",
        "быть",
        "в",
        "вам",
        "вас",
        "весь",
        "во",
        "вот",
        "все",
        "всего",
        "всей",
        "всех",
        "вы",
        "где",
        "да",
        "даже",
        "для",
        "до",
        "его",
        "ее",
        "если",
        "есть",
        "еще",
        "же",
        "за",
        "здесь",
        "и",
        "из",
        "или",
        "им",
        "их",
        "к",
        "как",
        "ко",
        "когда",
        "кто",
        "ли",
        "либо",
        "лишь",
        "между",
        "меня",
        "мне",
        "много",
        "может",
        "мы",
        "на",
        "над",
        "надо",
        "нам",
        "нас",
        "не",
        "него",
        "нее",
        "нет",
        "ни",
        "них",
        "но",
        "ну",
        "о",
        "об",
        "обо",
        "один",
        "однако",
        "он",
        "она",
        "они",
        "оно",
        "от",
        "перед",
        "по",
        "под",
        "после",
        "потом",
        "почти",
        "при",
        "про",
        "с",
        "сам",
        "само",
        "свой",
        "своего",
        "своей",
        "своих",
        "свою",
        "себя",
        "со",
        "столь",
        "та",
        "так",
        "также",
        "такой",
        "там",
        "те",
        "тем",
        "то",
        "того",
        "тоже",
        "той",
        "только",
        "том",
        "тот",
        "ту",
        "ты",
        "у",
        "уже",
        "хотя",
        "чего",
        "чей",
        "чем",
        "что",
        "чтобы",
        "эта",
        "эти",
        "этих",
        "это",
        "этого",
        "этой",
        "этом",
        "этот",
        "эту",
        "я",
        *"的和与在了是也将就同对及为以并把被这那从而或等地得着到上中下不有又还都向由其之我你他她它们",
    ]
)
# A phrase or a word that no side has twice says more about the length of the texts than about the phrase.
LEAST = 2


class LanguageWords:
    """The words of one language, counted in each part that is written in it; phrases too, each when it is asked for.

    Attributes
    ----------
    language : str
    parts : list of Subcorpus
    """

    def __init__(self, language: str, parts: list[Subcorpus]):
        self.language, self.parts = language, parts
        self._found: dict[int, dict[str, pd.DataFrame]] = {}

    def occurrences(self, n: int = 1) -> dict[str, pd.DataFrame]:
        """Every word, or phrase of n words, with its place, by the id of its part; see `frequency.occurrences`."""
        if n not in self._found:
            cut = segment if primary(self.language) == "zh" else tokenize
            self._found[n] = {
                part.id: frequency.occurrences(part.segments, n, cut) for part in self.parts
            }
        return self._found[n]

    def first(self, part_id: str) -> pd.DataFrame:
        """Each different word where it first stands in a subcorpus; see `occurrences`."""
        return self.occurrences()[part_id].drop_duplicates("ngram")

    def counts(self, n: int = 1) -> pd.DataFrame:
        """A row a word or phrase, a column a part: how often each has it. By the alphabet."""
        return (
            pd.concat(
                {
                    name: found["ngram"].value_counts()
                    for name, found in self.occurrences(n).items()
                },
                axis=1,
            )
            .fillna(0)
            .astype(int)
            .sort_index()
            .rename_axis("ngram")
        )

    @cached_property
    def words(self) -> pd.DataFrame:
        """`counts` of words, those first that stand here most often beyond general language, function words last.

        Where nothing is known of how frequent words of the language are, the most frequent come first.
        """
        counts = self.counts()
        total = counts.sum(axis=1)
        if rarity.known(self.language):
            size = int(total.sum())
            total = pd.Series(
                [rarity.lead(word, self.language, count, size) for word, count in total.items()],
                total.index,
            )
        of_content = [is_content(word) for word in counts.index]
        return counts.iloc[np.lexsort((-total.to_numpy(), np.logical_not(of_content)))]

    @cached_property
    def phrases(self) -> pd.DataFrame:
        """`counts` of the phrases of two and three words that a part has `LEAST` times, those of function words alone left out."""
        tables = [
            table[table.max(axis=1) >= LEAST].assign(n=n)
            for n in (2, 3)
            for table in [self.counts(n)]
        ]
        table = pd.concat(tables)
        return _often_first(
            table.loc[
                [
                    phrase
                    for phrase in table.index
                    if not FUNCTION_WORDS.issuperset(phrase.split(" "))
                ]
            ],
            without="n",
        )

    @cached_property
    def ids(self) -> dict[str, str]:
        """What each word has in the ids of its findings."""
        return slugs(self.words.index)

    def content(self) -> pd.DataFrame:
        """`words` without function words, as far as the package knows those of the language."""
        return self.words[[is_content(word) for word in self.words.index]]


def is_content(word: str) -> bool:
    """Say whether a word is none of a closed class, no single letter and no number in digits.

    Examples
    --------
    >>> [is_content(word) for word in ("talks", "the", "s", "80", "的", "和平")]
    [True, False, False, False, False, True]
    """
    return word not in FUNCTION_WORDS and not word.isdigit() and (len(word) > 1 or is_han(word))


def _often_first(table: pd.DataFrame, without: str = "") -> pd.DataFrame:
    total = table.drop(columns=without or []).sum(axis=1).to_numpy()
    return table.iloc[np.argsort(-total, kind="stable")]


def vocabularies(parts: list[Subcorpus]) -> list[LanguageWords]:
    """One for each language."""
    return [LanguageWords(language, own) for language, own in subcorpora.by_language(parts).items()]


def rows(vocabulary: LanguageWords, of: int) -> int:
    """How many rows of one language a table of words shows, where it has so many languages."""
    return max(10, CELLS // of // len(vocabulary.parts))


def findings(context: "Analysis") -> Iterator[Finding]:
    """The words and phrases that a table or a caption shows, counted in every subcorpus of their language: ``word-<id>-<word>``, ``phrase-<id>-<phrase>``.

    Of a pair these are all words, and all phrases that one of the two has twice.
    """
    if context.paired:
        yield from results.ngrams(context.subcorpora)
        for n in (2, 3):
            yield from results.ngrams(context.subcorpora, n, LEAST)
        return
    several = len(context.vocabularies)
    for vocabulary in context.vocabularies:
        compared = [pair.words for of, pair in context.pairs if of is vocabulary]
        kept = [
            *vocabulary.words.index[: rows(vocabulary, several)],
            *(word for table in compared for word in table.loc[table["shown"], "word"]),
        ]
        yield from of_words(vocabulary, list(dict.fromkeys(kept)))
    for vocabulary in context.vocabularies:
        yield from of_phrases(vocabulary, several)


def of_words(vocabulary: LanguageWords, kept: list[str]) -> Iterator[Finding]:
    """The words kept, counted in each part: ``word-<part>-<word>``."""
    yield from results.ngrams_named(
        vocabulary.parts, vocabulary.occurrences(), {word: vocabulary.ids[word] for word in kept}
    )


def of_phrases(vocabulary: LanguageWords, of: int) -> Iterator[Finding]:
    """The phrases that are shown, counted in each part: ``phrase-<part>-<phrase>``."""
    shown = vocabulary.phrases.head(rows(vocabulary, of))
    ids = slugs(vocabulary.phrases.index)
    for n in (2, 3):
        yield from results.ngrams_named(
            vocabulary.parts,
            vocabulary.occurrences(n),
            {phrase: ids[phrase] for phrase in shown.index[shown["n"] == n]},
            n,
        )
