"""The same work over a store on many machines: a Dask cluster takes parts of it, and their counts are added up.

A part is a range of the store's blocks, that is, of whole documents. Every worker opens the store for itself, so its file
must be visible to all of them under the same path. A worker that is lost loses its parts, which others then do; since a
part is read from the store and changes nothing, it can be done twice and count once. The numbers are those of one machine.
"""

import copy
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from ..corpus.document import Document
from ..text.patterns import Pattern
from . import counting
from .apart import Apart
from .compiled import installed
from .engine import Encoded, Wanted
from .matching import Matcher
from .plain import CodeCount, Match, SideCounts, Size, WordCounts
from .store import Store

# Blocks a part: enough that a part takes longer than to send it, few enough that its spans can be held.
BLOCKS = 16
# Parts under way for each of the cluster's threads: no worker waits, and few results do.
AHEAD = 3


class _Part(Encoded):
    """Some blocks of a store: a worker opens the store once, and makes patterns ready once, for all parts that it is given."""

    def __init__(self, path: Path, first: int):
        about = path.stat()
        self._store, self._range = (
            _store(path, about.st_ino, about.st_mtime_ns),
            (first, first + BLOCKS),
        )
        self.vocabulary, self.compiled = self._store.vocabulary, self._store.compiled
        super().__init__(self)

    def blocks(self, wanted: Wanted = None, texts: bool = True):
        """See `store.Store.blocks`."""
        return self._store.blocks(wanted, texts, *self._range)

    def _matcher(self, patterns: Iterable[Pattern]) -> Matcher:
        return _matcher(tuple(patterns), self.vocabulary, self.compiled)


@lru_cache(maxsize=1)
def _store(path: Path, *stamp: int) -> Store:
    return Store(path, installed())


_matcher = lru_cache(maxsize=1)(Matcher)


@contextmanager
def connected(scheduler: str | None) -> Iterator:
    """A client of the cluster at an address; without one, of a cluster of this machine's cores, which ends with it.

    Raises
    ------
    ValueError
        If Dask is not installed.
    OSError
        If nothing answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise ValueError(
            "--engine dask: needs the extra cluster: pip install 'readouts[cluster]'"
        ) from None
    if scheduler:
        with Client(scheduler, timeout="30s") as client:
            yield client
        return
    with (
        LocalCluster(
            threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as local,
        Client(local) as client,
    ):
        yield client


class Distributed:
    """A store whose parts are worked on by a cluster; it does what `engine.Encoded` does.

    Parameters
    ----------
    path : Path
        The store; visible to all workers.
    client : distributed.Client
        Of a cluster whose workers have this package.
    """

    def __init__(self, path: Path, client):
        self._path, self._client = path.resolve(), client
        self._store = Store(path)

    def word_counts(
        self,
        wanted: Wanted = None,
        segmentation: str = "characters",
        normalization: str = "none",
        apart: Apart | None = None,
    ) -> WordCounts:
        """See `plain.word_counts`."""
        entries = None if apart is None else apart.entries
        if (segmentation, normalization) != ("characters", "none"):
            return added(
                self._parts(_word_counts, wanted, segmentation, normalization, entries), apart
            )
        total: dict[str, counting.Tally] = {}
        for tallies, own in self._parts(_tally, wanted, entries):
            if apart is not None:
                apart.join(own)
            for side, tally in tallies.items():
                total.setdefault(side, counting.Tally()).add(tally)
        return counting.word_counts(total, self._store.vocabulary)

    def matches(
        self, patterns: Iterable[Pattern], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Match]]:
        """See `plain.all_matches`."""
        for found in self._parts(_matches, wanted, list(patterns)):
            yield from found

    def spans(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: Counter[Pattern],
        wanted: Wanted = None,
    ) -> Iterator[tuple[Sequence, ...]]:
        """See `plain.spans`."""
        for found, seen_there in self._parts(_spans, wanted, list(patterns), frame_of):
            seen.update(seen_there)
            # A worker may have the loops that write columns where this process has not: then they are lists.
            yield from found if installed() else map(list, found)

    def counted(
        self, patterns: Iterable[Pattern], frame_of: dict[str, str], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Size, list[CodeCount]]]:
        """See `plain.counted`."""
        for found in self._parts(_counted, wanted, list(patterns), frame_of):
            yield from found

    def codes(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: set[str],
        wanted: Wanted = None,
        zeros: bool = False,
    ) -> Iterator[Iterable[Sequence]]:
        """See `plain.codes`."""
        for found, seen_there in self._parts(_codes, wanted, list(patterns), frame_of, zeros):
            seen.update(seen_there)
            yield from found if installed() else map(list, found)

    def _parts(self, work, wanted: Wanted, *arguments) -> Iterator:
        """The parts' results in the order of the store; no more are under way than the cluster has use for."""
        asked = (
            self._client.submit(
                _do, work, self._path, first, copy.deepcopy(unused), arguments, pure=False
            )
            for unused in [copy.deepcopy(wanted)]
            for first in range(0, self._store.n_blocks, BLOCKS)
        )
        under_way = deque(islice(asked, AHEAD * max(1, sum(self._client.nthreads().values()))))
        while under_way:
            result, chosen = under_way.popleft().result()
            under_way.extend(islice(asked, 1))
            if wanted is not None:
                wanted.update(chosen)
            yield result


