"""This report: its data, its coding, and its findings, loaded together."""

import datetime
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pandas as pd

from .. import paths
from ..corpora import corpus
from ..corpora.corpus import Corpus
from ..corpora.datapackage import DataError
from ..reporting import results
from ..reporting.findings import Finding, Findings, Row, Withheld, slug
from ..reporting.report import Report
from ..text import codebook, coding
from ..text.codebook import Codebook
from ..text.patterns import divided
from . import coverage, headlines, keywords, press, reference_findings, validity, voices

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
    matched = pd.concat([coded, data.tables["fulltext_patterns"]])
    unmatched = coding.unmatched(book, matched).query("language == 'en'")
    found = [*_counted(data, book, coded), *_patterns(book, unmatched)]
    return Report(data, book, coded, Findings(chain(found, _computed(found), _further(data, book, coded, found))), unmatched)


def _counted(data: Corpus, book: Codebook, coded: pd.DataFrame) -> Iterator[Finding]:
    """The counts on which the others rest."""
    yield from results.sizes(results.readouts(data))
    pair = results.readouts(data, PAIR)
    yield from results.ngrams(pair)
    for n in (2, 3):
        yield from results.ngrams(pair, n, least=2)
    yield from results.codes(results.readouts(data), book, coded)
    yield from results.full_texts(data, book)
    yield from _coverage(data.tables)
    yield from _chinese(data.tables)
    yield from _article(data.tables["article_terms"])
    yield from _tables(data, book)


def _further(data: Corpus, book: Codebook, coded: pd.DataFrame, found: list[Finding]) -> Iterator[Finding]:
    """What single chapters need: each is made when the first of its findings, or of those after it, is asked for."""
    yield from headlines.findings(data, book, coded, PAIR, FULL_TEXTS)
    yield from voices.findings(data, CALLS)
    yield from press.findings(data.tables, JUNE)
    yield from keywords.findings(Findings(found), data, PAIR)
    yield from validity.findings(data, book, coded)
    yield from reference_findings.findings(data.tables)


