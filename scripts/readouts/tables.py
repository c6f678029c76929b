"""The tables of this report: each a function of the report that gives a `publish.Table`. Its name is its id."""

from functools import wraps

import pandas as pd

from . import coverage, frequency, results
from .figures import naming_names
from .findings import slug
from .publish import Table
from .report import BEIJING, CALLS, JUNE, KREMLIN, Report

OF_KREMLIN = f"Kremlin, of {{finding}}`words-{KREMLIN}` words"
OF_BEIJING = f"Beijing, of {{finding}}`words-{BEIJING}` words"
ENGLISH = {"特别军事行动": "special military operation", "乌克兰危机": "Ukraine crisis", "乌克兰问题": "Ukraine issue", "乌克兰局势": "Ukraine situation",
           "战争": "war", "冲突": "conflict", "入侵": "invade, invasion", "主权": "sovereignty", "领土完整": "territorial integrity",
           "核心利益": "core interests", "安全": "security", "安全关切": "security concerns", "制裁": "sanctions", "合法": "lawful, legitimate",
           "正当": "legitimate, justified", "国际法": "international law", "联合国": "United Nations", "联合国宪章": "UN Charter",
           "国际秩序": "international order", "多极化": "multipolarity", "公正合理": "just and reasonable", "和平": "peace", "谈判": "talks, negotiation",
           "政治解决": "political settlement", "妥善解决": "proper settlement", "劝和促谈": "urging peace and promoting talks", "负责任": "responsible",
           "独立自主": "independent", "根源": "root cause", "冷战思维": "Cold War mentality", "干涉": "interfere", "内政": "internal affairs",
           "台湾": "Taiwan", "香港": "Hong Kong", "新疆": "Xinjiang", "全球安全倡议": "Global Security Initiative", "战略协作": "strategic coordination",
           "百年未有之大变局": "changes unseen in a century", "新型国际关系": "new type of international relations", "经贸": "economy and trade", "合作": "cooperation"}


def table(function):
    """Name a table after its function."""
    @wraps(function)
    def named(report: Report, *arguments) -> Table:
        made = function(report, *arguments)
        name = made.pop("id", function.__name__.replace("_", "-"))
        return Table(name, findings=report.findings, **made)
    return named


@table
def readouts(report: Report) -> dict:
    """What was published, and what of it is at hand."""
    data = report.table("readouts").copy()
    data["issued"] = [results.day(date) for date in data["date"]]
    data["at_hand"] = ["passages" if state == "excerpts" else "counts of the full text" for state in data["completeness"]]
    named = {finding.id for finding in report.findings}
    for column in ("passages", "words"):
        data[column] = [f"{column}-{name}" if f"{column}-{name}" in named else "" for name in data["readout_id"]]
    chinese = data["language"] == "zh"
    data.loc[chinese, "words"] = [f"characters-{date}" for date in data.loc[chinese, "event_date"]]
    return {
        "title": "What is at hand", "data": data,
        "caption": "Every readout and statement of this report. Of the texts marked as counts, no text is given; the address and the SHA-256 stand with each number’s evidence.",
        "columns": {"issuer": "Issuer", "issued": "Date", "language": "Language", "status": "Status", "at_hand": "At hand", "passages": "Passages", "words": "Words, or Chinese characters"},
        "links": {"passages": "{passages}", "words": "{words}"},
    }


@table
def words(report: Report) -> dict:
    """Every word of both sides' quoted passages."""
    data = frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING)).rename(columns={"ngram": "word"})
    data["slug"] = data["word"].map(slug)
    return {
        "title": "Every word", "data": data,
        "caption": "All words of both sides’ quoted passages of 15 June 2022, words of one side included. Zero means not in the quoted passages.",
        "columns": {"word": "Word", "frequency": OF_KREMLIN, "frequency_reference": OF_BEIJING},
        "links": {"frequency": f"word-{KREMLIN}-{{slug}}", "frequency_reference": f"word-{BEIJING}-{{slug}}"},
    }


@table
def phrases(report: Report) -> dict:
    """Phrases of two and three words that one side's quoted passages have at least twice."""
    parts = [frequency.compare(report.corpus.of(KREMLIN), report.corpus.of(BEIJING), n).assign(n=n) for n in (2, 3)]
    data = pd.concat(parts, ignore_index=True).rename(columns={"ngram": "phrase"})
    data = data[data[["frequency", "frequency_reference"]].max(axis=1) >= 2].reset_index(drop=True)
    data["slug"] = data["phrase"].map(slug)
    return {
        "title": "Repeated phrases", "data": data,
        "caption": "Phrases of {plain}`2` and {plain}`3` words that one side’s quoted passages have at least {plain}`2` times. No phrase crosses from one passage to the next.",
        "columns": {"phrase": "Phrase", "frequency": "Kremlin", "frequency_reference": "Beijing"},
        "links": {"frequency": f"phrase-{KREMLIN}-{{slug}}", "frequency_reference": f"phrase-{BEIJING}-{{slug}}"},
    }


