"""The keywords of a report: the words of two sides with every measure of keyness that their texts can bear.

`keyness` computes what it is asked for; here the measures meet a corpus: both sides' words in one list, the guard
applied, and the values that are printed made into findings.
"""

from collections.abc import Iterator
from math import isinf

import numpy as np
import pandas as pd

from ..corpora.corpus import Corpus
from ..measures import guard, keyness
from ..measures.effect_size import has_zero, log_ratio, rate_ratio
from ..measures.intervals import detectable_frequency, rate_ratio_interval
from ..reporting import results
from ..reporting.findings import Finding, Findings, Row, slug
from ..text import frequency

# A word that neither side has twice says more about the length of the texts than about the word.
LEAST = 2


def compare(target: pd.DataFrame, reference: pd.DataFrame, n_target_texts: int = 1, n_reference_texts: int = 1, **tokenizing) -> pd.DataFrame:
    """Two sides' words with every measure, those withheld that the texts cannot bear.

    Parameters
    ----------
    target, reference : DataFrame
        Segments, with columns ``segment_id`` and ``text``.
    n_target_texts, n_reference_texts : int
        Texts a side.
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    DataFrame
        ``word``, the columns of `keyness.keyness`, and ``suppressed_because``; a value withheld reads "suppressed".
        Words of one side only are rows too. Sorted by the sum of both frequencies, never by a measure.

    Examples
    --------
    >>> passages = [pd.DataFrame({"segment_id": ["s"], "text": [text]}) for text in ("ties and ties", "and")]
    >>> compare(*passages)[["word", "frequency", "frequency_reference", "direction", "fisher_p"]].values.tolist()
    [['and', 1, 1, 'reference', 'suppressed'], ['ties', 2, 0, 'target', 'suppressed']]
    """
    words = frequency.compare(target, reference, **tokenizing)
    table = keyness.keyness(*(words[name] for name in guard.COUNTS), family="all words of both sides")
    table = guard.marked(table, n_target_texts, n_reference_texts)
    table.insert(0, "word", words["ngram"])
    return table


def findings(found: Findings, data: Corpus, pair: tuple[str, str]) -> Iterator[Finding]:
    """What the keyness chapter prints of two readouts: rates, Log Ratio and ratio of rates of the words that one has `LEAST` times; and more.

    Parameters
    ----------
    found : Findings
        With ``word-<readout>-<word>`` and ``words-<readout>`` for both.
    data : Corpus
    pair : (str, str)
        Target and reference.
    """
    segments = [data.of(readout) for readout in pair]
    sizes = [found[slug("words", readout)] for readout in pair]
    words = frequency.compare(*segments)
    often = words[words[["frequency", "frequency_reference"]].max(axis=1) >= LEAST]
    yield from _texts(data, pair)
    yield from _vocabulary(segments, words, pair)
    counts = [often[name].to_numpy() for name in guard.COUNTS]
    columns = (log_ratio(*counts), has_zero(*counts), rate_ratio(*counts), *rate_ratio_interval(*counts))
    for word, *values in zip(often["ngram"], *columns):
        yield from _of_word(word, values, [found[slug("word", readout, word)] for readout in pair], sizes)
    low, high = columns[3:]
    apart = [slug("rate-ratio", word) for word in often["ngram"][(low > 1) | (high < 1)]]
    yield Finding("rate-ratios-apart", len(apart), "words of both sides’ passages whose exact interval of the ratio of rates excludes 1", (len(words), "words of either side"),
                  parts=(*apart, *(size.id for size in sizes)), formula="the words whose interval lies above or below 1, if words were independent")
    for readout, other in (pair, pair[::-1]):
        own, others = found[slug("words", readout)], found[slug("words", other)]
        least = int(detectable_frequency(own.value, 0, others.value))
        yield Finding(slug("detectable", readout), least, f"the smallest frequency in so many words whose interval excludes 1 where the other side has none: {own.label}",
                      parts=(own.id, others.id), formula="the smallest frequency whose exact 95 % interval of the ratio of rates lies above 1, if words were independent")


