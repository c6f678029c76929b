"""Put other texts into a book that is there: what a person has filled in stays, and the update is made as a whole or not at all."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import atomic, locks
from ..corpus import datapackage
from ..corpus.document import Document
from ..report import load
from ..report import settings as report_settings
from ..report.settings import FILES, Settings
from . import descriptor, folder, judgements, memory
from .book import TEMPLATE, write
from .book_pages import pages
from .given import Given, given
from .making import Result, advice, numbers
from .merging import Merged, Plan, Tables, merge

FINISHED = "An earlier update of {}, which was stopped in between, is brought to its end."


def update(
    book: Path,
    documents: Iterable[Document] | None,
    *,
    codebook: Path | None = None,
    codings: Sequence[Path] = (),
    read: Iterable[Path] = (),
    changes: list[dict[str, Any]] | None = None,
) -> Result:
    """Merge the texts of a corpus into a book, one run at a time; first of all, finish what an earlier run has left unfinished.

    Parameters
    ----------
    book : path
        The folder of a book that `make` has made.
    documents : iterable of Document
        As `making.make` takes them; None leaves the texts as they are and, without a sheet, only finishes an earlier run.
    codebook : path, optional
        Merged into that of the book.
    codings : sequence of path
        Sheets of sentences that coders have filled in; each replaces what its coder said of its sentences before.
    read : iterable of path
        The files that the documents, the codebook and the sheets are read from: none of them is written to.
    changes : list of dict, optional
        As `making.make` takes them.

    Raises
    ------
    ValueError
        If the folder has no such book, or if a file of it is read.
    DataError
        All faults of the corpus, or of what comes out of the merger; then nothing is changed.
    """
    book = Path(book)
    if not (book / "data" / datapackage.DESCRIPTOR).is_file() and not atomic.unfinished(book):
        raise ValueError(
            f"{book} is no book: it has no data/{datapackage.DESCRIPTOR}; `readouts create {book}` without --update makes one"
        )
    with locks.held(book):
        finished = [FINISHED.format(book)] if atomic.finish(book) else []
        if documents is None and not codings:
            if finished:
                return Result({}, finished, [])
            raise ValueError("--update needs --corpus: the texts that are to be put into the book; or --codings: what coders say of those that it has")  # fmt: skip
        found = _merged(book, documents, codebook, codings, list(read), changes)
    return found._replace(lines=[*finished, *found.lines])


class _State(NamedTuple):
    """The data of a book: how they are described, the tables, and the files of settings."""

    described: dict
    tables: Tables
    settings: dict[str, bytes]

    @classmethod
    def of(cls, data: Path) -> "_State":
        """Return the state of a data folder."""
        datapackage.read(data)
        described = datapackage.descriptor(data)
        tables = {
            name: datapackage.cells(data / path)
            for name, path in descriptor.paths(described).items()
        }
        settings = {name: _content(data / name) for name in FILES}
        there = {name: content for name, content in settings.items() if content is not None}
        return cls(described, tables, there)


def _merged(
    book: Path,
    documents: Iterable[Document] | None,
    codebook: Path | None,
    codings: Sequence[Path],
    read: list[Path],
    changes: list[dict[str, Any]] | None,
) -> Result:
    data = book / "data"
    old = _State.of(data)
    _refuse_other_tables(book, old.described)
    known = memory.read(book)
    own = descriptor.paths(old.described).values()
    _refuse_to_change(book, [f"data/{path}" for path in own], read)
    found = Given.nothing(codebook)
    if documents is not None:
        found = given(documents, codebook, changes)
    new, whose_codebook = _with_the_right_codebook(found, known, codebook)
    new, described = judgements.others(new), judgements.described(found.described)
    texts = descriptor.extended(old.described, new, described)
    # A sentence does not keep a passage in the book that the corpus no longer has.
    plan = Plan.of(descriptor.without(texts, set(judgements.TABLES)))
    merged = merge(judgements.others(old.tables), new, known.tables, plan)
    given_settings, of_corpus = found.settings, memory.marks(found.settings)
    if documents is None:
        given_settings, of_corpus = old.settings, known.settings
    settings, lines = _merged_settings(old.settings, given_settings, known.settings)
    coded, told = judgements.coded(old.tables | merged.tables, codings, old.tables)
    merged, lines = merged._replace(tables=merged.tables | coded), told + lines
    after = _after(old, merged, settings, described)
    files, gone = _changed_data(old, after)
    before = pages(old.tables, report_settings.read(data))
    made = pages(after.tables, _as_the_book_reads_it(data, old, files, gone))
    changed, left_over, left = _changed_pages(book, before, made, known.pages)
    files = {f"data/{path}": content for path, content in files.items()} | changed
    gone = [*(f"data/{path}" for path in gone), *left_over]
    _refuse_to_change(book, [*files, *gone], read)
    remembered = memory.Memory(merged.base, memory.marks(made), of_corpus, whose_codebook)
    atomic.change_together(book, files | {memory.FILE: memory.as_json(remembered)}, gone)
    notices = [*found.notices, *advice(after.tables)]
    notices += [f"{path} was changed by hand and is left as it is" for path in left]
    return Result(numbers(after.tables), merged.lines + lines, notices)


def _with_the_right_codebook(
    found: Given, known: memory.Memory, codebook: Path | None
) -> tuple[Tables, str]:
    """What a corpus gives, without a codebook that is not the book's own; and where the book's is from."""
    if codebook:
        return found.tables, ""
    if known.codebook == memory.OF_CORPUS:
        return found.tables, known.codebook
    tables = {name: rows for name, rows in found.tables.items() if name not in folder.OF_CODEBOOK}
    if found.has_codebook:
        found.notices.append(
            "the codebook of the corpus is not taken: the book has one of its own (--codebook merges another into it)"
        )
    return tables, known.codebook


def _merged_settings(
    old: dict[str, bytes], new: dict[str, bytes], known: dict[str, str]
) -> tuple[dict[str, bytes], list[str]]:
    """The settings after an update, and what is to be said of it: a file is the corpus's or a person's, as a whole."""
    settings, lines = dict(old), []
    for name in FILES:
        mine, theirs, was = old.get(name), new.get(name), known.get(name)
        if theirs == mine:
            continue
        untouched = was == (None if mine is None else memory.sha256(mine))
        if theirs is None:
            if untouched:
                del settings[name]
                lines.append(f"dropped: {name}, which the corpus no longer has")
        elif memory.sha256(theirs) == was:  # the corpus says nothing anew
            if mine is None:
                lines.append(f"left out: {name}, which was taken out by hand")
        elif untouched:
            settings[name] = theirs
            lines.append(f"{'added' if mine is None else 'changed'}: {name}")
        else:
            lines.append(f"kept: {name}, as a person has it, where the corpus has another")
    return settings, lines


def _after(old: _State, merged: Merged, settings: dict[str, bytes], described: dict) -> _State:
    """The state after an update; a further table of which nothing is left is gone."""
    changed = _without_empty(merged.tables, old.described)
    after = descriptor.extended(old.described, changed, described)
    tables = {
        name: rows for name, rows in (old.tables | changed).items() if name not in merged.gone
    }
    return _State(descriptor.without(after, merged.gone), tables, settings)


def _without_empty(tables: Tables, described: dict) -> Tables:
    """Tables without the columns that the book does not have and that hold nothing: a person may have taken them out."""
    known = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in described["resources"]
    }
    filled = {
        name: known.get(name, set())
        | {column for row in rows for column, cell in row.items() if cell or name not in known}
        for name, rows in tables.items()
    }
    return {
        name: [
            {column: cell for column, cell in row.items() if column in filled[name]} for row in rows
        ]
        for name, rows in tables.items()
    }


def _changed_data(old: _State, after: _State) -> tuple[dict[str, bytes], list[str]]:
    """The files of the data folder that are other than before, by their paths in it, and those that are no more."""
    changed = {
        resource["name"]: after.tables[resource["name"]]
        for resource in after.described["resources"]
        if after.tables[resource["name"]] != old.tables.get(resource["name"])
    }
    files = descriptor.contents(after.described, changed)
    if after.described != old.described:
        files[datapackage.DESCRIPTOR] = descriptor.as_json(after.described)
    files |= {
        name: content
        for name, content in after.settings.items()
        if content != old.settings.get(name)
    }
    tables = descriptor.paths(old.described)
    gone = [path for name, path in tables.items() if name not in after.tables]
    return files, gone + [name for name in old.settings if name not in after.settings]


def _as_the_book_reads_it(
    data: Path, old: _State, files: dict[str, bytes], gone: list[str]
) -> Settings:
    """Read the data as they will be, as the book will; what is wrong with them is told now. Its settings."""
    there = [*descriptor.paths(old.described).values(), *old.settings, datapackage.DESCRIPTOR]
    content = {name: (data / name).read_bytes() for name in there if name not in gone} | files
    with atomic.workspace(data) as workspace:
        write(workspace, content)
        load(workspace)
        return report_settings.read(workspace)


def _changed_pages(
    book: Path, before: dict[str, bytes], made: dict[str, bytes], known: dict[str, str]
) -> tuple[dict[str, bytes], list[str], list[str]]:
    """The pages that change, those that are no more, and those that would change had a person not done so.

    A page is untouched if it is as it was made, or as it would be made of the tables as they were.
    """
    files, gone, left = {}, [], []
    for path in sorted(before.keys() | known.keys() | made.keys()):
        content, new = _content(book / path), made.get(path)
        if content == new:
            continue
        untouched = content in (None, before.get(path)) or memory.sha256(content) == known.get(path)
        if new is None and untouched:
            gone.append(path)
        elif new is not None and untouched:
            files[path] = new
        elif new is not None and new != before.get(path):
            left.append(path)
    return files, gone, left


def _refuse_other_tables(book: Path, described: dict) -> None:
    """Refuse a folder whose tables are not those of a book that was made here."""
    found = {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in described["resources"]
    }
    template = json.loads((TEMPLATE / "data" / datapackage.DESCRIPTOR).read_text(encoding="utf-8"))
    for resource in template["resources"]:
        if lacking := [
            field["name"]
            for field in resource["schema"]["fields"]
            if field["name"] not in found.get(resource["name"], ())
        ]:
            raise ValueError(
                f"{book} is no book of readouts create: its data has no table {resource['name']} with {', '.join(lacking)}; nothing in it is changed"
            )


def _refuse_to_change(book: Path, paths: Iterable[str], read: list[Path]) -> None:
    """Refuse where a file that is read is one of the book's own."""
    for path in paths:
        if found := atomic.same_file(book / path, read):
            raise ValueError(
                f"{found} is read, and an update writes to it, since it is {book / path}; give a copy of it, elsewhere"
            )


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
