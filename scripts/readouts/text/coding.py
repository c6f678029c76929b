"""Find a codebook in texts: every match, with its place.

The overlap rule: **every match is kept**. A phrase inside a longer one is counted under both, and one stretch of
text may carry several codes. A **stretch** is a run of words: two patterns of one code that match the very same words count
once for that code, also where each matches another part of a word ("Russia" and "Russia's"). What shares a word with a
match of an exclusion of its code (a pattern with `!` before it) is no match.
How much text the matches touch, without counting a word twice, is `words_covered`.
"""

from typing import TYPE_CHECKING

import pandas as pd

from .patterns import Index, match, of_language, words_of
from .tokens import tokenize

if TYPE_CHECKING:
    from ..corpus.codebook import Codebook

COLUMNS = [
    "segment_id",
    "start",
    "end",
    "frame",
    "code",
    "pattern",
    "keyword",
    "first",
    "after",
]
# What makes two matches one stretch: the same words, or, in the coding of a person, who marks characters, the same of those.
_STRETCH = [["segment_id", "first", "after"], ["segment_id", "start", "end"]]


def code(segments: pd.DataFrame, codebook: "Codebook", **tokenizing: bool) -> pd.DataFrame:
    """Code segments.

    Parameters
    ----------
    segments : DataFrame
        With columns ``segment_id``, ``language`` and ``text``.
    codebook : Codebook
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    DataFrame
        One row a match: ``segment_id, start, end, frame, code, pattern, keyword, first, after``; offsets in characters
        of ``text``, ``keyword`` what stands there; ``first`` and ``after`` its first word and the one after its last,
        counted from 0.
    """
    frame = codebook.codes["frame"].to_dict()
    patterns = (
        [
            pattern._replace(words=words_of(pattern.pattern, **tokenizing))
            for pattern in codebook.patterns
        ]
        if tokenizing
        else codebook.patterns
    )
    by_language = {
        language: Index(of_language(patterns, language))
        for language in segments["language"].unique()
    }
    rows = []
    for segment in segments.itertuples():
        tokens = tokenize(segment.text, **tokenizing)
        for found in match(segment.text, by_language[segment.language], tokens):
            rows.append(
                (
                    segment.segment_id,
                    found.start,
                    found.end,
                    frame[found.pattern.code],
                    found.pattern.code,
                    found.pattern.pattern,
                    segment.text[found.start : found.end],
                    found.first,
                    found.after,
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def distinct(coded: pd.DataFrame, by: str = "code") -> pd.DataFrame:
    """Return the distinct stretches of each code (or, with ``by="frame"``, of each frame): what its frequency counts.

    Two patterns of one code that match the very same words count once; so do two codes of one frame.
    """
    stretch = next(columns for columns in _STRETCH if set(columns) <= set(coded.columns))
    return coded.drop_duplicates([*stretch, by])


def spans(coded: pd.DataFrame) -> pd.DataFrame:
    """The distinct stretches a code: what a code's frequency counts."""
    return distinct(coded).reset_index(drop=True)


def code_frequency(coded: pd.DataFrame, by: str = "code") -> pd.Series:
    """How often each code (or, with ``by="frame"``, each frame) occurs: the number of its distinct stretches.

    Under ``by="frame"`` a stretch that two codes of the frame share counts once.
    """
    return distinct(coded, by).groupby(by).size().rename("frequency")


def words_covered(coded: pd.DataFrame) -> int:
    """How many words lie in at least one match; no word counts twice."""
    covered = 0
    for _, matches in coded.groupby("segment_id"):
        places = zip(matches["first"].tolist(), matches["after"].tolist())
        covered += len({word for first, after in places for word in range(first, after)})
    return covered


def unmatched(codebook: "Codebook", coded: pd.DataFrame) -> pd.DataFrame:
    """The patterns that match nothing, exclusions apart: ``code, language, pattern``. An absence that rests on them should say so.

    Parameters
    ----------
    codebook : Codebook
    coded : DataFrame
        With columns ``code`` and ``pattern``, a row a match.
    """
    seen = set(zip(coded["code"], coded["pattern"]))
    rows = [
        (pattern.code, pattern.language, pattern.pattern)
        for pattern in codebook.patterns
        if not pattern.excludes and (pattern.code, pattern.pattern) not in seen
    ]
    return pd.DataFrame(rows, columns=["code", "language", "pattern"])
