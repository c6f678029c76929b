"""Findings that any report makes of its subcorpora: sizes, words, phrases, codes and frames; rates, and what a zero can hide."""

from collections.abc import Iterable, Iterator
from math import log

import pandas as pd

from ..corpus.codebook import Codebook
from ..corpus.corpus import FULL, Corpus, day, side_name  # noqa: F401
from ..text import coding, frequency
from ..text.absence import not_found
from ..text.tokens import is_han
from . import stored
from .findings import Finding, Row, WithheldText, slug, slugs, spans_of
from .subcorpora import Subcorpus, readout_name, readouts  # noqa: F401

# What a zero says of a full text: a form near to the word may stand there, and what a code is of in other words.
NOT_THIS_FORM, NO_WORDING = "Not in this form", "None of its wordings"


def sizes(parts: Iterable[Subcorpus]) -> Iterator[Finding]:
    """How many passages and words each part has: ``passages-<part>``, ``words-<part>``."""
    for part in parts:
        whole = tuple((row.segment_id, 0, len(row.text)) for row in part.segments.itertuples())
        yield Finding(
            f"passages-{part.id}",
            len(whole),
            f"passages: {part.name}",
            spans=whole,
            searched=part.searched,
        )
        words = spans_of(frequency.occurrences(part.segments))
        yield Finding(
            f"words-{part.id}",
            len(words),
            f"{part.unit}: {part.name}",
            spans=words,
            searched=part.searched,
        )


def ngrams(parts: Iterable[Subcorpus], n: int = 1, least: int = 1) -> Iterator[Finding]:
    """Every word (n = 1) or phrase that one of the parts has `least` times, counted in all of them.

    Ids are ``word-<part>-<word>``; for phrases ``phrase-<part>-<words>``.
    """
    parts = list(parts)
    found = {part.id: frequency.occurrences(part.segments, n) for part in parts}
    counts = pd.concat(
        {name: table["ngram"].value_counts() for name, table in found.items()}, axis=1
    )
    yield from ngrams_named(parts, found, slugs(counts.index[counts.max(axis=1) >= least]), n)


def ngrams_named(
    parts: Iterable[Subcorpus], found: dict[str, pd.DataFrame], ids: dict[str, str], n: int = 1
) -> Iterator[Finding]:
    """The same for the words or phrases in `ids`, each with what it has in the ids of its findings.

    `found` is `frequency.occurrences` of each part, by the part's id.
    """
    for part in parts:
        table = found[part.id]
        spans = {
            ngram: spans_of(places)
            for ngram, places in table[table["ngram"].isin(ids)].groupby("ngram")
        }
        size = (part.n_tokens, part.unit) if n == 1 else (len(table), f"phrases of {n} words")
        for ngram in ids:
            own = spans.get(ngram, ())
            yield Finding(
                f"{'word' if n == 1 else 'phrase'}-{part.id}-{ids[ngram]}",
                len(own),
                f"“{in_print(ngram)}”: {part.name}",
                size,
                spans=own,
                searched=part.searched,
                patterns=(ngram,),
                note=_note(len(own), part, NOT_THIS_FORM),
            )


def in_print(phrase: str) -> str:
    """A phrase as it is written: Chinese characters stand together.

    Examples
    --------
    >>> in_print("合 作"), in_print("mutual respect")
    ('合作', 'mutual respect')
    """
    words = phrase.split(" ")
    return "".join(
        word if number == 0 or (is_han(word) and is_han(words[number - 1])) else f" {word}"
        for number, word in enumerate(words)
    )


def code(
    part: Subcorpus, codebook: Codebook, level: str, name: str, spans: tuple, n_words: int
) -> Finding:
    """One code or frame in one part, from its distinct stretches."""
    patterns = tuple(codebook.of(name, part.language)) if level == "code" else ()
    return Finding(
        f"{level}-{part.id}-{name}",
        len(spans),
        f"{_levels(codebook)[level][name]}: {part.name}",
        (n_words, part.unit),
        spans=spans,
        searched=part.searched,
        patterns=patterns,
        codes=_codes(codebook, part.language, level, name),
        language=part.language,
        note=_note(len(spans), part, NO_WORDING),
    )


def _codes(codebook: Codebook, language: str, level: str, name: str) -> tuple[str, ...]:
    """The code, or those of the frame that are looked for in a language."""
    if level == "code":
        return (name,)
    frames = codebook.codes["frame"]
    return tuple(code for code in looked_for(codebook, language) if frames[code] == name)


