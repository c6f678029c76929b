"""The guard of small numbers: which measures the texts at hand cannot bear, and why.

`readouts.measures.keyness` computes whatever it is asked for. Before a table is printed, `guard` takes out
of it the values that the texts are too few or too short for, and leaves the reason in their place.
"""

from collections.abc import ItemsView, Iterable, Mapping, Sequence
from math import comb
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, checked

if TYPE_CHECKING:
    import pandas as pd

Table = TypeVar("Table", bound="dict[str, NDArray[Any]] | pd.DataFrame")
Reasons = dict[str, NDArray[np.object_]]


class Requirement(NamedTuple):
    """What a measure needs on either side: texts, effective texts, words, expected occurrences.

    Texts are distinct texts: one that was copied is one. Effective texts are `readouts.measures.by_text.effective_texts`,
    which is near 1 where one text has nearly all words of its side.
    """

    texts: int = 1
    words: int = 1
    expected: float = 0
    because: str = ""
    effective: float = 1


# Relabelling three texts a side cannot go below p = 0.10, four reach 0.029. Two effective texts are a convention.
TEST = Requirement(
    texts=4,
    effective=2,
    because="words of one text are not independent, so the unit of a test is the text",
)
# Where chi-square stands in for the distribution of G2, five expected a cell is Cochran's rule (1954).
CHI_SQUARE = Requirement(
    texts=4,
    effective=2,
    expected=5,
    because="chi-square approximates G2 only where counts are not small",
)
# The thresholds in words are this package's conventions, named so that they can be argued with. LRC ranks words by the end
# of an interval that takes words for independent, and needs what a test that does so needs. The exact intervals themselves, of
# rates and of their ratio, are given of a single text too, in every table, and named for what they are.
RANK = Requirement(
    texts=4,
    effective=2,
    words=1000,
    because="few or short texts differ by which texts they are more than by their words",
)
PRIOR = Requirement(
    words=1000, because="a prior of the same few words that it is to steady adds nothing to them"
)
PER_MILLION = Requirement(
    words=10_000, because="k per million is nothing beside one word of a short text"
)
# What is measured with the text as the unit.
BY_TEXT = (
    "shrunk_log_ratio",
    "shrunk_log_ratio_low",
    "shrunk_log_ratio_high",
    "permutation_p",
    "max_t_p",
    "text_dispersion_keyness",
    "document_frequency_p",
    "document_frequency_holm",
)
REQUIREMENTS = {
    **dict.fromkeys(BY_TEXT, TEST),
    "bic": CHI_SQUARE,
    "lrc": RANK,
    "positive_lrc": RANK,
    "lrc_bonferroni": RANK,
    "simple_maths": PER_MILLION,
    "chi_square_yates_p": TEST,
    "quanteda_p": TEST,
    "poisson_p": TEST,
    "fisher_p": TEST,
    "holm": TEST,
    "benjamini_hochberg": TEST,
    "log_odds": PRIOR,
    "log_odds_z": PRIOR,
}
COUNTS = ("frequency", "n_target", "frequency_reference", "n_reference")


def requirement(column: str) -> Requirement | None:
    """Return what a column of `readouts.measures.keyness.keyness` needs, or None where it needs nothing.

    Examples
    --------
    >>> requirement("lrc_bonferroni_100").words
    1000
    """
    return REQUIREMENTS.get("lrc_bonferroni" if column.startswith("lrc_bonferroni_") else column)


