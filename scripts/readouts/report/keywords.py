"""Keyness in a report: two sides' words with every measure that their texts can bear, and the values that are printed as findings."""

from collections.abc import Iterator
from math import isinf

import numpy as np
import pandas as pd

from ..measures import guard, keyness
from ..measures.effect_size import has_zero, log_ratio, rate_ratio
from ..measures.intervals import rate_ratio_interval
from ..text import frequency
from . import results
from .findings import Finding

# A word that neither side has twice says more about the length of the texts than about the word.
LEAST = 2
# What is there for those who must reproduce a table of another tool, and stands in no table of a report.
OF_OTHER_TOOLS = (
    "chi_square_yates",
    "chi_square_yates_p",
    "quanteda_chi2",
    "quanteda_p",
    "odds_ratio",
    "lrc_bonferroni",
)
# The measures in print, each by the first of its columns.
MEASURES = {
    "log_likelihood": "G2, two-term and four-term",
    "log_ratio": "Log Ratio, and %DIFF where it is defined",
    "rate_ratio_low": "Exact interval of the ratio of rates",
    "shrunk_log_ratio": "Log ratio with an interval over texts, and p of relabelling texts",
    "lrc": "LRC, and its one-sided form",
    "bic": "BIC of G2",
    "simple_maths": "Simple maths",
    "log_odds": "Log-odds with a Dirichlet prior, and their z",
    "poisson_p": "Exact p of the ratio of rates",
    "fisher_p": "Fisher’s exact p",
    "holm": "Adjusted p, Holm’s and Benjamini and Hochberg’s",
}


def compare(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    **tokenizing,
) -> pd.DataFrame:
    """Two sides' words with every measure, those withheld that the texts cannot bear.

    Parameters
    ----------
    target, reference : DataFrame
        Segments, with columns ``segment_id`` and ``text``.
    n_target_texts, n_reference_texts : int
        Texts a side.
    **tokenizing
        Options of `tokens.tokenize`.

    Returns
    -------
    DataFrame
        ``word``, the columns of `keyness.keyness`, and ``withheld_because``; a value withheld is NaN.
        Words of one side only are rows too. Sorted by the sum of both frequencies, never by a measure.

    Examples
    --------
    >>> passages = [pd.DataFrame({"segment_id": ["s"], "text": [text]}) for text in ("ties and ties", "and")]
    >>> compare(*passages)[["word", "frequency", "frequency_reference", "direction", "fisher_p"]].values.tolist()
    [['and', 1, 1, 'reference', nan], ['ties', 2, 0, 'target', nan]]
    """
    return measured(
        frequency.compare(target, reference, **tokenizing), n_target_texts, n_reference_texts
    )


