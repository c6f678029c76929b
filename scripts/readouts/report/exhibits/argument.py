"""A figure and tables of how each text argues."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import argument, coverage
from ..drawing import NARROW, canvas, figure, matrix, on_colour, side_styles, small, table, typed
from ..fields import Field
from ..findings import slug
from ..publish import InsufficientData
from ..report import Report

ACTORS = ("agent", "toward", "third party", "exclusion")
GROUNDS = ("legitimation", "delegitimation", "presupposition", "stance")
ROW, MARGIN = 0.34, 0.75  # inches: a function, and what stands above those of a text


@figure
def argument_functions(report: Report) -> dict:
    """Which sentence of each text of the call in focus has which function, on which matter, in whose mouth."""
    texts = argument.texts(report.context)
    texts = texts[texts["event_date"] == report.settings.event]
    coded, sentences = report.table("argument"), report.table("argument_sentences")
    data = coded[coded["category"].isin(argument.FUNCTIONS)].merge(
        sentences[["readout_id", "sentence", "speaker"]], on=["readout_id", "sentence"]
    )
    data = data[data["readout_id"].isin(texts["readout_id"])].reset_index(drop=True)
    codes = report.table("argument_codes")
    named = codes[codes["category"].isin(argument.FUNCTIONS)]["value"].unique()
    n_sentences = sentences.groupby("readout_id").size()
    data["n_sentences"] = data["readout_id"].map(n_sentences)
    short = dict(zip(texts["readout_id"], texts["short"]))
    said = "; ".join(
        f"{short[name]}, sentence {sentence}: {', '.join(rows['category'] + ' (' + rows['value'] + ')')}"
        for (name, sentence), rows in data.groupby(["readout_id", "sentence"], sort=False)
    )
    return {
        "title": "Which sentence names a problem, a cause, a judgement and a remedy?",
        "data": data.drop(columns=["note"]),
        "tables": ("argument", "argument_sentences"),
        "fields": {
            "sentence": Field("its number in the text", "sentence of the text"),
            "start": Field("first character of the words that bear it", "character of the text"),
            "end": Field("the character after their last", "character of the text"),
            "n_sentences": Field("sentences of the text", "sentences"),
        },
        "draw": draw_argument_functions,
        "look": {
            "sides": report.settings.names,
            "texts": {row.readout_id: [row.short, int(n_sentences[row.readout_id]), row.side] for row in texts.itertuples()},
            "speakers": {voice: report.settings.speakers.get(voice, voice).split()[0] for voice in data["speaker"].unique()},
            "matters": list(named),
        },
        "caption": "The sentences of each full text of the call ("
        + "; ".join(f"{row.short}: {{finding}}`argument-{row.readout_id}-sentences`" for row in texts.itertuples())
        + "), in order; which of Entman’s four functions each has, on which matter (the letter); and in whose mouth, named or implied.",
        "alt": typed(f"A grid of sentences and functions for each text. {said}."),
    }  # fmt: skip


def draw_argument_functions(
    data: pd.DataFrame,
    sides: dict[str, str],
    texts: dict[str, tuple[str, int, str]],
    speakers: dict[str, str],
    matters: list[str],
) -> Picture:
    """Draw a grid for each text: its sentences, their functions, and who speaks in them."""
    height = len(texts) * ((len(argument.FUNCTIONS) + 1) * ROW + MARGIN) + MARGIN / 2
    picture, axes = canvas(NARROW, round(height, 1), rows=len(texts))
    for axis, (name, (short, n, side)) in zip(np.atleast_1d(axes), texts.items()):
        matrix(axis, n, [*argument.FUNCTIONS, "who speaks"])
        axis.set_xticks(range(n), range(1, n + 1))
        axis.set_title(f"{short}: sentence", pad=20)
        own = data[data["readout_id"] == name]
        _marks(axis, own, side_styles(sides)[side].colour)
        for row in own.drop_duplicates("sentence").itertuples():
            axis.text(
                row.sentence - 1, len(argument.FUNCTIONS), speakers[row.speaker],
                ha="center", va="center_baseline", fontsize=9,
            )  # fmt: skip
    for number, matter in enumerate(matters):
        picture.text(
            0.03 + 0.5 * (number % 2), (0.055 if number < 2 else 0.02), f"{matter[0].upper()}  on {matter}",
            fontsize=9.5, fontweight="bold",
        )  # fmt: skip
    picture.get_layout_engine().set(rect=(0, 0.085, 1, 0.905))
    return picture


def _marks(axis, own: pd.DataFrame, colour: str) -> None:
    """A square with a letter for each function and matter; two in one place stand beside each other."""
    for (sentence, category), rows in own.groupby(["sentence", "category"]):
        place = argument.FUNCTIONS.index(category)
        for number, matter in enumerate(rows["value"]):
            x = sentence - 1 + 0.9 * (number - (len(rows) - 1) / 2)
            axis.plot(x, place, "s", markersize=11, color=colour)
            axis.text(
                x, place, matter[0].upper(),
                color=on_colour(colour), ha="center", va="center_baseline", fontsize=small(), fontweight="bold",
            )  # fmt: skip


def _counts(report: Report, categories: tuple[str, ...], title: str) -> dict:
    """Sentences with each value of some categories, a column a text; values that no text has are left out of the page."""
    codes = report.table("argument_codes")
    data = codes[codes["category"].isin(categories)][["category", "value"]].reset_index(drop=True)
    data["value_slug"], data["category_slug"] = data["value"].map(slug), data["category"].map(slug)
    texts = argument.texts(report.context)
    for text in texts.itertuples():
        data[text.readout_id] = [
            report.findings[slug("argument", text.readout_id, row.category, row.value)].value
            for row in data.itertuples()
        ]
    data["shown"] = data[list(texts["readout_id"])].any(axis=1)
    data["label"] = data["category"] + ": " + data["value"]
    return {
        "title": title,
        "data": data,
        "shown": "shown",
        "page_only": ("value_slug", "category_slug", "label"),
        "fields": {
            text.readout_id: Field(f"sentences of the text {text.readout_id} that have it", "sentences")
            for text in texts.itertuples()
        } | {"category": "what was coded", "value": "the value, as the rules define it"},
        "caption": "Sentences of each full text that have it; a sentence may have several values. "
        + "; ".join(f"{text.short}: {{finding}}`argument-{text.readout_id}-sentences` sentences" for text in texts.itertuples())
        + ("." if data["shown"].all() else ". Values that no text has stand in the CSV."),
        "columns": {"label": "Coded", **dict(zip(texts["readout_id"], texts["short"]))},
        "links": {
            name: f"argument-{name}-{{category_slug}}-{{value_slug}}" for name in texts["readout_id"]
        },
    }  # fmt: skip


@table
def sentences_in_order(report: Report) -> dict:
    """The full texts of the call in focus, sentence by sentence: who is made to speak, and the topics stated."""
    if not {"coverage", "topics"} <= report.corpus.tables.keys():
        raise InsufficientData("No topics were coded of these texts.")
    settings, labels = report.settings, report.table("topics").set_index("topic")["label"]
    stated = report.table("coverage").query("status == 'stated' and event_date == @settings.event")
    stated = stated.assign(sentence=stated["sentence"].map(coverage.sentences)).explode("sentence")
    stated = stated.sort_values("topic", key=lambda topic: topic.map(labels.index.get_loc))
    texts = argument.texts(report.context)
    texts = texts[texts["event_date"] == settings.event].set_index("readout_id")
    data = report.table("argument_sentences")[["readout_id", "sentence", "speaker"]]
    data = data[data["readout_id"].isin(texts.index)].reset_index(drop=True)
    data.insert(0, "side", data["readout_id"].map(texts["side"]))
    own = [
        stated[(stated["side"] == row.side) & (stated["sentence"] == row.sentence)]["topic"]
        for row in data.itertuples()
    ]
    data["topics"] = ["; ".join(topics) for topics in own]
    data["labels"] = ["; ".join(labels[topics]) or None for topics in own]
    data["speakers"] = [settings.speaker(voice) for voice in data["speaker"]]
    data["place"] = data["side"].map(settings.names) + ", " + data["sentence"].astype(str)
    return {
        "title": "What each account states, in its order",
        "data": data,
        "tables": ("argument_sentences", "coverage", "topics"),
        "fields": {
            "sentence": Field("its number in the text, headings left out", "sentence of the text"),
            "topics": "topics that it states, joined by a semicolon; empty where it states none of those that were coded",
            "labels": "their labels",
        },
        "page_only": ("speakers", "place"),
        "caption": "Each sentence of the full texts, in order: who is made to speak in it, named or implied, and the topics that it states, in this report’s words. A sentence may state other matters too.",
        "columns": {"place": "Account, sentence", "speakers": "Speaker", "labels": "Topics"},
        "sources": ("place", "labels"),
        "missing": {"labels": "none of the coded topics"},
    }  # fmt: skip


@table
def argument_actors(report: Report) -> dict:
    """Who acts, to whom, and who is not named."""
    return _counts(report, ACTORS, "Who acts, and to whom")


@table
def argument_matters(report: Report) -> dict:
    """Entman's functions by matter."""
    return _counts(report, argument.FUNCTIONS, "Problem, cause, judgement and remedy, by matter")