def _texts(data: Corpus, pair: tuple[str, str]) -> Iterator[Finding]:
    """How many texts a side: the unit of a test."""
    readouts = data.tables["readouts"].set_index("readout_id", drop=False)
    for name in pair:
        yield Finding(slug("texts", name), 1, f"texts: {results.readout_name(readouts.loc[name])}", rows=(Row("readouts.csv", name),))


def _vocabulary(segments: list[pd.DataFrame], words: pd.DataFrame, pair: tuple[str, str]) -> Iterator[Finding]:
    """How many different words one side alone has, and how many both; each is shown where it first stands."""
    ours, theirs = words["frequency"] > 0, words["frequency_reference"] > 0
    for name, chosen, side in ((slug("vocabulary", pair[0], "alone"), ours & ~theirs, 0), (slug("vocabulary", pair[1], "alone"), theirs & ~ours, 1),
                               ("vocabulary-both", ours & theirs, 0)):
        first = frequency.occurrences(segments[side]).drop_duplicates("ngram")
        spans = tuple(first.loc[first["ngram"].isin(words.loc[chosen, "ngram"]), ["segment_id", "start", "end"]].itertuples(index=False, name=None))
        label = "different words that both sides’ passages have" if name == "vocabulary-both" else f"different words of one side alone: {results.readout_name(segments[side].iloc[0])}"
        yield Finding(name, len(spans), label, (len(words), "different words of either side"), spans=spans, searched=tuple(segments[side]["segment_id"]),
                      note="Each word is marked where it first stands.")


def _of_word(word: str, values: list, counts: list[Finding], sizes: list[Finding]) -> Iterator[Finding]:
    ratio_of_logs, zero, ratio, low, high = values
    parts = tuple(finding.id for finding in (*counts, *sizes))
    for one, size in zip(counts, sizes):
        yield results.rate(one, size)
    yield Finding(slug("log-ratio", word), float(ratio_of_logs), f"Log Ratio of “{word}”, {_sides(counts)}", parts=parts,
                  formula="the binary logarithm of the ratio of the two rates" + (", a frequency of 0 counting as 0.5" if zero else ""), shown=signed(ratio_of_logs) + "†" * bool(zero))
    yield Finding(slug("rate-ratio", word), float(ratio), f"ratio of the rates of “{word}”, {_sides(counts)}, with its exact 95 % interval", parts=parts,
                  formula="the rate of the one over the rate of the other; the interval is the conditional binomial one, if words were independent",
                  shown=f"{plain(ratio)} ({plain(low)} to {plain(high)})")


def _sides(counts: list[Finding]) -> str:
    return " over ".join(finding.label.split(": ", 1)[1] for finding in counts)


def signed(value: float) -> str:
    """A number with two decimals and its sign, the minus a real one.

    Examples
    --------
    >>> signed(0.4), signed(-1.18)
    ('+0.40', '−1.18')
    """
    return f"{value:+.2f}".replace("-", "−")


def plain(value: float) -> str:
    """A ratio with as many digits as it can be trusted for.

    Examples
    --------
    >>> plain(float("inf")), plain(208.95), plain(12.74), plain(3.546), plain(0)
    ('∞', '209', '12.7', '3.55', '0')
    """
    if isinf(value):
        return "∞"
    return "0" if value == 0 else f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def needs(table: pd.DataFrame, n_target_texts: int = 1, n_reference_texts: int = 1) -> pd.DataFrame:
    """What each measure needs, and whether two sides' texts bear it.

    Parameters
    ----------
    table : DataFrame
        As from `keyness.keyness`.
    n_target_texts, n_reference_texts : int

    Returns
    -------
    DataFrame
        ``column, texts, words, expected`` (0 where nothing is needed beyond one), ``suppressed`` (of how many rows),
        ``because``.
    """
    reasons = guard.suppressed(table, n_target_texts, n_reference_texts)
    rows = []
    for column in table:
        requirement = guard.requirement(column)
        if column in reasons:
            rows.append((column, *requirement[:3], int(np.sum(reasons[column] != "")), requirement.because))
    return pd.DataFrame(rows, columns=["column", "texts", "words", "expected", "suppressed", "because"])