def _do(work, path: Path, first: int, wanted: Wanted, arguments: tuple) -> tuple:
    """One part, on a worker: its result, and what was chosen in it."""
    return work(_Part(path, first), wanted, *arguments), wanted


def _tally(
    part: _Part, wanted: Wanted, entries: bool | None
) -> tuple[dict[str, counting.Tally], Apart | None]:
    blocks, apart = part.blocks(wanted, texts=False), _apart(entries)
    if apart is not None:
        blocks = apart.watched(blocks, part.vocabulary)
    return counting.tally(blocks, part.vocabulary, part.compiled), apart


def _word_counts(
    part: _Part, wanted: Wanted, segmentation: str, normalization: str, entries: bool | None
) -> tuple[WordCounts, Apart | None]:
    apart = _apart(entries)
    return part.word_counts(wanted, segmentation, normalization, apart), apart


def _apart(entries: bool | None) -> Apart | None:
    return None if entries is None else Apart(entries)


def _matches(part: _Part, wanted: Wanted, patterns: list[Pattern]) -> list:
    return list(part.matches(patterns, wanted))


def _spans(
    part: _Part, wanted: Wanted, patterns: list[Pattern], frame_of: dict[str, str]
) -> tuple[list, Counter]:
    seen: Counter[Pattern] = Counter()
    return list(part.spans(patterns, frame_of, seen, wanted)), seen


def _counted(
    part: _Part, wanted: Wanted, patterns: list[Pattern], frame_of: dict[str, str]
) -> list:
    return list(part.counted(patterns, frame_of, wanted))


def _codes(
    part: _Part, wanted: Wanted, patterns: list[Pattern], frame_of: dict[str, str], zeros: bool
) -> tuple[list, set[str]]:
    seen: set[str] = set()
    return list(part.codes(patterns, frame_of, seen, wanted, zeros)), seen


def added(
    parts: Iterable[tuple[WordCounts, Apart | None]], apart: Apart | None = None
) -> WordCounts:
    """The counts of parts that have words of their own, added up; `apart` takes in what was gathered of each document.

    Examples
    --------
    >>> one = WordCounts(["a", "visit"], {"north": SideCounts([2, 1], [1, 1], 3, 1, frozenset({"en"}))})
    >>> two = WordCounts(["visit"], {"south": SideCounts([4], [2], 4, 2, frozenset({"en"}))})
    >>> both = added([(one, None), (two, None), (two, None)])
    >>> both.forms, both.sides["south"][:4]
    (['a', 'visit'], ([0, 8], [0, 4], 8, 4))
    """
    forms: dict[str, int] = {}
    frequency, documents, sizes = {}, {}, {}
    for part, own in parts:
        number = np.array([forms.setdefault(form, len(forms)) for form in part.forms], np.int32)
        if apart is not None and own is not None:
            apart.join(own, number)
        for name, side in part.sides.items():
            frequency.setdefault(name, Counter()).update(dict(zip(part.forms, side.frequency)))
            documents.setdefault(name, Counter()).update(
                dict(zip(part.forms, side.document_frequency))
            )
            n_tokens, n_documents, languages = sizes.get(name, (0, 0, frozenset()))
            sizes[name] = (
                n_tokens + side.n_tokens,
                n_documents + side.n_documents,
                languages | side.languages,
            )
    return WordCounts(
        list(forms),
        {
            name: SideCounts(
                [frequency[name][form] for form in forms],
                [documents[name][form] for form in forms],
                *size,
            )
            for name, size in sizes.items()
        },
    )