def measured(
    words: pd.DataFrame,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> pd.DataFrame:
    """The same of words that are counted already: ``ngram`` and the columns of counts, as from `frequency.compare`."""
    table = keyness.keyness(
        *(words[name] for name in guard.COUNTS), family="all words of both sides"
    )
    masked, reasons = guarded(table, n_target_texts, n_reference_texts, effective)
    table = masked.assign(**{guard.BECAUSE: guard.because(reasons)})
    table.insert(0, "word", words["ngram"])
    return table


def guarded(
    table: pd.DataFrame,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> tuple[pd.DataFrame, guard.Reasons]:
    """A table of `keyness.keyness` as a report has it: see `guard.guard`. What other tools print has no place in it."""
    table = table.drop(columns=[*OF_OTHER_TOOLS])
    return guard.guard(table, n_target_texts, n_reference_texts, effective)


def ratios(counts: pd.DataFrame) -> pd.DataFrame:
    """Log Ratio and ratio of rates with its exact interval: what of keyness is printed.

    Parameters
    ----------
    counts : DataFrame
        With the columns ``frequency, n_target, frequency_reference, n_reference``, as from `frequency.compare`.

    Returns
    -------
    DataFrame
        ``log_ratio, has_zero, rate_ratio, low, high``, a row each.

    Examples
    --------
    >>> ratios(pd.DataFrame([[4, 100, 1, 100]], columns=guard.COUNTS)).round(2).values.tolist()
    [[2.0, False, 4.0, 0.4, 196.99]]
    """
    columns = [counts[name].to_numpy() for name in guard.COUNTS]
    values = (
        log_ratio(*columns),
        has_zero(*columns),
        rate_ratio(*columns),
        *rate_ratio_interval(*columns),
    )
    return pd.DataFrame(
        dict(zip(("log_ratio", "has_zero", "rate_ratio", "low", "high"), values)),
        index=counts.index,
    )


def of_word(
    word: str, name: str, values, counts: list[Finding], sizes: list[Finding]
) -> Iterator[Finding]:
    """The findings of one word: its rates, ``log-ratio-<name>`` and ``rate-ratio-<name>``.

    Parameters
    ----------
    word : str
    name : str
        Ends the ids of its ratios.
    values : (float, bool, float, float, float)
        A row of `ratios`.
    counts, sizes : list of two Finding
        Of the target and of the reference.
    """
    ratio_of_logs, zero, ratio, low, high = values
    parts = tuple(finding.id for finding in (*counts, *sizes))
    for one, size in zip(counts, sizes):
        yield results.rate(one, size)
    yield Finding(
        f"log-ratio-{name}",
        float(ratio_of_logs),
        f"Log Ratio of “{word}”, {_sides(counts)}",
        parts=parts,
        formula="the binary logarithm of the ratio of the two rates"
        + (", a frequency of 0 counting as 0.5" if zero else ""),
        shown=signed(ratio_of_logs) + "†" * bool(zero),
    )
    yield Finding(
        f"rate-ratio-{name}",
        float(ratio),
        f"ratio of the rates of “{word}”, {_sides(counts)}, with its exact 95 % interval",
        parts=parts,
        formula="the rate of the one over the rate of the other; the interval is the conditional binomial one, if words were independent",
        shown=f"{plain(ratio)} ({plain(low)} to {plain(high)})",
    )


def _sides(counts: list[Finding]) -> str:
    return " over ".join(finding.label.split(": ", 1)[1] for finding in counts)


def signed(value: float) -> str:
    """A number with two decimals and its sign, the minus a real one.

    Examples
    --------
    >>> signed(0.4), signed(-1.18)
    ('+0.40', '−1.18')
    """
    return f"{value:+.2f}".replace("-", "−")


def plain(value: float) -> str:
    """A ratio with as many digits as it can be trusted for.

    Examples
    --------
    >>> plain(float("inf")), plain(208.95), plain(12.74), plain(3.546), plain(0)
    ('∞', '209', '12.7', '3.55', '0')
    """
    if isinf(value):
        return "∞"
    return "0" if value == 0 else f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def needs(
    table: pd.DataFrame,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> pd.DataFrame:
    """What each measure needs, and whether two sides' texts bear it.

    Parameters
    ----------
    table : DataFrame
        As from `keyness.keyness`.
    n_target_texts, n_reference_texts, effective : see `guard.suppressed`

    Returns
    -------
    DataFrame
        ``column, texts, words, expected`` (0 where nothing is needed beyond one), ``suppressed`` (of how many rows),
        ``because``.
    """
    reasons = guard.suppressed(table, n_target_texts, n_reference_texts, effective)
    rows = []
    for column in table:
        requirement = guard.requirement(column)
        if column in reasons:
            rows.append(
                (column, *requirement[:3], int(np.sum(reasons[column] != "")), requirement.because)
            )
    return pd.DataFrame(
        rows, columns=["column", "texts", "words", "expected", "suppressed", "because"]
    )


def needs_in_print(
    words: pd.DataFrame,
    n_target_texts: int = 1,
    n_reference_texts: int = 1,
    effective: float | None = None,
) -> pd.DataFrame:
    """What each measure needs and whether it is printed, measure by measure: `needs` for the words that are compared.

    Returns
    -------
    DataFrame
        ``column, texts, words, expected, because, measure, in_this_book``; no number where nothing is needed.
    """
    table = (
        needs(
            keyness.keyness(*(words[name] for name in guard.COUNTS)).assign(
                shrunk_log_ratio=np.nan
            ),
            n_target_texts,
            n_reference_texts,
            effective,
        )
        .set_index("column")
        .reindex(list(MEASURES))
    )
    data = (
        table.assign(measure=list(MEASURES.values()), because=table["because"].fillna(""))
        .rename_axis("column")
        .reset_index()
    )
    data["in_this_book"] = [
        "suppressed" if count else "shown" for count in data["suppressed"].fillna(0)
    ]
    nothing = guard.Requirement()
    for name in ("texts", "words", "expected"):
        data[name] = data[name].where(data[name] > getattr(nothing, name)).astype("Int64")
    return data.drop(columns="suppressed")
