"""Figures and tables of keyness."""

from math import comb

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ...measures import guard
from ...measures.intervals import detectable_frequency
from ...report import keywords
from ...report.drawing import COLOURS, NARROW, NEUTRAL, canvas, figure, table
from ...report.findings import slug
from ...text import frequency
from ..report import BEIJING, KREMLIN, PAIR, Report
from .labels import OF_BEIJING, OF_KREMLIN


@figure
def detectable_difference(report: Report) -> dict:
    """Every word by its frequency on both sides, and the frequencies from which the interval of the ratio of rates excludes 1."""
    table = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data = (
        table.groupby(["frequency", "frequency_reference"])["ngram"]
        .agg(words="size", which="; ".join)
        .reset_index()
    )
    sizes = [report.findings[f"words-{readout}"].value for readout in PAIR]
    data["detectable_frequency"] = detectable_frequency(
        sizes[0], data["frequency_reference"], sizes[1]
    )
    data["detectable_frequency_reference"] = detectable_frequency(
        sizes[1], data["frequency"], sizes[0]
    )
    picture, axis = canvas(NARROW, 4.1)
    right, top = data["frequency"].max() + 3, data["frequency_reference"].max() + 8
    edges = np.arange(-0.5, max(right, top) + 1)
    limits = [
        detectable_frequency(own, np.arange(len(edges)), other) - 0.5
        for own, other in (sizes, sizes[::-1])
    ]
    axis.fill_between(
        edges, limits[1], 2 * top, step="post", color=COLOURS["beijing"], alpha=0.25, linewidth=0
    )
    axis.fill_betweenx(
        edges, limits[0], 2 * right, step="post", color=COLOURS["kremlin"], alpha=0.18, linewidth=0
    )
    axis.scatter(
        data["frequency"],
        data["frequency_reference"],
        s=80 + 6 * data["words"].clip(upper=20),
        color="white",
        edgecolor="black",
        linewidth=0.7,
        zorder=3,
    )
    taken = set(zip(data["frequency"], data["frequency_reference"]))
    for row in data.itertuples():
        axis.text(
            row.frequency,
            row.frequency_reference,
            str(row.words),
            ha="center",
            va="center_baseline",
            fontsize=7.5,
            zorder=4,
        )
        if max(row.frequency, row.frequency_reference) > 2:
            shift = (-8, 11) if (row.frequency + 1, row.frequency_reference) in taken else (11, -3)
            axis.annotate(
                row.which.replace("; ", ", "),
                (row.frequency, row.frequency_reference),
                xytext=shift,
                textcoords="offset points",
                fontsize=8,
            )
    axis.text(-0.3, top - 2.2, "Beijing’s rate is higher:\nthe interval lies below 1", fontsize=8.5)
    axis.text(
        right - 0.2,
        0.1,
        "The Kremlin’s rate is higher:\nthe interval lies above 1",
        fontsize=8.5,
        ha="right",
    )
    axis.set(
        xlim=(-0.7, right),
        ylim=(-0.9, top),
        xlabel="frequency in the Kremlin’s passages",
        ylabel="frequency in Beijing’s passages",
    )
    for one in (axis.xaxis, axis.yaxis):
        one.set_major_locator(MaxNLocator(integer=True))
    said = "; ".join(
        f"{row.frequency} and {row.frequency_reference}, {row.words} words"
        for row in data.itertuples()
    )
    return {
        "title": "What the passages could show",
        "caption": "All words of the quoted passages of 15 June 2022 by their frequency on both sides; the number in a mark is how many words stand there. Shaded: where the exact {plain}`95 %` interval of the "
        "ratio of rates excludes {plain}`1`, if words were independent. A word that the other side does not have would have to occur {finding}`detectable-kremlin-2022-06-15-quoted` times "
        "in the Kremlin’s {finding}`words-kremlin-2022-06-15-quoted` words, or {finding}`detectable-beijing-2022-06-15-quoted` times in Beijing’s {finding}`words-beijing-2022-06-15-quoted`. No word lies there.",
        "alt": f"Words placed by their frequency on the Kremlin's and on Beijing's side. Two shaded regions, one for either side, begin far from the words; no word lies in them. Frequencies: {said}.",
        "data": data,
        "picture": picture,
    }