@table
def argument_grounds(report: Report) -> dict:
    """Legitimation, what is taken for granted, and the verbs of saying."""
    return _counts(report, GROUNDS, "On what grounds, and what is taken for granted")


@table
def argument_agreement(report: Report) -> dict:
    """How far two codings of the sentences agree."""
    data = argument.agreement(report.corpus.tables).reset_index(names="category")
    return {
        "title": "Two codings of the sentences",
        "data": data,
        "fields": {
            "category": "what was coded",
            "n": Field("sentences that both coded", "sentences"),
            "same": Field("sentences that both treat alike", "sentences"),
            "kappa": Field("Cohen’s kappa, nominal", "kappa"),
            "low": Field("lower end of its 95 % interval; empty where the codings are alike", "kappa"),
            "high": Field("upper end of it", "kappa"),
        },
        "caption": "Sentences that both codings treat alike in a category.",
        "columns": {"category": "Coded", "same": "Alike", "n": "Of", "kappa": "Kappa"},
        "links": {
            "same": [slug("argument-same", category) for category in data["category"]],
            "kappa": [slug("argument-kappa", category) for category in data["category"]],
            "n": ["argument-sentences"] * len(data),
        },
    }  # fmt: skip


@table
def argument_codes(report: Report) -> dict:
    """The categories, each value with its rule and an example."""
    data = report.table("argument_codes").copy()
    data["label"] = data["category"] + ": " + data["value"]
    return {
        "title": "The categories, with rule and example",
        "data": data,
        "tables": ("argument_codes",),
        "page_only": ("label",),
        "caption": "What each value means; examples are from passages that may be quoted.",
        "columns": {"label": "Coded", "rule": "Rule", "example": "Example"},
        "sources": ("example",),
    }  # fmt: skip
