"""Some work over a corpus: by an engine that suits it, from a store that is made where it is not there, by a cluster."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from .. import readers
from ..corpus.document import Document
from . import engine as engines
from .selection import Selection

Result = TypeVar("Result")


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
def run(
    work: Callable[[engines.Plain | engines.Encoded, Selection], Result],
    corpus: Path | str,
    options: dict | None = None,
    *,
    where: Iterable[tuple[str, str]] = (),
    sides: tuple[str, ...] | None = None,
    engine: str = "auto",
    store: Path | None = None,
    scheduler: str | None = None,
    documents: Callable[[], Iterable[Document]] | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Result:
    """Do some work over a corpus.

    A store that turns out to be damaged while it is read is made anew, and the work done again from the beginning: it
    must leave nothing behind before it is done.

    Parameters
    ----------
    work : function
        Takes the documents, ready to be counted, and which of them are chosen.
    corpus : Path or str
    options : dict, optional
        How it is read: as `readers.read` takes it.
    where : iterable of (str, str)
        Conditions, as `Selection` takes them.
    sides : tuple of str, optional
        Those that the work is about; all by default.
    engine : {'auto', 'plain', 'numpy', 'numba', 'dask'}
    store : Path, optional
        Where the corpus is kept as numbers.
    scheduler : str, optional
        With ``dask``: the cluster's address.
    documents : function, optional
        Reads the corpus; `readers.read` by default.
    tell : function, optional
        Is told what becomes of the store, a line at a time.

    Raises
    ------
    ValueError
        If ``dask`` has no store; and what reading and `work` raise.
    """
    corpus, options = Path(corpus), options or {}
    read = documents or (lambda: readers.read(corpus, **options))
    if store is None:
        if engine == "dask":
            raise ValueError(
                "--engine dask: needs --store FILE, at a place that every worker sees under the same path"
            )
        return work(engines.opened(read(), engine), Selection(where, sides))
    from .store import NotUsable, Store, write

    def make() -> None:
        from .compiled import installed

        by_loops = engine == "numba" or (engine in ("auto", "dask") and installed())
        write(store, read(), corpus, options, by_loops)

    def usable() -> bool:
        if not store.exists():
            return False
        try:
            if Store(store).is_of(corpus, options):
                tell(f"{corpus}: taken from {store}")
                return True
            tell(
                f"{store}: the corpus has changed since, or is read in another way; the store is made anew"
            )
        except NotUsable as error:
            tell(f"{error}; the store is made anew")
        return False

    if not usable():
        make()
    try:
        return _over_store(work, store, Selection(where, sides), engine, scheduler)
    except NotUsable as error:
        tell(f"{error}; the store is made anew")
    make()
    return _over_store(work, store, Selection(where, sides), engine, scheduler)


def _over_store(
    work: Callable, store: Path, selection: Selection, engine: str, scheduler: str | None
):
    if engine != "dask":
        return work(engines.of_store(store, engine), selection)
    from .cluster import Distributed, connected

    with connected(scheduler) as client:
        return work(Distributed(store, client), selection)
