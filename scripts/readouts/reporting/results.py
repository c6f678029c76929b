"""Findings that any report makes of its segments: sizes, words, phrases, codes and frames, a readout each."""

from collections.abc import Iterable, Iterator

import pandas as pd

from ..corpora.corpus import Corpus, absence
from ..text import coding, frequency
from ..text.codebook import Codebook
from .findings import Finding, Withheld, slug, spans_of

PARTS_OF = {"excerpts": "quoted passages", "full": "full readout"}


def day(date) -> str:
    """A date in words.

    Examples
    --------
    >>> day(pd.Timestamp("2022-06-05"))
    '5 June 2022'
    """
    return f"{date.day} {date:%B %Y}"


def side_name(side: str) -> str:
    """A side in print.

    Examples
    --------
    >>> side_name("white-house"), side_name("kremlin")
    ('White House', 'Kremlin')
    """
    return side.replace("-", " ").title()


def readout_name(readout) -> str:
    """A readout in print: whose, what part of it is at hand, and of when."""
    return f"{side_name(readout.side)}, {PARTS_OF[readout.completeness]} of {day(readout.date)}"


def sizes(corpus: Corpus) -> Iterator[Finding]:
    """How many passages and words each readout has: ``passages-<readout>``, ``words-<readout>``."""
    for readout in corpus.tables["readouts"].itertuples():
        segments = corpus.of(readout.readout_id)
        if segments.empty:
            continue
        searched, name = tuple(segments["segment_id"]), readout_name(readout)
        whole = tuple((row.segment_id, 0, len(row.text)) for row in segments.itertuples())
        yield Finding(slug("passages", readout.readout_id), len(whole), f"passages: {name}", spans=whole, searched=searched)
        words = spans_of(frequency.occurrences(segments))
        yield Finding(slug("words", readout.readout_id), len(words), f"words: {name}", spans=words, searched=searched)


def ngrams(corpus: Corpus, readout_ids: Iterable[str], n: int = 1, least: int = 1) -> Iterator[Finding]:
    """Every word (n = 1) or phrase that one of the readouts has `least` times, counted in all of them.

    Ids are ``word-<readout>-<word>``; for phrases ``phrase-<readout>-<words>``.
    """
    found = {readout_id: frequency.occurrences(corpus.of(readout_id), n) for readout_id in readout_ids}
    counts = pd.concat({name: table["ngram"].value_counts() for name, table in found.items()}, axis=1).fillna(0).astype(int)
    spans = {name: {ngram: spans_of(places) for ngram, places in table.groupby("ngram")} for name, table in found.items()}
    kept = counts.index[counts.max(axis=1) >= least]
    for readout_id, table in found.items():
        segments = corpus.of(readout_id)
        first, searched, size = segments.iloc[0], tuple(segments["segment_id"]), (len(table), "words" if n == 1 else f"phrases of {n} words")
        for ngram in kept:
            own = spans[readout_id].get(ngram, ())
            yield Finding(slug("word" if n == 1 else "phrase", readout_id, ngram), len(own), f"“{ngram}”: {readout_name(first)}", size, spans=own,
                          searched=searched, patterns=(ngram,), note=_note(len(own), first["completeness"], segments))


def codes(corpus: Corpus, codebook: Codebook, coded: pd.DataFrame) -> Iterator[Finding]:
    """Every code and frame in every readout at hand: ``code-<readout>-<code>``, ``frame-<readout>-<frame>``."""
    for readout_id, segments in corpus.segments.groupby("readout_id", sort=False):
        own = coded[coded["segment_id"].isin(segments["segment_id"])]
        first, n_words = segments.iloc[0], int(segments["n_tokens"].sum())
        for level, labels in _levels(codebook).items():
            distinct = own.drop_duplicates(["segment_id", "start", "end", level]).groupby(level)
            found = {name: spans_of(places) for name, places in distinct}
            for name, label in labels.items():
                spans = found.get(name, ())
                patterns = tuple(codebook.of(name, first["language"])) if level == "code" else ()
                yield Finding(slug(level, readout_id, name), len(spans), f"{label}: {readout_name(first)}", (n_words, "words"),
                              spans=spans, searched=tuple(segments["segment_id"]), patterns=patterns,
                              note=_note(len(spans), first["completeness"], segments))


def full_texts(corpus: Corpus, codebook: Codebook) -> Iterator[Finding]:
    """The same for the full texts that were counted and are not given: ``words-``, ``code-`` and ``frame-<readout>-...``."""
    labels = _levels(codebook)
    for readout in corpus.tables["readouts"].dropna(subset=["sha256"]).itertuples():
        withheld = (Withheld(f"{readout_name(readout)}, {readout.status}", f"{readout.size:.0f} {readout.size_unit}", readout.url, readout.sha256),)
        yield Finding(slug("words", readout.readout_id), int(readout.size), f"words: {readout_name(readout)}", withheld=withheld)
        table = corpus.tables["fulltext_codes"]
        for row in table[table["readout_id"] == readout.readout_id].itertuples():
            patterns = tuple(codebook.of(row.name, readout.language)) if row.level == "code" else ()
            yield Finding(slug(row.level, readout.readout_id, row.name), row.frequency, f"{labels[row.level][row.name]}: {readout_name(readout)}",
                          (int(readout.size), "words"), withheld=withheld, patterns=patterns,
                          note="" if row.frequency else f"{absence(readout.completeness).capitalize()}: the full text was searched.")


def _levels(codebook: Codebook) -> dict[str, dict[str, str]]:
    return {"code": dict(zip(codebook.codes["code"], codebook.codes["label"])),
            "frame": dict(zip(codebook.frames["frame"], codebook.frames["label"]))}


def _note(count: int, completeness: str, segments: pd.DataFrame) -> str:
    if count:
        return ""
    return f"{absence(completeness).capitalize()}: {len(segments)} passages with {segments['n_tokens'].sum()} words were searched."


def rate(count: Finding, words: Finding) -> Finding:
    """A count per 1,000 words; its evidence is the count and the words."""
    value = count.value / words.value * frequency.PER
    return Finding(f"rate-{count.id}", value, f"{count.label}, per 1,000 words", parts=(count.id, words.id),
                   formula="the count over the words, times 1,000", shown=f"{value:.1f}")


def coded_segments(corpus: Corpus, codebook: Codebook) -> pd.DataFrame:
    """The coded spans of all counted segments."""
    return coding.code(corpus.segments, codebook)
