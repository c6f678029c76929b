"""Rates of codes as they are found, and corrected for the error of coding: a figure and a table."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Picture

from ...text import frequency
from .. import corrected as rates
from ..drawing import NEUTRAL, PALETTE, WIDE, canvas, distinct, figure, legible, table
from ..fields import PER_THOUSAND, Field
from ..publish import InsufficientData
from ..report import Report

# Rows that are shown and drawn, those with the most stretches; the CSV has all.
ROWS = 30


def _data(report: Report) -> pd.DataFrame:
    found = report.analysis.corrected
    if found.empty:
        raise InsufficientData(
            "No code that a side has was measured, by reading and with these patterns, closely enough in its language for a correction: without the recall nothing can be said of what was missed."
        )
    order = found["frequency"].rank(method="first", ascending=False)
    return found.assign(shown=order <= ROWS)


@figure
def corrected_rates(report: Report) -> dict:
    """The rate of each code as it is found and as it is corrected, with both intervals."""
    data = _data(report)
    shown = data[data["shown"]]
    said = "; ".join(
        f"{row.label}, {row.side}: {row.rate:.1f}, corrected {row.corrected:.1f}"
        for row in shown.itertuples()
    )
    return {
        "title": "Rates with the error of coding",
        "data": data,
        "fields": FIELDS,
        "draw": draw_corrected_rates,
        "caption": f"The rate of each code as it is found, with its exact {{plain}}`95 %` interval if words were independent, and as it is corrected for the stretches that are wrong and those that were "
        f"missed, with an interval that has the doubt of all three. {_MEASURED} {_ROWS}",
        "alt": f"Two marks a row with their intervals. {said[:2500]}.",
    }


def draw_corrected_rates(data: pd.DataFrame) -> Picture:
    """Draw two marks a row with their intervals: as found, and as corrected."""
    shown = data[data["shown"]].reset_index(drop=True)
    labels = distinct(
        [
            legible(f"{row.label}, {row.side}", f"{row.code}, {row.part}")
            for row in shown.itertuples()
        ]
    )
    picture, axis = canvas(WIDE, 0.9 + 0.3 * len(shown))
    places = np.arange(len(shown))
    kinds = (
        ("rate", "low", "high", -0.14, NEUTRAL, "found"),
        (
            "corrected",
            "corrected_low",
            "corrected_high",
            0.14,
            PALETTE[0],
            "corrected",
        ),
    )
    for value, low, high, shift, colour, label in kinds:
        axis.hlines(places + shift, shown[low], shown[high], color=colour)
        axis.plot(
            shown[value], places + shift, "o", color=colour, label=label, markeredgecolor="black"
        )
    axis.set(yticks=places, yticklabels=labels, xlim=(0, None), ylim=(len(shown) - 0.5, -0.5))
    axis.set_xlabel(f"coded stretches per {frequency.PER:,} words")
    axis.grid(axis="x")
    picture.legend(loc="outside lower center", ncols=2)
    return picture


@table
def corrected(report: Report) -> dict:
    """The same rates in numbers, with the precision and the recall that they rest on."""
    data = _data(report)
    data["measured"] = [
        f"{rates.in_print(row.precision, row.precision_low, row.precision_high, 2)}; {rates.in_print(row.recall, row.recall_low, row.recall_high, 2)}"
        for row in data.itertuples()
    ]
    return {
        "title": "Counts with the error of coding",
        "data": data,
        "fields": FIELDS,
        "page_only": ("measured",),
        "shown": "shown",
        "sources": ("label", "side", "measured"),
        "columns": {
            "label": "Code",
            "side": "Side",
            "frequency": "Stretches",
            "rate": "Rate, found",
            "measured": "Precision; recall",
            "corrected": "Rate, corrected",
        },
        "links": {
            "frequency": "code-{part}-{code}",
            "rate": "found-rate-{part}-{code}",
            "corrected": "corrected-rate-{part}-{code}",
        },
        "caption": "Rates per {plain}`1,000` words (of Chinese: characters). The corrected one is the rate times the precision over the recall, after Rogan and Gladen {plain}`1978`, with the predictive value in the place of the specificity (Brenner and Gefeller {plain}`1993`); "
        "its interval has those of all three, by the method of Donner and Zou {plain}`2012` on the scale of logarithms. Precision and recall are of the language, and so the same for all sides that write in it: between these sides the correction changes neither a ratio of rates nor a test of their difference, "
        f"unless a code is harder to find in one side’s texts. {_MEASURED} {_ROWS}",
    }


_MEASURED = (
    "Precision and recall were measured by reading, with the patterns of now, in texts of the language; codes of which they were not measured, or of which the recall may be less than "
    f"{{plain}}`{rates.LEAST_RECALL}`, are left out."
)
_ROWS = (
    f"The {{plain}}`{ROWS}` rows with the most stretches are shown at the most; the CSV has all."
)
FIELDS = {
    "part": "short name of a side’s texts in one language",
    "side": "the same in print",
    "label": "name of the code in print",
    "frequency": Field("distinct coded stretches in these texts", "stretches"),
    "n_tokens": Field("size of these texts; of Chinese every character counts as a word", "words"),
    "rate": Field("stretches by the size", PER_THOUSAND),
    "low": Field("lower end of its exact 95 % interval, if words were independent", PER_THOUSAND),
    "high": Field("upper end of the same", PER_THOUSAND),
    "precision": Field("share of the found stretches that are right, by reading", "share"),
    "precision_low": Field("lower end of its 95 % interval", "share"),
    "precision_high": Field("upper end of the same", "share"),
    "recall": Field("share of what has the code that was found, by reading", "share"),
    "recall_low": Field("lower end of its 95 % interval", "share"),
    "recall_high": Field("upper end of the same", "share"),
    "corrected": Field("the rate times the precision over the recall", PER_THOUSAND),
    "corrected_low": Field("lower end of its 95 % interval", PER_THOUSAND),
    "corrected_high": Field("upper end of the same", PER_THOUSAND),
    "said": "what is said of the precision in print",
}
