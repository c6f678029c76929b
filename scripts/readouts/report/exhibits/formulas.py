"""A figure and a table of formulas."""

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import coverage, formulas
from ..drawing import (
    NEUTRAL,
    PALETTE,
    WIDE,
    canvas,
    closer,
    figure,
    latin,
    on_narrow,
    small,
    stacked,
    table,
    typed,
)
from ..fields import Field
from ..report import Report

SHORT = 0.26  # of the longest bar: a label of a shorter one would not go into it


@figure
def formula_sentences(report: Report) -> dict:
    """How many words of each sentence stand in runs of words that an earlier text of the issuer has."""
    data = report.table("formula_sentences").drop(columns=[*formulas.OTHER_LENGTHS.values()])
    readout_id = data["readout_id"].iloc[0]
    speakers = report.table("argument_sentences").set_index(["readout_id", "sentence"])["speaker"]
    data["n_pages"] = report.findings[f"formulas-{readout_id}-pages"].value
    data["speaker"] = [speakers[row.readout_id, row.sentence] for row in data.itertuples()]
    about = _topics(report, readout_id)
    data["topics"] = ["; ".join(about.get(number, ())) for number in data["sentence"]]
    said = "; ".join(
        f"sentence {row.sentence}: {row.in_formulas} of {row.n_tokens}" for row in data.itertuples()
    )
    return {
        "title": "How much of each sentence do earlier pages have?",
        "data": data,
        "tables": ("formula_sentences",),
        "fields": {
            "speaker": "who is made to speak in the sentence",
            "topics": "the topics that it states, joined by a semicolon",
            "sentence": Field("its number in the text", "sentence of the text"),
            "n_tokens": Field("words of the sentence", "words"),
            "in_formulas": Field("words in a run that an earlier page has", "words"),
            "n_pages": Field("earlier pages that were searched", "pages"),
        },
        "draw": draw_formula_sentences,
        "look": {
            "leaders": list(report.settings.leaders.values()),
            "speakers": {voice: report.settings.speakers.get(voice, voice) for voice in data["speaker"].unique()},
        },
        "caption": f"Each bar is a sentence, as long as it has words, with its topics and who is made to speak of them (in bold: one leader). Filled: words in unbroken runs of {{plain}}`4` words or longer that stand in one of {{finding}}`formulas-{readout_id}-pages` earlier pages "
        f"({{finding}}`formulas-{readout_id}` words in all).",
        "alt": typed(f"Bars, one a sentence; words in runs that an earlier page has, of all words. {said}."),
    }  # fmt: skip


def _topics(report: Report, readout_id: str) -> dict[int, list[str]]:
    """Return what each sentence of a readout is about: the topics that it is coded to state, those first that stand first in the report."""
    readout = report.corpus.readouts.loc[readout_id]
    told = report.table("coverage")
    told = told[(told["side"] == readout["side"]) & (told["event_date"] == readout["event_date"])]
    late = ~told["topic"].isin(report.settings.first)
    told = told.iloc[late.argsort(kind="stable")]
    labels = latin(report.table("topics").set_index("topic")["label"])
    found: dict[int, list[str]] = {}
    for row in told[told["status"].isin(coverage.SAID)].itertuples():
        for number in coverage.sentences(row.sentence):
            found.setdefault(number, []).append(labels[row.topic])
    return found