@table
def frames(report: Report) -> dict:
    """Frames in the quoted passages: counts, and rates beside them."""
    data = report.codebook.frames[["frame", "label"]].copy()
    for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING)):
        data[side] = [report.findings[slug("frame", readout, frame)].value for frame in data["frame"]]
        data[f"{side}_rate"] = [report.findings["rate-" + slug("frame", readout, frame)].value for frame in data["frame"]]
    return {
        "title": "Frames, counts and rates", "data": data,
        "caption": "Distinct coded stretches a frame in the quoted passages of 15 June 2022, with rates per {plain}`1,000` words. A rate of so few words serves to compare "
                   "passages of unequal length, and for nothing else.",
        "columns": {"label": "Frame", "kremlin": OF_KREMLIN, "kremlin_rate": "Kremlin, rate", "beijing": OF_BEIJING, "beijing_rate": "Beijing, rate"},
        "links": {"kremlin": f"frame-{KREMLIN}-{{frame}}", "kremlin_rate": f"rate-frame-{KREMLIN}-{{frame}}",
                  "beijing": f"frame-{BEIJING}-{{frame}}", "beijing_rate": f"rate-frame-{BEIJING}-{{frame}}"},
    }


@table
def codes(report: Report) -> dict:
    """Every code: the quoted passages of both sides, and the Kremlin's full texts."""
    names = report.codebook.frames.set_index("frame")["label"]
    data = report.codebook.codes[["frame", "code", "label"]].reset_index(drop=True)
    data["frame_label"] = data["frame"].map(names)
    readouts = {"kremlin": KREMLIN, "beijing": BEIJING, "kremlin_full_february": "kremlin-2022-02-25-full", "kremlin_full_june": "kremlin-2022-06-15-full"}
    for column, readout in readouts.items():
        data[column] = [report.findings[slug("code", readout, code)].value for code in data["code"]]
    return {
        "title": "Every code", "data": data,
        "caption": "Distinct coded stretches a code. In the first two columns of numbers zero means not in the quoted passages; in the last two it means absent from the full text. "
                   "The two kinds are never added up.",
        "columns": {"label": "Code", "frame_label": "Frame", "kremlin": OF_KREMLIN, "beijing": OF_BEIJING,
                    "kremlin_full_february": "Kremlin, full text of February, of {finding}`words-kremlin-2022-02-25-full` words",
                    "kremlin_full_june": "Kremlin, full text of June, of {finding}`words-kremlin-2022-06-15-full` words"},
        "links": {column: f"code-{readout}-{{code}}" for column, readout in readouts.items()},
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
def silences(report: Report, date=JUNE) -> dict:
    """One call: each topic, stated, in part or absent, and in whose mouth."""
    labels = report.table("topics").set_index("topic")["label"]
    data = coverage.by_side(report.table("coverage"), date)
    data = data[data["told_by"] != "neither"].reset_index(drop=True)
    data.insert(1, "label", data["topic"].map(labels))
    for side in ("kremlin", "beijing"):
        data[f"{side}_shown"] = [_status(row, side) for row in data.itertuples()]
    month = f"{date:%B}"
    return {
        "id": f"silences-{month.lower()}", "title": f"Topics of the call of {results.day(date)}", "data": data,
        "caption": "Each topic that one of the full readouts states: its status, and the voice that the readout gives it. “Absent” is said of full texts only.",
        "columns": {"label": "Topic", "kremlin_shown": "Kremlin", "beijing_shown": "Beijing"},
    }


def _status(row, side: str) -> str:
    voice, basis = getattr(row, f"{side}_voice"), getattr(row, f"{side}_basis")
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator"}
    if isinstance(voice, str):
        said = " and ".join(names[one] for one in voice.split("; ")) + (", implied" if basis == "implied" else "")
        return f"{getattr(row, side)}: {said}"
    return f"{getattr(row, side)}: nobody is named" if basis == "agentless" else getattr(row, side)


@table
def chinese_terms(report: Report) -> dict:
    """Chinese terms in the full Chinese readouts of both calls."""
    wide = report.table("beijing_terms").pivot(index="term", columns="event_date", values="frequency")
    data = wide.reindex(report.table("beijing_terms")["term"].unique()).reset_index().rename(columns=dict(zip(CALLS, ("february", "june"))))
    data.insert(1, "english", data["term"].map(ENGLISH))
    data["slug"] = data["term"].map(slug)
    return {
        "title": "Terms in the Chinese readouts", "data": data,
        "caption": "Occurrences of strings in the full Chinese texts of both calls. A string is counted inside longer ones too: the second {zh}`安全` of June stands in the name of the "
                   "Global Security Initiative. Zero means absent from the full text.",
        "columns": {"term": "Term", "english": "In English", "february": "25 February 2022", "june": "15 June 2022"},
        "links": {"february": f"term-{CALLS[0]}-{{slug}}", "june": f"term-{CALLS[1]}-{{slug}}"}, "languages": {"term": "zh"},
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
        "links": {"texts": "texts-with-{slug}"}, "languages": {"term": "zh"},
    }


@table
def renderings(report: Report) -> dict:
    """Terms of the originals and their English."""
    data = report.table("renderings").fillna("")
    return {
        "title": "One original, several renderings", "data": data,
        "caption": "Terms of the originals as the official page (or usual practice) has them in English, and as relays and the press have them.",
        "columns": {"original": "Original", "official_or_usual_english": "Official or usual English", "other_wording": "Other wording", "kind_of_other": "Where from"},
        "languages": {"original": "{language}"},
    }


TABLES = (readouts, words, phrases, frames, codes, names, naming_description, naming_evaluation, article_terms, silences, chinese_terms, chinese_series, renderings)
