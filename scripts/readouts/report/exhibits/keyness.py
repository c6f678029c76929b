"""Figures and tables of keyness."""

from math import comb, log

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from ...corpus.corpus import day
from ...measures import guard
from ...measures.intervals import detectable_frequency
from ...text import frequency
from .. import chance, keywords, subcorpora
from .. import keyness as pairs
from ..drawing import NARROW, NEUTRAL, canvas, count_above, figure, side_styles, small, table
from ..fields import PER_THOUSAND, Field
from ..findings import literal, slug
from ..publish import InsufficientData
from ..report import Report
from .headings import LEADS, compared, counts_of_pair, focus, heading, of_one_language

# The columns of `keyness.keyness`, but for the counts.
MEASURES = {
    "normalized_frequency": Field("rate of the target", PER_THOUSAND),
    "normalized_frequency_reference": Field("rate of the reference", PER_THOUSAND),
    **{
        f"rate_per_1000_{of}{end}": Field(
            f"{side} end of the exact Poisson 95 % interval of the rate of the {whose}, if words were independent",
            PER_THOUSAND,
        )
        for of, whose in (("", "target"), ("reference_", "reference"))
        for end, side in (("low", "lower"), ("high", "upper"))
    },
    "direction": "which of the two has the higher rate: target, reference, or equal",
    "log_likelihood": Field("G2 of two terms", "G2"),
    "log_likelihood_four_term": Field("G2 of four terms", "G2"),
    "g2_four_term_signed": Field(
        "the same, negative where the reference has the higher rate", "G2"
    ),
    "bic": Field("G2 of two terms less the logarithm of the size of both together", "BIC"),
    "log_ratio": Field(
        "Log Ratio: binary logarithm of the ratio of the rates, a frequency of 0 counting as 0.5",
        "doublings",
    ),
    "log_ratio_has_zero": "whether a frequency of 0 counts as 0.5 in it",
    "log_ratio_smoothed": Field(
        "binary logarithm of the ratio of the rates, 0.5 added to both frequencies and to both sizes",
        "doublings",
    ),
    "rate_ratio": Field(
        "rate of the target by that of the reference; inf where the reference has none", "ratio"
    ),
    "rate_ratio_low": Field(
        "lower end of its exact 95 % interval, if words were independent", "ratio"
    ),
    "rate_ratio_high": Field("upper end of the same; inf where the reference has none", "ratio"),
    "lrc": Field(
        "LRC: the bound nearest to 0 of the exact 95 % interval of the binary logarithm of the ratio of the rates; 0 where the interval holds 0",
        "doublings",
    ),
    "positive_lrc": Field("the one-sided lower bound of the same", "doublings"),
    "lrc_bonferroni_100": Field("LRC at a level shared among 100 comparisons", "doublings"),
    "percent_difference": Field(
        "%DIFF: by how much the rate of the target is above that of the reference; negative where it is below",
        "per cent",
    ),
    "percent_difference_note": "why %DIFF is empty; empty where it is defined",
    "simple_maths": Field("ratio of the rates per million, 1 added to each", "ratio"),
    "poisson_p": Field(
        "exact two-sided p that both rates are equal, if words were independent", "probability"
    ),
    "fisher_p": Field(
        "two-sided p of Fisher’s exact test, if words were independent", "probability"
    ),
    "log_odds": Field("difference of log odds with a Dirichlet prior", "natural logarithm"),
    "log_odds_z": Field("the same by its standard error", "standard errors"),
    "log_odds_alpha": Field("the weight of the word in this prior", "words"),
    "log_odds_alpha0": Field("the weight of the whole prior", "words"),
    "log_odds_prior": "what the prior was made from",
    "holm": Field("poisson_p, corrected by Holm over the rows that family names", "probability"),
    "benjamini_hochberg": Field(
        "poisson_p, corrected by Benjamini and Hochberg over the same rows", "probability"
    ),
    "document_frequency": Field("distinct texts of the target that have the word", "texts"),
    "document_frequency_reference": Field(
        "distinct texts of the reference that have the word", "texts"
    ),
    "shrunk_log_ratio": Field(
        "binary logarithm of the ratio of the rates, drawn towards 0 where little is known",
        "doublings",
    ),
    "shrunk_log_ratio_low": Field(
        "lower end of its 95 % interval, from how whole texts spread", "doublings"
    ),
    "shrunk_log_ratio_high": Field("upper end of the same", "doublings"),
    "permutation_p": Field(
        "two-sided p of relabelling whole texts, of the word by itself", "probability"
    ),
    "max_t_p": Field("the same, adjusted for all words tested", "probability"),
    "text_dispersion_keyness": Field("G2 of two terms, of the numbers of texts", "G2"),
    "dp_norm": Field(
        "dispersion of the word over the texts of the target: 0 in proportion to their length, 1 all in the smallest text",
        "share",
    ),
    "dp_norm_reference": Field("the same over the texts of the reference", "share"),
    "family": "the rows over which p is corrected, and how many they are",
    "withheld_because": "which columns are empty in this row because the texts cannot bear them, and why",
}


