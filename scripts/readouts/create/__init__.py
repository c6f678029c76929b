"""A book of anyone's readouts: `make` makes one, `update` puts other texts into it.

From documents come tables (`folder`, `given`), with a codebook (`codebooks`); `descriptor` describes them, `book_pages` has the
chapters for which they suffice, `book` the rest of the template. An update merges tables (`merging`) and tells what is a
person's own by what the book remembers (`memory`).
"""

from importlib import import_module
from typing import Any

_HOMES = {"Result": "making", "make": "making", "update": "updating"}
__all__ = ["Result", "make", "update"]


def __getattr__(name: str) -> Any:
    """Import what makes a book when it is first asked for: a sheet is drafted without it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
