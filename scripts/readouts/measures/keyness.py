"""Keyness: how much more often a word occurs in a target than in a reference, by every common measure.

Each measure is a function of four arrays, to be found here whatever module it is kept in: frequency
and size of the target, frequency and size of the reference. `measures` gives all of them as columns,
`keyness` the same as a DataFrame. A word of one side only is a row like any other, with frequency 0.
"""

from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .arrays import Array, Counts, by_distinct_rows, checked, checked_pair
from .contingency import chi_square_yates, chi_square_yates_p, odds_ratio, quanteda_chi2, quanteda_p
from .effect_size import (
    ALPHA0,
    has_zero,
    log_odds,
    log_ratio,
    log_ratio_smoothed,
    lrc,
    nearest_zero,
    percent_difference,
    positive_lrc,
    rate_ratio,
    simple_maths,
)
from .intervals import rate_interval, rate_ratio_interval
from .multiple_testing import benjamini_hochberg, holm
from .significance import (
    bic,
    fisher_p,
    g2_four_term_signed,
    log_likelihood,
    log_likelihood_four_term,
    poisson_p,
)

if TYPE_CHECKING:
    import pandas as pd

# Values a column, and how each is computed when it is asked for.
Columns = dict[str, NDArray[Any]]
Recipes = dict[str, Callable[[], NDArray[Any]]]
PER = 1000
UNDEFINED = "undefined: frequency_reference is 0"
# What needs a table of occurrences and of other words: what is counted must be a part of the words.
OF_A_TABLE = (
    "log_likelihood_four_term",
    "g2_four_term_signed",
    "odds_ratio",
    "chi_square_yates",
    "chi_square_yates_p",
    "quanteda_chi2",
    "quanteda_p",
    "fisher_p",
    "log_odds",
    "log_odds_z",
    "log_odds_alpha",
)


def normalized_frequency(frequency: ArrayLike, n: ArrayLike) -> Array:
    """Return the occurrences per 1,000 words, shape (k,). ValueError as in `readouts.measures.arrays.checked`.

    Parameters
    ----------
    frequency, n : scalars or arrays of shape (k,)
        Occurrences, and words they were found among.

    Examples
    --------
    >>> round(float(normalized_frequency(5, 110)), 2)
    45.45
    """
    x, n = checked(contained=False, frequency=frequency, n=n)
    return PER * x / n


def direction(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
) -> NDArray[np.str_]:
    """Return the side with the higher rate: "target", "reference" or "equal"; shape (k,).

    Errors as for `log_likelihood`.

    Parameters
    ----------
    frequency, frequency_reference : array-like of int, shape (k,)
        Occurrences of each word in the target and in the reference.
    n_target, n_reference : array-like of int, shape (k,), or int
        Words of the target and of the reference.

    Examples
    --------
    >>> direction([5, 0, 1], 110, [0, 1, 1], 110).tolist()
    ['target', 'reference', 'equal']
    """
    a, c, b, d = checked_pair(
        frequency, n_target, frequency_reference, n_reference, contained=False
    )
    # Products of whole numbers, as quotients that ought to be equal may differ by rounding.
    return np.select([a * d > b * c, a * d < b * c], ["target", "reference"], "equal")


def measures(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    *,
    confidence: float = 0.95,
    bonferroni: int = 100,
    k: float = 1.0,
    prior: ArrayLike | None = None,
    alpha0: float = ALPHA0,
    family: str = "all rows",
    only: Collection[str] | None = None,
    contained: bool = True,
) -> Columns:
    """Return measures of keyness, as columns; parameters, columns and errors as for `keyness`.

    Parameters
    ----------
    only : collection of str, optional
        The columns that are wanted; all of them by default. What is not wanted takes no time.
    contained : bool
        Whether what is counted is a part of the words, as words are and stretches that overlap are not. If it is not, the
        columns of `OF_A_TABLE` are NaN; the others are those of Poisson counts, and need no such thing.

    Returns
    -------
    dict of str to numpy.ndarray, each of shape (k,)

    Examples
    --------
    >>> columns = measures([5, 1], 110, [0, 1], 134)
    >>> columns["lrc"].round(3).tolist()
    [0.159, 0.0]
    >>> list(measures([5, 1], 110, [0, 1], 134, only={"lrc", "holm"}))
    ['lrc', 'holm']
    """
    options = {"confidence": confidence, "bonferroni": bonferroni, "k": k, "alpha0": alpha0}
    a, c, b, d = checked_pair(
        frequency,
        n_target,
        frequency_reference,
        n_reference,
        contained=contained,
        prior=prior,
        **options,
    )
    counts = np.atleast_1d(a), np.atleast_1d(c), np.atleast_1d(b), np.atleast_1d(d)

    def computed(recipes: Recipes, shape: tuple[int, ...]) -> Columns:
        return {
            name: np.full(shape, np.nan) if name in OF_A_TABLE and not contained else measure()
            for name, measure in recipes.items()
            if only is None or name in only
        }

    def of_rows(*row: Array) -> Columns:
        a, c, b, d = row
        return computed(_of_one_word((a, c, b, d), confidence, bonferroni, k), a.shape)

    columns = by_distinct_rows(of_rows, *counts)
    recipes = _of_all_words(counts, columns, prior, alpha0, family, confidence)
    return columns | computed(recipes, counts[0].shape)


