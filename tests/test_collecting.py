"""While a book is built Python looks for garbage more seldom, and after it as often as before."""

import gc
from types import SimpleNamespace

import pytest
from readouts.book import collecting


@pytest.fixture
def collector():
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def rounds(n: int) -> int:
    """How often Python looks for garbage while so many objects are made that stay."""
    looked = []
    gc.callbacks.append(lambda phase, info: looked.append(phase) if phase == "start" else None)
    try:
        kept = [[] for _ in range(n)]
    finally:
        gc.callbacks.pop()
    return len(looked) if kept else 0


def test_objects_that_stay_are_not_looked_through_again_and_again(collector):
    gc.set_threshold(700, 10, 10)
    app = SimpleNamespace()
    often = rounds(50_000)
    collecting.seldom(app)
    seldom = rounds(50_000)
    gc.freeze()
    collecting.as_before(app, None)
    assert seldom <= 1 < 20 < often
    assert rounds(50_000) > 20 and gc.get_freeze_count() == 0


def test_it_is_so_before_the_report_is_loaded_and_until_all_is_written(collector):
    connected = {}
    app = SimpleNamespace(connect=lambda event, call, priority: connected.update({event: priority}))
    collecting.setup(app)
    assert connected == {"builder-inited": 0, "build-finished": 1000}
