"""Look for garbage more seldom while a book is built.

Python looks for objects that refer to each other and to which nothing else does whenever 700 more have been made. A build
makes millions that stay to its end, the nodes of the pages above all, and to look through them again and again took a fifth
of its time. The little garbage of this kind that it makes has room in memory.
"""

import gc

# How many more objects there are before the next look.
OBJECTS = 100_000


def seldom(app) -> None:
    """Look more seldom from now on."""
    app.readouts_collecting = gc.get_threshold()
    gc.set_threshold(OBJECTS, *app.readouts_collecting[1:])


def as_before(app, exception) -> None:
    """Look as often as before the build, in a process that goes on after it."""
    gc.unfreeze()  # what `execution` froze for its forks
    gc.set_threshold(*app.readouts_collecting)


def setup(app) -> None:
    """Register both, from before the report is loaded until all files are written."""
    app.connect("builder-inited", seldom, priority=0)
    app.connect("build-finished", as_before, priority=1000)
