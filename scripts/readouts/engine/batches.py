"""Rows as columns of arrays, written as CSV by a compiled loop: to make millions of rows of Python's strings takes longer than to find them."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import numpy as np

from . import compiled

_FIGURES = 20  # bytes of the longest whole number
_SPARE = 8  # bytes beyond a text that the loop may read or write


class Coded(NamedTuple):
    """A column with few texts: which of them each row has.

    Attributes
    ----------
    texts : sequence of str
    codes : numpy.ndarray of whole numbers, shape (rows,)
        Places in `texts`.
    """

    texts: Sequence[str]
    codes: np.ndarray

    def tolist(self) -> list[str]:
        """The texts, row by row."""
        return [self.texts[code] for code in self.codes.tolist()]


class Spans(NamedTuple):
    """A column of spans of a text.

    Attributes
    ----------
    utf8 : bytes
    firsts, ends : numpy.ndarray of int64, shape (rows,)
        Where each span begins and ends, in bytes; the end is not included.
    """

    utf8: bytes
    firsts: np.ndarray
    ends: np.ndarray

    def tolist(self) -> list[str]:
        """The texts, row by row."""
        return self.some(range(len(self.firsts)))

    def some(self, rows: Sequence[int]) -> list[str]:
        """The texts of some rows."""
        return [
            self.utf8[first:end].decode("utf-8", "surrogatepass")
            for first, end in zip(self.firsts[rows].tolist(), self.ends[rows].tolist())
        ]

    def __reduce__(self):
        """What is sent to another process is the spans, and not all that lies between them."""
        pieces = [
            self.utf8[first:end] for first, end in zip(self.firsts.tolist(), self.ends.tolist())
        ]
        return _one_after_another, (
            b"".join(pieces),
            _narrow(np.fromiter(map(len, pieces), np.int64, len(pieces))),
        )


def _one_after_another(utf8: bytes, sizes: np.ndarray) -> Spans:
    ends = np.cumsum(sizes, dtype=np.int64)
    return Spans(utf8, ends - sizes, ends)


def _narrow(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers in the fewest bytes that hold them."""
    least, most = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    kinds = (np.uint8, np.uint16, np.uint32, np.int64)
    return numbers.astype(
        next(kind for kind in kinds if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max)
    )


class Columns:
    """Some rows as columns, in the compiled way; to whoever iterates over it they are lists.

    Parameters
    ----------
    *columns : numpy.ndarray of whole numbers, Coded or Spans
        Of one length.

    Examples
    --------
    >>> columns = Columns(np.array([7, -20]), Coded(["a", "b"], np.array([1, 0])))
    >>> list(columns)
    [[7, -20], ['b', 'a']]
    """

    def __init__(self, *columns: np.ndarray | Coded | Spans):
        self._columns = columns

    def __iter__(self) -> Iterator[list]:
        return (column.tolist() for column in self._columns)

    def __reduce__(self):
        """To another process numbers are sent in few bytes; columns that share their codes go on sharing them."""
        narrow = {
            id(codes): _narrow(codes)
            for column in self._columns
            if not isinstance(column, Spans)
            for codes in [column.codes if isinstance(column, Coded) else column]
        }
        return Columns, tuple(
            column
            if isinstance(column, Spans)
            else Coded(column.texts, narrow[id(column.codes)])
            if isinstance(column, Coded)
            else narrow[id(column)]
            for column in self._columns
        )

    def csv(self, cell: Callable[[str], str]) -> memoryview:
        """The rows as lines of CSV in UTF-8.

        Parameters
        ----------
        cell : function
            A text as CSV has it. What it does to a text must hang on the characters of ASCII in it and on the first one.
        """
        columns = list(_joined(self._columns, cell))
        texts = _Texts()
        cells = np.stack(
            [
                texts.numbers(column, cell) if isinstance(column, (Coded, Spans)) else column
                for column in columns
            ]
        ).astype(np.int64, copy=False)
        is_text = np.array([isinstance(column, (Coded, Spans)) for column in columns], np.uint8)
        data, firsts, ends = texts.together()
        n_columns, n_rows = cells.shape
        sizes = ends - firsts
        room = (
            sum(
                int(sizes[row].sum()) if text else _FIGURES * n_rows
                for row, text in zip(cells, is_text)
            )
            + cells.size
            + _SPARE
        )
        out = np.empty(room, np.uint8)
        return memoryview(out)[
            : compiled.functions()["lines"](
                cells, n_rows, n_columns, is_text, data, firsts, ends, out
            )
        ]