@figure
def zero_bound(report: Report) -> dict:
    """With what rate the absence of a word from a text of so many words is still compatible."""
    from math import log

    texts = {
        "kremlin-2022-06-15-quoted": "Kremlin, passages",
        "beijing-2022-06-15-quoted": "Beijing, passages",
        "kremlin-2022-02-25-full": "Kremlin, full, February",
        "kremlin-2022-06-15-full": "Kremlin, full, June",
    }
    data = pd.DataFrame(
        [
            (
                name,
                label,
                report.findings[f"words-{name}"].value,
                report.findings[f"zero-bound-{name}"].value,
            )
            for name, label in texts.items()
        ],
        columns=["readout_id", "label", "n_target", "upper_bound"],
    )
    words = pd.Series(range(60, 401))
    picture, axis = canvas(NARROW, 2.7)
    axis.plot(words, -log(0.025) * frequency.PER / words, color=NEUTRAL)
    axis.plot(
        data["n_target"],
        data["upper_bound"],
        "o",
        color=COLOURS["kremlin"],
        markeredgecolor="black",
        markeredgewidth=0.5,
    )
    for row in data.itertuples():
        axis.annotate(
            f"{row.label}: {row.upper_bound:.1f}",
            (row.n_target, row.upper_bound),
            xytext=(6, 5),
            textcoords="offset points",
        )
    axis.set(
        xlabel="words in the text", ylabel="rate per 1,000 words", xlim=(40, 480), ylim=(0, None)
    )
    axis.grid(axis="y")
    said = "; ".join(
        f"{row.label}, {row.n_target} words, {row.upper_bound:.1f}" for row in data.itertuples()
    )
    return {
        "title": "What a zero can hide",
        "caption": "Up to which rate per {plain}`1,000` words a word may be used and still be missing from a text, by the length of the text: the upper end of the exact Poisson "
        "{plain}`95 %` interval of a zero count, if words were independent. Marked: the texts of this report.",
        "alt": f"A falling curve. {said}.",
        "data": data,
        "picture": picture,
    }


@table
def keyness(report: Report) -> dict:
    """Both sides' words with the measures that their texts can bear."""
    data = keywords.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    data["shown"] = data[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    data["higher"] = data["direction"].map(
        {"target": "Kremlin", "reference": "Beijing", "equal": "equal"}
    )
    data["lrc_and_p"] = [
        f"{guard.in_print(lrc)}; {guard.in_print(p)}" if lrc == lrc or p == p else None
        for lrc, p in zip(data["lrc"], data["fisher_p"])
    ]
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Keyness, both ways",
        "data": data,
        "shown": "shown",
        "missing": {"lrc_and_p": guard.SUPPRESSED},
        "caption": "Words that one side’s quoted passages of 15 June 2022 have at least {plain}`2` times, by their frequency on both sides together; the CSV has every word and every measure. "
        "Rates are per {plain}`1,000` words. Log Ratio and the ratio of rates are the Kremlin’s over Beijing’s; † marks a Log Ratio in which a zero counts as {plain}`0.5`. In brackets "
        "the exact {plain}`95 %` interval, if words were independent. Suppressed: {numref}`tab-keyness-needs` has the reasons.",
        "columns": {
            "word": "Word",
            "frequency": OF_KREMLIN,
            "rate": "Rate",
            "frequency_reference": OF_BEIJING,
            "rate_reference": "Rate",
            "higher": "Higher rate",
            "log_ratio": "Log Ratio",
            "rate_ratio": "Ratio of rates",
            "lrc_and_p": "LRC; Fisher’s p",
        },
        "links": {
            "frequency": f"word-{KREMLIN}-{{slug}}",
            "rate": f"rate-word-{KREMLIN}-{{slug}}",
            "frequency_reference": f"word-{BEIJING}-{{slug}}",
            "rate_reference": f"rate-word-{BEIJING}-{{slug}}",
            "log_ratio": "log-ratio-{slug}",
            "rate_ratio": "rate-ratio-{slug}",
        },
    }


@table
def keyness_needs(report: Report) -> dict:
    """What each measure needs, what is at hand, and hence whether it is printed."""
    data = keywords.needs_in_print(
        frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING))
    )
    shorter = min((KREMLIN, BEIJING), key=lambda readout: report.findings[f"words-{readout}"].value)
    return {
        "title": "What a measure needs",
        "data": data,
        "caption": f"The least that each measure needs on either side, by the rules of this book. At hand are {{finding}}`texts-{KREMLIN}` text a side and {{finding}}`words-{shorter}` words on the "
        "shorter one. An empty cell asks for nothing beyond a count.",
        "columns": {
            "measure": "Measure",
            "texts": "Texts a side",
            "words": "Words a side",
            "expected": "Expected occurrences a side",
            "in_this_book": "In this book",
            "because": "Because",
        },
        "sources": ("texts", "words", "expected", "measure"),
    }


@table
def attainable_p(report: Report) -> dict:
    """The smallest p that relabelling whole texts can reach, by the number of texts."""
    pairs = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (1, 19), (1, 39), (2, 6)]
    data = pd.DataFrame(
        [(n, m, comb(n + m, n), guard.attainable_p(n, m)) for n, m in pairs],
        columns=["n_target_texts", "n_reference_texts", "relabellings", "attainable_p"],
    )
    data["p"] = [f"{p:.3f}" if p < 1 else "1" for p in data["attainable_p"]]
    return {
        "title": "What so many texts can reach",
        "data": data,
        "caption": "The smallest two-sided p that a test by dealing the labels of whole texts anew can reach, whatever the words are. It follows from the number of ways to deal them: {plain}`2` in "
        "C({plain}`2`n, n) with n texts on either side, since every way has a mirror image with as large a difference, and {plain}`1` in C(n + m, n) with unequal numbers. No count of these texts enters.",
        "columns": {
            "n_target_texts": "Texts of one side",
            "n_reference_texts": "Texts of the other",
            "relabellings": "Ways to label them",
            "p": "Smallest p",
        },
        "sources": ("n_target_texts", "n_reference_texts", "relabellings", "p"),
    }
