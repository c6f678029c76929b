"""What the commands that count and search share: which documents, by which engine, and a store to come back to."""

import argparse
import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from ..corpus.document import Document
from ..engine import engine
from ..text.languages import primary
from . import output, progress, reading

Result, Row = TypeVar("Result"), TypeVar("Row")
FIELDS = ("side", "event", "language", "completeness", "document_id")


def add_searching(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which documents are taken, and how."""
    group = parser.add_argument_group("which documents, and how")
    group.add_argument(
        "--where",
        metavar="FIELD=VALUE",
        type=_condition,
        action="append",
        default=[],
        help=f"only documents of which this is true; may be repeated, and any one value of a field will do ({', '.join(FIELDS)})",
    )
    group.add_argument(
        "--store",
        metavar="FILE",
        type=Path,
        help="keep the corpus there as numbers, texts included, and take it from there next time; made anew when the corpus has changed",
    )
    group.add_argument(
        "--engine",
        choices=(*engine.ENGINES, "dask"),
        default="auto",
        help="how it is counted: word by word, by numpy, by loops compiled with numba, or in parts of the --store by a Dask cluster; "
        "the numbers are the same (default: by the size of the corpus)",
    )
    group.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="with --engine dask: the cluster's scheduler, such as tcp://10.0.0.5:8786 (default: a cluster of this machine's cores)",
    )


def _condition(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or field not in FIELDS:
        raise argparse.ArgumentTypeError(
            f"FIELD=VALUE with a field of {', '.join(FIELDS)}; found {text!r}"
        )
    return field, value


class Chosen:
    """The documents that ``--where`` and the command ask for, with a note of all that went by.

    Attributes
    ----------
    sides : Counter
        How many of the documents of ``--where`` each side has, wanted or not.
    """

    def __init__(
        self, conditions: Iterable[tuple[str, str]], also: Callable[[Document], bool] | None = None
    ):
        self._conditions = {
            field: {value for _, value in pairs}
            for field, pairs in groupby(sorted(conditions), key=lambda pair: pair[0])
        }
        self._also = also
        self.sides: Counter[str] = Counter()
        self.met: dict[str, Counter[str]] = {field: Counter() for field in self._conditions}

    def __call__(self, document: Document) -> bool:
        for field, values in self._conditions.items():
            found = getattr(document, field)
            self.met[field][found] += 1
            if found not in values and not (field == "language" and primary(found) in values):
                return False
        self.sides[document.side] += 1
        return self._also is None or self._also(document)

    def update(self, other: "Chosen") -> None:
        """Take over what another one has noted, of documents that have not gone by here."""
        self.sides.update(other.sides)
        for field, met in other.met.items():
            self.met[field].update(met)

    def checked(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, or columns; after the last one a `ValueError` if no document meets one of the conditions."""
        yield from rows
        if missing := self.missing():
            raise ValueError(missing)

    def missing(self) -> str | None:
        """Which condition no document meets, and what there is instead."""
        for field, values in self._conditions.items():
            if not values & (
                self.met[field].keys() | {primary(found) for found in self.met[field]}
                if field == "language"
                else self.met[field].keys()
            ):
                return f"no document has {field} {' or '.join(map(repr, sorted(values)))}; there is {listed(self.met[field])}"
        return None


class Counted:
    """Rows, and how many of them have gone by."""

    def __init__(self, rows: Iterable):
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator:
        for row in self._rows:
            self.number += 1
            yield row


def listed(values: Counter[str], most: int = 20) -> str:
    """Values with their numbers of documents, the commonest first.

    Examples
    --------
    >>> listed(Counter({"kremlin": 2, "": 1}))
    "'kremlin' (2), none (1)"
    """
    shown = ", ".join(
        f"{value!r} ({number:,})" if value else f"none ({number:,})"
        for value, number in values.most_common(most)
    )
    return (shown or "no document") + (
        f" and {len(values) - most:,} more" if len(values) > most else ""
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """The work makes no cycles of references; to look for them among millions of rows would take a sixth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_collector()
def over(
    arguments: argparse.Namespace,
    work: Callable[[engine.Plain | engine.Encoded, Chosen], Result],
    also: Callable[[Document], bool] | None = None,
) -> Result:
    """Do some work over the corpus of a command.

    A store that turns out to be damaged while it is read is made anew, and the work done again from the beginning: it
    must leave nothing behind before it is done.

    Parameters
    ----------
    arguments : argparse.Namespace
        With the options of `reading.add_reading` and `add_searching`.
    work : function
        Takes the documents, ready to be counted, and which of them are chosen.
    also : function, optional
        Says of a document whether the command wants it.

    Raises
    ------
    ValueError
        If no document meets a condition of ``--where``, or the output may not be written to; and what reading and `work` raise.
    """
    output.check(arguments)
    if arguments.store is None:
        if arguments.engine == "dask":
            raise ValueError(
                "--engine dask: needs --store FILE, at a place that every worker sees under the same path"
            )
        return work(
            engine.opened(_documents(arguments), arguments.engine), Chosen(arguments.where, also)
        )
    from ..engine.store import NotUsable

    _ensure(arguments)
    try:
        return _over_store(arguments, work, also)
    except NotUsable as error:
        print(f"{error}; the store is made anew", file=sys.stderr)
    _write(arguments)
    return _over_store(arguments, work, also)


def _over_store(arguments: argparse.Namespace, work: Callable, also: Callable | None):
    chosen = Chosen(arguments.where, also)
    if arguments.engine != "dask":
        return work(engine.of_store(arguments.store, arguments.engine), chosen)
    from ..engine.cluster import Distributed, connected

    with connected(arguments.scheduler) as client:
        return work(Distributed(arguments.store, client), chosen)


def _documents(arguments: argparse.Namespace) -> Iterable[Document]:
    return progress.watched(reading.read(arguments), "documents")


def _ensure(arguments: argparse.Namespace) -> None:
    """See to it that the store is there, and of the corpus as it is."""
    from ..engine import store

    if arguments.store.exists():
        try:
            if store.Store(arguments.store).is_of(arguments.corpus, reading.mapping(arguments)):
                print(f"{arguments.corpus}: taken from {arguments.store}", file=sys.stderr)
                return
            print(
                f"{arguments.store}: the corpus has changed since, or is read in another way; the store is made anew",
                file=sys.stderr,
            )
        except store.NotUsable as error:
            print(f"{error}; the store is made anew", file=sys.stderr)
    _write(arguments)


def _write(arguments: argparse.Namespace) -> None:
    from ..engine import compiled, store

    by_loops = arguments.engine == "numba" or (
        arguments.engine in ("auto", "dask") and compiled.installed()
    )
    store.write(
        arguments.store,
        _documents(arguments),
        arguments.corpus,
        reading.mapping(arguments),
        by_loops,
    )