def looked_for(codebook: Codebook, language: str, level: str = "code") -> list[str]:
    """The codes (or, with ``level="frame"``, the frames) that have patterns in a language: no other can be found, or missed, in it."""
    has = {pattern.code for pattern in codebook.in_language(language) if not pattern.excludes}
    own = codebook.codes[codebook.codes["code"].isin(has)]
    return (
        list(own["code"])
        if level == "code"
        else [frame for frame in codebook.frames["frame"] if frame in set(own["frame"])]
    )


def withheld_text(readout) -> WithheldText:
    """The full text of a readout, a row of ``readouts.csv``, as evidence: counted, and not given."""
    return WithheldText(
        f"{readout_name(readout)}, {readout.status}",
        f"{readout.size:.0f} {readout.size_unit}",
        readout.url if isinstance(readout.url, str) else "",
        readout.sha256,
    )


def full_texts(corpus: Corpus, codebook: Codebook) -> Iterator[Finding]:
    """The same for the full texts that were counted and are not given: ``words-``, ``code-`` and ``frame-<readout>-...``.

    The evidence of a code or a frame is each pattern that matches, with how often it does, and the address and SHA-256 of the text.
    """
    labels, matched = _levels(codebook), corpus.tables["fulltext_patterns"]
    for readout in corpus.tables["readouts"].query("size_unit == 'words'").itertuples():
        withheld = (withheld_text(readout),)
        if stored.is_counted(
            corpus.tables, "fulltext_words", "words", readout_id=readout.readout_id
        ):
            yield Finding(
                slug("words", readout.readout_id),
                int(readout.size),
                f"words: {readout_name(readout)}",
                withheld=withheld,
            )
        table = corpus.tables["fulltext_codes"]
        for row in table[table["readout_id"] == readout.readout_id].itertuples():
            patterns = tuple(codebook.of(row.name, readout.language)) if row.level == "code" else ()
            level = (
                matched["code"]
                if row.level == "code"
                else matched["code"].map(codebook.codes["frame"])
            )
            own = matched[(matched["readout_id"] == readout.readout_id) & (level == row.name)]
            yield Finding(
                slug(row.level, readout.readout_id, row.name),
                row.frequency,
                f"{labels[row.level][row.name]}: {readout_name(readout)}",
                (int(readout.size), "words"),
                withheld=withheld,
                patterns=patterns,
                codes=_codes(codebook, readout.language, row.level, row.name),
                language=readout.language,
                rows=tuple(
                    Row(
                        "fulltext_patterns.csv",
                        match.pattern,
                        f"× {match.frequency}, {labels['code'][match.code]}",
                    )
                    for match in own.itertuples()
                ),
                note=""
                if row.frequency
                else f"{NO_WORDING if readout.completeness == FULL else not_found(readout.completeness).capitalize()}: the full text was searched.",
            )


def _levels(codebook: Codebook) -> dict[str, dict[str, str]]:
    return {level: names(codebook, level) for level in ("code", "frame")}


def names(codebook: Codebook, level: str) -> dict[str, str]:
    """The codes of a codebook, or its frames, each with its name in print."""
    table = codebook.codes if level == "code" else codebook.frames
    return dict(zip(table[level], table["label"]))


def _note(count: int, part: Subcorpus, is_full: str) -> str:
    if count:
        return ""
    said = is_full if part.absent == not_found(FULL) else part.absent.capitalize()
    number = len(part.segments)
    unit = "word" if part.n_tokens == 1 and part.unit == "words" else part.unit
    passages = f"{number} passage{'s' * (number != 1)} with {part.n_tokens} {unit}"
    return f"{said}: {passages} {'was' if number == 1 else 'were'} searched."


def rate(count: Finding, words: Finding) -> Finding:
    """A count per 1,000 words; its evidence is the count and the words."""
    unit = words.label.partition(":")[0]
    value = count.value / words.value * frequency.PER
    return Finding(
        f"rate-{count.id}",
        value,
        f"{count.label}, per 1,000 {unit}",
        parts=(count.id, words.id),
        formula=f"the count over the {unit}, times 1,000",
        shown=f"{value:.1f}",
        codes=count.codes,
        language=count.language,
    )


def zero_bound(words: Finding) -> Finding:
    """With what rate no occurrence in so many words is still compatible: ``zero-bound-<part>``."""
    bound = -log(0.025) / words.value * frequency.PER
    return Finding(
        words.id.replace("words-", "zero-bound-", 1),
        bound,
        f"rate per 1,000 words with which no occurrence is still compatible: {words.label}",
        parts=(words.id,),
        formula="−ln(0.025) over the words, times 1,000: the upper end of the exact Poisson 95 % interval of a zero count, if words were independent",
        shown=f"{bound:.1f}",
    )


def coded_segments(corpus: Corpus, codebook: Codebook) -> pd.DataFrame:
    """The coded spans of all counted segments."""
    return coding.code(corpus.segments, codebook)
