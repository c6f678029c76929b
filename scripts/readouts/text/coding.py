"""Find a codebook in texts: every match, with its place.

The overlap rule: **every match is kept**. A phrase inside a longer one is counted under both, and one stretch of
text may carry several codes. Two patterns of one code that match the very same stretch count once for that code. What
shares a word with a match of an exclusion of its code (a pattern with `!` before it) is no match.
How much text the matches touch, without counting a word twice, is `words_covered`.
"""

from typing import TYPE_CHECKING

import pandas as pd

from .patterns import Index, match, of_language, words_of
from .tokens import tokenize

if TYPE_CHECKING:
    from ..corpus.codebook import Codebook

COLUMNS = ["segment_id", "start", "end", "frame", "code", "pattern", "keyword"]


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
        One row a match: ``segment_id, start, end, frame, code, pattern, keyword``; offsets in characters of
        ``text``, ``keyword`` the words as they stand there.
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
        for first, after, pattern in match(tokens, by_language[segment.language]):
            start, end = tokens[first].start, tokens[after - 1].end
            rows.append(
                (
                    segment.segment_id,
                    start,
                    end,
                    frame[pattern.code],
                    pattern.code,
                    pattern.pattern,
                    segment.text[start:end],
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def distinct(coded: pd.DataFrame, by: str = "code") -> pd.DataFrame:
    """Return the distinct stretches of each code (or, with ``by="frame"``, of each frame): what its frequency counts.

    Two patterns of one code that match the very same stretch count once; so do two codes of one frame.
    """
    return coded.drop_duplicates(["segment_id", "start", "end", by])


def spans(coded: pd.DataFrame) -> pd.DataFrame:
    """The distinct stretches a code: what a code's frequency counts."""
    return distinct(coded).reset_index(drop=True)


def code_frequency(coded: pd.DataFrame, by: str = "code") -> pd.Series:
    """How often each code (or, with ``by="frame"``, each frame) occurs: the number of its distinct stretches.

    Under ``by="frame"`` a stretch that two codes of the frame share counts once.
    """
    return distinct(coded, by).groupby(by).size().rename("frequency")


def words_covered(coded: pd.DataFrame, segments: pd.DataFrame, **tokenizing: bool) -> int:
    """How many words of the segments lie in at least one match; no word counts twice."""
    covered = 0
    for segment_id, matches in coded.groupby("segment_id"):
        places = list(zip(matches["start"], matches["end"]))
        tokens = tokenize(segments.at[segment_id, "text"], **tokenizing)
        covered += sum(
            any(start <= token.start and token.end <= end for start, end in places)
            for token in tokens
        )
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