def measures(data: pd.DataFrame) -> dict[str, Field | str]:
    """Describe the measures of keyness among the columns of a table."""
    return {name: field for name, field in MEASURES.items() if name in data}


def _pairs(report: Report) -> list:
    found = report.analysis.pairs
    if not found:
        raise InsufficientData(
            "No two sides write in one language. Words of different languages are not the same types, so that no count of one can be set against a count of the other: "
            "these texts are compared by coded frames."
        )
    return found


@table
def keyness(report: Report) -> dict:
    """The words of each side against the others of its language, with the measures that the texts can bear."""
    # The published table of a pair is ordered by frequency alone, and its columns name no target.
    if report.settings.focused:
        return _keyness_of_pair(report)
    found = _pairs(report)
    data = pd.concat(
        [
            pair.words.assign(
                target=pair.target.id,
                side=pair.target.name,
                others=pair.reference_id,
                others_name=pair.reference_name,
                id=[vocabulary.ids[word] for word in pair.words["word"]],
            )
            for vocabulary, pair in found
        ],
        ignore_index=True,
    )
    if not data["shown"].any():
        raise InsufficientData(
            "No word stands twice in a side’s texts at a rate of its own: in texts so short a list of keywords would be a list of accidents."
        )
    names = {"target": data["side"], "reference": data["others_name"], "equal": "equal"}
    data["higher"] = [
        names[which] if which == "equal" else names[which][number]
        for number, which in enumerate(data["direction"])
    ]
    data["by_text"] = [
        f"{low:+.2f} to {high:+.2f}".replace("-", "−") + ("" if p != p else f"; {p:.2g}")
        if low == low
        else None
        for low, high, p in zip(
            data["shrunk_log_ratio_low"], data["shrunk_log_ratio_high"], data["max_t_p"]
        )
    ]
    one = found[0][1] if len(found) == 1 else None
    links = {
        "frequency": "word-{target}-{id}",
        "rate": "rate-word-{target}-{id}",
        "frequency_reference": "word-{others}-{id}",
        "rate_reference": "rate-word-{others}-{id}",
        "log_ratio": "log-ratio-{target}-{id}",
        "rate_ratio": "rate-ratio-{target}-{id}",
    }
    columns = {
        "word": "Word",
        "frequency": heading(one.target) if one else "Frequency",
        "rate": "Rate",
        "frequency_reference": heading(one.reference[0])
        if one and len(one.reference) == 1
        else "Frequency, others",
        "rate_reference": "Rate",
        "log_ratio": "Log Ratio",
        "rate_ratio": "Ratio of rates",
        "by_text": "Over texts; p",
    }
    if one is None:
        columns = {"side": "Side", **columns}
    if withheld := bool(data.loc[data["shown"], "by_text"].isna().all()):
        del columns["by_text"]
    return {
        "title": "Keyness",
        "data": data,
        "fields": {
            "target": "short name of the target: a side’s texts in one language",
            "side": "the target’s side in print",
            "others": "short name of the reference: another side’s texts in the language, or those of all others",
            "others_name": "the reference in print",
            "frequency": Field("occurrences in the target", "occurrences"),
            "n_target": Field("words of the target", "words"),
            "frequency_reference": Field("occurrences in the reference", "occurrences"),
            "n_reference": Field("words of the reference", "words"),
            "higher": "the side with the higher rate, in print; or equal",
            **measures(data),
        },
        "page_only": ("id", "by_text"),
        "missing": {"by_text": guard.SUPPRESSED},
        "shown": "shown",
        "columns": columns,
        "links": links,
        "sources": ("word", "by_text"),
        "caption": f"{_against(one)} {_order(data)} The CSV has every word and every measure. Rates are per {{plain}}`1,000` {_units(found)}; † marks a Log Ratio in which a "
        "zero counts as {plain}`0.5`. In brackets the exact {plain}`95 %` interval, if words were independent. "
        f"{_over_texts(withheld)}" + compared(report),
    }


