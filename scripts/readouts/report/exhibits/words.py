"""Figures and tables of words and phrases."""

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from ...corpus.corpus import day
from ...text import frequency
from ...text.languages import primary
from .. import unshared
from .. import words as counted
from ..drawing import (
    FEW,
    NARROW,
    NEUTRAL,
    WIDE,
    canvas,
    drawable,
    figure,
    legible,
    named_above,
    of_words,
    side_styles,
    table,
    wrapped,
)
from ..fields import Field
from ..findings import slug, slugs
from ..publish import InsufficientData
from ..report import Report
from ..results import in_print
from ..subcorpora import language_name
from ..words import LanguageWords
from .headings import (
    LEADS,
    compared,
    counts_of_pair,
    heading,
    keyed,
    listed,
    of_one_language,
    shown,
    sizes,
)

DRAWN = 30
DRAWN_OF_PAIR = 60


@figure
def content_words(report: Report) -> dict:
    """The most frequent words of content, by their rate in each side."""
    vocabulary = max(
        report.analysis.vocabularies,
        key=lambda one: (_drawn(one).any(), len(one.parts), int(one.words.to_numpy().sum())),
    )
    parts = shown(report, vocabulary.parts)
    counts = vocabulary.content()
    counts = counts[_drawn(vocabulary).reindex(counts.index)]
    if len(counts) < FEW:
        raise InsufficientData(
            "Fewer than four words of content that the figure’s font can draw stand twice in a side’s texts: too few to be drawn. The tables have every word."
        )
    rates = counts / vocabulary.words.sum() * frequency.PER
    first = rates.max(axis=1).sort_values(ascending=False, kind="stable").index[:DRAWN]
    lead = rates.loc[first, [part.id for part in parts]]
    order = (
        (lead[parts[0].id] - lead.drop(columns=parts[0].id).max(axis=1).fillna(0))
        .sort_values(ascending=False, kind="stable")
        .index
    )
    data = pd.concat(
        [
            pd.DataFrame(
                {
                    "word": order,
                    "side": part.name,
                    "frequency": counts.loc[order, part.id].to_numpy(),
                    "n_target": int(vocabulary.words[part.id].sum()),
                    "normalized_frequency": rates.loc[order, part.id].to_numpy(),
                }
            )
            for part in vocabulary.parts
        ],
        ignore_index=True,
    )
    only = f" Words in {language_name(vocabulary.language)}; those of other languages stand in {{numref}}`tab-words`, since they are not of one list."
    said = "; ".join(
        f"{word} " + ", ".join(f"{rates.at[word, part.id]:.1f}" for part in parts) for word in order
    )
    return {
        "title": "Words of content",
        "data": data,
        "fields": {
            "side": "name of the side in print",
            "frequency": Field("occurrences in all texts of the side", "occurrences"),
            "n_target": Field(f"{parts[0].unit} in all texts of the side", parts[0].unit),
        },
        "draw": draw_content_words,
        "look": {"sides": {part.name: part.name for part in parts}, "unit": parts[0].unit},
        "caption": f"The words of content that are most frequent in one side’s texts, of those that a side has at least {{plain}}`{counted.LEAST}` times, by their rate "
        f"in each. {sizes(parts, vocabulary.parts)}{only if len(report.analysis.vocabularies) > 1 else ''} "
        "Function words of English, Russian and Chinese are left out here and kept in the table."
        + compared(report)
        + keyed(parts),
        "alt": f"Marks a word, one for each of {listed([part.name for part in parts])}, by occurrences per {frequency.PER:,} {parts[0].unit}: {said}.",
    }


def draw_content_words(data: pd.DataFrame, sides: dict[str, str], unit: str) -> Picture:
    """Draw a line a word, with a mark for the rate of each side."""
    styles = side_styles(sides)
    rates = data.pivot(index="word", columns="side", values="normalized_frequency")
    lead = rates.loc[data["word"].unique(), list(sides)]
    picture, axis = canvas(WIDE, 1.1 + 0.22 * len(lead))
    places = range(len(lead))
    axis.hlines(places, lead.min(axis=1), lead.max(axis=1), color=NEUTRAL, zorder=2)
    for name, style in styles.items():
        axis.plot(
            lead[name],
            places,
            style.marker,
            color=style.colour,
            markersize=6.5,
            markeredgecolor="black",
            markeredgewidth=0.5,
            label=style.label,
            linestyle="",
            zorder=3,
        )
    axis.set_yticks(places, [legible(word, "…", 30) for word in lead.index])
    axis.invert_yaxis()
    axis.set_xlim(left=0)
    axis.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axis.grid(axis="x")
    axis.set_xlabel(f"occurrences per {frequency.PER:,} {unit}")
    picture.legend(loc="outside lower center", ncols=min(4, len(sides)))
    return picture


