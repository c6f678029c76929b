"""The keywords of this report: what the keyness chapter prints of two readouts, as findings."""

from collections.abc import Iterator

import pandas as pd

from ..corpus.corpus import Corpus
from ..measures.intervals import detectable_frequency
from ..report import results
from ..report.findings import Finding, Findings, Row, slug
from ..report.keywords import LEAST, of_word, ratios
from ..text import frequency


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
    measures = ratios(often)
    for word, values in zip(often["ngram"], measures.itertuples(index=False)):
        yield from of_word(
            word,
            slug(word),
            values,
            [found[slug("word", readout, word)] for readout in pair],
            sizes,
        )
    low, high = measures["low"], measures["high"]
    apart = [slug("rate-ratio", word) for word in often["ngram"][(low > 1) | (high < 1)]]
    yield Finding(
        "rate-ratios-apart",
        len(apart),
        "words of both sides’ passages whose exact interval of the ratio of rates excludes 1",
        (len(words), "words of either side"),
        parts=(*apart, *(size.id for size in sizes)),
        formula="the words whose interval lies above or below 1, if words were independent",
    )
    for readout, other in (pair, pair[::-1]):
        own, others = found[slug("words", readout)], found[slug("words", other)]
        least = int(detectable_frequency(own.value, 0, others.value))
        yield Finding(
            slug("detectable", readout),
            least,
            f"the smallest frequency in so many words whose interval excludes 1 where the other side has none: {own.label}",
            parts=(own.id, others.id),
            formula="the smallest frequency whose exact 95 % interval of the ratio of rates lies above 1, if words were independent",
        )


def _texts(data: Corpus, pair: tuple[str, str]) -> Iterator[Finding]:
    """How many texts a side: the unit of a test."""
    readouts = data.tables["readouts"].set_index("readout_id", drop=False)
    for name in pair:
        yield Finding(
            slug("texts", name),
            1,
            f"texts: {results.readout_name(readouts.loc[name])}",
            rows=(Row("readouts.csv", name, "; ".join(readouts.loc[name, ["status", "source"]])),),
        )


def _vocabulary(
    segments: list[pd.DataFrame], words: pd.DataFrame, pair: tuple[str, str]
) -> Iterator[Finding]:
    """How many different words one side alone has, and how many both; each is shown where it first stands."""
    ours, theirs = words["frequency"] > 0, words["frequency_reference"] > 0
    for name, chosen, side in (
        (slug("vocabulary", pair[0], "alone"), ours & ~theirs, 0),
        (slug("vocabulary", pair[1], "alone"), theirs & ~ours, 1),
        ("vocabulary-both", ours & theirs, 0),
    ):
        first = frequency.occurrences(segments[side]).drop_duplicates("ngram")
        spans = tuple(
            first.loc[
                first["ngram"].isin(words.loc[chosen, "ngram"]), ["segment_id", "start", "end"]
            ].itertuples(index=False, name=None)
        )
        label = (
            "different words that both sides’ passages have"
            if name == "vocabulary-both"
            else f"different words of one side alone: {results.readout_name(segments[side].iloc[0])}"
        )
        yield Finding(
            name,
            len(spans),
            label,
            (len(words), "different words of either side"),
            spans=spans,
            searched=tuple(segments[side]["segment_id"]),
            note="Each word is marked where it first stands.",
        )
