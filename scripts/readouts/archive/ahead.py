"""Work done ahead: by a thread, while what it has given is worked on. It helps where either of them works without Python's lock."""

from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Event, Semaphore, Thread
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing")


def ahead(things: Iterable[Thing], most: int = 2) -> Iterator[Thing]:
    """The same things in the same order; up to `most` of them are made before they are asked for, the first ones at once.

    What making them raises is raised here, in its place. When no more are wanted, no more are made; nobody waits for
    one that is being made, so that an interrupted command ends at once.

    Examples
    --------
    >>> list(ahead(number * number for number in range(4)))
    [0, 1, 4, 9]
    """
    made, room, unwanted = SimpleQueue(), Semaphore(most), Event()
    Thread(target=_make, args=(things, made, room, unwanted), daemon=True).start()
    return _given(made, room, unwanted)


class _Ended(NamedTuple):
    """What stands behind the last thing: why there is no other."""

    error: BaseException | None


def _make(things: Iterable, made: SimpleQueue, room: Semaphore, unwanted: Event) -> None:
    try:
        for thing in things:
            room.acquire()
            if unwanted.is_set():
                return
            made.put(thing)
    except BaseException as error:  # whatever it is, it is for who works on the things
        made.put(_Ended(error))
    else:
        made.put(_Ended(None))


def _given(made: SimpleQueue, room: Semaphore, unwanted: Event) -> Iterator:
    try:
        while not isinstance(thing := made.get(), _Ended):
            room.release()
            yield thing
        if thing.error:
            raise thing.error
    finally:
        unwanted.set()
        room.release()