def _drawn(vocabulary: LanguageWords) -> pd.Series:
    """Which words of content can be drawn: those that a side has twice, in letters that the figure's font has."""
    counts = vocabulary.content()
    twice = counts.max(axis=1) >= counted.LEAST
    return pd.Series(
        [
            bool(often) and primary(vocabulary.language) != "zh" and drawable(word)
            for word, often in twice.items()
        ],
        index=counts.index,
        dtype=bool,
    )


@table
def words(report: Report) -> dict:
    """Every word of every side, language by language."""
    # The published table of a pair has its own columns, and no table's CSV changes them.
    if report.settings.focused:
        return _words_of_pair(report)
    vocabularies = report.analysis.vocabularies
    tables = [
        vocabulary.words.astype("Int64")
        .add_suffix("_frequency")
        .rename_axis("word")
        .reset_index()
        .assign(
            language=language_name(vocabulary.language),
            id=[vocabulary.ids[word] for word in vocabulary.words.index],
            shown=[
                number < counted.rows(vocabulary, len(vocabularies))
                for number in range(len(vocabulary.words))
            ],
        )
        for vocabulary in vocabularies
    ]
    return _of_sides(
        report,
        pd.concat(tables, ignore_index=True),
        "word",
        {
            "title": "Every word",
            "caption": f"The words of all sides: those first that lead most over general language{LEADS} Function words and numbers come last. Chinese is cut into words by rjieba. Zero means that the word is not in the side’s texts at hand. An empty cell: the side’s texts are in "
            "another language, and words of different languages are not set against each other. ",
            "first": {"word": "Word"},
        },
    )


@table
def phrases(report: Report) -> dict:
    """Phrases of two and three words that one side has at least twice."""
    # The published table of a pair has those of function words too.
    if report.settings.focused:
        return _phrases_of_pair(report)
    vocabularies = report.analysis.vocabularies
    tables = []
    for vocabulary in vocabularies:
        ids = slugs(vocabulary.phrases.index)
        counts = vocabulary.phrases.drop(columns="n")
        tables.append(
            counts.astype("Int64")
            .add_suffix("_frequency")
            .rename_axis("phrase")
            .reset_index()
            .assign(
                language=language_name(vocabulary.language),
                id=[ids[phrase] for phrase in counts.index],
                shown=[
                    number < counted.rows(vocabulary, len(vocabularies))
                    for number in range(len(counts))
                ],
            )
        )
    data = pd.concat(tables, ignore_index=True)
    if data.empty:
        raise InsufficientData("No phrase of two or three words occurs twice in a side’s texts.")
    data["phrase"] = data["phrase"].map(in_print)
    return _of_sides(
        report,
        data,
        "phrase",
        {
            "title": "Repeated phrases",
            "caption": f"Phrases of {{plain}}`2` and {{plain}}`3` words that one side has at least {{plain}}`{counted.LEAST}` times, without those made "
            "of English, Russian or Chinese function words alone. No phrase crosses from one passage to the next. ",
            "first": {"phrase": "Phrase"},
        },
    )


def _of_sides(report: Report, data: pd.DataFrame, kind: str, made: dict) -> dict:
    """A table with a column a side; the language is named where there are several."""
    parts = shown(report)
    named = {part.id: f"{part.id}_frequency" for part in report.analysis.subcorpora}
    more = "The first are shown; the CSV has all. " if not data["shown"].all() else ""
    several = {"language": "Language"} if len(report.analysis.vocabularies) > 1 else {}
    links = {
        named[part.id]: [
            f"{kind}-{part.id}-{row_id}" if seen and pd.notna(count) else ""
            for row_id, seen, count in zip(data["id"], data["shown"], data[named[part.id]])
        ]
        for part in parts
    }
    rest = (
        ""
        if len(parts) == len(report.analysis.subcorpora)
        else "Shown are the sides with the most words; the CSV has all."
    )
    return {
        "title": made["title"],
        "caption": made["caption"] + more + rest + compared(report),
        "data": data[[kind, "language", *named.values(), "shown"]],
        "fields": {
            kind: f"the {kind}, in the form under which it is counted",
            "language": "language of the texts in which it is counted",
        }
        | {
            named[part.id]: Field(
                f"occurrences in the texts of {part.name}; empty where these are in another language",
                "occurrences",
            )
            for part in report.analysis.subcorpora
        },
        "shown": "shown",
        "links": links,
        "sources": (kind,),
        "columns": {
            **made["first"],
            **several,
            **{named[part.id]: heading(part) for part in parts},
        },
    }


