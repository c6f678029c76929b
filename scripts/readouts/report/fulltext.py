"""Counts over texts that may not be given: made from the texts where they are at hand, and compared with ``data/``.

A text is known by its SHA-256, so that no other can stand in for it. Run as ``python -m readouts.report.fulltext FOLDER``.
"""

import argparse
import csv
import difflib
import gzip
import hashlib
import io
import json
import re
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from .. import paths
from ..atomic import atomic_write
from ..corpus import codebook, corpus
from ..text import coding
from ..text.frequency import frequency_list
from ..text.patterns import Pattern, match, parse
from ..text.tokens import tokenize
from . import formulas, pairs, searches, settings, stored
from .naming import series
from .naming.rules import Series
from .reference.texts import rows
from .sources import sources

NOT_AT_HAND = "not at hand; its counts are kept as they are"
SHOWN = 100  # lines of a table that differ, before the rest is only counted


class TitledText(NamedTuple):
    """A text, and its title where the file tells one."""

    text: str
    title: str | None = None


def documents_at_hand(folder: Path, wanted: set[str]) -> dict[str, TitledText]:
    """The texts below a folder whose SHA-256 is wanted, by it: text files, and the texts in packed JSON Lines with their titles."""
    found = {}
    for data, title in _documents(folder):
        digest = hashlib.sha256(data).hexdigest()
        if digest in wanted:
            found[digest] = TitledText(data.decode("utf-8"), title)
    return found


def texts_at_hand(folder: Path, wanted: set[str]) -> dict[str, str]:
    """The texts of `documents_at_hand`, by their SHA-256."""
    return {digest: found.text for digest, found in documents_at_hand(folder, wanted).items()}


def _documents(folder: Path) -> Iterator[tuple[bytes, str | None]]:
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_bytes(), None
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    record = json.loads(line)
                    yield record.get("text", "").encode("utf-8"), record.get("title")


def word_counts(readout_id: str, text: str) -> pd.DataFrame:
    """``readout_id, word, frequency``, most frequent first."""
    table = frequency_list(pd.DataFrame({"segment_id": [readout_id], "text": [text]}))
    return table.rename(columns={"ngram": "word"})[["word", "frequency"]].assign(
        readout_id=readout_id
    )[["readout_id", "word", "frequency"]]


def code_counts(readout_id: str, text: str, language: str, book: codebook.Codebook) -> pd.DataFrame:
    """``readout_id, level, name, frequency, words_covered`` for every code and every frame, those with none included."""
    segments = pd.DataFrame(
        {"segment_id": [readout_id], "language": [language], "text": [text]}, index=[readout_id]
    )
    coded = coding.code(segments, book)
    rows = []
    for level, names in (("code", book.codes["code"]), ("frame", book.frames["frame"])):
        frequency = coding.code_frequency(coded, level)
        for name in names:
            covered = coding.words_covered(coded[coded[level] == name])
            rows.append((readout_id, level, name, int(frequency.get(name, 0)), covered))
    return pd.DataFrame(rows, columns=["readout_id", "level", "name", "frequency", "words_covered"])


def pattern_counts(
    readout_id: str, text: str, language: str, book: codebook.Codebook
) -> pd.DataFrame:
    """``readout_id, code, pattern, frequency`` for every pattern that matches."""
    coded = coding.code(
        pd.DataFrame({"segment_id": [readout_id], "language": [language], "text": [text]}), book
    )
    table = coded.groupby(["code", "pattern"]).size().rename("frequency").reset_index()
    return table.assign(readout_id=readout_id)[["readout_id", "code", "pattern", "frequency"]]


def article_counts(article: str, passages: pd.Series, terms: pd.DataFrame) -> pd.DataFrame:
    """What the article says in its own words: the table ``article_terms`` with its counts made anew.

    The passages are cut out first, each where it stands in quotation marks; what is left is the article's.
    """
    for passage in passages:
        article = re.sub(f"(?<=[“‘]){re.escape(passage)}(?=[”’])", " ¶ ", article)
    tokens = tokenize(article)
    counts = [
        len(match(article, [Pattern("", "", pattern, parse(pattern))]))
        for pattern in terms["pattern"]
    ]
    return terms.assign(frequency=counts, n_tokens=len(tokens))


