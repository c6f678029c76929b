"""Counts as every statistic takes them: checked at the door, each distinct row worked once."""

from collections.abc import Callable
from numbers import Real
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

SHOWN = 50
Array = NDArray[np.float64]
Counts = tuple[Array, Array, Array, Array]
Result = TypeVar("Result")


def _whole(values: Array, least: int) -> NDArray[np.bool_]:
    whole: NDArray[np.bool_] = (
        (values >= least) & np.isfinite(values) & (np.floor(values) == values)
    )
    return whole


# What each argument must be, in the words of the message, and the test of it.
RULES: dict[str, tuple[str, Callable[[Array], NDArray[np.bool_]]]] = {
    "frequency": ("a whole number, 0 or more", lambda v: _whole(v, 0)),
    "frequency_reference": ("a whole number, 0 or more", lambda v: _whole(v, 0)),
    "n": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "n_target": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "n_reference": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "n_target_texts": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "n_reference_texts": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "confidence": ("more than 0 and less than 1", lambda v: (v > 0) & (v < 1)),
    "bonferroni": ("a whole number, 1 or more", lambda v: _whole(v, 1)),
    "k": ("a finite number, more than 0", lambda v: (v > 0) & np.isfinite(v)),
    "alpha0": ("a finite number, more than 0", lambda v: (v > 0) & np.isfinite(v)),
    "prior": ("a finite number, more than 0", lambda v: (v > 0) & np.isfinite(v)),
    "p": ("from 0 to 1", lambda v: (v >= 0) & (v <= 1)),
}
COUNTS = ("frequency", "n_target", "n", "frequency_reference", "n_reference")
PER_WORD = (*COUNTS, "prior", "p")
OPTIONAL = ("prior",)
PARTS = (("frequency", "n_target"), ("frequency", "n"), ("frequency_reference", "n_reference"))