def _of_one_word(row: Counts, confidence: float, bonferroni: int, k: float) -> Recipes:
    """Return the measures of a word that need nothing of the other words, each to be computed when it is asked for."""
    a, c, b, d = row
    ratio = cache(lambda: rate_ratio_interval(*row, confidence))
    rate, rate_reference = (
        cache(lambda: rate_interval(a, c, confidence)),
        cache(lambda: rate_interval(b, d, confidence)),
    )
    return {
        "frequency": lambda: a.astype(np.int64),
        "n_target": lambda: c.astype(np.int64),
        "frequency_reference": lambda: b.astype(np.int64),
        "n_reference": lambda: d.astype(np.int64),
        "normalized_frequency": lambda: normalized_frequency(a, c),
        "normalized_frequency_reference": lambda: normalized_frequency(b, d),
        "rate_per_1000_low": lambda: rate()[0],
        "rate_per_1000_high": lambda: rate()[1],
        "rate_per_1000_reference_low": lambda: rate_reference()[0],
        "rate_per_1000_reference_high": lambda: rate_reference()[1],
        "direction": lambda: direction(*row),
        "log_likelihood": lambda: log_likelihood(*row),
        "log_likelihood_four_term": lambda: log_likelihood_four_term(*row),
        "g2_four_term_signed": lambda: g2_four_term_signed(*row),
        "bic": lambda: bic(*row),
        "chi_square_yates": lambda: chi_square_yates(*row),
        "chi_square_yates_p": lambda: chi_square_yates_p(*row),
        "quanteda_chi2": lambda: quanteda_chi2(*row),
        "quanteda_p": lambda: quanteda_p(*row),
        "odds_ratio": lambda: odds_ratio(*row),
        "log_ratio": lambda: log_ratio(*row),
        "log_ratio_has_zero": lambda: has_zero(*row),
        "log_ratio_smoothed": lambda: log_ratio_smoothed(*row),
        "rate_ratio": lambda: rate_ratio(*row),
        "rate_ratio_low": lambda: ratio()[0],
        "rate_ratio_high": lambda: ratio()[1],
        "lrc": lambda: nearest_zero(*ratio()),
        "positive_lrc": lambda: positive_lrc(*row, confidence),
        f"lrc_bonferroni_{bonferroni}": lambda: lrc(*row, confidence, bonferroni),
        "percent_difference": lambda: percent_difference(*row),
        "percent_difference_note": lambda: np.where(b > 0, "", UNDEFINED),
        "simple_maths": lambda: simple_maths(*row, k),
        "poisson_p": lambda: poisson_p(*row),
        "fisher_p": lambda: fisher_p(*row),
    }


def _of_all_words(
    counts: Counts,
    known: Columns,
    prior: ArrayLike | None,
    alpha0: float,
    family: str,
    confidence: float,
) -> Recipes:
    """Return the measures that hang on the other words, in the same way; `known` has those that have been computed."""
    shape = counts[0].shape
    odds, p = (
        cache(lambda: log_odds(*counts, prior, alpha0)),
        cache(lambda: known["poisson_p"] if "poisson_p" in known else poisson_p(*counts)),
    )
    return {
        "lrc_bonferroni": lambda: lrc(*counts, confidence, max(counts[0].size, 1)),
        "log_odds": lambda: odds()[0],
        "log_odds_z": lambda: odds()[1],
        "log_odds_alpha": lambda: odds()[2],
        "log_odds_alpha0": lambda: np.full(shape, float(alpha0)),
        "log_odds_prior": lambda: np.full(shape, "pooled counts" if prior is None else "given"),
        "holm": lambda: holm(p()),
        "benjamini_hochberg": lambda: benjamini_hochberg(p()),
        "family": lambda: np.full(shape, f"poisson_p of {family}, m = {counts[0].size}"),
    }