def wanted(tables: dict[str, pd.DataFrame], rules: Series | None = None) -> dict[str, str]:
    """SHA-256 of every text that is counted, and what it is."""
    full = tables["readouts"].dropna(subset=["sha256"])
    named = dict(zip(full["sha256"], full["readout_id"]))
    if rules:
        items = tables[rules.table("items")]
        named = dict(zip(items["sha256"], "item " + items["item"])) | named
    if "reference_pairs" in tables:
        texts = tables["reference_pairs"]
        named = dict(zip(texts["sha256"], texts["account"])) | named
    if "article_terms" in tables:
        named[tables["article_terms"]["sha256"].iloc[0]] = "the article"
    return named


def counts(
    documents: dict[str, TitledText], data: corpus.Corpus, rules: Series | None = None
) -> dict[str, pd.DataFrame]:
    """The count tables made from the texts at hand, by path in ``data/``; a text that is not among them, by its SHA-256, keeps the counts there."""
    texts = {digest: document.text for digest, document in documents.items()}
    titles = {digest: document.title for digest, document in documents.items() if document.title}
    tables = data.tables
    book = codebook.load(tables)
    made = {"fulltext_words": [], "fulltext_codes": [], "fulltext_patterns": []}
    for readout in tables["readouts"].query("size_unit == 'words'").itertuples():
        text = texts.get(readout.sha256)
        for name, parts in made.items():
            parts.append(
                _kept(tables[name], readout.readout_id)
                if text is None
                else _made(name, readout, text, book)
            )
    tables_made = {name: pd.concat(parts, ignore_index=True) for name, parts in made.items()}
    if "article_terms" in tables:
        tables_made["article_terms"] = _article(texts, data)
    if "reference_pair_codes" in tables:
        tables_made |= pairs.counts(texts, tables)
    return tables_made | (dict(series.counts(rules, tables, texts, titles)) if rules else {})


def _months(
    folder: Path, tables: dict[str, pd.DataFrame], rules: Series | None
) -> dict[str, pd.DataFrame]:
    """The counts of the whole programme by month, where the file of its items is at hand."""
    if rules is None:
        return {}
    name = rules.table("months")
    for source in sources(tables).values():
        if name in source.used_by:
            path = folder / source.file
            print(f"{name}: {source.file} {'at hand' if path.is_file() else NOT_AT_HAND}")
            if path.is_file():
                return {name: series.months(tables[name], rows(path))}
    return {}


def _among_pages(
    folder: Path,
    documents: dict[str, TitledText],
    data: corpus.Corpus,
    own: settings.Settings,
) -> dict[str, pd.DataFrame]:
    """The counts of what earlier pages of an issuer have of a full text, where the file of the pages is at hand."""
    texts = {digest: document.text for digest, document in documents.items()}
    made = {
        "formulas": formulas.counts(folder, texts, data.tables, own.reference),
        searches.TABLE: searches.counts(folder, data.tables, own.reference),
    }
    for name, found in made.items():
        if name in data.tables:
            print(f"{name}: earlier pages {'at hand' if found else NOT_AT_HAND}")
    return {name: table for found in made.values() for name, table in found.items()}


def records(
    digests: set[str], data: corpus.Corpus, own: settings.Settings, whole: Container[str] = ()
) -> pd.DataFrame:
    """The table of what counts were made with, after those of the texts at hand, and the tables made anew as a whole; see `stored.renewed`."""
    tables = data.tables
    of_text = dict(zip(tables["readouts"]["readout_id"], tables["readouts"]["sha256"]))
    if "reference_pairs" in tables:
        of_text |= dict(
            zip(tables["reference_pairs"]["account"], tables["reference_pairs"]["sha256"])
        )
    if "article_terms" in tables:
        of_article = {tables["article_terms"]["sha256"].iloc[0]}
    items = set(tables[own.series.table("items")]["sha256"]) if own.series else set()
    made, partly = [], []
    for record in stored.due(tables, codebook.load(tables), own):
        needed = (
            {of_text[record.readout_id]}
            if record.readout_id
            else of_article
            if record.table == "article_terms"
            else items
            if record.level in ("string", "name")
            else set()
        )
        if (needed and needed <= digests) or record.table in whole:
            made.append(record)
        elif needed & digests:
            partly.append(record)
    return stored.renewed(stored.recorded(tables.get(stored.TABLE)), made, partly)


