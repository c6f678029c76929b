"""Figures and tables of words and phrases."""

import pandas as pd
from matplotlib.ticker import MaxNLocator

from ...report import results
from ...report.drawing import COLOURS, MARKERS, NARROW, NEUTRAL, canvas, figure, table
from ...report.findings import slug
from ...text import frequency
from ..report import BEIJING, KREMLIN, Report
from .labels import OF_BEIJING, OF_KREMLIN


@figure
def term_frequency(report: Report) -> dict:
    """Content words that one side's quoted passages have at least twice."""
    table = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data = table[
        (table[["frequency", "frequency_reference"]].max(axis=1) >= 2)
        & ~table["ngram"].isin(frequency.FUNCTION_WORDS)
    ]
    data = data.assign(lead=data["frequency"] - data["frequency_reference"]).sort_values(
        ["lead", "ngram"], ascending=[False, True], ignore_index=True
    )
    picture, axis = canvas(NARROW, 0.42 + 0.25 * len(data))
    for side, column in (("kremlin", "frequency"), ("beijing", "frequency_reference")):
        axis.plot(
            data[column],
            data.index,
            MARKERS[side],
            color=COLOURS[side],
            markersize=7 if side == "kremlin" else 6,
            markeredgecolor="black",
            markeredgewidth=0.5,
            label=results.side_name(side),
            zorder=3 if side == "kremlin" else 4,
        )
    axis.hlines(
        data.index,
        data[["frequency", "frequency_reference"]].min(axis=1),
        data[["frequency", "frequency_reference"]].max(axis=1),
        color=NEUTRAL,
        zorder=2,
    )
    axis.set_yticks(data.index, data["ngram"])
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.grid(axis="x")
    axis.set_xlabel("occurrences in the quoted passages")
    axis.legend(loc="lower right")
    said = "; ".join(
        f"{row.ngram} {row.frequency} and {row.frequency_reference}" for row in data.itertuples()
    )
    return {
        "title": "Content words of each side",
        "caption": "Words of content that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times, with their frequency on both sides: the Kremlin, "
        "{finding}`words-kremlin-2022-06-15-quoted` words; Beijing, {finding}`words-beijing-2022-06-15-quoted` words. A possessive (“russia’s”) is a word of its own. Function words are left out here "
        "and kept in the table.",
        "alt": f"Dots for the two sides a word, the Kremlin's and Beijing's frequency: {said}.",
        "data": data.drop(columns="lead"),
        "picture": picture,
    }


@table
def words(report: Report) -> dict:
    """Every word of both sides' quoted passages."""
    data = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING)).rename(
        columns={"ngram": "word"}
    )
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Every word",
        "data": data,
        "caption": "All words of both sides’ quoted passages of 15 June 2022, words of one side included. Zero means not in the quoted passages.",
        "columns": {"word": "Word", "frequency": OF_KREMLIN, "frequency_reference": OF_BEIJING},
        "links": {
            "frequency": f"word-{KREMLIN}-{{slug}}",
            "frequency_reference": f"word-{BEIJING}-{{slug}}",
        },
    }


@table
def phrases(report: Report) -> dict:
    """Phrases of two and three words that one side's quoted passages have at least twice."""
    parts = [
        frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING), n).assign(n=n)
        for n in (2, 3)
    ]
    data = pd.concat(parts, ignore_index=True).rename(columns={"ngram": "phrase"})
    data = data[data[["frequency", "frequency_reference"]].max(axis=1) >= 2].reset_index(drop=True)
    data["slug"] = data["phrase"].map(slug)
    return {
        "title": "Repeated phrases",
        "data": data,
        "caption": "Phrases of {plain}`2` and {plain}`3` words that one side’s quoted passages have at least {plain}`2` times. No phrase crosses from one passage to the next.",
        "columns": {"phrase": "Phrase", "frequency": "Kremlin", "frequency_reference": "Beijing"},
        "links": {
            "frequency": f"phrase-{KREMLIN}-{{slug}}",
            "frequency_reference": f"phrase-{BEIJING}-{{slug}}",
        },
    }
