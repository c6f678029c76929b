"""The report of a data folder: of this project's own, and of any that `readouts create` has made."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from .. import atomic, paths
from ..corpus import codebook, corpus, datapackage, recorded
from ..corpus.datapackage import DataError, Fault
from ..text import coding
from ..text.tokens import tokenize
from . import citation, readouts, settings, settings_faults, stored
from .analysis import Analysis
from .chapters import Chapter, present
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
    resources = {one["name"]: one for one in datapackage.descriptor(folder)["resources"]}
    data = _read(
        folder,
        [
            codebook.faults,
            lambda tables: _chapter_faults(tables, own),
            partial(recorded.faults, resources=resources),
            lambda tables: rows.update(tables) or [],
        ],
        own.excerpts,
    )
    # What could not be read has been told by now: a readout is without words of its own accord.
    book = codebook.load(data.tables)
    if faults := _word_faults(rows) + settings_faults.faults(own, data, book):
        raise DataError(faults)
    coded, completed = coding.code(data.segments, book), own.completed(data)
    if faults := _unsettled(Analysis(data, book, coded, completed, Findings())):
        raise DataError(faults)
    needed = stored.due(data.tables, book, completed)
    gone = stored.stale(needed, stored.recorded(data.tables.get(stored.TABLE)))
    tables, rules = data.tables, completed.series
    holds = replace(data, tables=stored.current(tables, needed, gone, rules)) if needed else data
    as_if = replace(data, tables=stored.as_if(tables, needed, rules)) if gone else None
    made = _report(
        Analysis(holds, book, coded, completed, Findings()),
        tuple(gone),
        as_if and Analysis(as_if, book, coded, completed, Findings()),
    )
    return replace(made, cited=_cited(folder.parent))


def _cited(book: Path) -> dict:
    """What a book says of how to cite it; nothing where its folder has tables alone."""
    known = any((book / name).exists() for name in ("CITATION.cff", "_config.yml"))
    return citation.citation(book) if known else {}


def _read(folder: Path, checks: list[Callable], excerpts: str) -> corpus.Corpus:
    """The data of a folder, or all its faults: each once."""
    try:
        return corpus.load(folder, checks, excerpts)
    except DataError as error:
        raise DataError(recorded.without_echo(error.faults)) from None


def _report(
    context: Analysis, gone: tuple[stored.Stale, ...] = (), as_if: Analysis | None = None
) -> Report:
    return Report(
        context.data,
        context.codebook,
        context.coded,
        Findings(_findings(context) if as_if is None else _with_uncounted(context, as_if)),
        readouts.unmatched(context),
        settings=context.settings,
        analysis=context,
        stale=gone,
        as_if=as_if and _report(as_if),
    )


def _findings(context: Analysis) -> Iterator[Finding]:
    """Every finding, chapter by chapter: each is made when it, or one after it, is asked for."""
    for chapter in present(context.data.tables, context.settings):
        yield from _of_chapter(chapter, context)


def _of_chapter(chapter: Chapter, context: Analysis) -> Iterator[Finding]:
    for finding in chapter.module.findings(context):
        context.found.add(finding)
        yield finding


def _with_uncounted(context: Analysis, as_if: Analysis) -> Iterator[Finding]:
    """Every finding and, chapter by chapter, those that there would be if all were counted, which say that it is not."""
    own = present(context.data.tables, context.settings)
    for chapter in present(as_if.data.tables, as_if.settings):
        made = set()
        for finding in _of_chapter(chapter, context) if chapter in own else ():
            made.add(finding.id)
            yield finding
        for finding in _of_chapter(chapter, as_if):
            if finding.id not in made:
                context.found.add(finding.uncounted())
                yield finding.uncounted()


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