def names(bonferroni: int = 100) -> list[str]:
    """Return the columns of `keyness`, in their order.

    Examples
    --------
    >>> names()[:2], names()[-1]
    (['frequency', 'n_target'], 'family')
    """
    none = np.zeros(0)
    return [
        *_of_one_word((none, none, none, none), 0.95, bonferroni, 1.0),
        *_of_all_words((none, none, none, none), {}, None, ALPHA0, "", 0.95),
    ]


def keyness(
    frequency: ArrayLike,
    n_target: ArrayLike,
    frequency_reference: ArrayLike,
    n_reference: ArrayLike,
    *,
    confidence: float = 0.95,
    bonferroni: int = 100,
    k: float = 1.0,
    prior: ArrayLike | None = None,
    alpha0: float = ALPHA0,
    family: str = "all rows",
) -> "pd.DataFrame":
    """Return every measure of keyness, one row a word.

    Parameters
    ----------
    frequency, frequency_reference : scalars or arrays of shape (k,)
        Occurrences of each word in the target and in the reference. A Series gives its index to
        the rows.
    n_target, n_reference : scalars or arrays of shape (k,)
        Sizes in words.
    confidence : float
        Of every interval and of LRC.
    bonferroni : int
        Size of the family of the column ``lrc_bonferroni_<bonferroni>``.
    k : float
        What simple maths adds to each rate per million.
    prior, alpha0 : see `log_odds`
    family : str
        What the rows are, as Holm's and Benjamini and Hochberg's corrections are over all of them.

    Returns
    -------
    pandas.DataFrame
        Raw values, whatever the counts can bear; `readouts.measures.guard.guard` masks what they cannot.
        Intervals and p-values hold if words were independent. The columns, in this order:

        - the counts: frequency, n_target, frequency_reference, n_reference;
        - per 1,000 words: normalized_frequency, normalized_frequency_reference, and the exact
          Poisson intervals rate_per_1000_low, _high, rate_per_1000_reference_low, _high;
        - direction: the side with the higher rate;
        - G2: log_likelihood (two terms), log_likelihood_four_term, g2_four_term_signed, bic;
        - as other tools print them: chi_square_yates with its p, quanteda_chi2 and quanteda_p, odds_ratio;
        - effect sizes: log_ratio (log_ratio_has_zero where it rests on a zero), log_ratio_smoothed,
          rate_ratio with rate_ratio_low and _high, lrc, positive_lrc, lrc_bonferroni_<bonferroni>,
          percent_difference (percent_difference_note where undefined), simple_maths;
        - exact tests: poisson_p, fisher_p;
        - what depends on the other rows: lrc_bonferroni, at a level shared among all rows, as LRC's reference
          implementation has it by default (``p.adjust = TRUE``); log_odds with log_odds_z, its weight a word
          log_odds_alpha, log_odds_alpha0 and log_odds_prior; holm and benjamini_hochberg of
          poisson_p, over the rows named in family.

    Raises
    ------
    ValueError
        For counts that are none, and for Series of different indexes.

    Examples
    --------
    >>> table = keyness([5, 0], 110, [0, 2], 134)
    >>> table[["direction", "log_likelihood", "log_ratio_has_zero"]].round(2).values.tolist()
    [['target', 7.97, True], ['reference', 2.4, True]]
    """
    import pandas as pd  # costs more time than the measures do, and `measures` needs none of it

    counts = (frequency, n_target, frequency_reference, n_reference)
    indexes = [count.index for count in counts if isinstance(count, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes):
        raise ValueError(
            "index: found Series of different indexes, expected one index for all Series"
        )
    columns = measures(
        *counts,
        confidence=confidence,
        bonferroni=bonferroni,
        k=k,
        prior=prior,
        alpha0=alpha0,
        family=family,
    )
    return pd.DataFrame(columns, index=indexes[0] if indexes else None)
