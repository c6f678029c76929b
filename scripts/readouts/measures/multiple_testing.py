"""Adjusted p-values over a whole family of tests."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array, checked


def holm(p: ArrayLike) -> Array:
    """Return Holm's adjusted p-values over the whole family given.

    Parameters
    ----------
    p : array of shape (k,)

    Returns
    -------
    numpy.ndarray of shape (k,), in the order given

    Raises
    ------
    ValueError
        For values outside 0 to 1.

    Notes
    -----
    Holm 1979, "A simple sequentially rejective multiple test procedure".

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).round(6).tolist()
    [0.03, 0.06, 0.06]
    """
    checked(p=p)
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, axis=None, kind="stable")
    scaled = np.ravel(p)[order] * np.arange(p.size, 0, -1)
    return _in_place(np.minimum(np.maximum.accumulate(scaled), 1), order, p.shape)


def benjamini_hochberg(p: ArrayLike) -> Array:
    """Return Benjamini and Hochberg's adjusted p-values over the whole family given.

    Parameters, returned shape and errors as for `holm`.

    Notes
    -----
    Benjamini & Hochberg 1995, "Controlling the false discovery rate".

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03]).round(6).tolist()
    [0.03, 0.04, 0.04]
    """
    checked(p=p)
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, axis=None, kind="stable")
    scaled = np.ravel(p)[order] * p.size / np.arange(1, p.size + 1)
    return _in_place(np.minimum.accumulate(scaled[::-1])[::-1], order, p.shape)


def _in_place(values: Array, order: NDArray[np.intp], shape: tuple[int, ...]) -> Array:
    result = np.empty_like(values)
    result[order] = values
    return result.reshape(shape)
