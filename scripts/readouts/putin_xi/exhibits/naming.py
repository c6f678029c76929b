"""Figures and tables of what the war is called."""

import pandas as pd

from ...reporting import results
from ...reporting.drawing import COLOURS, MARKERS, WIDE, canvas, cell, figure, matrix, table
from ...reporting.findings import slug
from ..headlines import CHINESE_NAMES
from ..report import CALLS, Report
from .labels import ENGLISH


@figure
def naming_names(report: Report) -> dict:
    """What the full readouts call the war, in both calls."""
    codes = report.codebook.codes.query("frame == 'naming'")
    columns = [(side, date) for side in ("kremlin", "beijing") for date in CALLS]
    rows = [(code.code, code.label, side, str(date), finding.value if (finding := _named(report, code.code, side, date)) else None, finding.id if finding else "")
            for code in codes.itertuples() for side, date in columns]
    data = pd.DataFrame(rows, columns=["code", "label", "side", "event_date", "frequency", "finding"]).astype({"frequency": "Int64"})
    picture, axis = canvas(WIDE, 4.1)
    for row in data.itertuples():
        x, y = columns.index((row.side, pd.Timestamp(row.event_date).date())), list(codes["code"]).index(row.code)
        cell(axis, x, y, row.frequency, COLOURS[row.side], MARKERS[row.side])
    axis.set_xticks(range(4), [f"{results.side_name(side)}\n{results.day(date)}" for side, date in columns])
    matrix(axis, 4, list(codes["label"]))
    said = "; ".join(f"{results.side_name(row.side)}, {row.event_date}: {row.label} {row.frequency}" for row in data.itertuples() if not pd.isna(row.frequency) and row.frequency)
    return {
        "title": "What each side calls the war",
        "caption": "Occurrences of each name in the full readouts of both calls: the Kremlin’s English texts ({finding}`words-kremlin-2022-02-25-full` and "
                   "{finding}`words-kremlin-2022-06-15-full` words), by the codebook; Beijing’s Chinese texts, by the string that stands for the name. A dot without a "
                   "number: absent from the full text. No mark: not counted in the Chinese texts.",
        "alt": f"A grid of names by side and call. Occurrences: {said}. All other names that were counted are absent.",
        "data": data, "picture": picture,
    }


def _named(report: Report, code: str, side: str, date):
    """The finding that counts a name in a side's full readout, or None where it was not counted."""
    if side == "kremlin":
        return report.findings[slug("code", f"kremlin-{date}-full", code)]
    return report.findings[slug("term", str(date), CHINESE_NAMES[code])] if code in CHINESE_NAMES else None


@figure
def naming_series(report: Report) -> dict:
    """Chinese names of the war in twenty broadcast texts, 2022 to 2026."""
    names = {"特别军事行动": "special military operation", "乌克兰问题": "Ukraine issue", "乌克兰局势": "Ukraine situation", "乌克兰危机": "Ukraine crisis",
             "冲突": "conflict", "战争": "war, any"}
    series = report.table("beijing_series")
    data = series[series["term"].isin(names)].assign(english=lambda table: table["term"].map(names))
    texts = series.drop_duplicates(["event_date", "contact"])[["event_date", "contact"]].reset_index(drop=True)
    place = {tuple(text): number for number, text in enumerate(texts.itertuples(index=False, name=None))}
    picture, axis = canvas(WIDE, 3.3)
    for row in data.itertuples():
        cell(axis, place[row.event_date, row.contact], list(names).index(row.term), row.frequency, COLOURS["beijing"], MARKERS["beijing"])
    axis.set_xticks(range(len(texts)), [str(date) for date in texts["event_date"]], rotation=60, ha="left", fontsize=7.5)
    matrix(axis, len(texts), list(names.values()))
    said = "; ".join(f"{english}: " + ", ".join(f"{row.event_date} {row.frequency}" for row in data[(data["english"] == english) & (data["frequency"] > 0)].itertuples()) for english in names.values())
    return {
        "title": "Names in the Chinese texts, 2022 to 2026",
        "caption": "Occurrences of six strings in {finding}`chinese-texts` Chinese broadcast texts on contacts of Putin and Xi; a small dot: absent from the text. Bare "
                   "“conflict” and “war” are counted wherever they stand (the text of 24 February 2025 has “war” in the names of anniversaries of the Second World War), so these two "
                   "rows need not name this war.",
        "alt": f"A grid of six terms by twenty dates. Occurrences: {said}. Elsewhere the terms are absent.",
        "data": data[["event_date", "contact", "term", "english", "frequency", "n_hanzi"]], "picture": picture,
    }