def _article(texts: dict[str, str], data: corpus.Corpus) -> pd.DataFrame:
    terms = data.tables["article_terms"]
    article = texts.get(terms["sha256"].iloc[0])
    if article is None:
        return terms
    passages = pd.concat([data.segments["text"], data.repeated["text"]])
    return article_counts(article, passages, terms)


def _made(name: str, readout, text: str, book: codebook.Codebook) -> pd.DataFrame:
    if name == "fulltext_words":
        return word_counts(readout.readout_id, text)
    return {"fulltext_codes": code_counts, "fulltext_patterns": pattern_counts}[name](
        readout.readout_id, text, readout.language, book
    )


def _kept(table: pd.DataFrame, readout_id: str) -> pd.DataFrame:
    return table[table["readout_id"] == readout_id]


def as_csv(table: pd.DataFrame) -> str:
    """A table as it stands in ``data/``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    return buffer.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all."""
    with atomic_write(path) as file:
        file.write(text.encode("utf-8"))


def differences(kept: str, made: str) -> list[str]:
    """The lines in which two CSVs differ, their order included: marked - (kept) and + (made)."""
    before, after = kept.splitlines(), made.splitlines()
    edits = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        line
        for edit, i, after_i, j, after_j in edits
        if edit != "equal"
        for line in (
            *(f"- {line}" for line in before[i:after_i]),
            *(f"+ {line}" for line in after[j:after_j]),
        )
    ]


def settle(made: dict[str, pd.DataFrame], write: bool) -> int:
    """Say of each table, by its path in ``data/``, whether it agrees with the one just made; or write it there.

    Returns
    -------
    int
        0 if all agree or were written, 1 if some differ.
    """
    differing = 0
    for name, table in made.items():
        path, text = paths.DATA / name, as_csv(table)
        changed = differences(path.read_text(encoding="utf-8") if path.exists() else "", text)
        differing += len(changed)
        print(
            f"{name}: {'agrees' if not changed else f'{len(changed)} lines differ'}",
            *changed[:SHOWN],
            sep="\n  ",
        )
        if len(changed) > SHOWN:
            print(f"  ... and {len(changed) - SHOWN} more")
        if write:
            path.parent.mkdir(exist_ok=True)
            write_text(path, text)
    return 1 if differing and not write else 0


def main(arguments: list[str] | None = None) -> int:
    """Compare, or with ``--write`` rewrite; 0 if all counts agree or were written, 1 if some differ."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.report.fulltext",
        description="Make the counts over the full texts anew and say whether data/ still agrees.",
    )
    parser.add_argument("folder", type=Path, help="a folder that holds the texts, under any names")
    parser.add_argument("--write", action="store_true", help="rewrite the tables in data/ instead")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder}: found no folder, expected the texts; make texts gets them")
    data, own = corpus.load(paths.DATA), settings.read(paths.DATA)
    rules = own.series
    named = wanted(data.tables, rules)
    documents = documents_at_hand(options.folder, set(named))
    for digest, name in named.items():
        print(f"{name}: {'at hand' if digest in documents else NOT_AT_HAND}")
    made = counts(documents, data, rules) | _months(options.folder, data.tables, rules)
    found = _among_pages(options.folder, documents, data, own)
    made |= found
    made[stored.TABLE] = records(set(documents), data, own, set(found))
    return settle({f"{name}.csv": table for name, table in made.items()}, options.write)


if __name__ == "__main__":
    sys.exit(main())
