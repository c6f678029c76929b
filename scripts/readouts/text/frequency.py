"""Frequency lists of words and phrases, a side, with what they are counted out of."""

from collections import Counter
from collections.abc import Callable

import pandas as pd

from .function_words import FUNCTION_WORDS as FUNCTION_WORDS
from .tokens import Token, tokenize

PER = 1000  # rates are per 1,000 words: the texts have hundreds, and no rate should pretend to more


def occurrences(
    segments: pd.DataFrame,
    n: int = 1,
    cut: Callable[..., list[Token]] = tokenize,
    /,
    **tokenizing: bool,
) -> pd.DataFrame:
    """Return every word, or every phrase of `n` words, with its place. No phrase crosses from one segment to the next.

    Parameters
    ----------
    segments : DataFrame
        With columns ``segment_id`` and ``text``.
    n : int
        Words a phrase.
    cut : function
        What cuts a text into words: `tokens.tokenize`, or `languages.segment`.
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    DataFrame
        ``segment_id, start, end, ngram``: offsets in characters of the segment's text.
    """
    rows = []
    for segment_id, text in zip(segments["segment_id"], segments["text"]):
        tokens = cut(text, **tokenizing)
        for words in zip(*(tokens[shift:] for shift in range(n))):
            rows.append(
                (segment_id, words[0].start, words[-1].end, " ".join(word.form for word in words))
            )
    return pd.DataFrame(rows, columns=["segment_id", "start", "end", "ngram"])


def frequency_list(segments: pd.DataFrame, n: int = 1, **tokenizing: bool) -> pd.DataFrame:
    """Count words, or phrases of `n` words.

    Returns
    -------
    DataFrame
        ``ngram, frequency, document_frequency, n_target, normalized_frequency``: `n_target` is the number of words
        (of phrases, for n > 1) counted; the rate is per 1,000 of them; a document is a segment. Sorted by frequency,
        then by the alphabet.
    """
    found = occurrences(segments, n, **tokenizing)
    counts = Counter(found["ngram"])
    table = pd.DataFrame(
        sorted(counts.items(), key=lambda item: (-item[1], item[0])), columns=["ngram", "frequency"]
    )
    table["document_frequency"] = table["ngram"].map(found.groupby("ngram")["segment_id"].nunique())
    table["n_target"] = len(found)
    table["normalized_frequency"] = table["frequency"] * PER / max(len(found), 1)
    return table


def compare(
    target: pd.DataFrame, reference: pd.DataFrame, n: int = 1, **tokenizing: bool
) -> pd.DataFrame:
    """Put two sides into one list, words of one side only included, on either side.

    Returns
    -------
    DataFrame
        ``ngram, frequency, n_target, frequency_reference, n_reference``, sorted by the sum of both.
    """
    lists = [
        frequency_list(side, n, **tokenizing).set_index("ngram") for side in (target, reference)
    ]
    table = pd.concat(
        {"frequency": lists[0]["frequency"], "frequency_reference": lists[1]["frequency"]}, axis=1
    )
    table = table.fillna(0).astype(int).rename_axis("ngram").reset_index()
    for name, counted in zip(("n_target", "n_reference"), lists):
        table[name] = int(counted["frequency"].sum())
    order = (-(table["frequency"] + table["frequency_reference"])).rename("total")
    table = table.assign(total=order).sort_values(["total", "ngram"], ignore_index=True)
    return table[["ngram", "frequency", "n_target", "frequency_reference", "n_reference"]]