def _coverage(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Topics a call: told by one side, by both, by neither; and what each side gives to each voice."""
    labels = tables["topics"].set_index("topic")["label"]
    for date in CALLS:
        table = coverage.by_side(tables["coverage"], date)
        total = (len(table), "topics coded in the full texts")
        for told_by in ("kremlin", "beijing", "both", "neither"):
            rows = tuple(_topic(labels, row) for row in table[table["told_by"] == told_by].itertuples())
            yield Finding(slug("topics", str(date), told_by), len(rows), f"topics that {told_by if told_by in ('both', 'neither') else results.side_name(told_by) + ' alone'} "
                          f"states, wholly or in part: call of {results.day(date)}", total, rows=rows)
        for side in ("kremlin", "beijing"):
            said = table[table[side].isin(coverage.SAID)]
            rows = tuple(_topic(labels, row) for row in said.itertuples())
            yield Finding(slug("topics", str(date), side, "stated"), len(rows), f"topics that the {results.side_name(side)} readout states, wholly or in part: "
                          f"call of {results.day(date)}", total, rows=rows)
            for voice in ("putin", "xi", "both", "issuer", "nobody"):
                rows = tuple(_topic(labels, row) for row in said.itertuples() if _gives(row, side, voice))
                yield Finding(slug("topics", str(date), side, "voice", voice), len(rows), f"topics that the {results.side_name(side)} readout gives to "
                              f"{voice}: call of {results.day(date)}", (len(said), "topics that it states, wholly or in part"), rows=rows)


def _gives(row, side: str, voice: str) -> bool:
    voices = getattr(row, f"{side}_voice")
    return pd.isna(voices) if voice == "nobody" else not pd.isna(voices) and voice in voices.split("; ")


def _topic(labels: pd.Series, row) -> Row:
    says = "; ".join(f"{results.side_name(side)} {getattr(row, side)}" + (f" ({voice})" if isinstance(voice := getattr(row, f"{side}_voice"), str) else "")
                     for side in ("kremlin", "beijing"))
    return Row("coverage.csv", labels[row.topic], says)


def _chinese(tables: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Chinese terms in the full Chinese readouts (``term-<date>-<term>``) and in the series (``series-<date>-<contact>-<term>``)."""
    address = tables["events"].set_index("date")["beijing_url"]
    for name, kind in (("beijing_terms", "term"), ("beijing_series", "series")):
        for row in tables[name].itertuples():
            contact = (row.contact,) if kind == "series" else ()
            known = address[row.event_date]
            url = known if row.event_date != FEBRUARY and isinstance(known, str) else ""  # the one known for February is of an English text
            text = Withheld(f"Chinese text of {results.day(row.event_date)}, as broadcast", f"{row.n_hanzi} Chinese characters", url)
            yield Finding(slug(kind, str(row.event_date), *contact, row.term), row.frequency, f"{row.term} in the Chinese text of {results.day(row.event_date)}",
                          (row.n_hanzi, "Chinese characters"), patterns=(row.term,), withheld=(text,), note="The string is counted wherever it stands, inside longer words too.")
    for readout in tables["readouts"].query("language == 'zh'").itertuples():
        text = Withheld(f"{results.readout_name(readout)}, {readout.source}", f"{readout.size:.0f} Chinese characters", readout.url if isinstance(readout.url, str) else "")
        yield Finding(slug("characters", str(readout.event_date)), int(readout.size), f"Chinese characters: {results.readout_name(readout)}", withheld=(text,))
    series = tables["beijing_series"]
    for term, table in series.groupby("term", sort=False):
        rows = tuple(Row("beijing_series.csv", f"{results.day(row.event_date)}, {row.contact}", f"{row.term} × {row.frequency}") for row in table.itertuples() if row.frequency)
        yield Finding(slug("texts-with", term), len(rows), f"Chinese texts with {term}", (len(table), "broadcast texts, 2022 to 2026"), rows=rows)
        yield Finding(slug("texts-without", term), len(table) - len(rows), f"Chinese texts without {term}", (len(table), "broadcast texts, 2022 to 2026"),
                      rows=tuple(Row("beijing_series.csv", f"{results.day(row.event_date)}, {row.contact}") for row in table.itertuples() if not row.frequency))


def _article(terms: pd.DataFrame) -> Iterator[Finding]:
    """What the article calls the war in its own words: ``article-<pattern>``."""
    for row in terms.itertuples():
        text = Withheld("the article’s own words, without the passages that it quotes", f"{row.n_tokens} words", sha256=row.sha256)
        yield Finding(slug("article", row.pattern), row.frequency, f"{row.pattern} in the article’s own words", (row.n_tokens, "words"), patterns=(row.pattern,), withheld=(text,))


def _tables(data: Corpus, book: Codebook) -> Iterator[Finding]:
    """How many rows the tables have: contacts, topics, codes, patterns."""
    tables = data.tables
    for finding_id, label, name, key in (("contacts", "contacts publicly known", "events", "date"), ("topics", "topics coded", "topics", "label"),
                                         ("codes", "codes of the codebook", "codebook", "label"), ("frames", "frames of the codebook", "frames", "label")):
        yield Finding(finding_id, len(tables[name]), label, rows=tuple(Row(f"{name}.csv", str(key_value)) for key_value in tables[name][key]))
    texts = tables["beijing_series"].drop_duplicates(["event_date", "contact"])
    yield Finding("chinese-texts", len(texts), "Chinese broadcast texts counted", rows=tuple(Row("beijing_series.csv", f"{results.day(row.event_date)}, {row.contact}") for row in texts.itertuples()))


def _patterns(book: Codebook, unmatched: pd.DataFrame) -> Iterator[Finding]:
    """How many patterns there are, exclusions apart, and how many of the English ones match nothing."""
    patterns, _ = divided(book.patterns)
    yield Finding("patterns", len(patterns), "patterns in three languages", rows=tuple(Row("patterns.csv", p.pattern, f"{p.code}, {p.language}") for p in patterns))
    english = [pattern for pattern in patterns if pattern.language == "en"]
    yield Finding("patterns-english", len(english), "English patterns", rows=tuple(Row("patterns.csv", p.pattern, p.code) for p in english))
    yield Finding("patterns-unmatched", len(unmatched), "English patterns that match neither a passage nor a full text", (len(english), "English patterns"),
                  rows=tuple(Row("patterns.csv", row.pattern, row.code) for row in unmatched.itertuples()))


def _computed(found: list[Finding]) -> Iterator[Finding]:
    """Rates, and what the silence of so few words is compatible with."""
    words = {finding.id.removeprefix("words-"): finding for finding in found if finding.id.startswith("words-")}
    for finding in found:
        kind, _, rest = finding.id.partition("-")
        if kind in ("code", "frame"):
            yield results.rate(finding, next(size for readout, size in words.items() if rest.startswith(readout)))
    for size in words.values():
        yield results.zero_bound(size)


def main() -> int:
    """Load the report and say so, or print every fault of its data: 1 then, else 0."""
    try:
        report = load()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The data agree with their description: {len(report.corpus.tables)} tables, {len(report.findings)} findings.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