@table
def names(report: Report) -> dict:
    """What each side calls the war: the counts behind the figure."""
    long = naming_names(report).data
    long["column"] = long["side"] + "_" + long["event_date"].str.slice(5, 7).map({"02": "february", "06": "june"})
    data = long.pivot(index=["code", "label"], columns="column", values="finding").reset_index()
    order = list(report.codebook.codes["code"])
    data = data.sort_values("code", key=lambda codes: codes.map(order.index), ignore_index=True)
    columns = ["kremlin_february", "kremlin_june", "beijing_february", "beijing_june"]
    links = {column: f"{{{column}}}" for column in columns}
    return {
        "title": "Names of the war, counted", "data": data.fillna(""),
        "caption": "Occurrences in the full readouts. The Kremlin’s are counted in English by the codebook, Beijing’s in Chinese by one string a name; an empty cell was not counted. "
                   "Zero means absent from the full text.",
        "columns": {"label": "Name"} | {column: column.replace("_", ", ").title() for column in columns},
        "links": links,
    }


@table
def naming_description(report: Report) -> dict:
    """The descriptive layer: what each name presents."""
    labels = report.codebook.codes["label"]
    data = report.table("naming").assign(label=lambda naming: naming["code"].map(labels))
    return {
        "title": "Names of the war, described", "data": data,
        "caption": "What each name presents, whether it says who acts, of what place it speaks, and whose official term it is. This layer rests on the words alone.",
        "columns": {"label": "Name", "presents": "Presents", "agent_expressed": "Agent expressed", "scope": "Scope", "whose_term": "Whose term"}, "sources": ("whose_term",),
    }


@table
def naming_evaluation(report: Report) -> dict:
    """The evaluative layer: the same names under two standards."""
    labels = report.codebook.codes["label"]
    wide = report.table("naming_standards").pivot(index="code", columns="standard", values="evaluation").reset_index()
    wide = wide.rename(columns={"ES-11/1": "es_11_1", "russian-official-usage": "russian_official_usage"})
    order = list(labels.index)
    data = wide.assign(label=wide["code"].map(labels)).sort_values("code", key=lambda codes: codes.map(order.index), ignore_index=True)
    data["changes"] = ["yes" if row.es_11_1 != row.russian_official_usage else "" for row in data.itertuples()]
    return {
        "title": "The same names under two standards", "data": data,
        "caption": "Each name as straight talk (orthophemism), sweet talk (euphemism) or offensive talk (dysphemism), relative to a named standard. The reasons stand in the CSV of the data.",
        "columns": {"label": "Name", "es_11_1": "By resolution ES-11/1", "russian_official_usage": "By Russian official usage", "changes": "Changes with the standard"},
    }


@table
def article_terms(report: Report) -> dict:
    """What the article calls the war in its own words."""
    data = report.table("article_terms").assign(slug=lambda terms: terms["pattern"].map(slug))
    return {
        "title": "The article’s own words", "data": data,
        "caption": "What the article through which the passages come calls the war outside them. These are the journalist’s words, and no government’s.",
        "columns": {"pattern": "Looked for", "frequency": "Occurrences"}, "links": {"frequency": "article-{slug}"},
    }


@table
def chinese_series(report: Report) -> dict:
    """In how many of the twenty Chinese texts each term occurs."""
    terms = report.table("beijing_series")["term"].unique()
    data = pd.DataFrame({"term": terms, "english": [ENGLISH[term] for term in terms], "slug": [slug(term) for term in terms]})
    data["texts"] = [report.findings[f"texts-with-{name}"].value for name in data["slug"]]
    data = data.sort_values("texts", ascending=False, kind="stable", ignore_index=True)
    return {
        "title": "Terms across the Chinese texts", "data": data,
        "caption": "Of {finding}`chinese-texts` broadcast texts on contacts of Putin and Xi, how many have each string.",
        "columns": {"term": "Term", "english": "In English", "texts": "Texts that have it"},
        "links": {"texts": "texts-with-{slug}"}
    }