def suppressed(
    table: Table,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> Reasons:
    """Say why each value of a table of keyness must be withheld.

    Parameters
    ----------
    table : dict of arrays of shape (k,), or pandas.DataFrame
        As from `readouts.measures.keyness.measures` or `readouts.measures.keyness.keyness`.
    n_target_texts, n_reference_texts : int
        Distinct texts a side.
    effective : float, optional
        The effective texts of the side that has fewer of them; not looked at where they are not known.

    Returns
    -------
    dict of str to numpy.ndarray of shape (k,)
        For each column with a requirement, the reason a row; empty where the value may be shown.

    Raises
    ------
    ValueError
        For numbers of texts that are none.
    KeyError
        Naming the columns of counts that the table lacks.

    Examples
    --------
    >>> from readouts.measures.keyness import measures
    >>> suppressed(measures([5], 110, [0], 134))["poisson_p"].tolist()
    ['needs 4 texts a side, has 1: words of one text are not independent, so the unit of a test is the text']
    """
    checked(n_target_texts=n_target_texts, n_reference_texts=n_reference_texts)
    missing = [name for name in COUNTS if name not in table]
    if missing:
        raise KeyError(f"table: found no column {', '.join(missing)}, expected {', '.join(COUNTS)}")
    a, c, b, d = (np.asarray(table[name], dtype=float) for name in COUNTS)
    has = {
        "texts": np.full(a.shape, min(n_target_texts, n_reference_texts)),
        "effective": np.full(a.shape, np.inf if effective is None else effective),
        "words": np.minimum(c, d),
        "expected": (a + b) * np.minimum(c, d) / (c + d),
    }
    return {name: _reasons(needs, has) for name in table if (needs := requirement(name))}


UNITS = {
    "texts": "texts a side",
    "effective": "effective texts a side",
    "words": "words a side",
    "expected": "expected occurrences a side",
}


def _reasons(needs: Requirement, has: Mapping[str, Array]) -> NDArray[np.object_]:
    reasons = np.full(has["texts"].shape, "", dtype=object)
    # The gravest lack is written last, over the others: no number of words makes up for texts.
    for what in ("expected", "words", "effective", "texts"):
        short = np.flatnonzero(has[what] < getattr(needs, what))
        values, which = np.unique(has[what][short], return_inverse=True)
        lead = f"needs {getattr(needs, what):,} {UNITS[what]}, has"
        words = [f"{lead} {value:,.4g}: {needs.because}" for value in values]
        reasons[short] = np.array(words, dtype=object)[which]
    return reasons


def guard(
    table: Table,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> tuple[Table, Reasons]:
    """Take out of a table of keyness what the texts cannot bear, and say why.

    Parameters
    ----------
    table, n_target_texts, n_reference_texts, effective : see `suppressed`

    Returns
    -------
    masked : dict or pandas.DataFrame, as given
        A copy with NaN for every value withheld.
    reasons : dict of str to numpy.ndarray of shape (k,)
        See `suppressed`.

    Raises
    ------
    ValueError, KeyError
        See `suppressed`.

    Examples
    --------
    >>> from readouts.measures.keyness import measures
    >>> masked, reasons = guard(measures([5], 110, [0], 134))
    >>> masked["poisson_p"].tolist(), masked["log_likelihood"].round(2).tolist()
    ([nan], [7.97])
    """
    reasons = suppressed(table, n_target_texts, n_reference_texts, effective)
    masked = {
        name: np.where(reason == "", np.asarray(table[name], dtype=float), np.nan)
        for name, reason in reasons.items()
    }
    kept: Any = table | masked if isinstance(table, dict) else table.assign(**masked)
    return kept, reasons


# What stands in print where a value is withheld. A table of data has nothing there.
SUPPRESSED = "suppressed"
BECAUSE = "withheld_because"


def with_reasons(
    table: "pd.DataFrame",
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> "pd.DataFrame":
    """Return a table of keyness without what the texts cannot bear, and a last column that says why: see `guard`.

    Parameters
    ----------
    table : pandas.DataFrame
        As from `readouts.measures.keyness.keyness`.
    n_target_texts, n_reference_texts, effective : see `suppressed`

    Returns
    -------
    pandas.DataFrame
        A copy with NaN for every value withheld, and the column ``withheld_because``: each reason with the columns
        that it holds for.

    Raises
    ------
    ValueError, KeyError
        See `suppressed`.

    Examples
    --------
    >>> from readouts.measures.keyness import keyness
    >>> table = with_reasons(keyness([5], 110, [0], 134), 4, 4)
    >>> table["fisher_p"].round(4).tolist(), table["lrc"].tolist()
    ([0.0177], [nan])
    """
    masked, reasons = guard(table, n_target_texts, n_reference_texts, effective)
    return masked.assign(**{BECAUSE: because(reasons)})


def in_print(value: float, form: str = "") -> str:
    """Return a value of a guarded table as it stands in print.

    Parameters
    ----------
    value : float
    form : str
        A format specification.

    Examples
    --------
    >>> in_print(0.0177, ".2g"), in_print(float("nan"), ".2g")
    ('0.018', 'suppressed')
    """
    return SUPPRESSED if value != value else format(value, form)


def because(reasons: Mapping[str, Iterable[str]]) -> list[str]:
    """Put the reasons of each row into words, each with the columns that it holds for.

    Parameters
    ----------
    reasons : dict of str to sequence of str, each of length k
        See `suppressed`.

    Returns
    -------
    list of str, of length k
        Empty where nothing is withheld.

    Examples
    --------
    >>> because({"lrc": ["short", ""], "holm": ["short", "few"]})
    ['lrc, holm: short', 'holm: few']
    """
    return ["; ".join(map(_in_words, _by_reason(reasons, row))) for row in zip(*reasons.values())]


def _by_reason(
    reasons: Mapping[str, Iterable[str]], row: Sequence[str]
) -> ItemsView[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for name, reason in zip(reasons, row):
        if reason:
            columns.setdefault(reason, []).append(name)
    return columns.items()


def _in_words(item: tuple[str, list[str]]) -> str:
    reason, names = item
    return f"{', '.join(names)}: {reason}"


def attainable_p(n_target_texts: int, n_reference_texts: int) -> float:
    """Return the smallest two-sided p that relabelling whole texts can reach.

    Parameters
    ----------
    n_target_texts, n_reference_texts : int
        Texts a side, one or more.

    Returns
    -------
    float
        With equal numbers every relabelling has a mirror image as extreme as itself, hence
        2 / C(2n, n); with unequal numbers the observed labels may stand alone, 1 / C(n + m, n).

    Raises
    ------
    ValueError
        For numbers of texts that are none.

    Examples
    --------
    >>> [round(attainable_p(n, n), 4) for n in (1, 2, 3, 4)]
    [1.0, 0.3333, 0.1, 0.0286]
    """
    checked(n_target_texts=n_target_texts, n_reference_texts=n_reference_texts)
    ways = comb(int(n_target_texts) + int(n_reference_texts), int(n_target_texts))
    return (2 if n_target_texts == n_reference_texts else 1) / ways