@table
def words_alone(report: Report) -> dict:
    """How many different words each side has, how many of them no other side of its language has, and the most frequent of these."""
    data = pd.concat(
        [
            unshared.words_alone(vocabulary)
            for vocabulary in report.analysis.vocabularies
            if len(vocabulary.parts) > 1
        ]
        or [pd.DataFrame()],
        ignore_index=True,
    )
    if data.empty:
        raise InsufficientData(
            "No two sides write in one language: which words one of them has and another has not cannot be asked of their texts."
        )
    for column, end in (("types", ""), ("alone", "-alone")):
        data[column] = [report.findings[f"types-{part}{end}"].value for part in data["part"]]
    return {
        "title": "Words that one side alone has",
        "data": data,
        "fields": {
            "part": "short name of the side’s texts in one language",
            "side": "name of the side in print",
            "types": Field("different words of the side’s texts", "words"),
            "alone": Field(
                "of these, words that no other side of the same language has in the texts at hand",
                "words",
            ),
            "words": "the most frequent words that the side alone has, with or without ’s, and without function words",
        },
        "sources": ("words",),
        "caption": "Different words of each side, how many of them no other side of the same language has in the texts at hand, and the most frequent of these without "
        "function words of English, Russian and Chinese. A word with ’s is a word of its own, and is not named where another side has it without. Longer texts have more of them."
        + compared(report),
        "columns": {
            "side": "Side",
            "types": "Different words",
            "alone": "Of these, in no other side’s texts",
            "words": "The most frequent of these",
        },
        "links": {"types": "types-{part}", "alone": "types-{part}-alone"},
    }


@figure
def term_frequency(report: Report) -> dict:
    """Content words that one of the two readouts in focus has at least twice."""
    if not report.settings.focused:
        raise InsufficientData("No two readouts are in focus.")
    target, reference = of_one_language(report)
    excerpts = report.settings.excerpts
    table = frequency.compare(report.corpus.of(target.id), report.corpus.of(reference.id))
    data = table[
        (table[["frequency", "frequency_reference"]].max(axis=1) >= 2)
        & ~table["ngram"].isin(frequency.FUNCTION_WORDS)
    ]
    if data.empty:
        raise InsufficientData(f"No word of content stands twice in one side’s {excerpts}.")
    data = data.assign(lead=data["frequency"] - data["frequency_reference"])
    # Of long texts a picture shows the words in which they differ most.
    most = data["lead"].abs().nlargest(DRAWN_OF_PAIR, keep="first").index
    rest = (
        ""
        if len(data) <= DRAWN_OF_PAIR
        else f" Drawn are the {{plain}}`{DRAWN_OF_PAIR}` that differ most."
    )
    data = data.loc[most].sort_values(["lead", "ngram"], ascending=[False, True], ignore_index=True)
    said = "; ".join(
        f"{row.ngram} {row.frequency} and {row.frequency_reference}" for row in data.itertuples()
    )
    return {
        "title": "Content words of each side",
        "caption": f"Words of content that one side’s {excerpts} of {day(report.settings.event)} have at least {{plain}}`2` times, with their frequency on both sides: {target.side.prose}, "
        f"{{finding}}`words-{target.id}` words; {reference.side.prose}, {{finding}}`words-{reference.id}` words. Function words are left out here "
        f"and kept in the table; a possessive (“Russia’s”) is a word of its own.{rest}",
        "alt": f"Dots for the two sides a word, {target.side.prose}'s and {reference.side.prose}'s frequency: {said}.",
        "data": data.drop(columns="lead"),
        "fields": counts_of_pair(report)
        | {"ngram": "the word, in the form under which it is counted"},
        "draw": draw_term_frequency,
        "look": {
            "sides": report.settings.names,
            "drawn": {"frequency": target.side.id, "frequency_reference": reference.side.id},
            "excerpts": excerpts,
            "written": as_written(
                data["ngram"],
                " ".join(
                    pd.concat([report.corpus.of(one.id)["text"] for one in (target, reference)])
                ),
            ),
        },
    }