def _units(found: list) -> str:
    """What the sizes of those that are compared are counted in."""
    return " or ".join(dict.fromkeys(pair.target.unit for _, pair in found))


def _over_texts(withheld: bool) -> str:
    reasons = "{numref}`tab-keyness-needs` has the reasons."
    if withheld:
        return f"The texts are too few for an interval over texts, and for a test: {reasons}"
    return (
        "Over texts: the {plain}`95 %` interval of the log ratio from how whole texts spread, and the p of relabelling whole texts, adjusted for "
        f"all words tested. Suppressed: {reasons}"
    )


def _against(one: pairs.Pair | None) -> str:
    if one and len(one.reference) == 1:
        return f"Words of content that one side has at least {{plain}}`2` times. Log Ratio and the ratio of rates are those of {literal(one.target.name)} over {literal(one.reference_name)}."
    return (
        "Each side against the other sides of its language together: words of content that it has at least {plain}`2` times and at a higher rate. "
        "Log Ratio and the ratio of rates are the side’s over the others’."
    )


def _order(data: pd.DataFrame) -> str:
    if data["shrunk_log_ratio"].isna().all():
        return f"Of so few texts no measure can rank words: first stand those that lead most over general language{LEADS}"
    return f"They stand by the end of the interval over texts that lies nearer to no difference, and then by how far they lead over general language{LEADS}"


@table
def keyness_chance(report: Report) -> dict:
    """How many words each test takes for keywords, and how many where there is nothing to find."""
    tables = [
        table.assign(side=pair.target.name, target=pair.target.id)
        for (_, pair), table in zip(_pairs(report), report.analysis.chance)
        if len(table)
    ]
    if not tables:
        raise InsufficientData(
            f"To say how many keywords chance makes, the texts of both sides are divided at random: that needs {guard.TEST.texts} texts a side, and not so many that it takes more than some seconds."
        )
    data = pd.concat(tables, ignore_index=True)
    data["id"] = data["test"].map(slug)
    data["range"] = [f"{low:,} to {high:,}" for low, high in zip(data["least"], data["most"])]
    side = {"side": "Side"} if len(tables) > 1 else {}
    splits, seed = int(data["splits"].iloc[0]), chance.SEED
    return {
        "title": "How many keywords chance makes",
        "data": data,
        "fields": CHANCE,
        "page_only": ("id", "range"),
        "columns": {
            **side,
            "test": "Test",
            "unit": "Its unit",
            "found": "Keywords here",
            "mean": "By chance, mean",
            "range": "Least to most",
        },
        "links": {"found": "keywords-{target}-{id}", "mean": "chance-{target}-{id}"},
        "sources": ("test", "range"),
        "caption": f"The same texts, divided at random {{plain}}`{splits}` times into as many as either side has (seed {{plain}}`{seed}`): of such a division there is nothing to find, so that every word that "
        "a test takes for a keyword is one of chance. A test whose number here is not far above it says nothing. Tests that take every word for drawn by itself find many. "
        "The test by relabelling is adjusted for all words. The command {plain}`readouts compare --null` makes it with more divisions.",
    }


@table
def keyness_needs(report: Report) -> dict:
    """What each measure needs, what is at hand, and hence whether it is printed."""
    if report.settings.focused:
        return _needs_of_pair(report)
    found = _pairs(report)
    shortest = min(
        (pair for _, pair in found),
        key=lambda pair: min(pair.target.n_tokens, sum(part.n_tokens for part in pair.reference)),
    )
    side = min(
        (shortest.target, *shortest.reference),
        key=lambda part: part.n_tokens,
    )
    texts = min(
        (part for _, pair in found for part in (pair.target, *pair.reference)),
        key=subcorpora.n_texts,
    )
    return {
        "title": "What a measure needs",
        "data": pairs.needs(shortest),
        "fields": NEEDS,
        "caption": "The least that each measure needs on either side, by the rules of the package, and whether the shortest comparison here bears it. The side with "
        f"the fewest readouts, {literal(texts.name)}, has {{finding}}`texts-{texts.id}`; that with the fewest words, {literal(side.name)}, "
        f"{{finding}}`words-{side.id}` words. An empty cell asks for nothing beyond a count.",
        "columns": {
            "measure": "Measure",
            "texts": "Texts a side",
            "words": "Words a side",
            "expected": "Expected occurrences a side",
            "in_this_book": "Here",
            "because": "Because",
        },
        "sources": ("texts", "words", "expected", "measure"),
    }


