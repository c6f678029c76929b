"""The report of a data folder: of this project's own, and of any that `readouts create` has made."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .. import atomic, paths
from ..corpus import codebook, corpus
from ..corpus.datapackage import DataError, Fault
from ..text import coding
from ..text.tokens import tokenize
from . import readouts, settings, settings_faults
from .analysis import Analysis
from .chapters import present
from .findings import Finding, Findings
from .report import Report


def load(folder: str | Path = paths.DATA) -> Report:
    """Load the report of a data folder; the second call is free.

    Its chapters are those whose tables are there.

    Parameters
    ----------
    folder : path
        Holds ``datapackage.json`` and the tables that it names, and ``report.yml`` where something is particular to the report.

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
def _load(folder: Path) -> Report:
    own, rows = settings.read(folder), {}
    data = corpus.load(
        folder,
        [
            codebook.faults,
            lambda tables: _chapter_faults(tables, own),
            lambda tables: rows.update(tables) or [],
        ],
        own.excerpts,
    )
    # What could not be read has been told by now: a readout is without words of its own accord.
    book = codebook.load(data.tables)
    if faults := _word_faults(rows) + settings_faults.faults(own, data, book):
        raise DataError(faults)
    context = Analysis(
        data, book, coding.code(data.segments, book), own.completed(data), Findings()
    )
    if faults := _unsettled(context):
        raise DataError(faults)
    return Report(
        data,
        book,
        context.coded,
        Findings(_findings(context)),
        readouts.unmatched(context),
        settings=context.settings,
        analysis=context,
    )


def _findings(context: Analysis) -> Iterator[Finding]:
    """Every finding, chapter by chapter: each is made when it, or one after it, is asked for."""
    for chapter in present(context.data.tables, context.settings):
        for finding in chapter.module.findings(context):
            context.found.add(finding)
            yield finding


def _chapter_faults(tables: dict[str, list[dict]], own: settings.Settings) -> list[Fault]:
    """What the chapters find wrong with their tables."""
    return [
        fault
        for chapter in present(tables, own)
        if hasattr(chapter.module, "faults")
        for fault in chapter.module.faults(tables)
    ]


def _word_faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """A readout without a word is none, unless its text was counted elsewhere: nothing can be counted in it, and no rate is out of nothing."""
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
        if row["readout_id"] and row["readout_id"] not in worded and not row.get("size")
    ]


def _unsettled(context: Analysis) -> list[Fault]:
    """What the chapters find missing in the settings, or at odds with the tables."""
    return [
        fault
        for chapter in present(context.data.tables, context.settings)
        if hasattr(chapter.module, "settings_faults")
        for fault in chapter.module.settings_faults(context)
    ]
