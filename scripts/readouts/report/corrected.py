"""Rates of codes, corrected for what a coding finds wrongly and what it misses, where both were measured by reading."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..measures.accuracy import Estimate, corrected
from ..measures.intervals import rate_interval
from ..text.frequency import PER
from . import precision, results
from .findings import Finding

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("frames", "codebook", "patterns")
COLUMNS = (
    "part", "side", "code", "label", "frequency", "n_tokens", "rate", "low", "high", "precision", "precision_low", "precision_high",
    "recall", "recall_low", "recall_high", "corrected", "corrected_low", "corrected_high", "said",
)  # fmt: skip
# A rate is corrected where so much of what has the code is found at the least: of a recall that may be near 0 nothing follows.
LEAST_RECALL = 0.1


def rates(context: "Analysis") -> pd.DataFrame:
    """Each code that a side has, of which precision and recall in its language were measured with these patterns: `COLUMNS`.

    In the order of the sides and of the codebook.
    """
    rows = []
    labels = context.codebook.codes["label"]
    for part in context.subcorpora:
        for code in results.looked_for(context.codebook, part.language):
            of_code = precision.measured(context, code, part.language)
            frequency = context.codes.count(part.id, code)
            if of_code is None or not frequency or not of_code[1].low >= LEAST_RECALL:
                continue
            low, high = rate_interval(frequency, part.n_tokens)
            rate = Estimate(frequency * PER / part.n_tokens, float(low), float(high))
            said = precision.said(context, code, part.language)
            counted = part.id, part.name, code, labels[code], frequency, part.n_tokens
            rows.append(
                (*counted, *rate, *of_code[0], *of_code[1], *corrected(rate, *of_code), said)
            )
    return pd.DataFrame(rows, columns=[*COLUMNS])


def findings(context: "Analysis") -> Iterator[Finding]:
    """Each rate as it is found and as it is corrected: ``found-rate-<part>-<code>``, ``corrected-rate-<part>-<code>``."""
    for row in context.corrected.itertuples():
        name, parts = f"{row.part}-{row.code}", (f"code-{row.part}-{row.code}", f"words-{row.part}")
        label = f"{row.label}, per 1,000 words: {row.side}"
        yield Finding(
            f"found-rate-{name}",
            row.rate,
            f"found: {label}",
            parts=parts,
            formula="the count over the words, times 1,000, with its exact Poisson 95 % interval, if words were independent",
            shown=in_print(row.rate, row.low, row.high),
        )
        yield Finding(
            f"corrected-rate-{name}",
            row.corrected,
            f"corrected: {label}",
            parts=parts,
            formula=f"the rate × precision / recall, with the intervals of all three. Precision {row.said}; recall {in_print(row.recall, row.recall_low, row.recall_high, 2)}",
            shown=in_print(row.corrected, row.corrected_low, row.corrected_high),
        )


def in_print(value: float, low: float, high: float, digits: int = 1) -> str:
    """A value with its interval in print.

    Examples
    --------
    >>> in_print(1.25, 0.5, 3.0)
    '1.2 (0.5 to 3.0)'
    """
    return f"{value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"
