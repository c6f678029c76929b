"""Dispersion: how evenly a word is spread over the texts of a corpus."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from .arrays import Array

if TYPE_CHECKING:
    import pandas as pd

# Over two or three texts every word is uneven. Five is this package's convention, named so that it can be argued with.
LEAST_TEXTS = 5


def dp(frequency: ArrayLike, size: ArrayLike) -> Array:
    """Return the deviation of proportions: 0 where every text has its share of the word, towards 1 where one text has all.

    Parameters
    ----------
    frequency : array of shape (..., texts)
        Occurrences in each text.
    size : array of shape (texts,)
        Words of each text.

    Returns
    -------
    numpy.ndarray of shape (...,)
        NaN for a word that does not occur.

    Raises
    ------
    ValueError
        For counts that are none, and for fewer than two texts.

    Notes
    -----
    Half the sum of abs(v - s): v a text's share of the word, s its share of all words. Gries 2008,
    "Dispersions and adjusted frequencies in corpora", 10.1075/ijcl.13.4.02gri.

    Examples
    --------
    >>> dp([[1, 1], [2, 0]], [50, 50]).tolist()
    [0.0, 0.5]
    """
    counts, sizes = _checked(frequency, size)
    total = counts.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        share = np.where(total > 0, counts / total, np.nan)
    distance: Array = np.abs(share - sizes / sizes.sum()).sum(axis=-1)
    return distance / 2


def dp_corrected(frequency: ArrayLike, size: ArrayLike) -> Array:
    """Return DP divided by the largest value that the sizes allow, so that all in the smallest text is 1.

    Returned shape and errors as for `dp`.

    Parameters
    ----------
    frequency : array of shape (..., texts)
        Occurrences in each text.
    size : array of shape (texts,)
        Words of each text.

    Notes
    -----
    DP / (1 - min s). Lijffijt & Gries 2012, 10.1075/ijcl.17.1.08lij.

    Examples
    --------
    >>> dp_corrected([[1, 1], [2, 0]], [50, 50]).tolist()
    [0.0, 1.0]
    """
    sizes: Array = np.asarray(size, dtype=float)
    largest: Array = 1 - sizes.min() / sizes.sum()
    return dp(frequency, sizes) / largest


def dispersion(frequency: "pd.DataFrame", size: "pd.Series") -> "pd.DataFrame":
    """Return the frequency, document frequency and dispersion of every word.

    Parameters
    ----------
    frequency : DataFrame of shape (words, texts)
        Occurrences; the index names the words.
    size : Series of shape (texts,)
        Words of each text, under the names of the columns.

    Returns
    -------
    pandas.DataFrame
        ``frequency, document_frequency, dp, dp_corrected``, one row a word.

    Raises
    ------
    ValueError
        For fewer texts than `LEAST_TEXTS`, for texts without a size, and as `dp`.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame([[1, 1, 1, 1, 1], [5, 0, 0, 0, 0]], index=["the", "wheat"], columns=list("abcde"))
    >>> dispersion(table, pd.Series(100, index=list("abcde"))).round(2).values.tolist()
    [[5.0, 5.0, 0.0, 0.0], [5.0, 1.0, 0.8, 1.0]]
    """
    import pandas as pd

    if frequency.shape[1] < LEAST_TEXTS:
        raise ValueError(
            f"texts: found {frequency.shape[1]}, expected at least {LEAST_TEXTS}: over so few every word is uneven"
        )
    missing = [text for text in frequency.columns if text not in size.index]
    if missing:
        raise ValueError(
            f"size: found none for {', '.join(map(str, missing))}, expected one for every column of frequency"
        )
    counts, sizes = frequency.to_numpy(), size[frequency.columns].to_numpy()
    columns = {
        "frequency": counts.sum(axis=1),
        "document_frequency": (counts > 0).sum(axis=1),
        "dp": dp(counts, sizes),
        "dp_corrected": dp_corrected(counts, sizes),
    }
    return pd.DataFrame(columns, index=frequency.index)


def _checked(frequency: ArrayLike, size: ArrayLike) -> tuple[Array, Array]:
    frequency, size = np.asarray(frequency, dtype=float), np.asarray(size, dtype=float)
    if size.ndim != 1 or size.size < 2 or not (np.isfinite(size) & (size >= 1)).all():
        raise ValueError(
            "size: expected the words of two texts or more, each a whole number, 1 or more"
        )
    if frequency.shape[-1:] != size.shape:
        raise ValueError(
            f"frequency: found shape {frequency.shape}, expected {size.size} texts in its last dimension"
        )
    if not (np.isfinite(frequency) & (frequency >= 0)).all() or (frequency > size).any():
        raise ValueError(
            "frequency: expected whole numbers, 0 or more, none above the size of its text"
        )
    return frequency, size