def checked(*, contained: bool = True, **named: ArrayLike | None) -> list[Array]:
    """Return the counts among the arguments as floats of one shape, or raise one error for all faults.

    Parameters
    ----------
    contained : bool
        Whether what is counted is a part of the words, so that no frequency exceeds its size. Stretches that overlap are
        not: three words may hold six.
    **named : scalars or arrays of shape (k,)
        Arguments under the names of `RULES`; ``None`` leaves out those of `OPTIONAL`.

    Returns
    -------
    list of numpy.ndarray
        The arguments named in `COUNTS`, in the order given, broadcast, as float64.

    Raises
    ------
    ValueError
        Names every argument at fault, the position, what was found and what is expected.

    Examples
    --------
    >>> checked(frequency=[3, 0], n=110)
    [array([3., 0.]), array([110., 110.])]
    >>> checked(frequency=[3, -1], n=2)
    Traceback (most recent call last):
        ...
    ValueError: 2 faults:
    frequency[1]: found -1, expected a whole number, 0 or more
    frequency[0]: found 3, expected at most n = 2
    """
    faults: list[str] = []
    arrays: dict[str, Array] = {}
    for name, value in named.items():
        if value is not None or name not in OPTIONAL:
            _read(name, value, arrays, faults)
    _compare({name: array for name, array in arrays.items() if name in PER_WORD}, faults, contained)
    if faults:
        more = [f"... and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
        count = f"{len(faults)} fault{'s' * (len(faults) > 1)}:"
        raise ValueError("\n".join([count, *faults[:SHOWN], *more]))
    shape = np.broadcast_shapes(
        *(array.shape for name, array in arrays.items() if name in PER_WORD)
    )
    return [np.broadcast_to(array, shape) for name, array in arrays.items() if name in COUNTS]


def checked_pair(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    *,
    contained: bool = True,
    **options: ArrayLike | None,
) -> Counts:
    """Check the four counts that every comparison of two corpora starts from; see `checked`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.
    contained : bool
        See `checked`.
    **options
        Further arguments under the names of `RULES`.
    """
    a, c, b, d = checked(
        frequency=frequency,
        n_target=n_target,
        frequency_reference=frequency_reference,
        n_reference=n_reference,
        contained=contained,
        **options,
    )
    return a, c, b, d


def _read(name: str, value: ArrayLike | None, arrays: dict[str, Array], faults: list[str]) -> None:
    expected, holds = RULES[name]
    array = np.asarray(value)
    if array.ndim > (name in PER_WORD):
        shape = "one dimension at most" if name in PER_WORD else "a single number"
        faults.append(f"{name}: found an array of shape {array.shape}, expected {shape}")
        return
    plain = _plain_numbers(array)
    numbers = np.where(
        plain, array if array.dtype.kind in "iuf" else array.astype(object), np.nan
    ).astype(float)
    for at in np.argwhere(~holds(numbers)):
        faults.append(
            f"{_place(name, at, array)}: found {_shown(array[tuple(at)])}, expected {expected}"
        )
    if np.all(plain):
        arrays[name] = numbers


def _plain_numbers(array: NDArray[Any]) -> NDArray[np.bool_]:
    # A number kept as text, or a truth value, would else turn into a count without a word.
    if array.dtype.kind in "iuf":
        return np.ones(array.shape, dtype=bool)
    plain = [
        isinstance(x, Real) and not isinstance(x, bool | np.bool) for x in array.astype(object).flat
    ]
    return np.array(plain, dtype=bool).reshape(array.shape)


def _compare(arrays: dict[str, Array], faults: list[str], contained: bool) -> None:
    try:
        np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        faults.append(f"shapes: found {shapes}, expected one length, or single numbers")
        return
    for part, whole in PARTS if contained else ():
        if part in arrays and whole in arrays:
            x, n = np.broadcast_arrays(arrays[part], arrays[whole])
            # What is no count, or no size, has been named already.
            for at in np.argwhere((x > n) & (n >= 1) & np.isfinite(x)):
                found, limit = _shown(x[tuple(at)]), _shown(n[tuple(at)])
                place, size = _place(part, at, arrays[part]), _place(whole, at, arrays[whole])
                faults.append(f"{place}: found {found}, expected at most {size} = {limit}")


def _place(name: str, at: NDArray[np.intp], array: NDArray[Any]) -> str:
    return f"{name}[{at[0]}]" if array.ndim else name


def _shown(value: object) -> str:
    value = value.item() if isinstance(value, np.generic) else value
    return f"{value:.17g}" if isinstance(value, float) else f"{value!r:.60}"


def group_numbers(groups: ArrayLike | None, n: int) -> NDArray[np.intp]:
    """Return the number of the group of each of n units; all are of one where no groups are given.

    Parameters
    ----------
    groups : array of shape (n,), optional
        The name of each unit's group.
    n : int

    Returns
    -------
    numpy.ndarray of int, of shape (n,)
        From 0, in the order of the names.

    Raises
    ------
    ValueError
        For groups that are not one a unit.

    Examples
    --------
    >>> group_numbers(["b", "a", "b"], 3).tolist()
    [1, 0, 1]
    """
    labels = np.zeros(n) if groups is None else np.asarray(groups)
    if labels.shape != (n,):
        raise ValueError(f"groups: found shape {labels.shape}, expected {(n,)}, one group a unit")
    return np.unique(labels, return_inverse=True)[1]


def by_distinct_rows(function: Callable[..., Result], *columns: Array) -> Result:
    """Apply a function of columns to each distinct row once, and hand the results to all rows.

    Most words of a list are rare, so 100,000 types make a few thousand distinct rows.

    Parameters
    ----------
    function : callable
        Takes as many arrays of shape (j,) as there are columns; returns one such array, or a
        tuple or a dict of them.
    *columns : numpy.ndarray
        Arrays of one shape, () or (k,).

    Returns
    -------
    What `function` returns, each array in the shape of the columns.

    Examples
    --------
    >>> seen = []
    >>> by_distinct_rows(lambda a, b: seen.extend(a) or a + b, np.array([1.0, 1.0, 2.0]), np.array([5.0, 5.0, 5.0]))
    array([6., 6., 7.])
    >>> len(seen)
    2
    """
    shape = columns[0].shape
    flat = np.array([np.ravel(column) for column in columns])
    order = np.lexsort(flat)
    ordered = flat[:, order]
    first = np.ones(order.size, dtype=bool)
    first[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    inverse = np.empty(order.size, dtype=np.intp)
    inverse[order] = np.cumsum(first) - 1

    def spread(values: NDArray[Any]) -> Any:
        return values[inverse].reshape(shape)[()]

    result: Any = function(*ordered[:, first])
    if isinstance(result, dict):
        return cast(Result, {name: spread(values) for name, values in result.items()})
    return cast(Result, tuple(map(spread, result)) if isinstance(result, tuple) else spread(result))
