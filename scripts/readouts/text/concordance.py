"""Keyword in context: every line on which a pattern occurs."""

import pandas as pd

from .patterns import Index, Pattern, match, parse
from .tokens import tokenize

COLUMNS = ["docname", "from", "to", "pre", "keyword", "post"]


def concordance(segments: pd.DataFrame, pattern: str, **tokenizing: bool) -> pd.DataFrame:
    """The concordance of a pattern; the context is the whole segment, and never crosses into the next.

    Parameters
    ----------
    segments : DataFrame
        With columns ``segment_id`` and ``text``.
    pattern : str
        A word or a phrase, with `*` inside a word, as in the codebook.
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    DataFrame
        One row a match: ``docname`` (the segment), ``from`` and ``to`` (the first and the last word's number in it,
        from 1), ``pre``, ``keyword``, ``post`` (the text as it stands in the source).

    Raises
    ------
    ValueError
        If the pattern is empty or is not made of words and `*`.

    Examples
    --------
    >>> segments = pd.DataFrame({"segment_id": ["a"], "text": ["The Ukraine crisis, and the crisis of trust."]})
    >>> concordance(segments, "cris*")[["from", "keyword", "post"]].values.tolist()
    [[3, 'crisis', ', and the crisis of trust.'], [6, 'crisis', ' of trust.']]
    """
    patterns = Index([Pattern("", "", pattern, parse(pattern, **tokenizing))])
    rows = []
    for segment_id, text in zip(segments["segment_id"], segments["text"]):
        tokens = tokenize(text, **tokenizing)
        for start, end, first, after, _ in match(text, patterns, tokens):
            rows.append((segment_id, first + 1, after, text[:start], text[start:end], text[end:]))
    return pd.DataFrame(rows, columns=COLUMNS)