def _joined(
    columns: Sequence[np.ndarray | Coded | Spans], cell: Callable[[str], str]
) -> Iterator[np.ndarray | Coded | Spans]:
    """Give the columns with the texts of `Coded` as CSV has them; neighbours with the same codes become one column."""
    for _, run in groupby(
        columns, lambda column: id(column.codes) if isinstance(column, Coded) else id(column)
    ):
        first, *more = run
        yield (
            Coded(_written(cell, *(tuple(one.texts) for one in (first, *more))), first.codes)
            if isinstance(first, Coded)
            else first
        )


# The names of patterns and codes come with every part of the rows, the documents with those of their block.
@lru_cache(maxsize=4)
def _written(cell: Callable[[str], str], *columns: tuple[str, ...]) -> list[str]:
    """Return texts of neighbouring columns as CSV has them; each is looked at once, however often it comes."""
    known = {text: cell(text) for text in dict.fromkeys(chain.from_iterable(columns))}
    return [",".join(map(known.__getitem__, texts)) for texts in zip(*columns)]


class _Texts:
    """The texts of several columns as one text, and numbered together."""

    def __init__(self):
        self._utf8, self._firsts, self._ends = [], [], []
        self._size = self._number = 0

    def numbers(self, column: Coded | Spans, cell: Callable[[str], str]) -> np.ndarray:
        """The number of each row's text; texts of `Coded` are taken as they are."""
        if isinstance(column, Coded):
            return column.codes.astype(np.int64) + self._add_texts(column.texts)
        numbers = np.arange(len(column.firsts)) + self._add(column.utf8, column.firsts, column.ends)
        other = _unlike(column, cell)
        numbers[other] = np.arange(len(other)) + self._add_texts(
            list(map(cell, column.some(other)))
        )
        return numbers

    def _add_texts(self, texts: Sequence[str]) -> int:
        pieces = [text.encode("utf-8", "surrogatepass") for text in texts]
        bounds = np.cumsum([0, *map(len, pieces)])
        return self._add(b"".join(pieces), bounds[:-1], bounds[1:])

    def _add(self, utf8: bytes, firsts: np.ndarray, ends: np.ndarray) -> int:
        """Add texts; the number of the first one."""
        self._utf8.append(utf8)
        self._firsts.append(firsts + self._size)
        self._ends.append(ends + self._size)
        self._size += len(utf8)
        self._number += len(firsts)
        return self._number - len(firsts)

    def together(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All bytes, and where each text begins and ends in them."""
        none = np.zeros(0, np.int64)
        return (
            np.frombuffer(b"".join([*self._utf8, bytes(_SPARE)]), np.uint8),
            np.concatenate([none, *self._firsts]),
            np.concatenate([none, *self._ends]),
        )


def _unlike(column: Spans, cell: Callable[[str], str]) -> np.ndarray:
    """The rows whose text CSV has in another way."""
    found = np.empty(len(column.firsts), np.int64)
    utf8 = np.frombuffer(column.utf8 or bytes(1), np.uint8)
    return found[
        : compiled.functions()["unlike"](
            utf8, column.firsts, column.ends, len(found), *_as_is(cell), found
        )
    ]


@lru_cache(maxsize=4)
def _as_is(cell: Callable[[str], str]) -> tuple[np.ndarray, np.ndarray]:
    """Of every byte, whether a text that begins with it, and one that has it further on, is written as it is."""
    of_ascii = [
        [cell(before + chr(byte)) == before + chr(byte) for byte in range(128)]
        for before in ("", "a")
    ]
    first, further = (np.array(same + [True] * 128, np.uint8) for same in of_ascii)
    return first, further
