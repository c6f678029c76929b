"""This report: its data, its coding, and its findings, loaded together."""

import datetime
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pandas as pd

from .. import paths
from ..corpus import codebook, corpus
from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.datapackage import DataError
from ..report import coverage, headlines, press, results, settings, stretches, validity, voices
from ..report.context import Context
from ..report.findings import Finding, Findings, Row, Withheld, slug
from ..report.naming import course_findings, names
from ..report.reference import findings as reference_findings
from ..report.report import Report
from ..text import coding
from ..text.patterns import divided
from . import keywords

FEBRUARY, JUNE = datetime.date(2022, 2, 25), datetime.date(2022, 6, 15)
CALLS = (FEBRUARY, JUNE)
KREMLIN, BEIJING = "kremlin-2022-06-15-quoted", "beijing-2022-06-15-quoted"
PAIR = (KREMLIN, BEIJING)
FULL_TEXTS = ("kremlin-2022-02-25-full", "kremlin-2022-06-15-full")


def load(folder: str | Path = paths.DATA) -> Report:
    """Load the report from a data folder; the second call is free.

    Raises
    ------
    datapackage.DataError
        All faults of the data at once.
    """
    return _load(Path(folder).resolve())


@lru_cache(maxsize=1)
def _load(folder: Path) -> Report:
    data = corpus.load(folder, [codebook.faults, coverage.faults, validity.faults])
    book = codebook.load(data.tables)
    coded = results.coded_segments(data, book)
    context = Context(data, book, coded, settings.read(folder).completed(data))
    matched = pd.concat([coded, data.tables["fulltext_patterns"]])
    unmatched = coding.unmatched(book, matched).query("language == 'en'")
    found = [*_counted(context), *_patterns(book, unmatched)]
    return Report(
        data,
        book,
        coded,
        Findings(chain(found, _computed(found), _further(context, found))),
        unmatched,
        settings=context.settings,
    )


def _counted(context: Context) -> Iterator[Finding]:
    """The counts on which the others rest."""
    data, book, coded = context.data, context.codebook, context.coded
    yield from results.sizes(results.readouts(data))
    pair = results.readouts(data, PAIR)
    yield from results.ngrams(pair)
    for n in (2, 3):
        yield from results.ngrams(pair, n, least=2)
    yield from results.codes(results.readouts(data), book, coded)
    yield from results.full_texts(data, book)
    yield from coverage.findings(context)
    yield from names.findings(context)
    yield from _article(data.tables["article_terms"])
    yield from _tables(data, book)


def _further(context: Context, found: list[Finding]) -> Iterator[Finding]:
    """What single chapters need: each is made when the first of its findings, or of those after it, is asked for."""
    data = context.data
    yield from headlines.findings(context)
    yield from stretches.findings(context)
    yield from voices.findings(context)
    yield from press.findings(context)
    yield from keywords.findings(Findings(found), data, PAIR)
    yield from validity.findings(context)
    yield from reference_findings.findings(context)
    yield from course_findings.findings(context)


def _article(terms: pd.DataFrame) -> Iterator[Finding]:
    """What the article calls the war in its own words: ``article-<pattern>``."""
    for row in terms.itertuples():
        text = Withheld(
            "the article’s own words, without the passages that it quotes",
            f"{row.n_tokens} words",
            sha256=row.sha256,
        )
        yield Finding(
            slug("article", row.pattern),
            row.frequency,
            f"{row.pattern} in the article’s own words",
            (row.n_tokens, "words"),
            patterns=(row.pattern,),
            withheld=(text,),
        )


def _tables(data: Corpus, book: Codebook) -> Iterator[Finding]:
    """How many rows the tables have: contacts, topics, codes, patterns."""
    tables = data.tables
    for finding_id, label, name, key, says in (
        ("contacts", "contacts publicly known", "events", "date", "form"),
        ("topics", "topics coded", "topics", "label", None),
        ("codes", "codes of the codebook", "codebook", "label", "definition"),
        ("frames", "frames of the codebook", "frames", "label", "definition"),
    ):
        yield Finding(
            finding_id,
            len(tables[name]),
            label,
            rows=tuple(
                Row(f"{name}.csv", str(row[key]), row[says] if says else "")
                for row in tables[name].to_dict("records")
            ),
        )


def _patterns(book: Codebook, unmatched: pd.DataFrame) -> Iterator[Finding]:
    """How many patterns there are, exclusions apart, and how many of the English ones match nothing."""
    patterns, _ = divided(book.patterns)
    yield Finding(
        "patterns",
        len(patterns),
        "patterns in three languages",
        rows=tuple(Row("patterns.csv", p.pattern, f"{p.code}, {p.language}") for p in patterns),
    )
    english = [pattern for pattern in patterns if pattern.language == "en"]
    yield Finding(
        "patterns-english",
        len(english),
        "English patterns",
        rows=tuple(Row("patterns.csv", p.pattern, p.code) for p in english),
    )
    yield Finding(
        "patterns-unmatched",
        len(unmatched),
        "English patterns that match neither a passage nor a full text",
        (len(english), "English patterns"),
        rows=tuple(Row("patterns.csv", row.pattern, row.code) for row in unmatched.itertuples()),
    )


def _computed(found: list[Finding]) -> Iterator[Finding]:
    """Rates, and what the silence of so few words is compatible with."""
    words = {
        finding.id.removeprefix("words-"): finding
        for finding in found
        if finding.id.startswith("words-")
    }
    for finding in found:
        kind, _, rest = finding.id.partition("-")
        if kind in ("code", "frame"):
            yield results.rate(
                finding, next(size for readout, size in words.items() if rest.startswith(readout))
            )
    for size in words.values():
        yield results.zero_bound(size)


def main() -> int:
    """Load the report and say so, or print every fault of its data: 1 then, else 0."""
    try:
        report = load()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"The data agree with their description: {len(report.corpus.tables)} tables, {len(report.findings)} findings."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
