"""The codebook: frames, their codes, and the patterns by which a code is found in a text.

A pattern is a word or a phrase; `*` inside a word stands for any run of word characters, none included. It is
never a regular expression. Patterns are normalised as words are, so they match in any case and spelling.
"""

import fnmatch
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..corpora.datapackage import DataError, Fault
from .tokens import HAN, american, normalize, tokenize

_CLOSING = {"(": ")", "[": "]", "{": "}", '"': '"', "“": "”", "«": "»"}


class Pattern(NamedTuple):
    """A pattern as written, its code, its language, and its words in normalised form."""

    code: str
    language: str
    pattern: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """Frames, codes and patterns.

    Attributes
    ----------
    frames : DataFrame
        ``frame, label, definition, source``.
    codes : DataFrame
        ``frame, code, label, definition, include, exclude, source``, indexed by ``code``.
    patterns : tuple of Pattern
    """

    frames: pd.DataFrame
    codes: pd.DataFrame
    patterns: tuple[Pattern, ...]

    def of(self, code: str, language: str) -> list[str]:
        """The patterns of one code in one language, as written."""
        return [pattern.pattern for pattern in self.patterns if (pattern.code, pattern.language) == (code, language)]


def load(tables: dict[str, pd.DataFrame]) -> Codebook:
    """The codebook from the tables ``frames``, ``codebook`` and ``patterns``.

    Raises
    ------
    DataError
        All patterns that cannot be read, at once.
    """
    patterns, faults = [], []
    for line, row in enumerate(tables["patterns"].itertuples(), start=2):
        try:
            patterns.append(Pattern(row.code, row.language, row.pattern, parse(row.pattern)))
        except ValueError as error:
            faults.append(Fault("patterns.csv", line, "pattern", repr(row.pattern), str(error)))
    if faults:
        raise DataError(faults)
    codes = tables["codebook"].set_index("code", drop=False).rename_axis(None)
    return Codebook(tables["frames"], codes, tuple(patterns))


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """The patterns of a table that cannot be read: a check for `datapackage.read`."""
    found = []
    for row in tables["patterns"]:
        if row["pattern"] is None:  # a fault of its cell already
            continue
        try:
            parse(row["pattern"])
        except ValueError as error:
            found.append(Fault("patterns.csv", row[""], "pattern", repr(row["pattern"]), str(error)))
    return found


def parse(pattern: str, **tokenizing) -> tuple[str, ...]:
    """The words of a pattern, normalised; a Han character is a word.

    Options are those of `tokens.tokenize`: they must be those with which the text is cut.

    Raises
    ------
    ValueError
        If the pattern is empty or holds anything but words and `*`; the message says what is expected.

    Examples
    --------
    >>> parse("Ukrain* crisis")
    ('ukrain*', 'crisis')
    >>> parse("危机")
    ('危', '机')
    >>> parse("(special|so-called) operation")
    Traceback (most recent call last):
    ValueError: words, with * inside a word, and nothing else: '(', '|', ')' are not understood
    """
    unclosed = [mark for mark, closing in _CLOSING.items() if pattern.count(mark) % 2 and (mark == closing or closing not in pattern)]
    if unclosed:
        raise ValueError(f"words, with * inside a word, and nothing else: {unclosed[0]!r} is never closed")
    # A letter that no text can hold stands for `*` while the pattern is cut into words as a text is.
    held = pattern.replace("*", "\u0294")
    words = tokenize(held, **tokenizing)
    strange = sorted(set(re.findall(r"[^\w\s'’‘ʼ‐‑*-]|_", pattern)), key=pattern.index)
    if strange:
        raise ValueError(f"words, with * inside a word, and nothing else: {', '.join(map(repr, strange))} "
                         f"{'is' if len(strange) == 1 else 'are'} not understood")
    fold_spelling = tokenizing.get("fold_spelling", True)
    forms = tuple(_star(held[word.start:word.end], fold_spelling) for word in words)
    if re.search(f"[{HAN}]", pattern) and "*" in pattern:
        raise ValueError("Chinese characters without *: they are matched as a string")
    if not forms or any(not form.strip("*'-") for form in forms):
        raise ValueError("a word or a phrase, each word with at least one letter")
    return forms


def _star(word: str, fold_spelling: bool) -> str:
    return re.sub(r"\*+", "*", normalize(word, fold_spelling).replace("\u0294", "*"))


@lru_cache(maxsize=100_000)
def _compiled(word: str) -> re.Pattern:
    # `translate` writes globs with atomic groups, so that no pattern can be made slow.
    return re.compile(fnmatch.translate(word), re.DOTALL)


def word_matches(word: str, form: str) -> bool:
    """Whether a word of a pattern matches a normalised form; one with `*` does so in either spelling.

    Examples
    --------
    >>> word_matches("sanction*", "sanctions"), word_matches("sanction", "sanctions")
    (True, False)
    >>> word_matches("labor*", "labourers"), word_matches("organiz*", "organisation")
    (True, True)
    """
    if "*" not in word:
        return word == form
    return any(_compiled(word).match(spelt) for spelt in {form, american(form)})
