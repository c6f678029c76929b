"""A book of anyone's readouts: `make` makes one, `update` puts other texts into it.

From documents come tables (`folder`, `given`), with a codebook (`codebooks`); `descriptor` describes them, `book_pages` has the
chapters for which they suffice, `book` the rest of the template. An update merges tables (`merging`) and tells what is a
person's own by what the book remembers (`memory`).
"""

from .making import Result, make
from .updating import update

__all__ = ["Result", "make", "update"]
