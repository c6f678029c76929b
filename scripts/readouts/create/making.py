"""Make a book of one's own, as a whole or not at all."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import atomic
from ..corpus.codebook import general
from ..corpus.document import Document
from ..report import load
from ..report import settings as report_settings
from . import book, descriptor, judgements, memory
from .book_pages import MOST_READERS, pages
from .given import Given, example, given
from .merging import Plan, remembered

TITLE = "Readouts compared"


class Result(NamedTuple):
    """What was done.

    Attributes
    ----------
    numbers : dict of str to int
        How many readouts, sides, events and passages the book has.
    lines : list of str
        What an update added, dropped and changed, and what of a person's it kept against the corpus; a line each.
    notices : list of str
        What a person should know.
    """

    numbers: dict[str, int]
    lines: list[str]
    notices: list[str]


def make(
    folder: Path,
    documents: Iterable[Document] | None = None,
    *,
    codebook: Path | None = None,
    codings: Sequence[Path] = (),
    title: str = TITLE,
    author: str = "",
    unmatched: bool = False,
    changes: list[dict[str, Any]] | None = None,
) -> Result:
    """Make a book in a folder that is not there, or is empty.

    Parameters
    ----------
    folder : path
    documents : iterable of Document, optional
        As `readers.read` gives them, with further columns; an example by default. Of a data folder, its further tables, its
        codebook and the settings of its report come along.
    codebook : path, optional
        A table or a folder, as `codebook_file.read_codebook` takes it. By default that of the data folder, if it has one, or
        else a general one.
    codings : sequence of path
        Sheets of sentences that coders have filled in, one a coder; see `judgements.coded`.
    title, author : str
        Without an author no page names one.
    unmatched : bool
        Whether sides are compared over all events, and not over those alone of which two sides or more have a text. It is
        kept in the settings of the book.
    changes : list of dict, optional
        What was changed on the pages of the texts afterwards, as `fetch.changes` has it.

    Raises
    ------
    ValueError
        If there is something in the folder.
    DataError
        All faults of the corpus, or of what is made of it: keys of one table that no row of another has, among others.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValueError(
            f"{folder} is there already: choose another folder, or put other texts into it by --update"
        )
    found = given(example() if documents is None else documents, codebook, changes)
    tables = found.tables | ({} if found.has_codebook else general())
    described = judgements.described(found.described)
    coded, lines = judgements.coded(tables, codings, tables)
    tables = judgements.others(tables)
    with atomic.workspace(folder) as workspace:
        made, data = workspace / "book", workspace / "book" / "data"
        book.write(made, book.template(title, author))
        book.write(data, found.settings | (_of_all_events(found.settings) if unmatched else {}))
        descriptor.write(data, tables | coded, described)
        load(data)  # as the book will: what it could not load is told now
        composed = pages(tables | coded, report_settings.read(data))
        book.write(made, composed | {memory.FILE: _memory(found, tables, data, composed, codebook)})
        _put(made, folder)
    return Result(numbers(tables), lines, [*found.notices, *advice(tables)])


def _of_all_events(settings: dict[str, bytes]) -> dict[str, bytes]:
    """Return settings that ask for all events; they are a person's, and no update drops them."""
    lines = [
        line
        for line in settings.get(report_settings.FILE, b"").splitlines(keepends=True)
        if not line.startswith(b"unmatched:")
    ]
    return {report_settings.FILE: b"".join([*lines, b"unmatched: true\n"])}


def _memory(
    found: Given,
    tables: dict[str, list[dict]],
    data: Path,
    composed: dict[str, bytes],
    codebook: Path | None,
) -> bytes:
    """What the book is to remember."""
    plan = Plan.of(descriptor.descriptor(data))
    return memory.as_json(
        memory.Memory(
            remembered(tables, plan),
            memory.marks(composed),
            memory.marks(found.settings),
            memory.OF_CORPUS if found.has_codebook and not codebook else "",
        )
    )


def _put(made: Path, folder: Path) -> None:
    """Move a book to its place, onto an empty folder too: it is there as a whole, or it is not."""
    os.replace(made, folder.resolve())


def numbers(tables: dict[str, list[dict]]) -> dict[str, int]:
    """Return how many readouts, sides, events and passages there are."""
    readouts = tables["readouts"]
    return {
        "readouts": len(readouts),
        "sides": len({row["side"] for row in readouts}),
        "events": len({row["event"] for row in readouts}),
        "passages": len(tables["segments"]),
    }


def advice(tables: dict[str, list[dict]]) -> list[str]:
    """Return what is left to a person."""
    found = []
    if numbers(tables)["events"] > MOST_READERS:
        found.append(
            f"The first {MOST_READERS} events have a page of their own; another needs a page such as those in chapters/reader/, and a line in _toc.yml."
        )
    if not any(row.get("licence") for row in tables["readouts"]):
        found.append(
            "data/readouts.csv has an empty column licence: say there what the sources state of reuse, before the book is published."
        )
    return found