def _keyness_of_pair(report: Report) -> dict:
    """Both sides' words with the measures that their texts can bear."""
    target, reference = of_one_language(report)
    data = keywords.compare(report.corpus.of(target.id), report.corpus.of(reference.id))
    data["shown"] = data[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST
    data["higher"] = data["direction"].map(
        {"target": target.side.name, "reference": reference.side.name, "equal": "equal"}
    )
    data["lrc_and_p"] = [
        f"{guard.in_print(lrc)}; {guard.in_print(p)}" if lrc == lrc or p == p else None
        for lrc, p in zip(data["lrc"], data["fisher_p"])
    ]
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Keyness, both ways",
        "data": data,
        "fields": {
            **counts_of_pair(report),
            "higher": "the side with the higher rate, in print; or equal",
            **measures(data),
        },
        "page_only": ("lrc_and_p", "slug"),
        "missing": {"lrc_and_p": guard.SUPPRESSED},
        "shown": "shown",
        "caption": f"Words that one side’s {report.settings.excerpts} of {day(report.settings.event)} have at least {{plain}}`2` times, by their frequency on both sides together; the CSV has every word and every measure. "
        f"Rates are per {{plain}}`1,000` words. Log Ratio and the ratio of rates are {target.side.whose} over {reference.side.whose}; † marks a Log Ratio in which a zero counts as {{plain}}`0.5`. In brackets "
        "the exact {plain}`95 %` interval, if words were independent. Suppressed: {numref}`tab-keyness-needs` has the reasons.",
        "columns": {
            "word": "Word",
            "frequency": target.heading,
            "rate": "Rate",
            "frequency_reference": reference.heading,
            "rate_reference": "Rate",
            "higher": "Higher rate",
            "log_ratio": "Log Ratio",
            "rate_ratio": "Ratio of rates",
            "lrc_and_p": "LRC; Fisher’s p",
        },
        "links": {
            "frequency": f"word-{target.id}-{{slug}}",
            "rate": f"rate-word-{target.id}-{{slug}}",
            "frequency_reference": f"word-{reference.id}-{{slug}}",
            "rate_reference": f"rate-word-{reference.id}-{{slug}}",
            "log_ratio": "log-ratio-{slug}",
            "rate_ratio": "rate-ratio-{slug}",
        },
    }


