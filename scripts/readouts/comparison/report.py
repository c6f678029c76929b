"""The report of a data folder: its texts, its coding, and its findings, for any number of sides and events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from .. import atomic
from ..corpus import codebook, corpus
from ..corpus.codebook import Codebook
from ..corpus.corpus import FULL, Corpus
from ..corpus.datapackage import Fault
from ..report import results, settings
from ..report.findings import Finding, Findings, Row
from ..report.report import Report
from ..report.results import Part
from ..text import coding
from ..text.languages import primary
from ..text.patterns import divided
from ..text.tokens import tokenize
from . import contrasts, parts, silences, words
from .codes import LEVELS, Coding

EXCERPTS = "passages at hand"
# How many readouts, and accounts of single events, are listed with numbers of their own; the CSV files have all.
READOUTS, ACCOUNTS = 40, 60


class Compared:
    """What is compared, each part of it made when it is asked for.

    Attributes
    ----------
    corpus : Corpus
    parts : list of Part
        See `parts.sides`.
    accounts : list of Account
        See `parts.accounts`.
    """

    def __init__(self, data: Corpus, book: Codebook, coded: pd.DataFrame):
        self.corpus, self._codebook, self._coded = data, book, coded
        self.parts = parts.sides(data)
        self.accounts = parts.accounts(data, self.parts)

    @cached_property
    def vocabularies(self) -> list[words.Vocabulary]:
        """The words of each language."""
        return words.vocabularies(self.parts)

    @cached_property
    def contrasts(self) -> list[tuple[words.Vocabulary, contrasts.Contrast]]:
        """Every contrast, with the vocabulary that it is of."""
        return [
            (vocabulary, contrast)
            for vocabulary in self.vocabularies
            for contrast in contrasts.contrasts(vocabulary)
        ]

    @cached_property
    def codes(self) -> Coding:
        """Codes and frames of the parts."""
        return Coding(self.parts, self._codebook, self._coded)

    @cached_property
    def codes_by_account(self) -> Coding:
        """Codes and frames of the accounts."""
        return Coding([account.part for account in self.accounts], self._codebook, self._coded)

    @cached_property
    def alone(self) -> pd.DataFrame:
        """See `silences.alone`."""
        return silences.alone(self.accounts, self.codes_by_account)

    def shown_readouts(self) -> list[Part]:
        """The readouts that are listed with numbers of their own."""
        shown = self.corpus.readouts.head(READOUTS)
        return [
            Part(
                f"readout__{row.readout_id.replace('-', '_')}",
                f"{row.side_name}, {row.event_name}",
                segments,
                self.corpus.absence(row.completeness),
                parts.UNITS.get(primary(row.language), "words"),
            )
            for row in shown.itertuples()
            if len(segments := self.corpus.of(row.readout_id))
        ]


@dataclass(frozen=True)
class Comparison(Report):
    """A report with what it compares.

    Attributes
    ----------
    compared : Compared
    """

    compared: Compared = field(repr=False)


def load(folder: str | Path = "../data") -> Comparison:
    """Load the report of a data folder; the second call is free.

    Parameters
    ----------
    folder : path
        Holds ``datapackage.json`` and the tables that it names. A chapter stands beside the folder of the data.

    Raises
    ------
    datapackage.DataError
        All faults of the data at once.
    ValueError
        If its files are of two states, since an update was stopped in between.
    """
    folder = Path(folder).resolve()
    if atomic.unfinished(folder.parent):
        raise ValueError(
            f"an update of {folder.parent} was stopped in between: readouts create {folder.parent} --update brings it to its end"
        )
    return _load(folder)


@lru_cache(maxsize=1)
def _load(folder: Path) -> Comparison:
    data = corpus.load(folder, [codebook.faults, _word_faults], EXCERPTS)
    book = codebook.load(data.tables)
    coded = results.coded_segments(data, book)
    compared = Compared(data, book, coded)
    at_hand = {primary(part.language) for part in compared.parts} | {""}
    unmatched = coding.unmatched(book, coded)
    unmatched = unmatched[unmatched["language"].fillna("").map(primary).isin(at_hand)]
    return Comparison(
        data,
        book,
        coded,
        Findings(_findings(compared, book, unmatched)),
        unmatched,
        compared,
        settings=settings.read(folder),
    )


def _word_faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """A readout without a word is none: nothing can be counted in it, and no rate is out of nothing."""
    worded = {
        segment["readout_id"]
        for segment in tables["segments"]
        if segment["text"] and tokenize(segment["text"])
    }
    return [
        Fault(
            "readouts.csv",
            row[""],
            "readout_id",
            repr(row["readout_id"]),
            "a readout with at least one word in segments.csv",
        )
        for row in tables["readouts"]
        if row["readout_id"] and row["readout_id"] not in worded
    ]


def _findings(compared: Compared, book: Codebook, unmatched: pd.DataFrame) -> Iterator[Finding]:
    """Every finding, the cheap ones first: each is made when it, or one after it, is asked for."""
    known: dict[str, Finding] = {}

    def kept(findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            known[finding.id] = finding
            yield finding

    yield from _tables(compared.corpus, book, unmatched)
    yield from _texts(compared)
    yield from kept(results.sizes(compared.parts))
    for part in compared.parts:
        yield results.zero_bound(known[f"words-{part.id}"])
    yield from _codes(compared.parts, compared.codes, known)
    yield from results.sizes(compared.shown_readouts())
    yield from kept(_words(compared))
    for vocabulary in compared.vocabularies:
        yield from words.phrase_findings(vocabulary, len(compared.vocabularies))
        yield from silences.vocabulary_findings(vocabulary)
    for vocabulary, contrast in compared.contrasts:
        yield from contrasts.findings(contrast, vocabulary, known)
    yield from _accounts(compared, book)


def _tables(data: Corpus, book: Codebook, unmatched: pd.DataFrame) -> Iterator[Finding]:
    """How many readouts, sides, events and languages there are; and codes, frames and patterns."""
    readouts = data.readouts
    rows = tuple(
        Row("readouts.csv", row.readout_id, f"{row.side_name}, {row.event_name}")
        for row in readouts.itertuples()
    )
    yield Finding("readouts", len(rows), "readouts", rows=rows)
    for completeness in ("full", "excerpts"):
        own = tuple(
            row for row, state in zip(rows, readouts["completeness"]) if state == completeness
        )
        yield Finding(
            f"readouts-{completeness}",
            len(own),
            f"readouts at hand {'in full' if completeness == FULL else 'in excerpts'}",
            (len(rows), "readouts"),
            rows=own,
        )
    for finding_id, column, file in (
        ("sides", "side_name", "sides.csv"),
        ("events", "event_name", "events.csv"),
        ("languages", "language", "readouts.csv"),
    ):
        key = finding_id.removesuffix("s")
        first = readouts.drop_duplicates(key)
        yield Finding(
            finding_id,
            len(first),
            finding_id,
            rows=tuple(Row(file, name) for name in first[column]),
        )
    yield Finding(
        "frames",
        len(book.frames),
        "frames of the codebook",
        rows=tuple(Row("frames.csv", label) for label in book.frames["label"]),
    )
    yield Finding(
        "codes",
        len(book.codes),
        "codes of the codebook",
        rows=tuple(Row("codebook.csv", label) for label in book.codes["label"]),
    )
    languages = {primary(language) for language in readouts["language"]} | {""}
    of_texts = [
        pattern for pattern in divided(book.patterns)[0] if primary(pattern.language) in languages
    ]
    yield Finding(
        "patterns",
        len(of_texts),
        "patterns in the languages of the readouts",
        rows=tuple(Row("patterns.csv", pattern.pattern, pattern.code) for pattern in of_texts),
    )
    yield Finding(
        "patterns-unmatched",
        len(unmatched),
        "patterns that match no readout",
        (len(of_texts), "patterns in the languages of the readouts"),
        rows=tuple(Row("patterns.csv", row.pattern, row.code) for row in unmatched.itertuples()),
    )


def _texts(compared: Compared) -> Iterator[Finding]:
    """How many readouts each part has: ``texts-<part>``; and how many there are of each event: ``texts-on-<event>``."""
    readouts = compared.corpus.readouts
    for part in compared.parts:
        own = tuple(
            Row("readouts.csv", name, readouts.at[name, "event_name"])
            for name in part.segments["readout_id"].unique()
        )
        yield Finding(f"texts-{part.id}", len(own), f"readouts: {part.name}", rows=own)
    for event, own in readouts.groupby("event", sort=False):
        rows = tuple(Row("readouts.csv", row.readout_id, row.side_name) for row in own.itertuples())
        yield Finding(
            f"texts-on-{event}", len(rows), f"readouts: {own['event_name'].iloc[0]}", rows=rows
        )


def _codes(of: list[Part], found: Coding, known: dict[str, Finding]) -> Iterator[Finding]:
    """Every code and frame that is looked for in each part, and its rate."""
    for part in of:
        for level in LEVELS:
            for name in results.looked_for(found.codebook, part.language, level):
                count = found.finding(part.id, name, level)
                yield count
                yield results.rate(count, known[f"words-{part.id}"])


def _words(compared: Compared) -> Iterator[Finding]:
    """The words that a table or a caption shows, in every part of their language."""
    for vocabulary in compared.vocabularies:
        shown = [
            contrast.words.loc[contrast.words["shown"], "word"]
            for of, contrast in compared.contrasts
            if of is vocabulary
        ]
        kept = [
            *vocabulary.words.index[: words.rows(vocabulary, len(compared.vocabularies))],
            *(word for column in shown for word in column),
        ]
        yield from words.findings(vocabulary, list(dict.fromkeys(kept)))


def _accounts(compared: Compared, book: Codebook) -> Iterator[Finding]:
    """What the tables of single events show: ``frame-<account>-<frame>`` and ``code-<account>-<code>``."""
    found = compared.codes_by_account
    for account in compared.accounts[:ACCOUNTS]:
        for frame in results.looked_for(book, account.part.language, "frame"):
            yield found.finding(account.part.id, frame, "frame")
    for row in compared.alone.head(silences.ROWS).itertuples():
        yield found.finding(row.part, row.code)
