"""What a thread makes ahead: the same things, their faults in their place, and no more of them than there is use for."""

import gc
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.engine.prefetch import prefetch


@given(st.lists(st.integers()), st.integers(1, 4))
@settings(deadline=None)
def test_the_things_come_in_their_order(things, most):
    assert list(prefetch(iter(things), most)) == things


def test_a_fault_comes_after_the_things_before_it():
    def things():
        yield 1
        yield 2
        raise ValueError("row 3")

    found = []
    with pytest.raises(ValueError, match="row 3"):
        for thing in prefetch(things()):
            found.append(thing)
    assert found == [1, 2]


class Nothing(Exception):
    """An error that is false."""

    def __bool__(self):
        return False


def test_every_fault_is_one():
    def things():
        yield 1
        raise Nothing

    with pytest.raises(Nothing):
        list(prefetch(things()))


def threads():
    return [thread for thread in threading.enumerate() if thread.name.endswith("(_make)")]


def test_what_nobody_takes_is_given_up():
    """A reader whose things are dropped, even before the first is asked for, is closed."""
    closed = []

    def things():
        try:
            yield from range(1000)
        finally:
            closed.append(True)

    unused = prefetch(things())
    del unused
    gc.collect()
    until = time.monotonic() + 10
    while (not closed or threads()) and time.monotonic() < until:
        time.sleep(0.01)
    assert closed and not threads()


def settled(values):
    """How many there are when no more come."""
    before = -1
    while before != len(values):
        before = len(values)
        time.sleep(0.05)
    return before


def test_no_more_are_made_ahead_than_there_is_room_for_and_none_when_none_are_wanted():
    made = []
    things = prefetch((made.append(number) or number for number in range(1000)), 2)
    assert settled(made) == 2
    assert next(things) == 0 and settled(made) == 3
    things.close()
    assert settled(made) == 3 and not threads()


def test_nobody_waits_for_what_is_being_made():
    """A command that is interrupted ends, whatever the thread is at."""

    def things():
        yield 1
        held.wait(30)

    held = threading.Event()
    given_things = prefetch(things())
    assert next(given_things) == 1
    before = time.monotonic()
    given_things.close()
    held.set()
    assert time.monotonic() - before < 10
