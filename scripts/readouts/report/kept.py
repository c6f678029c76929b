"""What is made of a table, kept as long as the same table is asked for: a page asks for it at each of its numbers."""

from collections.abc import Callable
from typing import TypeVar

import pandas as pd

Made = TypeVar("Made")


def kept(make: Callable[[pd.DataFrame], Made]) -> Callable[[pd.DataFrame], Made]:
    """Return a function that makes something of a table once, until it is given another one.

    A table of a report is never changed in place: what is changed is another table.

    Examples
    --------
    >>> table, read = pd.DataFrame({"name": ["North"]}), []
    >>> names = kept(lambda given: read.append(given) or set(given["name"]))
    >>> names(table), names(table), len(read), names(table.copy()), len(read)
    ({'North'}, {'North'}, 1, {'North'}, 2)
    """
    last: tuple[pd.DataFrame, Made] | None = None

    def made(table: pd.DataFrame) -> Made:
        nonlocal last
        had = last
        if had is None or had[0] is not table:
            last = had = (table, make(table))
        return had[1]

    return made