def as_written(words: Iterable[str], text: str) -> dict[str, str]:
    """Return the words that a text never has in small letters, each as the text has it: names, for a picture.

    Examples
    --------
    >>> as_written(["china", "order"], "Order in China. An order of China.")
    {'china': 'China'}
    """
    found = {}
    for word in words:
        forms = Counter(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I))
        if forms and word not in forms:
            found[word] = forms.most_common(1)[0][0]
    return found


def draw_term_frequency(
    data: pd.DataFrame,
    sides: dict[str, str],
    drawn: dict[str, str],
    excerpts: str,
    written: dict[str, str],
) -> Picture:
    """Draw a line a word, with a mark for the count of each side."""
    picture, axis = canvas(NARROW, max(1.4, 0.42 + 0.25 * len(data)))
    styles = side_styles(sides)
    for number, (column, side) in enumerate(drawn.items()):
        style = styles[side]
        axis.plot(
            data[column],
            data.index,
            style.marker,
            color=style.colour,
            markersize=7 - number,
            zorder=3 + number,
        )
    axis.hlines(
        data.index,
        data[["frequency", "frequency_reference"]].min(axis=1),
        data[["frequency", "frequency_reference"]].max(axis=1),
        color=NEUTRAL,
        zorder=2,
    )
    axis.set_yticks(data.index, [written.get(word, word) for word in data["ngram"]], fontsize=11)
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.grid(axis="x")
    said = of_words(f"occurrences in the {excerpts}", *data[["n_target", "n_reference"]].iloc[0])
    axis.set_xlabel(*wrapped([said], wide=36, narrow=36))
    named_above(axis, 0, {sides[side]: data[column].iloc[0] for column, side in drawn.items()})
    return picture


def _words_of_pair(report: Report) -> dict:
    """Every word of both sides' quoted passages."""
    target, reference = of_one_language(report)
    data = frequency.compare(report.corpus.of(target.id), report.corpus.of(reference.id)).rename(
        columns={"ngram": "word"}
    )
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Every word",
        "data": data,
        "fields": counts_of_pair(report),
        "page_only": ("slug",),
        "caption": f"All words of both sides’ {report.settings.excerpts} of {day(report.settings.event)}, words of one side included. Zero means not in the {report.settings.excerpts}.",
        "columns": {
            "word": "Word",
            "frequency": target.heading,
            "frequency_reference": reference.heading,
        },
        "links": {
            "frequency": f"word-{target.id}-{{slug}}",
            "frequency_reference": f"word-{reference.id}-{{slug}}",
        },
    }


def _phrases_of_pair(report: Report) -> dict:
    """Phrases of two and three words that one side's quoted passages have at least twice."""
    target, reference = of_one_language(report)
    parts = [
        frequency.compare(report.corpus.of(target.id), report.corpus.of(reference.id), n).assign(
            n=n
        )
        for n in (2, 3)
    ]
    data = pd.concat(parts, ignore_index=True).rename(columns={"ngram": "phrase"})
    data = data[data[["frequency", "frequency_reference"]].max(axis=1) >= 2].reset_index(drop=True)
    if data.empty:
        raise InsufficientData("No phrase of two or three words occurs twice in one side’s text.")
    data["slug"] = data["phrase"].map(slug)
    return {
        "title": "Repeated phrases",
        "data": data,
        "fields": counts_of_pair(report, out_of="runs of n words")
        | {
            "phrase": "the phrase, its words in the form under which they are counted",
            "n": Field("words of the phrase", "words"),
        },
        "page_only": ("slug",),
        "caption": f"Phrases of {{plain}}`2` and {{plain}}`3` words that one side’s {report.settings.excerpts} have at least {{plain}}`2` times. No phrase crosses from one passage to the next.",
        "columns": {
            "phrase": "Phrase",
            "frequency": target.side.name,
            "frequency_reference": reference.side.name,
        },
        "links": {
            "frequency": f"phrase-{target.id}-{{slug}}",
            "frequency_reference": f"phrase-{reference.id}-{{slug}}",
        },
    }