def _needs_of_pair(report: Report) -> dict:
    """What each measure needs, what is at hand, and hence whether it is printed."""
    target, reference = focus(report)
    data = keywords.needs_in_print(
        frequency.compare(report.corpus.of(target.id), report.corpus.of(reference.id))
    )
    shorter = min(
        report.settings.pair, key=lambda readout: report.findings[f"words-{readout}"].value
    )
    return {
        "title": "What a measure needs",
        "data": data,
        "fields": NEEDS,
        "caption": f"The least that each measure needs on either side, by the rules of this book. At hand are {{finding}}`texts-{target.id}` text a side and {{finding}}`words-{shorter}` words on the "
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


CHANCE = {
    "side": "the target’s side in print",
    "target": "short name of the target: a side’s texts in one language",
    "test": "the test, and what makes a word a keyword",
    "unit": "what it takes for drawn independently: the word or the text",
    "adjusted": "whether it is adjusted for all words that are tested",
    "found": Field("keywords of the target against its reference", "words"),
    "mean": Field("mean number of keywords over the random divisions", "words"),
    "least": Field("the smallest number in a division", "words"),
    "most": Field("the largest number in a division", "words"),
    "with_any": Field("divisions in which there is any", "divisions"),
    "splits": Field("random divisions", "divisions"),
    "relabellings": Field(
        "relabellings for the test by relabelling, in each division", "relabellings"
    ),
    "words": Field("words that are tested", "words"),
}
NEEDS = {
    "column": "the measure: the first of its columns in the table of keyness",
    "texts": Field("texts that it needs on either side; empty where one will do", "texts"),
    "words": Field("words that it needs on either side; empty where one will do", "words"),
    "expected": Field(
        "expected occurrences that it needs on either side; empty where it needs none",
        "occurrences",
    ),
    "because": "why it needs them",
    "measure": "the measure in print",
    "in_this_book": "whether it is shown here or suppressed",
}


@figure
def detectable_difference(report: Report) -> dict:
    """Every word by its frequency on both sides, and the frequencies from which the interval of the ratio of rates excludes 1."""
    if not report.settings.focused:
        raise InsufficientData("No two readouts are in focus.")
    target, reference = of_one_language(report)
    table = frequency.compare(report.corpus.of(target.id), report.corpus.of(reference.id))
    data = (
        table.groupby(["frequency", "frequency_reference"])["ngram"]
        .agg(words="size", which="; ".join)
        .reset_index()
    )
    sizes = [report.findings[f"words-{readout}"].value for readout in report.settings.pair]
    data["n_target"], data["n_reference"] = sizes
    data["detectable_frequency"] = detectable_frequency(
        sizes[0], data["frequency_reference"], sizes[1]
    )
    data["detectable_frequency_reference"] = detectable_frequency(
        sizes[1], data["frequency"], sizes[0]
    )
    styles = side_styles(report.settings.names)
    said = "; ".join(
        f"{row.frequency} and {row.frequency_reference}, {row.words} words"
        for row in data.itertuples()
    )
    beyond = (data["frequency"] >= data["detectable_frequency"]) | (
        data["frequency_reference"] >= data["detectable_frequency_reference"]
    )
    lies = (
        ("some words lie there", "some words lie in them.")
        if beyond.any()
        else ("no word lies there", "no word lies in them.")
    )
    return {
        "title": "What the passages could show",
        "caption": f"All words of the {report.settings.excerpts} of {day(report.settings.event)} by their frequency on both sides; the number in a mark is how many words stand there. Shaded: where the exact {{plain}}`95 %` interval of the "
        f"ratio of rates excludes {{plain}}`1`, if words were independent; {lies[0]}: one that the other side does not have would have to occur {{finding}}`detectable-{target.id}` times "
        f"in {target.side.whose} {{finding}}`words-{target.id}` words, or {{finding}}`detectable-{reference.id}` times in {reference.side.whose} {{finding}}`words-{reference.id}`.",
        "fields": {
            "frequency": Field(f"occurrences in {target.side.whose} passages", "occurrences"),
            "frequency_reference": Field(
                f"occurrences in {reference.side.whose} passages", "occurrences"
            ),
            "n_target": Field(f"words of {target.side.whose} passages", "words"),
            "n_reference": Field(f"words of {reference.side.whose} passages", "words"),
            "words": Field("how many words have these two frequencies", "words"),
            "which": "these words, joined by a semicolon",
            "detectable_frequency": Field(
                f"the smallest frequency in {target.side.whose} passages whose exact 95 % interval of the ratio of rates excludes 1, given frequency_reference",
                "occurrences",
            ),
            "detectable_frequency_reference": Field(
                f"the same in {reference.side.whose} passages, given frequency", "occurrences"
            ),
        },
        "alt": f"Words placed by their frequency on {target.side.prose}'s and on {reference.side.prose}'s side. Two shaded regions, one for either side, begin far from the words; {lies[1]} Frequencies: {said}.",
        "data": data,
        "draw": draw_detectable_difference,
        "look": {
            "colours": [styles[one.side.id].colour for one in (target, reference)],
            "opening": [target.side.opening, reference.side.opening],
            "whose": [target.side.whose, reference.side.whose],
        },
    }


def draw_detectable_difference(
    data: pd.DataFrame, colours: list[str], opening: list[str], whose: list[str]
) -> Picture:
    """Draw words by their frequency on both sides, and shade where the interval of the ratio excludes 1."""
    sizes = [int(data[column].iloc[0]) for column in ("n_target", "n_reference")]
    picture, axis = canvas(NARROW, 4.1)
    right, top = data["frequency"].max() + 3, data["frequency_reference"].max() + 8
    edges = np.arange(-0.5, max(right, top) + 1)
    limits = [
        detectable_frequency(own, np.arange(len(edges)), other) - 0.5
        for own, other in (sizes, sizes[::-1])
    ]
    axis.fill_between(
        edges,
        limits[1],
        2 * top,
        step="post",
        color=colours[1],
        alpha=0.25,
        linewidth=0,
    )
    axis.fill_betweenx(
        edges,
        limits[0],
        2 * right,
        step="post",
        color=colours[0],
        alpha=0.18,
        linewidth=0,
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
            fontsize=small(),
            zorder=4,
        )
        if max(row.frequency, row.frequency_reference) > 2:
            shift = (-8, 11) if (row.frequency + 1, row.frequency_reference) in taken else (11, -3)
            axis.annotate(
                row.which.replace("; ", ", "),
                (row.frequency, row.frequency_reference),
                xytext=shift,
                textcoords="offset points",
                fontsize=small(),
            )
    axis.text(
        -0.3,
        top - 0.4,
        f"{opening[1]}’s\nrate is higher",
        fontsize=small(),
        va="top",
    )
    axis.text(
        right - 0.2,
        0.1,
        f"{opening[0]}’s\nrate is higher",
        fontsize=small(),
        ha="right",
    )
    axis.set(
        xlim=(-0.7, right),
        ylim=(-0.9, top),
        xlabel=f"frequency in {whose[0]} passages",
    )
    count_above(picture, f"frequency in {whose[1]} passages")
    for one in (axis.xaxis, axis.yaxis):
        one.set_major_locator(MaxNLocator(integer=True))
    return picture


@figure
def zero_bound(report: Report) -> dict:
    """With what rate the absence of a word from a text of so many words is still compatible."""
    if not report.settings.focused:
        raise InsufficientData("No two readouts are in focus.")
    texts = {one.id: (one.side.id, f"{one.side.name}, passages") for one in focus(report)}
    if report.settings.full_texts:
        for side, readout in focus(report, report.settings.full_texts):
            month = f"{report.corpus.readouts.at[readout, 'event_date']:%B}"
            texts[readout] = (side.id, f"{side.name}, full, {month}")
    data = pd.DataFrame(
        [
            (
                name,
                label,
                side,
                report.findings[f"words-{name}"].value,
                report.findings[f"zero-bound-{name}"].value,
            )
            for name, (side, label) in texts.items()
        ],
        columns=["readout_id", "label", "side", "n_target", "upper_bound"],
    )
    said = "; ".join(
        f"{row.label}, {row.n_target} words, {row.upper_bound:.1f}" for row in data.itertuples()
    )
    return {
        "title": "What a zero can hide",
        "caption": "Up to which rate per {plain}`1,000` words a word may be used and still be missing from a text, by the length of the text: the upper end of the exact Poisson "
        "{plain}`95 %` interval of a zero count, if words were independent. Marked: the texts of this report.",
        "alt": f"A falling curve. {said}.",
        "fields": {
            "label": "the text in print",
            "n_target": Field("words of the text", "words"),
            "upper_bound": Field(
                "the highest rate that is compatible with no occurrence in so many words: upper end of the exact Poisson 95 % interval of a zero count",
                PER_THOUSAND,
            ),
        },
        "data": data,
        "draw": draw_zero_bound,
        "look": {"sides": report.settings.names},
    }


def draw_zero_bound(data: pd.DataFrame, sides: dict[str, str]) -> Picture:
    """Draw the bound by the length of a text, and mark the texts of the report."""
    words = pd.Series(range(60, 601))
    picture, axis = canvas(NARROW, 2.7)
    axis.plot(words, -log(0.025) * frequency.PER / words, color=NEUTRAL)
    styles = side_styles(sides)
    for row in data.itertuples():
        style = styles[row.side]
        axis.plot(
            row.n_target,
            row.upper_bound,
            style.marker,
            color=style.colour,
            markeredgecolor="black",
            markeredgewidth=0.5,
        )
        axis.annotate(
            f"{row.label}: {row.upper_bound:.1f}",
            (row.n_target, row.upper_bound),
            xytext=(6, 5),
            textcoords="offset points",
        )
    axis.set(xlabel="words in the text", xlim=(40, words.max()), ylim=(0, None))
    count_above(picture, "highest rate per 1,000 words behind a zero")
    axis.grid(axis="y")
    return picture


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
        "fields": {
            "n_target_texts": Field("texts of one side", "texts"),
            "n_reference_texts": Field("texts of the other", "texts"),
            "relabellings": Field("ways to deal the labels of the texts", "ways"),
            "attainable_p": Field(
                "the smallest two-sided p that a test by relabelling whole texts can reach",
                "probability",
            ),
        },
        "page_only": ("p",),
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
