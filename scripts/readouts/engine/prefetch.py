"""Work done ahead: by a thread, while what it has given is worked on. It helps where either of them works without Python's lock."""

from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Event, Semaphore, Thread
from typing import NamedTuple, TypeVar
from weakref import finalize

Thing = TypeVar("Thing")


def prefetch(things: Iterable[Thing], most: int = 2) -> Iterator[Thing]:
    """The same things in the same order; up to `most` of them are made before they are asked for, the first ones at once.

    What making them raises is raised here, in its place. When no more are wanted, no more are made; nobody waits for
    one that is being made, so that an interrupted command ends at once.

    Examples
    --------
    >>> list(prefetch(number * number for number in range(4)))
    [0, 1, 4, 9]
    """
    return _Prefetched(things, most)


class _Ended(NamedTuple):
    """What stands behind the last thing: why there is no other."""

    error: BaseException | None


class _Prefetched:
    """The things that a thread makes. The thread knows nothing of this object, so that it ends when nobody else does."""

    def __init__(self, things: Iterable, most: int):
        self._made, self._room, unwanted = SimpleQueue(), Semaphore(most), Event()
        Thread(target=_make, args=(things, self._made, self._room, unwanted), daemon=True).start()
        self.close = finalize(self, _give_up, self._room, unwanted)

    def __iter__(self) -> Iterator:
        return self

    def __next__(self):
        if not self.close.alive:
            raise StopIteration
        if isinstance(thing := self._made.get(), _Ended):
            self.close()
            raise StopIteration if thing.error is None else thing.error
        self._room.release()
        return thing


def _make(things: Iterable, made: SimpleQueue, room: Semaphore, unwanted: Event) -> None:
    try:
        room.acquire()
        for thing in things:
            made.put(thing)
            room.acquire()
            if unwanted.is_set():
                return
    except BaseException as error:  # whatever it is, it is for who works on the things
        made.put(_Ended(error))
    else:
        made.put(_Ended(None))


def _give_up(room: Semaphore, unwanted: Event) -> None:
    unwanted.set()
    room.release()
