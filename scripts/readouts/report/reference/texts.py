"""Texts that the rules of strata take from their source files, as words. They are needed where counts are made, and for nothing else."""

import datetime
import hashlib
from collections.abc import Iterator
from pathlib import Path

from ...corpus.datapackage import DataError
from ...readers import opening, parsing
from ...readers.faults import Faults
from ...readers.options import Options
from ...readers.rows import as_text, every_column
from ...text.tokens import tokenize
from .rules import Reference, Source, Stratum


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of a file in any form, each a dict of texts by column.

    Raises
    ------
    DataError
        If a row cannot be read: a stratum is the whole of what its rule takes.
    """
    table, faults = parsing.parse(path, Options()), Faults()
    columns = every_column(table)
    for _, _, cells in table.rows(columns, faults):
        yield dict(zip(columns, map(as_text, cells)))
    if faults:
        raise DataError(faults)


def missing(folder: Path, reference: Reference) -> list[str]:
    """Name the source files that a folder lacks."""
    files = {source.file for source in reference.sources.values()}
    return sorted(file for file in files if not (folder / file).is_file())


def items(folder: Path, reference: Reference) -> list[dict]:
    """Read all texts that the rules take, as words.

    Returns
    -------
    list of dict
        ``document, date, url, partner, stratum, language, segments, words`` in the order of stratum, date and document;
        segments without a word are left out.

    Raises
    ------
    FileNotFoundError
        Naming the files that the folder lacks.
    """
    if lacking := missing(folder, reference):
        raise FileNotFoundError(
            f"{folder}: found no {' and no '.join(lacking)}, expected the source files of all strata"
        )
    found = [
        item
        for name, source in reference.sources.items()
        for item in _taken(
            rows(folder / source.file),
            source,
            {key: one for key, one in reference.strata.items() if one.source == name},
        )
    ]
    return sorted(found, key=lambda item: (item["stratum"], item["date"], item["document"]))


def _taken(
    texts: Iterator[dict[str, str]], source: Source, strata: dict[str, Stratum]
) -> Iterator[dict]:
    """The texts of a source that one of its strata takes; the first that does has it."""
    seen: dict[str, set[str]] = {name: set() for name in strata}
    for row in texts:
        day = datetime.date.fromisoformat(row[source.date][:10])
        name = next((name for name, stratum in strata.items() if stratum.takes(row, day)), None)
        if name is None:
            continue
        once = {f"{column} {row[column]}" for column in strata[name].unique}
        if once & seen[name]:
            continue
        seen[name] |= once
        read = [
            (segment, words)
            for segment in _segments(row, source)
            if (words := [token.form for token in tokenize(segment)])
        ]
        parties = strata[name].parties
        yield {
            "document": _document(row, source),
            "date": day,
            "url": row[source.url],
            "partner": parties.of(row) if parties else "",
            "stratum": name,
            "language": source.language,
            "segments": [segment for segment, _ in read],
            "words": [words for _, words in read],
        }


def _document(row: dict[str, str], source: Source) -> str:
    replaced = source.document_is
    name = row[source.document]
    return replaced.pattern.sub(replaced.by, name) if replaced else name


def _segments(row: dict[str, str], source: Source) -> Iterator[str]:
    for column in source.segments:
        text = row[column]
        for replaced in source.replaced:
            text = replaced.pattern.sub(replaced.by, text)
        yield from text.splitlines() if source.lines else [text]


def texts_in_source(folder: Path, reference: Reference) -> dict[str, int]:
    """Count the texts of each source, by its id."""
    return {
        name: sum(1 for _ in rows(folder / source.file))
        for name, source in reference.sources.items()
    }


def sha256(folder: Path, reference: Reference) -> dict[str, str]:
    """Give the SHA-256 of what stands in each source's file, unpacked, by the source's id: how it is packed is no part of it."""
    found = {}
    for name, source in reference.sources.items():
        with opening.unpacked(folder / source.file) as stream:
            found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
