"""A progress bar for a person who is watching, and nothing for anyone else."""

import sys
from collections.abc import Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def watched(things: Iterable[Thing], unit: str, total: int | None = None) -> Iterable[Thing]:
    """Return the same things; where standard error is a terminal, a bar counts them once a second has passed.

    Parameters
    ----------
    things : iterable
    unit : str
        What they are, in the plural.
    total : int, optional
        How many there will be, if that is known.
    """
    if not sys.stderr.isatty():
        return things
    try:
        from tqdm import tqdm
    except ImportError:  # a bar is not worth a failure
        return things
    bar: Iterable[Thing] = tqdm(
        things, unit=f" {unit}", total=total, delay=1, leave=False, file=sys.stderr
    )
    return bar