def draw_formula_sentences(data: pd.DataFrame, leaders: list[str], speakers: dict[str, str]) -> Picture:  # fmt: skip
    """Draw a bar a sentence, as long as it has words, filled as far as earlier pages have them."""
    labels = [
        f"{row.sentence}  {speakers[row.speaker]}{_about(topics)}"
        for row, topics in zip(data.itertuples(), data["topics"].fillna(""))
    ]
    rows = stacked(labels, wide=58, narrow=30, close=38, air=0.6)
    picture, axis = canvas(WIDE, rows.inches + 0.75, taller=1)
    high = 1.0 if closer() else 1.25
    axis.barh(rows.places, data["n_tokens"], high, color="white", edgecolor=NEUTRAL, linewidth=0.7)
    axis.barh(rows.places, data["in_formulas"], high, color=PALETTE[0])
    for row, place in zip(data.itertuples(), rows.places):
        axis.text(
            row.n_tokens + 0.6, place, f"{row.in_formulas} of {row.n_tokens}",
            va="center_baseline", fontsize=small(),
        )  # fmt: skip
    axis.set_yticks(rows.places, rows.labels, fontsize=small())
    for label, bold in zip(axis.get_yticklabels(), data["speaker"].isin(leaders)):
        label.set_fontweight("bold" if bold else "normal")
    axis.set_title("filled: in earlier pages", color=PALETTE[0], fontsize=small())
    axis.set_ylim(rows.edges[-1], 0)
    axis.set_xlim(0, data["n_tokens"].max() * (1 + (2.2 if on_narrow() else 1) * SHORT))
    axis.set_xlabel("words of the sentence", fontsize=small())
    axis.tick_params(axis="y", length=0)
    return picture


def _about(topics: str) -> str:
    """Say the first of the topics of a sentence, and how many others it has.

    Examples
    --------
    >>> _about("trade; peace; law"), _about("trade"), _about("")
    (': trade, and 2 more', ': trade', '')
    """
    first, *others = topics.split("; ")
    return f": {first}{f', and {len(others)} more' * bool(others)}" if first else ""


@table
def antecedents(report: Report) -> dict:
    """Phrases of the texts, where else they were said, by whom, and what changed."""
    data = report.table("antecedents").copy()
    speakers = data["speaker"].map(lambda voice: report.settings.speakers.get(voice, voice))
    data["where"] = data["occasion"] + ": " + speakers
    data["how"] = data["change"] + ". " + data["note"]
    return {
        "title": "Phrases and where else they were said",
        "data": data,
        "tables": ("antecedents",),
        "page_only": ("where", "how"),
        "fields": {
            "date": Field("day of the page or of the broadcast"),
            "sentence": Field("its sentence", "sentence of the text"),
            "start": Field("first character of the phrase in it", "character of the text"),
            "end": Field("the character after its last", "character of the text"),
            "there_start": Field("first character of the like words in it", "character of that text"),
            "there_end": Field("the character after their last", "character of that text"),
            "note": "what became of the phrase: turned round, kept, shortened, made one-sided",
        },
        "caption": "Phrases of the texts in focus, and the same or like words in earlier and later texts. The places in both texts, addresses and SHA-256 are in the CSV.",
        "columns": {"phrase": "Phrase", "there": "Elsewhere", "where": "Where, and who says it", "how": "What changed"},
        "sources": ("phrase", "there", "where", "how"),
    }  # fmt: skip


@table
def formula_searches(report: Report) -> dict:
    """On how many earlier pages other searches find the like of a phrase."""
    data = report.table("formula_searches").copy()
    every = report.as_if.table("formula_searches") if report.as_if else data
    return {
        "uncounted": every.loc[~every["search"].isin(data["search"]), "label"],
        "title": "Searches for the like of a phrase",
        "data": data,
        "tables": ("formula_searches", "formula_places"),
        "fields": {
            "search": "short name of the search",
            "label": "what is looked for, in words",
            "first": "patterns, joined by a semicolon",
            "then": "patterns of what stands near it, joined by a semicolon",
            "between": Field("how many other words may stand between the two", "words"),
            "either_order": "whether the two may stand in either order: true or false",
            "document_frequency": Field("earlier pages on which it is found", "pages"),
            "n_documents": Field("earlier pages that were searched", "pages"),
        },
        "caption": "What was looked for in earlier pages of the issuer, in one sentence each time, and on how many of these pages it stands. The patterns are in the CSV.",
        "columns": {"label": "Looked for", "document_frequency": "Pages", "n_documents": "Of"},
        "links": {"document_frequency": "formulas-search-{search}", "n_documents": "formulas-{readout_id}-pages"},
    }  # fmt: skip
